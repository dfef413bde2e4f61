"""Signing in by a plain form: the right key gives a cookie, anything else a plain sentence and nothing kept."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from datawalk import settings
from datawalk.actions.admission import FORM_COOKIE, HOST_COOKIE, host_of
from datawalk.actions.rights import sign_ins_of
from datawalk.actions.tokens import secret_of
from datawalk.settings import COLLECTED
from datawalk.store.eventfile import FILE, read_store
from datawalk.web import middleware, routes, signing
from datawalk.web.limits import Tries

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"
KEY = "a-key-of-the-tests-alone"
OURS = {"origin": "http://localhost"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(ALDER, tmp_path / "alder"))
    monkeypatch.setenv(settings.WORKSPACE_VARIABLE, str(folder))
    monkeypatch.setenv(settings.HOST_KEY_HASH_VARIABLE, secret_of(KEY))
    monkeypatch.setenv(settings.RUN_VARIABLE, "this run")
    monkeypatch.setattr(signing, "_TRIES", Tries(each=10, all_=60))
    monkeypatch.setattr(signing, "_NOTED", Tries(each=1, all_=1))
    return folder


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    app = Starlette(routes=routes(), middleware=middleware())
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def give(client: TestClient, key: str, *, lang: str = "en") -> tuple[int, str]:
    """Send the form of a page that was opened for it; the status, and what the page says."""
    page = client.get(f"/sign-in?lang={lang}").text
    found = re.search(r'name="form" value="(\w+)"', page)
    assert found
    answer = client.post(f"/sign-in?lang={lang}", data={"form": found[1], "key": key}, headers=OURS)
    said = re.search(r'role="alert">([^<]+)<', answer.text)
    return answer.status_code, said[1] if said else ""


def kinds(folder: Path) -> list[str]:
    return [row.event.kind for row in read_store(folder / COLLECTED)]


def test_the_key_gives_a_cookie_that_no_script_reads(folder: Path, client: TestClient) -> None:
    page = client.get("/sign-in")
    form = re.search(r'name="form" value="(\w+)"', page.text)
    assert form
    assert "Path=/sign-in" in page.headers["set-cookie"]
    answer = client.post("/sign-in?lang=es", data={"form": form[1], "key": f" {KEY}\n"}, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/host?lang=es")
    given = next(one for one in answer.headers.get_list("set-cookie") if one.startswith(HOST_COOKIE))
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in given.split(";")}
    assert "expires" not in given.lower()
    name, token = given.partition(";")[0].split("=", 1)
    assert host_of({name: token}).kind == "host"
    stored = (folder / COLLECTED / FILE).read_bytes()
    assert token.encode() not in stored
    assert KEY.encode() not in stored
    assert answer.headers["cache-control"] == "no-store"


def test_another_key_is_told_and_noted_once_a_minute(folder: Path, client: TestClient) -> None:
    for key in ("", "another", KEY[:-1], KEY.upper(), "é" * 40, KEY + "x"):
        assert give(client, key) == (403, "This is not the host key.")
    assert give(client, "otra", lang="es") == (403, "Esta no es la clave de anfitrión.")
    assert kinds(folder) == ["sign_in_refused"]


def test_too_many_tries_wait(folder: Path, client: TestClient) -> None:
    for _ in range(10):
        assert give(client, "another")[0] == 403
    assert give(client, KEY) == (429, "Too many tries. Wait a minute.")
    assert "signed_in" not in kinds(folder)


def test_a_form_of_another_page_is_refused(folder: Path, client: TestClient) -> None:
    other = TestClient(client.app, base_url="http://localhost")
    theirs = re.search(r'name="form" value="(\w+)"', other.get("/sign-in").text)
    assert theirs
    client.get("/sign-in")
    for sent in ({"key": KEY}, {"form": theirs[1], "key": KEY}, {"form": "", "key": KEY}):
        assert client.post("/sign-in", data=sent, headers=OURS).status_code == 403
    client.cookies.clear()
    assert client.post("/sign-in", data={"form": theirs[1], "key": KEY}, headers=OURS).status_code == 403
    assert not (folder / COLLECTED).exists()


def test_a_huge_form_is_not_read(client: TestClient) -> None:
    client.get("/sign-in")
    answer = client.post("/sign-in", content=b"key=" + b"x" * 5_000, headers=OURS)
    assert (answer.status_code, "too long for a host key" in answer.text) == (413, True)
    assert client.post("/sign-in", content=b"&".join([b"a=b"] * 50), headers=OURS).status_code == 413


def test_signing_out_ends_it_everywhere(folder: Path, client: TestClient) -> None:
    give(client, KEY)
    [(name, token)] = [(key, value) for key, value in client.cookies.items() if key.startswith(HOST_COOKIE)]
    assert client.post("/sign-out", data={"form": "x"}, headers=OURS).status_code == 403
    answer = client.post("/sign-out", data={"form": signing.form_secret(token)}, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?lang=en")
    assert host_of({name: token}).kind == "anonymous"
    assert all(one.ended for one in sign_ins_of(read_store(folder / COLLECTED)).values())


def test_a_browser_has_one_sign_in(folder: Path, client: TestClient) -> None:
    """A second one takes the place of the first; that of another server on this computer stays."""
    other = f"{HOST_COOKIE}00000000"
    client.cookies.set(other, "x" * 43)
    give(client, KEY)
    [first] = [one for one in client.cookies if one.startswith(HOST_COOKIE) and one != other]
    give(client, KEY)
    [second] = [one for one in client.cookies if one.startswith(HOST_COOKIE) and one != other]
    assert first != second
    assert kinds(folder) == ["signed_in", "signed_in", "signed_out"]
    assert client.cookies[other] == "x" * 43


def test_without_a_key_nobody_is_a_host(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.HOST_KEY_HASH_VARIABLE, "")
    page = client.get("/sign-in").text
    assert "This server has no host key." in page
    assert "<form" not in page
    client.cookies.set(FORM_COOKIE, "c")
    sent = {"form": signing.form_secret("c"), "key": ""}
    assert client.post("/sign-in", data=sent, headers=OURS).status_code == 403


def test_a_damaged_store_lets_nobody_in(folder: Path, client: TestClient) -> None:
    give(client, KEY)
    (folder / COLLECTED / FILE).write_bytes(b"")
    status, said = give(client, KEY)
    assert (status, "datawalk recover" in said) == (503, True)
    assert host_of(dict(client.cookies)).kind == "anonymous"


def test_tries_are_counted_by_visitor_and_by_minute() -> None:
    now = [0.0]
    tries = Tries(each=2, all_=3, now=lambda: now[0])
    assert [tries.allow(one) for one in ("a", "a", "a", "b", "b")] == [True, True, False, True, False]
    now[0] = 61.0
    assert tries.allow("a")
    many = Tries(each=1, all_=10_000, now=lambda: now[0])
    assert sum(many.allow(str(n)) for n in range(5_000)) == 1_001  # a thousand of their own, the rest as one
