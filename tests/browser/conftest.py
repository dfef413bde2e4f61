"""A served demo and a real browser for the tests that need them."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from datawalk.intake.build import build
from serving import free_port, serve, stop, wait_until_it_answers

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
