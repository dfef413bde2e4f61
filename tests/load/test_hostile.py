"""A hostile client against a real server: nothing is answered that is not its own, nothing is stored, nothing breaks."""

import http.client
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus

from datawalk.actions.admission import COOKIE, FORM_COOKIE, HOST_COOKIE, today
from datawalk.actions.links import make_link, revoke_link
from datawalk.actions.rights import AT_THE_MACHINE, sign_ins_of
from datawalk.actions.signing import form_secret
from datawalk.domain.links import Cover, Link
from datawalk.settings import COLLECTED, HOST_KEY_VARIABLE
from datawalk.store.collected import collecting, read_patiently
from datawalk.store.releases import Releases
from hostile import Heard, Hostile
from serving import free_port, serve_by_command, stop, wait_until_it_answers
from worlds import built_alder

KEY = "a-key-of-the-tests-alone"
DESK = "Only a host sees this page"
WALK = "Who goes without"
MARK = "never-to-be-told-4711"
SAID = "said.log"
"""What the server writes while it is attacked."""


@dataclass
class Site:
    """A served workspace that opens by link only."""

    folder: Path
    address: str
    first: Heard = field(default_factory=Heard)
    """What the fresh server said to the first of all, who asked for the desk before any page of ours had run."""
    host: dict[str, str] = field(default_factory=dict)
    """The cookies of a host who signed in before anybody guessed at the key."""

    def send(
        self, method: str, path: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str, list[str]]:
        """Status, body and cookies of one request, its path as it is: no client tidies it up."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)
        connection.putrequest(method, path, skip_host="host" in (headers or {}))
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.putheader("content-length", str(len(body)))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        said = answer.read().decode("utf-8", "replace")
        cookies = answer.headers.get_all("set-cookie") or []
        connection.close()
        return answer.status, said, cookies

    def sign_in(self) -> dict[str, str]:
        sent = f"form={form_secret('c')}&key={KEY}".encode()
        headers = {
            "cookie": f"{FORM_COOKIE}=c",
            "origin": self.address,
            "content-type": "application/x-www-form-urlencoded",
        }
        status, _, cookies = self.send("POST", "/sign-in", body=sent, headers=headers)
        assert status == 303
        given = next(one for one in cookies if one.startswith(HOST_COOKIE))
        return dict([given.partition(";")[0].split("=", 1)])  # type: ignore[arg-type]

    def link(self, cover: str) -> tuple[Link, dict[str, str]]:
        release = Releases(self.folder / "built").current().id
        with collecting(self.folder / COLLECTED) as store:
            link, token = make_link(
                AT_THE_MACHINE,
                store,
                cover=Cover.parse(cover),
                release=release,
                until=today() + timedelta(days=1),
                made_for=MARK,
            )
        return link, {f"{COOKIE}{link.id}": token}

    def events(self) -> int:
        return len(read_patiently(self.folder / COLLECTED))

    def sign_ins(self) -> int:
        return len(sign_ins_of(read_patiently(self.folder / COLLECTED)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site; when whatever ran against it is over, there is no token, no key and no fall in what it said of itself."""
    folder = built_alder(tmp_path_factory.mktemp("hostile"))
    (folder / "private").mkdir()
    (folder / "private" / "notes.toml").write_text(f'note = "{MARK}"\n', encoding="utf-8")
    port, log = free_port(), folder.parent / SAID
    server = serve_by_command(folder, port, environment={HOST_KEY_VARIABLE: KEY}, said=log)
    site = Site(folder, f"http://127.0.0.1:{port}")
    try:
        wait_until_it_answers(site.address, server)
        with Hostile(site.address) as nobody:
            site.first = nobody.ask("host")
        site.host = site.sign_in()
        yield site
    finally:
        stop(server)
    said = log.read_text(encoding="utf-8")
    assert "Open http" in said
    assert KEY not in said
    assert MARK not in said
    assert re.findall(r"[\w-]{43}", said) == []
    assert "Traceback" not in said


