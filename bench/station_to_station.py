"""From a key on the projector to the next picture drawn, warm, in a real browser."""

import tempfile
import time
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import worlds  # first: it brings tests/browser within reach
from conftest import ARGUMENTS
from figures import Figure, percentile
from find_chromium import MISSING, find

DRAWN = """asked => {
  const question = document.querySelector('h1.dw-question');
  if (!question || !question.innerText.startsWith(asked)) return false;
  const body = document.querySelector('.st-key-present_picture');
  return !body || !!body.querySelector('.main-svg .point, ul, table, .dw-prose') || !body.innerText;
}"""


def measure(*, quick: bool = False) -> list[Figure]:
    """A figure for each two stations in a row, of every walk of the demo."""
    path = find()
    if path is None:
        raise FileNotFoundError(MISSING)
    found = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = worlds.demo(Path(folder) / "demo")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        with worlds.served(Path(folder) / "demo") as (address, _):
            for walk in list(store.walks.values())[: 1 if quick else None]:
                room = [station for station in walk.station if not station.desk]
                for first, second in list(pairwise(room))[: 1 if quick else None]:
                    page = browser.new_page(viewport={"width": 1920, "height": 1080})
                    page.goto(f"{address}/present?walk={walk.id}&station={first.id}")
                    titles = [station.question.said("en").words for station in (first, second)]
                    page.wait_for_function(DRAWN, arg=titles[0])
                    page.wait_for_timeout(800)
                    times = _there_and_back(page, titles, repeats=2 if quick else 20)
                    page.close()
                    name = f"{walk.id}, from {first.id} to {second.id} and back"
                    note = f"of {len(times)}; the slowest {max(times):.0f}"
                    found.append(Figure(name, percentile(times, 50), "ms", aim=150, note=note))
        browser.close()
        store.close()
    return found


def _there_and_back(page: Page, titles: list[str], *, repeats: int) -> list[float]:
    """Milliseconds from the key to the picture, there and back between two stations with figures."""
    times = []
    for turn in range(repeats + 4):
        key, title = (("ArrowRight", titles[1]), ("ArrowLeft", titles[0]))[turn % 2]
        start = time.perf_counter()
        page.keyboard.press(key)
        page.wait_for_function(DRAWN, arg=title, polling="raf")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        times.append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(400)
    return times[4:]  # the first four warm the browser
