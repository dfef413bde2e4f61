"""Bringing data in: datawalk new | add."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from datawalk.cli.common import HERE, WorkspaceOption, app, day_of, pairs_of
from datawalk.domain.periods import Period
from datawalk.errors import UsageProblem
from datawalk.intake.add import add_files
from datawalk.intake.formats import FORMATS
from datawalk.intake.new import new_workspace
from datawalk.intake.programs import add_programs, is_programs
from datawalk.intake.rosters import PARTNER_LIST, ROSTERS, Roster, add_roster, is_roster
from datawalk.intake.targets import add_targets, is_targets
from datawalk.terminal import (
    bar,
    out,
    print_programs,
    print_roster,
    print_targets,
    told,
)


@app.command()
@told
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    name: Annotated[str, typer.Option(help="The collaborative's name.")],
    place: Annotated[str, typer.Option(help="The id of its place, such as a FIPS code: 44, 44007.")],
) -> None:
    """Start a workspace: a commented folder with the three walks."""
    for path in new_workspace(folder, name=name, place=place, today=date.today()):
        out.print(f"wrote {folder / path}", markup=False)
    out.print(f'Next: cd "{folder}", then datawalk add FILE and datawalk build.', markup=False)


@app.command()
@told
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files to add.")],
    format_name: Annotated[
        str | None,
        typer.Option(
            "--as", help=f"Their format, where the columns do not tell: {', '.join((*FORMATS, *ROSTERS))}."
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--date", help="The day the files were fetched, as 2026-02-10.")
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(help="Keep only these places and those in them: FIPS codes, as 27,09 or 27053."),
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="The period of a file that does not say its own, as 2019-2023.")
    ] = None,
    good_rows: Annotated[
        bool, typer.Option("--good-rows", help="Of a table or roster with problems, take the rows without.")
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="OURS=THEIRS", help="Of a list of others: which column is which."),
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Check files and copy them into the workspace; make candidate partners of a directory or list, goals of targets."""
    accessed_on = day_of(on) if on else date.today()
    if is_roster(files, format_name=format_name):
        print_roster(_add_roster(workspace, files, format_name, columns, good_rows=good_rows, on=accessed_on))
        return
    if format_name is None and is_targets(files):
        with bar():
            found = add_targets(workspace, path=files[0], today=accessed_on)
        print_targets(found)
        return
    if format_name is None and is_programs(files):
        with bar():
            programs = add_programs(workspace, path=files[0], today=accessed_on)
        print_programs(programs)
        return
    if columns:
        raise UsageProblem(
            "--column is for lists of others.", remedy=f"Add the list with '--as {PARTNER_LIST}'."
        )
    with bar():
        added = add_files(
            workspace,
            files=files,
            format_name=format_name,
            accessed_on=accessed_on,
            within=_codes(within),
            period=_period(period),
            good_rows=good_rows,
        )
    for path in added:
        left_out = path.startswith("review/")
        out.print(f"left out rows with a problem: {path}" if left_out else f"added {path}", markup=False)


def _add_roster(
    workspace: Path,
    files: list[Path],
    format_name: str | None,
    columns: list[str] | None,
    *,
    good_rows: bool,
    on: date,
) -> Roster:
    if len(files) > 1:
        raise UsageProblem("A roster is one folder or one list.", remedy="Add them one after the other.")
    with bar():
        return add_roster(
            workspace,
            path=files[0],
            format_name=format_name,
            columns=pairs_of(columns or [], example="--column name=Healthcare_Name"),
            good_rows=good_rows,
            today=on,
        )


def _codes(listed: str | None) -> tuple[str, ...]:
    codes = tuple(one.strip() for one in (listed or "").split(",") if one.strip())
    for code in codes:
        if not (code.isdecimal() and code.isascii() and len(code) in (2, 5)):
            what = f"'{code}' is not the FIPS code of a state or county."
            raise UsageProblem(what, remedy="Write two digits for a state or five for a county, as 27,09.")
    return codes


def _period(said: str | None) -> Period | None:
    try:
        return Period.parse(said) if said else None
    except ValueError:
        raise UsageProblem(f"'{said}' is not a period.", remedy="Write it as 2023 or 2019-2023.") from None
