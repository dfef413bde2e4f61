"""`docs/rights.md` is what happens: every page, route and write, for every kind of visitor."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_args

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from datawalk import actions, settings
from datawalk.actions import links, rights, signing, trail
from datawalk.actions.admission import COOKIE, FORM_COOKIE, HOST_COOKIE, admit, today
from datawalk.actions.rights import ANYBODY, AT_THE_MACHINE, NotAllowed, Principal
from datawalk.actions.tokens import secret_of
from datawalk.domain.links import Cover, Link
from datawalk.screens.pageview import PageName
from datawalk.settings import COLLECTED
from datawalk.store.collected import collecting
from datawalk.store.eventfile import read_store
from datawalk.store.releases import Releases
from datawalk.web import middleware, routes
from datawalk.web import signing as web_signing
from datawalk.web.limits import Tries
from datawalk.web.look import look_names
from worlds import built_alder

ROOT = Path(__file__).parents[2]
VISITORS = ("anybody", "nobody's guest", "link", "host")
LATER = today() + timedelta(days=1)
KEY = "a-key-of-the-tests-alone"


def _table(title: str) -> dict[str, dict[str, str]]:
    """A table of the document: for each thing, what each visitor may."""
    text = (ROOT / "docs" / "rights.md").read_text(encoding="utf-8")
    text = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    assert tuple(lines[0][1:]) == VISITORS
    return {line[0].strip("`"): dict(zip(VISITORS, line[1:], strict=True)) for line in lines[2:]}


PAGES, ROUTES, WRITES = (_table(title) for title in ("Pages", "Routes", "Writes"))


def _writes() -> dict[str, Callable[..., Any]]:
    """Every function of `actions` that takes who asks, but the rule itself."""
    return {
        name: one
        for found in iter_modules(actions.__path__)
        if (module := import_module(f"{actions.__name__}.{found.name}")) is not rights
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__
        and not name.startswith("_")
        and "principal" in inspect.signature(one).parameters
    }


def _routes() -> set[str]:
    return {
        f"{'POST ' if 'POST' in (route.methods or ()) else ''}{route.path}"
        for route in routes()  # a route takes one or the other
    }


def test_nothing_is_missing() -> None:
    assert PAGES.keys() == set(get_args(PageName))
    assert ROUTES.keys() == _routes()
    assert WRITES.keys() == _writes().keys()


@dataclass
class Site:
    """A served workspace, its links, and a host who is signed in."""

    folder: Path
    patch: pytest.MonkeyPatch
    host: Principal = ANYBODY
    cookies: dict[str, str] = field(default_factory=dict)

    def link(self, cover: Cover) -> tuple[Link, dict[str, str]]:
        """A link to the served release, and its cookie."""
        release = Releases(self.folder / "built").current().id
        with collecting(self.folder / COLLECTED) as store:
            link, token = links.make_link(
                AT_THE_MACHINE, store, cover=cover, release=release, until=LATER, made_for="x"
            )
        return link, {f"{COOKIE}{link.id}": token}

    def sign_in(self) -> None:
        with collecting(self.folder / COLLECTED) as store:
            made, token = signing.sign_in(ANYBODY, store, key=KEY)
        self.host = Principal("host", f"host {made.id}", token)
        self.cookies = {f"{HOST_COOKIE}{made.id}": token}

    def by_link_only(self, only: bool) -> None:
        self.patch.setenv(settings.VISITORS_VARIABLE, "with_link" if only else "anybody")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    folder = built_alder(tmp_path)
    for name, value in (
        (settings.WORKSPACE_VARIABLE, str(folder)),
        (settings.HOST_KEY_HASH_VARIABLE, secret_of(KEY)),
        (settings.RUN_VARIABLE, "this run"),
    ):
        monkeypatch.setenv(name, value)
    site = Site(folder, monkeypatch)
    site.sign_in()
    return site


def _covers(page: str) -> tuple[Cover, Cover]:
    """A cover that holds the page where one can, and one that does not."""
    other = Cover(kind="page", page="methods" if page != "methods" else "places")
    if page in ("walk", "present"):
        return Cover(kind="walk", walk="equity"), other
    return Cover(kind="everything") if page in ("home", "host") else Cover(kind="page", page=page), other


@pytest.mark.parametrize("page", PAGES)
def test_every_page_for_every_visitor(page: str, site: Site) -> None:
    walk = "equity" if page in ("walk", "present") else None

    def may(cookies: Mapping[str, str], link: str | None = None) -> bool:
        return admit(link, cookies=cookies, page=page, walk=walk).refusal is None

    (own, cookie), (other, other_cookie) = map(site.link, _covers(page))
    inside, outside = may(cookie, own.id), may(other_cookie, other.id)
    told = {"link": {(True, False): "covered", (False, False): "no"}.get((inside, outside), "?")}
    assert may(cookie | site.cookies, own.id) == inside, "a link beside a host's cookie"
    assert may(other_cookie | site.cookies, other.id) == outside
    for visitor, cookies, only in (
        ("anybody", {}, False),
        ("nobody's guest", {}, True),
        ("host", site.cookies, True),
    ):
        site.by_link_only(only)
        told[visitor] = "yes" if may(cookies) else "no"
    assert told == PAGES[page]


def test_every_route_for_every_visitor(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    (own, cookie), (other, other_cookie) = map(
        site.link, (Cover(kind="page", page="indicators"), Cover(kind="page", page="places"))
    )

    def answer(path: str, cookies: Mapping[str, str], *, link: Link | None = None, **sent: str) -> int:
        app = Starlette(routes=routes(), middleware=middleware())
        client = TestClient(app, base_url="http://localhost", follow_redirects=False)
        for name, value in cookies.items():
            client.cookies.set(name, value)
        query = f"{'&' if '?' in path else '?'}link={link.id}" if link else ""
        post, _, way = path.rpartition(" ")
        if post:
            headers = {"origin": "http://localhost"}
            return client.post(f"{way}{query}", data=sent, headers=headers).status_code
        return client.get(f"{way}{query}").status_code

    def form(path: str, cookies: Mapping[str, str], link: Link | None) -> str:
        """What a route with a form does for a visitor."""
        if path == "POST /sign-out":
            token = next((value for name, value in cookies.items() if name.startswith(HOST_COOKIE)), "")
            return "yes" if answer(path, cookies, link=link, form=signing.form_secret(token)) == 303 else "no"
        held, secret = {**cookies, FORM_COOKIE: "c"}, signing.form_secret("c")
        right, wrong = (answer(path, held, link=link, form=secret, key=key) for key in (KEY, "another"))
        unasked = answer(path, cookies, link=link, key=KEY)
        return "with the key" if (right, wrong, unasked) == (303, 403, 403) else "?"

    def told(path: str, visitor: str) -> str:
        site.by_link_only(visitor != "anybody")
        site.sign_in()  # the forms end the one before
        link, cookies = (
            (own, cookie) if visitor == "link" else (None, site.cookies if visitor == "host" else {})
        )
        if path == "/s/{token}":
            opens = [answer(f"/s/{one}", cookies) for one in (cookie[f"{COOKIE}{own.id}"], "wrong", "x" * 43)]
            return "with a token" if opens == [303, 404, 404] else "?"
        if path.startswith("POST "):
            return form(path, cookies, link)
        asked = path.format(page="indicators", link=own.id, token="", name=look_names()[0])
        asked += "?indicator=no_insurance" if asked.startswith("/download") else ""  # a page with a picture
        inside = answer(asked, cookies, link=link)
        if visitor == "link" and answer(asked, other_cookie, link=other) == 403:
            return "covered" if inside == 200 else "?"
        return "yes" if inside < 400 else "no"

    monkeypatch.setattr(web_signing, "_TRIES", Tries(each=100, all_=100))
    assert {path: {who: told(path, who) for who in VISITORS} for path in ROUTES} == ROUTES


@pytest.mark.parametrize("write", WRITES)
def test_every_write_for_every_visitor(write: str, site: Site) -> None:
    link, _ = site.link(Cover(kind="everything"))
    given: dict[str, dict[str, Any]] = {
        "make_link": {"cover": link.cover, "release": link.release, "until": LATER, "made_for": "x"},
        "extend_link": {"id": link.id, "until": LATER},
        "revoke_link": {"id": link.id},
        "record": {"done": "published", "id": "x"},
        "publish": {},
        "serve_instead": {"release_id": link.release},
        "end_sign_in": {"id": site.host.name.split()[1]},
        "sign_out": {},
        "sign_in": {"key": "another key"},
    }

    def may(who: Principal, **changes: str) -> str:
        before = len(read_store(site.folder / COLLECTED))
        try:
            if "folder" in inspect.signature(_writes()[write]).parameters:
                _writes()[write](who, site.folder, **given[write])
            else:
                with collecting(site.folder / COLLECTED) as store:
                    _writes()[write](who, store, **{**given[write], **changes})
        except NotAllowed:
            assert len(read_store(site.folder / COLLECTED)) == before
            return "no"
        assert len(read_store(site.folder / COLLECTED)) == before + 1
        return "yes"

    ended = Principal("host", "host of another run", "x" * 43)
    visitors = {
        "anybody": ANYBODY,
        "nobody's guest": ANYBODY,
        "link": Principal("link", link.id, "x" * 43),
        "host": site.host,
    }
    if write == "sign_in":
        told = {
            who: "with the key" if (may(one), may(one, key=KEY)) == ("no", "yes") else "?"
            for who, one in visitors.items()
        }
    else:
        assert may(ended) == "no"
        told = {who: may(one) for who, one in visitors.items()}
    assert told == WRITES[write]


def test_a_sign_in_ends_with_its_run_and_when_it_is_ended(site: Site) -> None:
    def may() -> bool:
        return admit(None, cookies=site.cookies, page="host").refusal is None

    assert may()
    site.patch.setenv(settings.RUN_VARIABLE, "another run")
    assert not may()
    with collecting(site.folder / COLLECTED) as store, pytest.raises(NotAllowed):
        trail.record(site.host, store, done="published", id="x")
    site.patch.setenv(settings.RUN_VARIABLE, "this run")
    assert may()
    with collecting(site.folder / COLLECTED) as store:
        signing.sign_out(site.host, store)
        with pytest.raises(NotAllowed):
            trail.record(site.host, store, done="published", id="x")
    assert not may()
