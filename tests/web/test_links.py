"""Opening a link by its token: the secret goes into a cookie and nowhere else; whatever is no token gets one sentence."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from datawalk import settings
from datawalk.actions.admission import COOKIE, today
from datawalk.actions.links import links_of, make_link, revoke_link
from datawalk.actions.rights import AT_THE_MACHINE
from datawalk.domain.links import Cover, Link
from datawalk.store.collected import CollectedStore
from datawalk.store.eventfile import FILE, read_store
from datawalk.store.releases import Releases
from datawalk.web import middleware, routes
from worlds import built_alder

WALK = Cover(kind="walk", walk="equity")
ENDED = "This link does not open anything. It may have ended, or been cut on its way to you."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = built_alder(tmp_path)
    monkeypatch.setenv(settings.WORKSPACE_VARIABLE, str(folder))
    return folder


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = Starlette(routes=routes(), middleware=middleware())
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def made(folder: Path, *, days: int = 3, revoked: bool = False) -> tuple[Link, str]:
    store = CollectedStore(folder / settings.COLLECTED)
    release = Releases(folder / "built").current().id
    until = today() + timedelta(days=days)
    link, token = make_link(
        AT_THE_MACHINE, store, cover=WALK, release=release, until=until, made_for="the board"
    )
    if revoked:
        revoke_link(AT_THE_MACHINE, store, link.id)
    store.close()
    return link, token


def test_the_secret_goes_into_a_cookie_alone(folder: Path, client: TestClient) -> None:
    link, token = made(folder)
    answer = client.get(f"/s/{token}?lang=es")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/walk?lang=es&walk=equity&link={link.id}",
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}{link.id}={token};")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert token not in answer.text
    assert links_of(read_store(folder / settings.COLLECTED))[link.id].opened == 1


def test_over_https_the_cookie_is_for_https(folder: Path) -> None:
    _, token = made(folder)
    with TestClient(
        Starlette(routes=routes()), base_url="https://walk.example", follow_redirects=False
    ) as client:
        assert "Secure" in client.get(f"/s/{token}").headers["set-cookie"]


def test_no_other_token_opens_anything(folder: Path, client: TestClient, tmp_path: Path) -> None:
    """Guessed, cut, changed in one sign, ended, revoked, of another workspace: one sentence, no cookie, nothing stored."""
    _, token = made(folder)
    other = built_alder(tmp_path / "other")
    luck = Random(10)
    signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    wrong = ["".join(luck.choices(signs, k=43)) for _ in range(200)]
    wrong += [token[:at] for at in range(1, 43)] + [f"{token}a", token.swapcase(), token[::-1]]
    wrong += [token[:at] + ("a" if token[at] != "a" else "b") + token[at + 1 :] for at in range(43)]
    wrong += [
        made(folder, days=-1)[1],
        made(folder, revoked=True)[1],
        made(other)[1],
        "%00",
        "%2e%2e",
        "é" * 43,
    ]
    before = len(read_store(folder / settings.COLLECTED))
    for one in wrong:
        answer = client.get(f"/s/{one}")
        assert (answer.status_code, answer.text) == (404, ENDED), one
        assert "set-cookie" not in answer.headers
    print(f"{len(wrong)} tokens tried, none opened")
    assert len(read_store(folder / settings.COLLECTED)) == before


def test_a_damaged_store_is_told_and_opens_nothing(folder: Path, client: TestClient) -> None:
    _, token = made(folder)
    (folder / settings.COLLECTED / FILE).write_bytes(b"")
    answer = client.get(f"/s/{token}")
    assert (answer.status_code, "set-cookie" in answer.headers) == (503, False)
    assert answer.text == "This link cannot be checked right now. Please tell the host."


def test_leaving_takes_the_cookie_away(folder: Path, client: TestClient) -> None:
    link, token = made(folder)
    client.get(f"/s/{token}")
    assert client.cookies.get(f"{COOKIE}{link.id}") == token
    answer = client.get(f"/leave/{link.id}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.cookies.get(f"{COOKIE}{link.id}") is None
