"""Keeping what was done: datawalk log | backup | restore | recover."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from datawalk.actions.rights import AT_THE_MACHINE
from datawalk.actions.trail import Done, record
from datawalk.cli.common import HERE, WorkspaceOption, app
from datawalk.errors import DatawalkError
from datawalk.settings import COLLECTED
from datawalk.store.backup import back_up
from datawalk.store.backup import restore as restore_backup
from datawalk.store.collected import CollectedStore, collecting, read_patiently
from datawalk.store.recovery import look, put_in_place
from datawalk.terminal import bar, count, err, out, told


def collected(workspace: Path) -> AbstractContextManager[CollectedStore]:
    """What the workspace has collected, open."""
    return collecting(workspace / COLLECTED, copy=True)


def note(workspace: Path, done: Done, id: str) -> None:
    """Say in the trail what was done. What is done stays done when the trail cannot be written; that is told."""
    try:
        with collected(workspace) as store:
            record(AT_THE_MACHINE, store, done=done, id=id)
    except DatawalkError as error:
        err.print(f"Note: this is not in the trail. {error}", markup=False)


@app.command()
@told
def log(workspace: WorkspaceOption = HERE) -> None:
    """Say who did what, when, oldest first."""
    for row in read_patiently(workspace / COLLECTED):
        event = row.event
        out.print(f"{event.at[:19]}Z  {event.by}  {event.kind}  {event.id}", markup=False)


@app.command()
@told
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, such as walk-2026-03-01.zip.")],
    workspace: WorkspaceOption = HERE,
) -> None:
    """Put the workspace, its served release and what was collected into one file, and check it. `private/` is left out."""
    with bar(), collected(workspace) as store:
        made = back_up(workspace, file, collected=store.recorded())
        record(AT_THE_MACHINE, store, done="backed_up", id=file.name)
    out.print(
        f"Wrote {file}: {count(made.files, 'file')}, {count(made.events, 'event')}; checked.", markup=False
    )


@app.command()
@told
def restore(
    file: Annotated[Path, typer.Argument(help="A file that 'datawalk backup' wrote.")],
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must not be there, or be empty.")],
) -> None:
    """Unpack a backup, when every part of it is whole."""
    with bar():
        made = restore_backup(file, folder)
    note(folder, "restored", file.name)
    out.print(
        f"Restored {count(made.files, 'file')} and {count(made.events, 'event')} into {folder}.", markup=False
    )
    out.print(f'Next: datawalk check --workspace "{folder}"', markup=False)


@app.command()
@told
def recover(
    take: Annotated[
        str | None, typer.Option(help="Go on from what is sound in the 'file', or from the newest 'copy'.")
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Say what can be had of what was collected when it is damaged, and go on from it."""
    folder = workspace / COLLECTED
    found = look(folder)
    if not found.wrong:
        out.print(f"Nothing is damaged: {count(len(found.sound), 'event')}.", markup=False)
        return
    out.print(found.wrong, markup=False)
    out.print(f"file: {count(len(found.sound), 'event')} sound", markup=False)
    out.print(f"copy: {count(len(found.copy), 'event')}", markup=False)
    if take not in ("file", "copy"):
        out.print(
            "Next: datawalk recover --take file, or --take copy. The damaged files are kept.", markup=False
        )
        raise typer.Exit(3)
    aside = put_in_place(folder, found.sound if take == "file" else found.copy)
    note(workspace, "recovered", take)
    out.print(f"Goes on from the {take}. The damaged files are in {aside}.", markup=False)
