"""`docs/rights.md` is what happens: every page, route and write, for every kind of visitor."""

import inspect
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from datawalk import settings
from datawalk.actions import links, trail
from datawalk.actions.admission import COOKIE, admit, today
from datawalk.actions.rights import ANYBODY, AT_THE_MACHINE, NotAllowed, Principal
from datawalk.domain.links import Cover, Link
from datawalk.intake.build import build
from datawalk.screens.pageview import PageName
from datawalk.store.collected import CollectedStore
from datawalk.store.releases import Releases
from datawalk.web import routes

ROOT = Path(__file__).parents[2]
ALDER = ROOT / "tests" / "data" / "small" / "alder"
VISITORS = ("anybody", "nobody's guest", "link", "host")
LATER = today() + timedelta(days=1)


def _table(title: str) -> dict[str, dict[str, str]]:
    """A table of the document: for each thing, what each visitor may."""
    text = (
        (ROOT / "docs" / "rights.md")
        .read_text(encoding="utf-8")
        .partition(f"## {title}\n")[2]
        .partition("\n## ")[0]
    )
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    assert tuple(lines[0][1:]) == VISITORS
    return {line[0].strip("`"): dict(zip(VISITORS, line[1:], strict=True)) for line in lines[2:]}


PAGES, ROUTES, WRITES = (_table(title) for title in ("Pages", "Routes", "Writes"))


def _writes() -> dict[str, Callable[..., Any]]:
    """Every function of `actions` that takes who asks."""
    return {
        name: one
        for module in (links, trail)
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__
        and not name.startswith("_")
        and "principal" in inspect.signature(one).parameters
    }


def test_nothing_is_missing() -> None:
    assert PAGES.keys() == set(get_args(PageName))
    assert ROUTES.keys() == {route.path for route in routes()}
    assert WRITES.keys() == _writes().keys()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(ALDER, tmp_path / "alder"))
    monkeypatch.setenv(settings.WORKSPACE_VARIABLE, str(folder))
    build(folder)
    return folder


@pytest.fixture
def made(workspace: Path) -> Callable[[Cover], tuple[Link, str]]:
    """Makes a link that shows the served release."""

    def make(cover: Cover) -> tuple[Link, str]:
        store = CollectedStore(workspace / settings.COLLECTED)
        release = Releases(workspace / "built").current().id
        link = links.make_link(AT_THE_MACHINE, store, cover=cover, release=release, until=LATER, made_for="x")
        store.close()
        return link

    return make


def _covers(page: str) -> tuple[Cover, Cover]:
    """A cover that holds the page, and one that does not."""
    other = Cover(kind="page", page="methods" if page != "methods" else "places")
    if page in ("walk", "present"):
        return Cover(kind="walk", walk="equity"), other
    return Cover(kind="everything") if page == "home" else Cover(kind="page", page=page), other


@pytest.mark.parametrize("page", PAGES)
def test_every_page_for_every_visitor(page: str, made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = "equity" if page in ("walk", "present") else None
    told = {"anybody": "yes" if admit(None, cookies={}, page=page, walk=walk).refusal is None else "no"}
    told["host"] = told["anybody"]
    inside, outside = (
        admit(link.id, cookies={f"{COOKIE}{link.id}": token}, page=page, walk=walk).refusal
        for link, token in map(made, _covers(page))
    )
    told["link"] = "covered" if (inside, outside) == (None, "not_covered") else "?"
    monkeypatch.setenv(settings.VISITORS_VARIABLE, "with_link")
    told["nobody's guest"] = "yes" if admit(None, cookies={}, page=page, walk=walk).refusal is None else "no"
    assert told == PAGES[page]


def test_every_route_for_every_visitor(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (own, token), (other, other_token) = (
        made(Cover(kind="page", page="partners")),
        made(Cover(kind="page", page="places")),
    )

    def answer(path: str, *, link: Link | None = None, token: str = "") -> int:
        client = TestClient(Starlette(routes=routes()), follow_redirects=False)
        if link:
            client.cookies.set(f"{COOKIE}{link.id}", token)
            path += f"?link={link.id}"
        return client.get(path).status_code

    def told(path: str) -> dict[str, str]:
        if path == "/s/{token}":
            opens = [answer(f"/s/{token}"), answer("/s/wrong"), answer(f"/s/{'x' * 43}")] == [303, 404, 404]
            return dict.fromkeys(VISITORS, "with a token" if opens else "?")
        asked = path.format(page="partners", link=own.id, token="")
        inside, outside = answer(asked, link=own, token=token), answer(asked, link=other, token=other_token)
        monkeypatch.delenv(settings.VISITORS_VARIABLE, raising=False)
        public = answer(asked) < 400
        monkeypatch.setenv(settings.VISITORS_VARIABLE, "with_link")
        guest = answer(asked) < 400
        by_link = (
            "covered" if (inside, outside) == (200, 403) else "yes" if max(inside, outside) < 400 else "?"
        )
        said = {True: "yes", False: "no"}
        return {"anybody": said[public], "nobody's guest": said[guest], "link": by_link, "host": said[public]}

    assert {path: told(path) for path in ROUTES} == ROUTES


@pytest.mark.parametrize("write", WRITES)
def test_every_write_for_every_visitor(write: str, made: Any, workspace: Path) -> None:
    link, _ = made(Cover(kind="everything"))
    given: dict[str, dict[str, Any]] = {
        "make_link": {"cover": link.cover, "release": link.release, "until": LATER, "made_for": "x"},
        "extend_link": {"id": link.id, "until": LATER},
        "revoke_link": {"id": link.id},
        "record": {"done": "published", "id": "x"},
    }
    store = CollectedStore(workspace / settings.COLLECTED)

    def may(who: Principal) -> str:
        before = len(store.recorded())
        try:
            _writes()[write](who, store, **given[write])
        except NotAllowed:
            assert len(store.recorded()) == before
            return "no"
        assert len(store.recorded()) == before + 1
        return "yes"

    anybody = may(ANYBODY)
    told = {
        "anybody": anybody,
        "nobody's guest": anybody,
        "link": may(Principal("link", link.id)),
        "host": may(AT_THE_MACHINE),
    }
    store.close()
    assert told == WRITES[write]
