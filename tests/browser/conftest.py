"""A served demo, a real browser and a visitor for the tests that need them."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from datawalk.intake.build import build
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from serving import free_port, serve, stop, wait_until_it_answers

sys.path.insert(0, str(Path(__file__).parent))
from find_chromium import MISSING, find
from visits import Visit, new_context

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-quic",
    "--font-render-hinting=none",  # as in a whole browser; the shell's own letters are wider
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


@pytest.fixture(scope="session")
def store(demo_workspace: Path) -> PublishedStore:
    """What the demo shows."""
    return PublishedStore(Releases(demo_workspace / "built").current())


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What the visitors of the demo have loaded, shared by all: the scripts are read once."""
    context = new_context(browser)
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Visit]:
    """A visitor of the demo."""
    visit = Visit(context, address)
    yield visit
    visit.close()
