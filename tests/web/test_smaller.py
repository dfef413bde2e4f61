"""Streamlit's files in their smaller form: the right one for each browser, and nothing of anyone else's."""

from io import BytesIO
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from datawalk import frontend, settings
from datawalk.frontend import file_of, late_scripts, named, scripts
from datawalk.web.smaller import SmallerFiles

SCRIPT = file_of("js", "Html")
FONT = file_of("media", "SourceSansVF-Upright")


def _original(request: object) -> Response:
    return PlainTextResponse("the original")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.FRONTEND_VARIABLE, str(tmp_path / "kept"))
    for name, content in {
        f"{SCRIPT}.br": b"as brotli",
        f"{SCRIPT}.gz": b"as gzip",
        FONT: b"cut down",
        "js/nobody.js.br": b"not Streamlit's",
    }.items():
        (tmp_path / "kept" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "kept" / name).write_bytes(content)
    (tmp_path / "secret.js.br").write_bytes(b"outside")
    return tmp_path / "kept"


@pytest.fixture
def client(folder: Path) -> TestClient:
    return TestClient(
        Starlette(routes=[Route("/{path:path}", _original)], middleware=[Middleware(SmallerFiles)])
    )


def _raw(client: TestClient, path: str, **headers: str) -> tuple[bytes, Response]:
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    with client.stream("GET", path, headers={"accept-encoding": "identity", **asked}) as answer:
        return b"".join(answer.iter_raw()), answer  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("accepted", "body", "encoding"),
    [
        ("gzip, deflate, br", b"as brotli", "br"),
        ("gzip", b"as gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", b"as gzip", "gzip"),
        ("br;q=1.0", b"as brotli", "br"),
        ("identity", b"the original", None),
    ],
)
def test_the_smallest_form_the_browser_takes(
    client: TestClient, accepted: str, body: bytes, encoding: str | None
) -> None:
    content, answer = _raw(client, f"/static/{SCRIPT}", accept_encoding=accepted)
    assert content == body
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    if encoding:
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
        assert int(answer.headers["content-length"]) == len(body)


def test_a_font_is_cut_down_for_everyone(client: TestClient) -> None:
    content, answer = _raw(client, f"/static/{FONT}")
    assert content == b"cut down"
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "font/woff2"


def test_what_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"/static/{SCRIPT}", headers={"accept-encoding": "gzip;q=0"})
    assert "etag" not in first.headers
    _, answer = _raw(client, f"/static/{SCRIPT}", accept_encoding="br")
    again, second = _raw(
        client, f"/static/{SCRIPT}", accept_encoding="br", if_none_match=answer.headers["etag"]
    )
    assert (second.status_code, again) == (304, b"")
    other, third = _raw(
        client, f"/static/{SCRIPT}", accept_encoding="gzip", if_none_match=answer.headers["etag"]
    )
    assert (third.status_code, other) == (200, b"as gzip")


def test_a_part_is_answered_with_the_whole(client: TestClient) -> None:
    content, answer = _raw(client, f"/static/{SCRIPT}", accept_encoding="br", range="bytes=0-3")
    assert (answer.status_code, content) == (200, b"as brotli")


def test_only_reading_is_answered_here(client: TestClient) -> None:
    assert (
        client.head(f"/static/{SCRIPT}", headers={"accept-encoding": "br"}).headers["content-length"] == "9"
    )
    assert client.post(f"/static/{SCRIPT}", headers={"accept-encoding": "br"}).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["js/nobody.js", "../secret.js", "js/../../secret.js", "%2e%2e/secret.js", "js/nobody.js%00.js", ""],
)
def test_only_streamlits_own_names_are_looked_for(client: TestClient, path: str) -> None:
    content, _ = _raw(client, f"/static/{path}", accept_encoding="br")
    assert content == b"the original"


def test_a_file_made_later_is_served_from_then_on(client: TestClient, folder: Path) -> None:
    script = file_of("js", "PageLink")
    assert _raw(client, f"/static/{script}", accept_encoding="br")[0] == b"the original"
    (folder / f"{script}.br").write_bytes(b"made now")
    assert _raw(client, f"/static/{script}", accept_encoding="br")[0] == b"made now"


def test_a_component_brings_what_it_needs() -> None:
    needed = scripts("PlotlyChart")
    assert needed[0] == file_of("js", "PlotlyChart")
    assert set(needed) & named()
    assert not set(late_scripts(frontend.COMPONENTS)) & named()


def test_a_font_keeps_the_letters_we_write_and_its_weights() -> None:
    original = frontend.document().parent / "static" / FONT
    cut = frontend.cut_down(original.read_bytes())
    assert len(cut) < original.stat().st_size / 2
    font = TTFont(BytesIO(cut))
    letters = font.getBestCmap() or {}
    assert not [letter for letter in "aÁñ¿ŁőʻḤẩ–“”→−½€" if ord(letter) not in letters]
    assert [axis.axisTag for axis in font["fvar"].axes] == ["wght"]


def test_the_icons_that_streamlit_names_stay() -> None:
    original = frontend.document().parent / "static" / file_of("media", "MaterialSymbols-Rounded")
    font = TTFont(BytesIO(frontend.cut_down(original.read_bytes())))
    letters = {glyph: chr(code) for code, glyph in (font.getBestCmap() or {}).items()}
    words = {
        "".join(letters[glyph] for glyph in (first, *ligature.Component))
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, ligatures in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items()
        for ligature in ligatures
    }
    assert {"keyboard_arrow_right", "keyboard_arrow_down"} <= words
    assert len(words) < 200


def test_a_folder_that_cannot_be_written_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("a file in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(frontend, "make_smaller", lambda folder: None)
    with frontend.made_smaller() as folder:
        assert folder.is_dir()
        assert tmp_path not in folder.parents
    assert not folder.exists()


def test_a_file_is_made_whole_and_once(tmp_path: Path) -> None:
    original = tmp_path / "a.js"
    original.write_bytes(b"x = 1;" * 400)
    frontend.make(tmp_path / "js" / "a.js.br", original, brotli.compress)
    assert brotli.decompress((tmp_path / "js" / "a.js.br").read_bytes()) == original.read_bytes()
    frontend.make(tmp_path / "js" / "a.js.br", original, lambda content: b"other")
    assert (tmp_path / "js" / "a.js.br").read_bytes() != b"other"
    assert len(list((tmp_path / "js").iterdir())) == 1
