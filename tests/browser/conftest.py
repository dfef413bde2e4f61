"""A served demo and a real browser for the tests that need them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from datawalk.intake.build import build

sys.path.insert(0, str(Path(__file__).parent))
from find_chromium import MISSING, find

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-quic",
]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_answers(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; fail when it ended or took a minute."""
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server did not answer within a minute")


def serve(workspace: Path, port: int, *, cwd: Path, visitors: str = "anybody") -> subprocess.Popen[bytes]:
    """`datawalk serve` as a child process, started in another folder than the app's."""
    command = [sys.executable, "-m", "datawalk", "serve", "--workspace", str(workspace), "--port", str(port)]
    command += ["--by-link-only"] if visitors == "with_link" else []
    return subprocess.Popen(
        command, cwd=cwd, env={**os.environ}, stdout=subprocess.DEVNULL, start_new_session=True
    )


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and the process it started."""
    if hasattr(os, "killpg"):
        os.killpg(server.pid, 15)
    else:
        server.terminate()
    server.wait(timeout=20)


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo with a release of its own."""
    folder = tmp_path_factory.mktemp("demo") / "riverbend"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("built", "collected", "__pycache__"))
    build(folder)
    return folder


@pytest.fixture(scope="session")
def address(demo_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo is served."""
    port = free_port()
    server = serve(demo_workspace, port, cwd=tmp_path_factory.mktemp("elsewhere"))
    where = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(where, server)
        yield where
    finally:
        stop(server)


@pytest.fixture
def fresh_address(tmp_path: Path) -> Iterator[str]:
    """Where a small workspace is served by a server that nobody has asked for a page yet."""
    workspace = Path(shutil.copytree(ROOT / "tests" / "data" / "small" / "alder", tmp_path / "alder"))
    build(workspace)
    port = free_port()
    server = serve(workspace, port, cwd=tmp_path)
    where = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(where, server)
        yield where
    finally:
        stop(server)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chrome or Chromium."""
    path = find()
    if path is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()
