"""Share links: datawalk share create | list | extend | revoke."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import segno
import typer

from datawalk.actions.admission import today
from datawalk.actions.links import extend_link, links_of, make_link, revoke_link
from datawalk.actions.rights import AT_THE_MACHINE
from datawalk.cli.common import HERE, WorkspaceOption, app, day_of
from datawalk.cli.keep import collected
from datawalk.domain.links import Cover, Link
from datawalk.errors import UsageProblem
from datawalk.screens.pages import PAGES
from datawalk.settings import COLLECTED, DEFAULT_PORT
from datawalk.store.collected import read_patiently
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from datawalk.terminal import count, out, told

share = typer.Typer(no_args_is_help=True, add_completion=False)
app.add_typer(
    share, name="share", help="Links that show one walk, station or page to whoever has them, read-only."
)

_DAYS = 30
Days = Annotated[int | None, typer.Option(min=0, max=3660, help="For so many days from today.")]
Until = Annotated[str | None, typer.Option(help="Until this day, as 2026-12-31.")]


@share.command()
@told
def create(
    made_for: Annotated[str, typer.Option("--for", help="Who it is for, such as 'the board'.")],
    covers: Annotated[
        str, typer.Option(help="everything, walk/ID, station/WALK/STATION or page/NAME.")
    ] = "everything",
    days: Days = None,
    until: Until = None,
    release: Annotated[
        str | None, typer.Option(help="The release it shows; without it, the served one.")
    ] = None,
    newest: Annotated[
        bool, typer.Option("--newest", help="Its visitors may go on to newer releases.")
    ] = False,
    address: Annotated[
        str, typer.Option(help="Where the pages are reached, as visitors type it.")
    ] = f"http://localhost:{DEFAULT_PORT}",
    qr: Annotated[Path | None, typer.Option(help="Write a QR code to print into this .svg file.")] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Make a link. Its address is told once: it holds the secret, which is kept nowhere."""
    releases = Releases(workspace / "built")
    shown = releases.named(release) if release else releases.current()
    cover = _cover(covers, PublishedStore(shown))
    if qr is not None and qr.suffix.lower() != ".svg":
        raise UsageProblem(f"'{qr}' does not end in .svg.", remedy="Name a file such as link.svg.")
    with collected(workspace) as store:
        link, token = make_link(
            AT_THE_MACHINE,
            store,
            cover=cover,
            release=shown.id,
            until=_until(days, until),
            made_for=made_for,
            newest=newest,
        )
    whole = f"{address.rstrip('/')}/s/{token}"
    if qr is not None:
        segno.make(whole, error="m").save(str(qr), border=4, scale=8)
    out.print(whole, markup=False, soft_wrap=True)
    out.print(
        f"Link {link.id} shows {link.cover} of release {link.release} until {link.until}.", markup=False
    )
    out.print(f"It is told here only. To end it: datawalk share revoke {link.id}", markup=False)


@share.command(name="list")
@told
def list_links(workspace: WorkspaceOption = HERE) -> None:
    """Every link: what it covers, for whom, until when, how often it was opened."""
    for link in links_of(read_patiently(workspace / COLLECTED)).values():
        out.print(_line(link), markup=False, soft_wrap=True)


@share.command()
@told
def extend(
    link: Annotated[str, typer.Argument(metavar="ID", help="The link's id.")],
    days: Days = None,
    until: Until = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Let a link open until another day; a revoked one opens again."""
    with collected(workspace) as store:
        out.print(_line(extend_link(AT_THE_MACHINE, store, link, until=_until(days, until))), markup=False)


@share.command()
@told
def revoke(
    link: Annotated[str, typer.Argument(metavar="ID", help="The link's id.")],
    workspace: WorkspaceOption = HERE,
) -> None:
    """End a link at once, on open pages too."""
    with collected(workspace) as store:
        out.print(_line(revoke_link(AT_THE_MACHINE, store, link)), markup=False)


def _line(link: Link) -> str:
    state = (
        "revoked"
        if link.revoked
        else f"until {link.until}"
        if link.open_on(today())
        else f"ended {link.until}"
    )
    return f"{link.id}  {state}  {link.cover}  release {link.release}  opened {count(link.opened, 'time')}  for {link.made_for}"


def _until(days: int | None, until: str | None) -> date:
    if days is not None and until:
        raise UsageProblem("--days and --until both say how long.", remedy="Leave out one of them.")
    day = day_of(until) if until else today() + timedelta(days=_DAYS if days is None else days)
    if day < today():
        raise UsageProblem(f"{day} is over.", remedy="Choose today or a later day.")
    return day


def _cover(said: str, store: PublishedStore) -> Cover:
    try:
        cover = Cover.parse(said)
    except ValueError:
        remedy = "Write everything, walk/ID, station/WALK/STATION or page/NAME."
        raise UsageProblem(f"'{said}' is nothing a link can cover.", remedy=remedy) from None
    if cover.walk is not None and cover.walk not in store.walks:
        raise UsageProblem(
            f"There is no walk '{cover.walk}' in the release.", remedy=f"Known: {', '.join(store.walks)}."
        )
    if cover.walk is not None and cover.station is not None:
        stations = [one.id for one in store.walks[cover.walk].station]
        if cover.station not in stations:
            what = f"There is no station '{cover.station}' in the walk '{cover.walk}'."
            raise UsageProblem(what, remedy=f"Known: {', '.join(stations)}.")
    pages = [name for name in PAGES if name != "walk"]
    if cover.page is not None and cover.page not in pages:
        raise UsageProblem(f"There is no page '{cover.page}'.", remedy=f"Known: {', '.join(pages)}.")
    return cover