def test_the_first_request_of_a_fresh_server_asks_for_the_desk(site: Site) -> None:
    assert site.first.says("for the host")
    assert not site.first.failed
    assert not site.first.says(DESK)


PATHS = (
    "/../datawalk.toml",
    "/%2e%2e/%2e%2e/private/notes.toml",
    "/download/../../private/notes.csv",
    "/download/..%2f..%2fprivate%2fnotes.csv",
    "/download/host.csv",
    "/download/walk.csv?walk=../../private/notes",
    "/download/walk.csv?release=../../../etc/passwd",
    "/download/partners.html?release=%00",
    "/download/partners.json",
    "/static/../../../../private/notes.toml",
    "/static/%2e%2e/%2e%2e/app.py",
    "/media/../collected/collected.duckdb",
    "/media/%2e%2e%2fcollected%2fcollected.duckdb",
    "/component/../x/index.html",
    "/collected/collected.duckdb",
    "/private/notes.toml",
    "/built/current",
    "/s/",
    "/s/..%2f..",
    "/s/" + "a" * 43,
    "/s/" + "a" * 5_000,
    "/leave/..%0d%0aset-cookie:%20x=y",
    "/?lang=" + "a" * 6_000,
    "/sign-in?lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/host-config",
)


def test_no_request_is_answered_with_what_is_not_its_own(site: Site) -> None:
    (_, own), (ended, ended_cookie) = site.link("page/methods"), site.link("everything")
    with collecting(site.folder / COLLECTED) as store:
        revoke_link(AT_THE_MACHINE, store, ended.id)
    token = next(iter(own.values()))
    who: dict[str, dict[str, str]] = {
        "nobody": {},
        "guessed": {f"{COOKIE}00000000": "x" * 43, f"{HOST_COOKIE}00000000": "y" * 43},
        "cut": {name: value[:-1] for name, value in own.items()},
        "revoked": ended_cookie,
        "a link's token as a host's": {f"{HOST_COOKIE}{ended.id}": token},
        "broken": {"\x7f": '"', HOST_COOKIE: "", COOKIE: "é"},
    }
    before, answers = site.events(), Counter[str]()
    for path in PATHS:
        for cookies in who.values():
            cookie = (
                "; ".join(f"{name}={value}" for name, value in cookies.items()).encode().decode("latin-1")
            )
            for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
                status, said, given = site.send(
                    method, path, headers={"cookie": cookie, "origin": site.address}
                )
                answers[f"{method} {status}"] += 1
                assert status < 500 or status == 501, (method, path[:80], status)
                assert MARK not in said, path
                assert KEY not in said, path
                assert "<script>alert" not in said
                assert all(one.startswith((FORM_COOKIE, "_streamlit")) for one in given), given
                assert method == "GET" or status in (400, 403, 405), (method, path[:80], status)
    for host in ("evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example"):
        status, said, _ = site.send("GET", "/", headers={"host": host})
        answers[f"another name {status}"] += 1
        assert (status, MARK in said) == (400, False)
    print(f"{answers.total()} requests: {dict(sorted(answers.items()))}")
    assert site.events() == before


