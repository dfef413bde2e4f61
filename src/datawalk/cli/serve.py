"""Serving a release: datawalk serve | demo | key."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from datawalk import server
from datawalk.actions.keys import KEY_FILE, keep_new_key, known_key, new_key
from datawalk.actions.tokens import secret_of
from datawalk.cli.common import HERE, WorkspaceOption, app
from datawalk.errors import UsageProblem
from datawalk.server import EVERYWHERE, Serving, is_this_machine_only
from datawalk.settings import DEFAULT_PORT, HOST_KEY_VARIABLE
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from datawalk.terminal import (
    bar,
    out,
    print_build,
    told,
)

Port = Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)]


Address = Annotated[str | None, typer.Option(help="One address of this machine to listen on.")]
Network = Annotated[
    bool, typer.Option("--network", help="Let others on the same network connect. Needs a host key.")
]
Names = Annotated[
    list[str] | None,
    typer.Option("--name", help="A name of this server besides its addresses, such as walk.example.org."),
]


@app.command()
@told
def serve(
    port: Port = DEFAULT_PORT,
    network: Network = False,
    address: Address = None,
    name: Names = None,
    by_link_only: Annotated[
        bool, typer.Option("--by-link-only", help="Let in only who has a share link, and the host.")
    ] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Serve the workspace's release in the browser."""
    PublishedStore(Releases(workspace / "built").current()).close()
    where = _where(network, address)
    key = _key(workspace, where)
    serving = Serving(
        port, where, secret_of(key), "with_link" if by_link_only else "anybody", tuple(name or ())
    )
    _serve(workspace, serving)


@app.command()
@told
def demo(
    port: Port = DEFAULT_PORT,
    network: Network = False,
    address: Address = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="An empty folder to put a copy of the demo in.")
    ] = None,
) -> None:
    """Build and serve the demo: Riverbend County, which is fictional."""
    from datawalk.intake.build import build
    from datawalk.intake.new import copy_demo, demo_folder

    where = _where(network, address)
    with nullcontext(copy_demo(workspace)) if workspace else demo_folder() as folder:
        with bar():
            report = build(folder)
        print_build(report)
        _serve(folder, Serving(port, where, secret_of(_key(folder, where))))


@app.command()
@told
def key(workspace: WorkspaceOption = HERE) -> None:
    """Make a new host key, keep it in `private/host.key`, and tell it once. A server takes it when it starts."""
    if not (workspace / "datawalk.toml").is_file():
        raise UsageProblem(f"There is no workspace in '{workspace}'.", remedy="Name it with --workspace.")
    out.print(f"Host key: {keep_new_key(workspace)}", markup=False)
    out.print(f"It is kept in {workspace / KEY_FILE}, which no backup holds.", markup=False)


def _where(network: bool, address: str | None) -> str:
    if network and address:
        raise UsageProblem("--network and --address both say where.", remedy="Leave out one of them.")
    return EVERYWHERE if network else address or "127.0.0.1"


def _key(workspace: Path, where: str) -> str:
    """The host key: the one that is kept, else one for this run, told once, where nobody else can connect."""
    kept = known_key(workspace)
    if kept is not None:
        return kept
    if not is_this_machine_only(where):
        raise UsageProblem(
            "Others on the network could connect, and there is no host key.",
            remedy=f"Run 'datawalk key' once, or set {HOST_KEY_VARIABLE}.",
        )
    made = new_key()
    out.print(f"Host key for this run: {made}", markup=False)
    return made


def _serve(workspace: Path, serving: Serving) -> None:
    here, *others = server.addresses(port=serving.port, address=serving.address)
    out.print(f"Open {here}   (Ctrl+C stops it)", markup=False)
    out.print(f"The host signs in at {here}/host", markup=False)
    for other in others:
        out.print(f"Others in the room open {other}", markup=False)
    raise typer.Exit(server.run(workspace, serving))
