"""How long a page takes to come, in a real browser, cold and warm, on this machine and over a slow line."""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import worlds
from conftest import ARGUMENTS
from datawalk.frontend import made_smaller, make_smaller
from figures import Figure
from find_chromium import MISSING, find
from peers import same_figures, served_peer

PAGES = {
    "home": "",
    "walk, a gap": "walk?walk=equity&station=who_goes_without",
    "present, a gap": "present?walk=equity&station=who_goes_without",
    "indicators": "indicators",
    "an indicator": "indicators?indicator=no_insurance",
    "a place": "places?place=old_mill",
    "partners": "partners",
    "resources": "resources",
    "methods": "methods",
}
LINES: dict[str, dict[str, float]] = {
    "": {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    " at 8 Mbit/s": {"latency": 40, "downloadThroughput": 1e6, "uploadThroughput": 1e6},
}
"""What the browser is told of the line. Chromium slows the websocket too: 5 kB took a second at 5 kB a second."""
AIM = 4.0
"""Seconds to the first picture of a cold load at 8 Mbit/s."""
QUIET = 700
"""Milliseconds without a new picture, a running script or an open request after which a page is whole."""
LONGEST = 60_000
_PICTURES = ".svg-container:has(.trace), .dw-drawn svg, .dw-map img, .dw-tiles, .dw-tracks, .dw-grid, .dw-pairs, .dw-timeline"
_WATCH = """
window.seen = {words: null, first: null, last: null, pictures: 0};
(function look() {
  const now = performance.now(), seen = window.seen;
  const shown = one => one.getBoundingClientRect().height > 0;
  const lettered = style => document.fonts.check(`${style.fontWeight} ${style.fontSize} ${style.fontFamily}`);
  const readable = one => one.innerText && shown(one) && lettered(getComputedStyle(one));
  if (seen.words === null && [...document.querySelectorAll('h1')].some(readable)) seen.words = now;
  const pictures = [...document.querySelectorAll(PICTURES)].filter(shown).length;
  if (pictures > seen.pictures) {
    seen.last = now;
    if (seen.first === null) seen.first = now;
  }
  seen.pictures = pictures;
  requestAnimationFrame(look);
})();
"""


@dataclass
class Wire:
    """What came to the browser, by its own account."""

    open: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def listen(self, context: BrowserContext, page: Page, speed: dict[str, float]) -> None:
        """Slow the page down and count what it receives."""
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, **speed})
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)
        session.on("Network.loadingFailed", lambda event: self.open.discard(event["requestId"]))
        session.on("Network.webSocketFrameReceived", self._framed)

    def _asked(self, event: dict[str, Any]) -> None:
        self.open.add(event["requestId"])
        self.kinds[event["requestId"]] = event.get("type", "Other")

    def _came(self, event: dict[str, Any]) -> None:
        self.open.discard(event["requestId"])
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def _framed(self, event: dict[str, Any]) -> None:
        self.kinds["websocket"] = "Websocket"
        size = len(event["response"]["payloadData"]) * 3 // 4  # told as base64
        self.sizes["websocket"] = self.sizes.get("websocket", 0) + size

    def received(self) -> dict[str, int]:
        """Bytes by the kind of what came; nothing of what the browser had kept."""
        by_kind: dict[str, int] = {}
        for request, size in self.sizes.items():
            kind = self.kinds.get(request, "Other")
            by_kind[kind] = by_kind.get(kind, 0) + size
        return {kind: by_kind[kind] for kind in sorted(by_kind) if by_kind[kind]}

    def requests(self) -> int:
        """How many requests went to the server."""
        return sum(size > 0 for request, size in self.sizes.items() if request != "websocket")


class Load(NamedTuple):
    """One load: seconds to the first words, the first and the last picture, and what came over the line."""

    words: float
    first: float
    last: float
    requests: int
    received: dict[str, int]


def load(context: BrowserContext, address: str, speed: dict[str, float]) -> Load:
    """Open `address` in a new tab and wait until it is whole."""
    wire, page = Wire(), context.new_page()
    wire.listen(context, page, speed)
    page.goto(address, wait_until="commit", timeout=LONGEST)
    page.wait_for_function("() => seen.words !== null", timeout=LONGEST)
    quiet, seen = 0, page.evaluate("seen")
    while quiet < QUIET:
        page.wait_for_timeout(100)
        running = page.locator('[data-test-script-state="running"]').count()
        now = page.evaluate("seen")
        quiet = quiet + 100 if now == seen and not wire.open and not running else 0
        seen = now
    page.close()
    words = seen["words"]
    first, last = seen["first"] or words, seen["last"] or words
    return Load(words / 1000, first / 1000, last / 1000, wire.requests(), wire.received())


