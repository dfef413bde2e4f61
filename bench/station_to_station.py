"""From a key on the projector to the next picture drawn, warm, in a real browser: `make bench`."""

import json
import platform
import shutil
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from conftest import ARGUMENTS, free_port, serve, stop, wait_until_it_answers  # noqa: E402
from datawalk.intake.build import build  # noqa: E402
from datawalk.store.published import PublishedStore  # noqa: E402
from find_chromium import MISSING, find  # noqa: E402

REPEATS = 20
DRAWN = """asked => {
  const question = document.querySelector('h1.dw-question');
  if (!question || !question.innerText.startsWith(asked)) return false;
  const body = document.querySelector('.st-key-present_picture');
  return !body || !!body.querySelector('.main-svg .point, ul, table, .dw-prose') || !body.innerText;
}"""


def measure(page: Page, titles: list[str]) -> list[float]:
    """Milliseconds from the key to the picture, there and back between two stations with figures."""
    times = []
    for turn in range(REPEATS + 4):
        key, title = (("ArrowRight", titles[1]), ("ArrowLeft", titles[0]))[turn % 2]
        start = time.perf_counter()
        page.keyboard.press(key)
        page.wait_for_function(DRAWN, arg=title, polling="raf")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        times.append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(400)
    return times[4:]  # the first four warm the browser


def main() -> None:
    """Print one line a pair of stations, as a table and as JSON."""
    path = find()
    if path is None:
        raise SystemExit(MISSING)
    workspace = Path(tempfile.mkdtemp()) / "riverbend"
    shutil.copytree(
        ROOT / "data", workspace, ignore=shutil.ignore_patterns("built", "collected", "__pycache__")
    )
    store = PublishedStore(build(workspace).release)
    port = free_port()
    server = serve(workspace, port, cwd=workspace)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(address, server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            for walk in store.walks.values():
                room = [station for station in walk.station if not station.desk]
                for first, second in pairwise(room):
                    page = browser.new_page(viewport={"width": 1920, "height": 1080})
                    page.goto(f"{address}/present?walk={walk.id}&station={first.id}")
                    titles = [station.question.said("en").words for station in (first, second)]
                    page.wait_for_function(DRAWN, arg=titles[0])
                    page.wait_for_timeout(800)
                    times = measure(page, titles)
                    print(
                        json.dumps(
                            {
                                "walk": walk.id,
                                "from": first.id,
                                "to": second.id,
                                "repeats": len(times),
                                "median_ms": round(statistics.median(times)),
                                "max_ms": round(max(times)),
                                "python": platform.python_version(),
                                "machine": platform.machine(),
                            }
                        )
                    )
                    page.close()
            browser.close()
    finally:
        stop(server)


if __name__ == "__main__":
    main()
