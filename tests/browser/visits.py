"""Visitors in a real browser: a page opened, and gone on from by what the app itself offers, as visitors do.

To open a page loads the whole app anew; the next page by a link costs a sixth of that. So a test opens one and goes on, but
where the loading itself is the question.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from datawalk.domain.text import Language
from datawalk.settings import Visitors
from judge import settled
from serving import free_port, serve, stop, wait_until_it_answers

WIDE, LAPTOP, SMALL_ROOM, PHONE = (1920, 1080), (1440, 900), (1280, 720), (390, 844)
LANGS: tuple[Language, Language] = ("en", "es")
DESK = ("indicators", "places", "partners", "resources", "methods")
"""The lists, in the order of the masthead's links."""
PATIENCE = 30.0
REMEMBER = "addEventListener('securitypolicyviolation', e => (window.refused ??= []).push(e.blockedURI))"
# The number library in Streamlit's bundle tries WebAssembly for whole numbers and counts without it when refused.
HARMLESS = {"wasm-eval"}


def new_context(browser: Browser) -> BrowserContext:
    """A browser of one visitor, which remembers what the security policy refused."""
    context = browser.new_context()
    context.add_init_script(REMEMBER)
    return context


class Visit:
    """One visitor. Every request must stay on the server and obey its policy; every page must be free of exceptions."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self._context, self.address = context, address  # its pages share what they have loaded
        self._pages: list[Page] = []
        self._runs = Counter[Page]()
        self.asked: set[str] = set()
        self.frames: list[bytes] = []

    def open(
        self,
        path: str,
        size: tuple[int, int] = LAPTOP,
        scheme: Literal["light", "dark"] = "light",
        wait: Callable[[Page], None] = settled,
    ) -> Page:
        """A whole load of the page."""
        page = self._context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        page.on("request", lambda request: self.asked.add(request.url))
        page.on("websocket", lambda socket: self.asked.add(socket.url))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self._hear(page, frame)))
        page.goto(f"{self.address}/{path}")
        wait(page)
        self._pages.append(page)
        return page

    def _hear(self, page: Page, frame: str | bytes) -> None:
        content = frame.encode() if isinstance(frame, str) else frame
        self.frames.append(content)
        message = ForwardMsg.FromString(content)
        done = message.WhichOneof("type") == "script_finished"
        self._runs[page] += done and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    def go_on(self, page: Page, act: Callable[[], object], *, rest: bool = True) -> None:
        """Do what leads on, and wait until the script has run for it and, where it is to be looked at, all is at rest."""
        before, end = self._runs[page], time.monotonic() + PATIENCE
        act()
        while self._runs[page] == before and time.monotonic() < end:
            page.wait_for_timeout(20)
        if rest:
            settled(page)

    def follow(self, page: Page, link: str | Locator, *, rest: bool = True) -> None:
        """Go on by a link: the one given, or the first of that name. On a phone those of the masthead lie in the menu."""
        found = page.get_by_role("link", name=link, exact=True).first if isinstance(link, str) else link
        found.wait_for(state="attached")
        if not found.is_visible():
            page.locator(".dw-menu summary").click()
        self.go_on(page, found.click, rest=rest)

    def leave(self, page: Page) -> None:
        """Close the page, when nothing is wrong with how it was served."""
        assert page.locator(".stException").count() == 0
        assert set(page.evaluate("window.refused ?? []")) <= HARMLESS, page.url
        self._pages.remove(page)
        page.close()

    def close(self) -> None:
        """Leave what is still open. The context stays: others go on with what it has loaded."""
        for page in list(self._pages):
            self.leave(page)
        home = {urlsplit(self.address).netloc, ""}
        assert [url for url in self.asked if urlsplit(url).netloc not in home] == [], (
            "a request left the machine"
        )


@contextmanager
def visiting(browser: Browser, folder: Path, *, cwd: Path, visitors: Visitors = "anybody") -> Iterator[Visit]:
    """A visitor of a workspace that is served on a port of its own."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    server = serve(folder, port, cwd=cwd, visitors=visitors)
    context = new_context(browser)
    visit = Visit(context, address)
    try:
        wait_until_it_answers(address, server)
        yield visit
        visit.close()
    finally:
        context.close()
        stop(server)
