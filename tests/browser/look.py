"""`make look`: a picture of every page and station, in both languages, every size and both themes, in the folder `look`.

It fails when a page shows what no page may, and says which. `make look ONLY=present-equity` takes the pages whose
name holds these letters.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from string import Template
from typing import Literal, NamedTuple

from playwright.sync_api import BrowserContext, sync_playwright

from conftest import ARGUMENTS, ROOT
from datawalk.actions.keys import keep_new_key
from datawalk.domain.roster import Partner
from datawalk.domain.text import LANGUAGES, Language
from datawalk.intake.build import build
from datawalk.intake.new import copy_demo
from datawalk.store.published import PublishedStore
from find_chromium import MISSING, find
from judge import Watch, accessible, hard, pale, seen, settled
from serving import free_port, serve, stop, wait_until_it_answers

Theme = Literal["light", "dark"]
Size = tuple[int, int]

FOLDER = ROOT / "look"
SIZES: tuple[Size, ...] = ((1920, 1080), (1366, 768), (1440, 900), (1024, 768), (390, 844))
ROOMS: tuple[Size, ...] = (*SIZES[:4], (1280, 720))
ASKED_OF_AXE: tuple[Size, ...] = ((1440, 900), (390, 844), (1280, 720))
THEMES: tuple[Theme, ...] = ("light", "dark")
HOST = "host"
"""The one page that is looked at signed in."""


class Look(NamedTuple):
    """One page in one language and theme: its name, its address, and the sizes it is looked at in."""

    name: str
    path: str
    sizes: tuple[Size, ...]
    lang: Language
    theme: Theme

    def picture(self, size: Size) -> str:
        return f"{self.name}_{self.lang}_{self.theme}_{size[0]}x{size[1]}.png"


def pages(store: PublishedStore) -> Iterator[tuple[str, str, tuple[Size, ...]]]:
    """Every page and station of a release: its name, its address, and its sizes."""
    yield "home", "?", SIZES
    for walk in store.walks.values():
        for station in walk.station:
            at = f"walk={walk.id}&station={station.id}&"
            yield f"walk-{walk.id}-{station.id}", f"walk?{at}", SIZES
            if not station.desk:
                yield f"present-{walk.id}-{station.id}", f"present?{at}", ROOMS
    for name in ("indicators", "places", "partners", "resources", "methods"):
        yield name, f"{name}?", SIZES
    for key in store.indicators:
        yield f"indicator-{key}", f"indicators?indicator={key}&", SIZES
    for key in store.places:
        yield f"place-{key}", f"places?place={key}&", SIZES
    for partner in store.rows(Partner)[:1]:
        yield "partner", f"partners?partner={partner.partner_id}&", SIZES
    yield HOST, "host?", SIZES


def main() -> None:
    """Build the demo aside, serve it, and photograph it with two browsers side by side."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    chromium = find()
    if chromium is None:
        raise SystemExit(MISSING)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        demo = copy_demo(Path(folder) / "demo")
        store = PublishedStore(build(demo).release)
        looks = [
            Look(name, path, sizes, lang, theme)
            for name, path, sizes in pages(store)
            if only in name
            for lang in LANGUAGES
            for theme in THEMES
        ]
        store.close()
        key, port = keep_new_key(demo), free_port()
        server = serve(demo, port, cwd=demo)
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}", server)
            with ProcessPoolExecutor(2) as pool:
                halves = [(chromium, port, key, looks[at::2]) for at in (0, 1)]
                faults = [fault for found in pool.map(_photograph, halves) for fault in found]
        finally:
            stop(server)
    _write_index(looks)
    print(f"{sum(len(look.sizes) for look in looks)} pictures: open {FOLDER.name}/index.html")
    if faults:
        raise SystemExit("\n".join([*faults, f"{len(faults)} faults."]))


def _photograph(asked: tuple[str, int, str, list[Look]]) -> list[str]:
    """The pictures of some pages into the folder; the faults seen, each with its picture."""
    chromium, port, key, looks = asked
    address, found = f"http://127.0.0.1:{port}", list[str]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        contexts = {theme: browser.new_context(color_scheme=theme) for theme in THEMES}
        signed_in = {theme: browser.new_context(color_scheme=theme) for theme in THEMES}
        for context in signed_in.values():
            _sign_in(context, address, key)
        for number, look in enumerate(looks, start=1):
            found += _look((signed_in if look.name == HOST else contexts)[look.theme], address, look)
            print(f"{number}/{len(looks)} {look.name} {look.lang} {look.theme}", flush=True)
        browser.close()
    return found


def _sign_in(context: BrowserContext, address: str, key: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.locator("#key").fill(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/host?**")
    page.close()


def _look(context: BrowserContext, address: str, look: Look) -> list[str]:
    page = context.new_page()
    watch = Watch(page, address)
    found: list[str] = []
    for at, size in enumerate(look.sizes):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if at == 0:
            page.goto(f"{address}/{look.path}lang={look.lang}")
        settled(page)
        if not look.name.startswith(
            "present"
        ):  # the page scrolls inside itself, so the window is made as tall as it is
            tall = page.locator(".stMain").evaluate("main => main.scrollHeight")
            page.set_viewport_size({"width": size[0], "height": max(size[1], tall)})
            settled(page)
        picture = look.picture(size)
        faults = [*seen(page), *pale(page), *hard(page, look.lang)]
        faults += accessible(page) if size in ASKED_OF_AXE else []
        found += [f"{picture}: {fault}" for fault in faults]
        page.screenshot(path=FOLDER / picture)
    page.close()
    return [*found, *(f"{look.name}: {fault}" for fault in watch.faults)]


def _write_index(looks: list[Look]) -> None:
    """A page to leaf through the pictures, with the arrow keys or the mouse."""
    pictures = [
        {
            "name": look.name,
            "lang": look.lang,
            "theme": look.theme,
            "size": f"{size[0]}x{size[1]}",
            "file": look.picture(size),
        }
        for look in looks
        for size in look.sizes
    ]
    page = Template(Path(__file__).with_name("look.html").read_text(encoding="utf-8"))
    (FOLDER / "index.html").write_text(page.substitute(pictures=json.dumps(pictures)), encoding="utf-8")


if __name__ == "__main__":
    main()
