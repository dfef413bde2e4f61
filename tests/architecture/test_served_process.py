"""The traps of the platform, read from the process that `datawalk serve` starts, in a folder not its own.

A `sitecustomize` put before the server's own modules writes what the process holds when it is asked: no other way
in exists from outside, and the settings under test are the ones the process really has.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from datawalk.frontend import file_of, kept_folder
from datawalk.settings import cache_folder
from serving import free_port, make_files_smaller
from worlds import built_alder

PROBE = """
import gc, json, os, socket, sys, threading, time

def at_once():
    for number in range(256):
        try:
            with socket.socket(fileno=os.dup(number)) as one:
                if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    yield one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        except OSError:
            continue    # no socket

def tell():
    while not os.path.exists(os.environ["PROBE_ASK"]):
        time.sleep(0.05)
    if "streamlit.runtime" not in sys.modules or "datawalk.ui" not in sys.modules:
        return    # the command beside the server, not the server
    from streamlit import config
    held = {
        "collector": config.get_option("runner.postScriptGC"),
        "details": config.get_option("client.showErrorDetails"),
        "statistics": config.get_option("browser.gatherUsageStats"),
        "frozen": gc.get_freeze_count(),
        "folder": os.getcwd(),
        "at_once": list(at_once()),
    }
    unfinished = os.environ["PROBE_ANSWER"] + ".part"
    with open(unfinished, "w", encoding="utf-8") as file:
        json.dump(held, file)
    os.replace(unfinished, os.environ["PROBE_ANSWER"])

threading.Thread(target=tell, daemon=True).start()
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="ends the server by its process group")


@dataclass(frozen=True)
class Served:
    """What the server answered while it ran, and what its process held."""

    held: dict[str, Any]
    document: httpx2.Response
    spanish: httpx2.Response
    nonsense: httpx2.Response
    health: httpx2.Response
    script: httpx2.Response
    script_again: httpx2.Response
    script_plain: httpx2.Response
    elsewhere: Path


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert server.poll() is None, "the server ended before it answered"
        try:
            httpx2.get(f"{address}/health", timeout=1)
            return
        except httpx2.TransportError:
            time.sleep(0.25)
    pytest.fail("the server did not answer within a minute")


def _held(answer: Path) -> dict[str, Any]:
    for _ in range(80):
        if answer.exists():
            return json.loads(answer.read_text(encoding="utf-8"))
        time.sleep(0.25)
    pytest.fail("the server's process did not say what it holds")


def _compressed(client: httpx2.Client, path: str, encoding: str) -> httpx2.Response:
    """The file as soon as it is there in this encoding: it is made smaller while the server runs."""
    for _ in range(240):
        answer = client.get(path, headers={"accept-encoding": encoding})
        if "content-encoding" in answer.headers:
            return answer
        time.sleep(0.25)
    pytest.fail(f"{path} never came as {encoding}")


def _ask(address: str, script: str) -> dict[str, httpx2.Response]:
    with httpx2.Client(base_url=address, timeout=20) as client:
        return {
            "document": client.get("/"),
            "spanish": client.get("/walk?walk=equity&lang=es"),
            "nonsense": client.get("/present?lang=%22%3E%3Cscript%3E"),
            "health": client.get("/health"),
            "script_again": _compressed(client, script, "br"),
            "script": _compressed(client, script, "gzip"),
            "script_plain": client.get(script, headers={"accept-encoding": "identity"}),
        }


def _all_but_one(cache: Path) -> str:
    """A cache where one small script is still to be made smaller, and that script."""
    script, kept = file_of("js", "Selectbox"), kept_folder()
    make_files_smaller()
    shutil.copytree(
        kept,
        cache / kept.relative_to(cache_folder().parent),
        ignore=shutil.ignore_patterns(f"{Path(script).name}*"),
    )
    return script


def _none_at_all(cache: Path) -> str:
    """No cache, and the script that every page begins with: it is among the last to be made smaller."""
    assert not cache.exists()
    return file_of("js", "index")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(_all_but_one, id="one file to make smaller"),
        pytest.param(_none_at_all, id="all files to make smaller", marks=pytest.mark.nightly),
    ],
)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = tmp_path_factory.mktemp("served")
    workspace = built_alder(folder)
    probe, elsewhere = folder / "probe", folder / "elsewhere"
    probe.mkdir()
    elsewhere.mkdir()
    (probe / "sitecustomize.py").write_text(PROBE, encoding="utf-8")
    script, port = request.param(folder / "cache"), free_port()
    ask, answer = folder / "ask", folder / "held.json"
    server = subprocess.Popen(
        [sys.executable, "-m", "datawalk", "serve", "--workspace", str(workspace), "--port", str(port)],
        cwd=elsewhere,
        env={
            **os.environ,
            "PYTHONPATH": str(probe),
            "PROBE_ASK": str(ask),
            "PROBE_ANSWER": str(answer),
            "XDG_CACHE_HOME": str(folder / "cache"),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(f"http://127.0.0.1:{port}", server)
        answers = _ask(f"http://127.0.0.1:{port}", f"/static/{script}")
        ask.touch()
        held = _held(answer)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
    return Served(held=held, elsewhere=elsewhere, **answers)


def test_the_process_runs_in_another_folder_than_the_app(served: Served) -> None:
    assert Path(served.held["folder"]) == served.elsewhere


def test_no_full_collection_after_a_rerun(served: Served) -> None:
    assert served.held["collector"] is False


def test_the_heap_is_frozen(served: Served) -> None:
    assert served.held["frozen"] > 10_000


def test_no_message_waits_until_the_one_before_is_acknowledged(served: Served) -> None:
    """Streamlit's socket leaves them waiting, up to 40 ms a click; what is accepted inherits it."""
    [listening] = served.held["at_once"]
    assert listening


def test_errors_are_not_shown_and_nothing_is_reported(served: Served) -> None:
    assert served.held["details"] == "none"
    assert served.held["statistics"] is False


@pytest.mark.parametrize("name", ["document", "spanish", "health", "script"])
def test_every_answer_carries_the_security_headers(served: Served, name: str) -> None:
    headers = getattr(served, name).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-eval'" not in policy
    assert "frame-ancestors 'none'" in policy
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in script
    assert script.count("'sha256-") == 1
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_document_is_in_the_language_of_its_address(served: Served) -> None:
    assert '<html lang="en">' in served.document.text
    assert '<html lang="es">' in served.spanish.text
    assert '<html lang="en">' in served.nonsense.text


def test_static_files_arrive_smaller_and_the_same(served: Served) -> None:
    assert served.script.headers["content-encoding"] == "gzip"
    assert served.script_again.headers["content-encoding"] == "br"
    assert "content-encoding" not in served.script_plain.headers
    assert served.script.content == served.script_again.content == served.script_plain.content
    whole = len(served.script_plain.content)
    assert int(served.script_again.headers["content-length"]) < int(served.script.headers["content-length"])
    assert int(served.script.headers["content-length"]) < whole / 2


def test_the_server_is_alive(served: Served) -> None:
    assert served.health.status_code == 200