@contextmanager
def chromium() -> Iterator[Browser]:
    """A real browser."""
    path = find()
    if path is None:
        raise SystemExit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def loads(browser: Browser, addresses: dict[str, str], *, repeats: int) -> dict[str, list[Load]]:
    """Every address cold and warm over every line, one of each in turn."""
    took: dict[str, list[Load]] = {}
    for _ in range(repeats):
        for line, speed in LINES.items():
            for name, address in addresses.items():
                context = browser.new_context(viewport={"width": 1920, "height": 1080})
                context.add_init_script(_WATCH.replace("PICTURES", repr(_PICTURES)))
                for state in ("cold", "warm"):
                    took.setdefault(f"{name}, {state}{line}", []).append(load(context, address, speed))
                context.close()
    return took


def figures(took: dict[str, list[Load]]) -> list[Figure]:
    """Medians: the first picture (where there is none the first words), the last where there are more, the bytes."""
    told: list[Figure] = []
    for name, each in took.items():
        words, first, last = (
            statistics.median(getattr(one, moment) for one in each) for moment in ("words", "first", "last")
        )
        aim = AIM if "cold at" in name else None
        note = f"words at {words:.2f} s, median of {len(each)}"
        told.append(Figure(f"{name}: first picture", first, "s", aim, note=note))
        if last > 1.02 * first:
            told.append(Figure(f"{name}: last picture", last, "s"))
        if " at " not in name:
            received = each[-1].received
            note = ", ".join(f"{kind} {size / 1000:,.0f}" for kind, size in received.items())
            told.append(Figure(f"{name}: received", sum(received.values()) / 1000, "kB", note=note))
            told.append(Figure(f"{name}: requests", each[-1].requests, ""))
    return told


def beside(took: dict[str, list[Load]]) -> list[Figure]:
    """The first picture of the page in three tools: ours, and the peers' own."""
    seconds = {name: statistics.median(one.first for one in each) for name, each in took.items()}
    kilobytes = {name: sum(each[-1].received.values()) / 1000 for name, each in took.items()}
    told: list[Figure] = []
    for name in took:
        tool, _, kind = name.partition(", ")
        if tool == "ours":
            peers = {peer: f"{peer}, {kind}" for peer in ("dash", "streamlit")}
            first = {peer: seconds[key] for peer, key in peers.items()}
            told.append(
                Figure(f"the page in three tools, {kind}: first picture", seconds[name], "s", **first)
            )
            if " at " not in kind:
                sizes = {peer: kilobytes[key] for peer, key in peers.items()}
                told.append(
                    Figure(f"the page in three tools, {kind}: received", kilobytes[name], "kB", **sizes)
                )
    """The demo's pages, then the page in three tools, as from the second start on."""


def measure(*, quick: bool = False) -> list[Figure]:
    """The demo's pages, then our page of the page in three tools and the peers', as from the second start on."""
    pages = dict(list(PAGES.items())[1:3]) if quick else PAGES
    repeats = 1 if quick else 3
    with ExitStack() as stack:
        make_smaller(stack.enter_context(made_smaller()))
        browser = stack.enter_context(chromium())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "demo"
        worlds.demo(folder).close()
        with worlds.served(folder) as (address, _):
            addresses = {name: f"{address}/{path}" for name, path in pages.items()}
            told = figures(loads(browser, addresses, repeats=repeats))
        workspace, data = same_figures(20_000 if quick else 1_000_000)
        ours, _ = stack.enter_context(worlds.served(workspace))
        tools = {"ours": f"{ours}/indicators?indicator=made_up_00&place=c0000"}
        for name in ("dash", "streamlit"):
            tools[name], _ = stack.enter_context(served_peer(name, data))
        return told + beside(loads(browser, tools, repeats=repeats))


if __name__ == "__main__":
    for figure in measure(quick="--quick" in sys.argv):
        print(figure)
