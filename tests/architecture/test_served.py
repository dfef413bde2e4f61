"""What the served process really does, read from outside."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from datawalk import server
from datawalk.domain.text import LANGUAGES
from datawalk.frontend import document, static_files
from datawalk.settings import app_folder
from datawalk.ui import main_script
from datawalk.ui.pages import SCRIPTS
from datawalk.web import middleware, routes
from datawalk.web.headers import content_security_policy, inline_script_hashes
from datawalk.web.look import look_names

ROOT = Path(__file__).parents[2]


def _document(request: object) -> Response:
    return HTMLResponse(document().read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def client() -> TestClient:
    pages = [Route(f"/{page}", _document) for page in ("", *SCRIPTS)]
    app = Starlette(routes=[*routes(), *pages], middleware=middleware())
    return TestClient(app, base_url="http://localhost")


def test_security_headers(client: TestClient) -> None:
    answer = client.get("/health")
    assert answer.text == "ok"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == content_security_policy()


def test_the_policy_allows_only_the_one_inline_script() -> None:
    hashes = inline_script_hashes(document().read_bytes())
    assert len(hashes) == 1
    policy = content_security_policy()
    assert f"script-src 'self' {hashes[0]};" in policy
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "connect-src 'self' ws: wss:" in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize(
    ("asked", "lang"), [*((f"?lang={lang}", lang) for lang in LANGUAGES), ("", "en"), ("?lang=%22%3E", "en")]
)
@pytest.mark.parametrize("page", ["", *SCRIPTS])
def test_the_document_is_in_the_visitors_language(
    client: TestClient, page: str, asked: str, lang: str
) -> None:
    assert f'<html lang="{lang}">' in client.get(f"/{page}{asked}").text


@pytest.mark.parametrize("encoding", ["gzip, br", "identity"])
def test_the_document_names_what_will_be_needed(client: TestClient, encoding: str) -> None:
    answer = client.get("/", headers={"accept-encoding": encoding})
    assert answer.headers.get("content-encoding") == ("gzip" if encoding != "identity" else None)
    assert "Accept-Encoding" in answer.headers["vary"]
    links = re.findall(r'<link rel="(\w+)"[^>]* href="\./static/([^"]+)"', answer.text)
    by_use = {use: [name for kind, name in links if kind == use] for use in ("modulepreload", "prefetch")}
    assert any(name.startswith("js/Html.") for name in by_use["modulepreload"])
    assert any(name.startswith("js/rehype-raw.") for name in by_use["modulepreload"])
    assert by_use["prefetch"]
    assert "PlotlyChart" not in answer.text
    assert {name for _, name in links} <= static_files()
    assert len(links) == len(set(links))


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_the_document_brings_our_look_and_our_script(client: TestClient, encoding: str) -> None:
    document = client.get("/walk").text
    style, script = (f"/look/{name}" for name in look_names())
    assert f'<script defer src=".{script}"></script>' in document
    assert document.index("</head>") < document.index(style), "behind Streamlit's own styles"
    for address, words, most in ((style, ".dw-figure", 70_000), (script, "dw-reading", 5_000)):
        answer = client.get(address, headers={"accept-encoding": encoding})
        assert words in answer.text
        assert len(answer.text.encode()) <= most
        assert answer.headers.get("content-encoding", "identity") == encoding
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/look/0123.css").status_code == 404


def test_every_setting_of_the_file_is_an_option() -> None:
    settings = tomllib.loads((app_folder() / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    command = server.command(port=1234, address="127.0.0.1")
    assert "--runner.postScriptGC=false" in command
    assert "--theme.light.primaryColor=#0B6E69" in command
    assert set(server.options(settings)) <= set(command)


def test_commands_import_nothing_slow_and_the_heap_is_frozen_at_start() -> None:
    """A command waits for none of what only pages and rare measures need; a server freezes what it has read."""
    slow = {
        "pandas",
        "pyarrow",
        "openpyxl",
        "plotly.graph_objs._figure",
        "scipy.optimize",
        "scipy.stats",
        "streamlit",
    }
    code = (
        "import asyncio, gc, sys\nfrom datawalk.cli import join\njoin('serve')\n"
        f"slow = {slow!r}\nprint(sorted((slow | {{'babel', 'scipy'}}) & sys.modules.keys()))\n"
        "from datawalk.ui import lifespan\n"
        "async def go():\n    async with lifespan(None):\n        return gc.get_freeze_count()\n"
        "print(asyncio.run(go()) > 10000, sorted((slow - {'streamlit'}) & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["[]", "True []"]


def test_the_main_script_lies_beside_no_pages() -> None:
    assert Path(main_script()).is_absolute()
    assert not (Path(main_script()).parent / "pages").exists()


def test_the_launcher_holds_nothing_else() -> None:
    lines = (ROOT / "app.py").read_text(encoding="utf-8").splitlines()
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    assert imports == [
        "import streamlit as st",
        "from datawalk.ui import lifespan, main_script, on_script_error",
        "from datawalk.web import middleware, routes",
    ]
    assert any(line.startswith("app = st.App(") for line in lines)
    assert len(lines) < 16
