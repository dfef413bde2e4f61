"""Serving a release: datawalk serve | demo."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from datawalk import server
from datawalk.cli.common import HERE, WorkspaceOption, app
from datawalk.intake.build import build as build_release
from datawalk.intake.new import copy_demo, demo_folder
from datawalk.settings import DEFAULT_PORT, Visitors
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from datawalk.terminal import (
    bar,
    out,
    print_build,
    told,
)

Port = Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)]


Address = Annotated[
    str, typer.Option(help="The address to listen on; 0.0.0.0 lets others in the room connect.")
]


@app.command()
@told
def serve(
    port: Port = DEFAULT_PORT,
    address: Address = "127.0.0.1",
    by_link_only: Annotated[
        bool, typer.Option("--by-link-only", help="Let in only who has a share link.")
    ] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Serve the workspace's release in the browser."""
    PublishedStore(Releases(workspace / "built").current()).close()
    _serve(workspace, port=port, address=address, visitors="with_link" if by_link_only else "anybody")


@app.command()
@told
def demo(
    port: Port = DEFAULT_PORT,
    address: Address = "127.0.0.1",
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="An empty folder to put a copy of the demo in.")
    ] = None,
) -> None:
    """Build and serve the demo: Riverbend County, which is fictional."""
    with nullcontext(copy_demo(workspace)) if workspace else demo_folder() as folder:
        with bar():
            report = build_release(folder)
        print_build(report)
        _serve(folder, port=port, address=address)


def _serve(workspace: Path, *, port: int, address: str, visitors: Visitors = "anybody") -> None:
    here, *others = server.addresses(port=port, address=address)
    out.print(f"Open {here}   (Ctrl+C stops it)", markup=False)
    for other in others:
        out.print(f"Others in the room open {other}", markup=False)
    raise typer.Exit(server.run(workspace, port=port, address=address, visitors=visitors))
