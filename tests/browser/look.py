"""`make look`: a picture of every page and station, in both languages and every size, in the folder `look`.

It fails when a page shows what no page may, and says which.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from conftest import ARGUMENTS, ROOT, free_port, serve, stop, wait_until_it_answers
from datawalk.domain.roster import Partner
from datawalk.intake.build import build
from datawalk.store.published import PublishedStore
from find_chromium import MISSING, find
from judge import seen

SIZES: tuple[tuple[int, int], ...] = ((1920, 1080), (1440, 900), (390, 844))
ROOMS: tuple[tuple[int, int], ...] = ((1920, 1080), (1280, 720), (1366, 768), (1024, 768))


def main() -> None:
    """Build the demo aside, serve it, and photograph it."""
    folder = ROOT / "look"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
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
        faults = _photograph(address, store, folder)
    finally:
        stop(server)
    print(f"Pictures are in {folder.relative_to(ROOT)}/index.html")
    if faults:
        raise SystemExit("\n".join(faults))


def _desk(store: PublishedStore) -> list[tuple[str, str]]:
    """The pages a partner reads alone: each list, every indicator and place, and one partner."""
    partner = next(iter(store.rows(Partner)), None)
    pages = [(name, f"{name}?") for name in ("indicators", "places", "partners", "resources", "methods")]
    pages += [(f"indicator-{id}", f"indicators?indicator={id}&") for id in store.indicators]
    pages += [(f"place-{id}", f"places?place={id}&") for id in store.places]
    return pages + ([("partner", f"partners?partner={partner.partner_id}&")] if partner else [])


def _photograph(address: str, store: PublishedStore, folder: Path) -> list[str]:
    """Every picture into the folder; the faults seen, by picture."""
    path = find()
    if path is None:
        raise SystemExit(MISSING)
    names: list[str] = []
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for lang in ("en", "es"):
            pages = [("home", f"?lang={lang}", SIZES)]
            for walk in store.walks.values():
                for station in walk.station:
                    at = f"walk={walk.id}&station={station.id}&lang={lang}"
                    pages.append((f"walk-{walk.id}-{station.id}", f"walk?{at}", SIZES))
                    if not station.desk:
                        pages.append((f"present-{walk.id}-{station.id}", f"present?{at}", ROOMS))
            pages += [(name, f"{path}lang={lang}", SIZES) for name, path in _desk(store)]
            for name, asked, sizes in pages:
                for width, height in sizes:
                    page = browser.new_page(viewport={"width": width, "height": height})
                    page.goto(f"{address}/{asked}")
                    page.locator("h1").first.wait_for()
                    page.wait_for_timeout(700)
                    names.append(f"{name}-{lang}-{width}x{height}.png")
                    if (
                        "present" not in name
                    ):  # the page scrolls inside itself, so the window is made as tall as it is
                        tall = page.locator(".stMain").evaluate("main => main.scrollHeight")
                        page.set_viewport_size({"width": width, "height": max(height, tall)})
                        page.wait_for_timeout(300)
                    faults += [f"{names[-1]}: {fault}" for fault in seen(page)]
                    page.screenshot(path=folder / names[-1])
                    page.close()
        browser.close()
    pictures = "".join(
        f'<figure><img src="{name}" width="640"><figcaption>{name}</figcaption></figure>' for name in names
    )
    (folder / "index.html").write_text(f"<!doctype html><title>look</title>{pictures}", encoding="utf-8")
    return faults


if __name__ == "__main__":
    main()
