"""The pictures of the README, taken anew of the demo by running this file: `docs/pictures/*.png`."""

import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from conftest import ARGUMENTS, ROOT
from datawalk.intake.build import build
from datawalk.intake.new import copy_demo
from find_chromium import MISSING, find
from serving import free_port, serve, stop, wait_until_it_answers

FOLDER = ROOT / "docs" / "pictures"
SCREEN, PHONE = (1440, 900), (390, 844)
PICTURES: dict[str, tuple[str, tuple[int, int]]] = {
    "equity": ("present?walk=equity&station=who_goes_without", SCREEN),
    "overview": ("present?walk=equity&station=widest_gaps", SCREEN),
    "representation": ("present?walk=representation&station=who_is_at_the_table", SCREEN),
    "progress": ("present?walk=progress&station=our_goals", SCREEN),
    "indicator": ("indicators?indicator=no_insurance", SCREEN),
    "phone": ("walk?walk=equity&station=who_goes_without", PHONE),
}
"""Each picture's name, the page it shows, and its size."""


def _small(picture: bytes) -> Image.Image:
    """In 256 colours, which is all that flat pages have."""
    with Image.open(BytesIO(picture)) as taken:
        return taken.convert("RGB").quantize(256, dither=Image.Dither.NONE)


def main() -> None:
    """Serve a copy of the demo and photograph it."""
    chromium = find()
    if chromium is None:
        raise SystemExit(MISSING)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        demo = copy_demo(Path(folder) / "demo")
        build(demo)
        server = serve(demo, port, cwd=demo)
        try:
            wait_until_it_answers(address, server)
            _photograph(address, chromium)
        finally:
            stop(server)


def _photograph(address: str, chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, (path, (width, height)) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{address}/{path}")
            page.locator("h1").first.wait_for()
            page.wait_for_timeout(2500)  # pictures fade in
            _small(page.screenshot()).save(FOLDER / f"{name}.png", optimize=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
