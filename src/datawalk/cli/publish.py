"""From a workspace to a release: datawalk check | build | audit | releases."""

from typing import Annotated

import typer

from datawalk.cli.common import HERE, WorkspaceOption, app
from datawalk.cli.keep import note
from datawalk.domain.roster import MembersShown
from datawalk.intake.build import build as build_release
from datawalk.intake.build import protections_of
from datawalk.intake.check import check_workspace
from datawalk.intake.served import serve_release
from datawalk.measures.members import audit_members
from datawalk.measures.privacy.protection import BLOCK_SECONDS
from datawalk.measures.privacy.rule import Rule
from datawalk.measures.release_audit import audit_release
from datawalk.store.proofs import read_proof
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from datawalk.terminal import (
    bar,
    count,
    out,
    print_audit,
    print_build,
    print_problems,
    told,
)


@app.command()
@told
def check(workspace: WorkspaceOption = HERE) -> None:
    """List every problem of the workspace, by file and row or key, with its remedy."""
    with bar():
        contents, problems = check_workspace(workspace)
    print_problems(problems)
    if contents is None or problems.errors:
        raise typer.Exit(1)
    out.print(
        f"No problems. {count(len(contents.observations), 'row')} of figures, {count(len(contents.walks), 'walk')}."
    )


@app.command()
@told
def build(
    seconds: Annotated[
        float,
        typer.Option(min=1, help="How long to look for a way to protect one block of linked figures."),
    ] = BLOCK_SECONDS,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Check the workspace, then publish a new release of it with the proof of its privacy."""
    with bar():
        report = build_release(workspace, seconds=seconds)
    note(workspace, "published", report.release.id)
    print_build(report)


@app.command()
@told
def audit(
    release: Annotated[
        str | None, typer.Argument(metavar="RELEASE", help="The id of a release; without it, the served one.")
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Check the privacy of a release again, by its proof and by adding up. No solver is asked."""
    releases = Releases(workspace / "built")
    asked = releases.named(release) if release else releases.current()
    store = PublishedStore(asked)
    proof, rule = read_proof(asked), Rule(store.workspace.min_count, store.workspace.zeros)
    found = audit_release(
        store.every_cell(),
        places=store.places,
        protections=protections_of(store.workspace, store.indicators, store.sources),
        proof=proof,
    )
    found.faults.extend(audit_members(store.rows(MembersShown), proof.get("members", ()), rule))
    store.close()
    print_audit(found, release_id=asked.id)
    if found.faults:
        raise typer.Exit(1)


@app.command()
@told
def releases(
    use: Annotated[
        str | None, typer.Option("--use", metavar="ID", help="Serve this release instead.")
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """List the releases, newest first, or go back to one."""
    folder = Releases(workspace / "built")
    if use:
        release = serve_release(workspace, use)
        note(workspace, "served", release.id)
        out.print(f"Release {release.id} is now served.")
        return
    current = folder.current().id
    for notes in folder.all():
        mark = "  served" if notes.release.id == current else ""
        out.print(
            f"{notes.release.id}  built {notes.built_at}  {count(notes.rows, 'row')}{mark}", markup=False
        )