def test_messages_of_one_visit_do_nothing_in_another(site: Site) -> None:
    """A host's page, buttons, fragments and session, replayed by anybody and by whoever has a link, after its end too."""
    host_cookies = site.host
    link, cookie = site.link("walk/equity")
    with Hostile(site.address, cookies=host_cookies, origin=site.address) as host:
        desk = host.ask("host")
        assert desk.says(DESK)
        assert any("revoke" in one for one in desk.widgets)
        before, asked, told = site.events(), 0, Counter[str]()

        def quiet(heard: Heard, *, walk: bool = False) -> None:
            nonlocal asked
            asked += 1
            told["failed" if heard.failed else "walk" if heard.says(WALK) else "refused"] += 1
            for secret in (DESK, MARK, KEY, 'class="dw-trail'):
                assert not heard.says(secret), secret
            assert walk or not heard.says(WALK)

        visits: list[tuple[dict[str, str], str]] = [({}, ""), (cookie, f"link={link.id}")]
        for cookies, query in visits:
            may = bool(query)
            with Hostile(site.address, cookies=cookies) as other:
                quiet(other.ask("host", query))
                quiet(other.ask("walk", f"{query}&walk=equity"), walk=may)
                quiet(other.ask(query=query, page_hash=desk.page_hash))
                quiet(other.ask(query=query, page_hash=desk.page_hash, pressed=desk.widgets))
                for fragment in desk.fragments:
                    quiet(
                        other.ask(
                            query=query, page_hash=desk.page_hash, fragment=fragment, pressed=desk.widgets
                        ),
                        walk=may,
                    )
                quiet(other.ask("partners", query))
                quiet(other.ask("home", f"{query}&lang=" + "x" * 20_000))
                quiet(other.ask("\x00../host", query))
            with Hostile(site.address, cookies=cookies, session=desk.session) as thief:
                quiet(thief.ask(query=query, page_hash=desk.page_hash, pressed=desk.widgets))
        assert site.events() == before
        with Hostile(site.address, cookies=cookie) as board:
            seen = board.ask("walk", f"link={link.id}&walk=equity")
            assert seen.says("Shared with you until")
            with Hostile(site.address, cookies={**cookie, **host_cookies}) as beside:
                quiet(beside.ask("host", f"link={link.id}"))
                quiet(beside.ask(page_hash=desk.page_hash))
            with collecting(site.folder / COLLECTED) as store:
                revoke_link(AT_THE_MACHINE, store, link.id)
            before = site.events()
            for fragment in ("", *seen.fragments):
                heard = board.ask(
                    "walk", f"link={link.id}&walk=equity", page_hash=seen.page_hash, fragment=fragment
                )
                quiet(heard)
            quiet(board.ask("walk", "walk=equity", pressed=seen.widgets))
        assert site.events() == before
        token = next(iter(host_cookies.values()))
        headers = {
            "cookie": "; ".join(f"{key}={value}" for key, value in host_cookies.items()),
            "origin": site.address,
        }
        assert (
            site.send("POST", "/sign-out", body=f"form={form_secret(token)}".encode(), headers=headers)[0]
            == 303
        )
        before = site.events()
        for fragment in ("", *desk.fragments):
            quiet(host.ask(page_hash=desk.page_hash, fragment=fragment, pressed=desk.widgets))
        assert site.events() == before
    with pytest.raises(InvalidStatus), Hostile(site.address, cookies=cookie, origin="http://evil.example"):
        pass
    print(f"{asked} messages: {dict(told)}")


def test_only_our_own_form_with_the_key_signs_in(site: Site) -> None:
    before, signed_in, answers = site.events(), site.sign_ins(), Counter[int]()
    ours = {"origin": site.address, "cookie": f"{FORM_COOKIE}=c"}
    right = f"form={form_secret('c')}&key={KEY}".encode()
    for body, headers in (
        (right, {**ours, "origin": "http://evil.example"}),
        (right, {**ours, "sec-fetch-site": "cross-site"}),
        (right, {"cookie": ours["cookie"]}),
        (right, {"origin": site.address}),
        (f"key={KEY}".encode(), ours),
        (right + b"&x=" + b"y" * 10_000, ours),
        (b"\xff\xfe" * 100, ours),
        (f"form={form_secret('c')}&key=".encode(), ours),
        *((f"form={form_secret('c')}&key=guess{n}".encode(), ours) for n in range(30)),
    ):
        status, said, cookies = site.send("POST", "/sign-in", body=body, headers=headers)
        answers[status] += 1
        assert status in (403, 413, 429)
        assert not any(one.startswith(HOST_COOKIE) for one in cookies)
        assert KEY not in said
    print(f"sign-in: {dict(answers)}")
    assert answers[429] >= 20
    assert site.sign_ins() == signed_in
    assert site.events() <= before + 1, "one wrong key a minute is noted"
