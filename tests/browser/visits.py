"""Visitors in a real browser: a page opened, and gone on from by what the app itself offers, as visitors do.

To open a page loads the whole app anew; the next page by a link costs a sixth of that. So a test opens one and goes on, but
where the loading itself is the question.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from datawalk.domain.text import Language
from datawalk.settings import Visitors
from judge import faults, settled
from serving import free_port, serve, stop, wait_until_it_answers

WIDE, LAPTOP, SMALL_ROOM, PHONE = (1920, 1080), (1440, 900), (1280, 720), (390, 844)
DESK = ("indicators", "places", "partners", "resources", "methods")
"""The lists, in the order of the masthead's links."""
PATIENCE = 30.0
ROUTES = re.compile(r"/(\w+|sign-in|sign-out|(s|leave|download|look)/[\w.-]+)?$")
"""Pages and the plain routes below them: what the leak hunt listens to."""
HEARD = ("/_stcore/stream", "/_stcore/health", "/_stcore/host-config")
"""What a browser asks for beside the page and its scripts: the wire hears the first, the leak hunt asks for the others."""
REMEMBER = "addEventListener('securitypolicyviolation', e => (window.refused ??= []).push(e.blockedURI))"
# The number library in Streamlit's bundle tries WebAssembly for whole numbers and counts without it when refused.
HARMLESS = {"wasm-eval"}


def new_context(browser: Browser) -> BrowserContext:
    """A browser of one visitor, which remembers what the security policy refused."""
    context = browser.new_context()
    context.add_init_script(REMEMBER)
    return context


class Visit:
    """One visitor. Pages ask for nothing but themselves, obey the server's policy, and are free of exceptions."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self._context, self.address = context, address  # its pages share what they have loaded
        self._pages: list[Page] = []
        self._begun, self._ended = Counter[Page](), Counter[Page]()
        self._exceptions = Counter[Page]()
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
        self._pages.append(page)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        page.on("request", lambda request: self.asked.add(request.url))
        page.on("websocket", lambda socket: self.asked.add(socket.url))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self._hear(page, frame)))
        page.goto(f"{self.address}/{path}")
        wait(page)
        return page

    def _hear(self, page: Page, frame: str | bytes) -> None:
        content = frame.encode() if isinstance(frame, str) else frame
        self.frames.append(content)
        message = ForwardMsg.FromString(content)
        kind, of_a_part = message.WhichOneof("type"), bool(message.metadata.run.fragment_ids)
        self._begun[page] += kind == "new_session" and not of_a_part
        self._ended[page] += kind == "script_finished" and not of_a_part
        self._exceptions[page] += message.delta.new_element.WhichOneof("type") == "exception"

    def go_on(self, page: Page, act: Callable[[], object], *, rest: bool = True) -> None:
        """Do what leads on, and wait until the script has run for it and, where it is to be looked at, all is at rest."""
        self._wait(page, lambda: self._begun[page] == self._ended[page])
        before = self._begun[page]
        act()
        self._wait(page, lambda: before < self._begun[page] == self._ended[page])
        if rest:
            settled(page)

    @staticmethod
    def _wait(page: Page, until: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < end, f"the script was not run, or not to its end, on {page.url}"
            page.wait_for_timeout(20)

    def follow(self, page: Page, link: str | Locator, *, rest: bool = True) -> None:
        """Go on by a link: the one given, or the first of that name. On a phone those of the masthead lie in the menu."""
        found = page.get_by_role("link", name=link, exact=True).first if isinstance(link, str) else link
        found.wait_for(state="attached")
        if not found.is_visible():
            page.locator(".dw-menu summary").click()
        self.go_on(page, found.click, rest=rest)

    def leave(self, page: Page) -> None:
        """Close the page, when nothing is wrong with how it was served."""
        refused = set(page.evaluate("window.refused ?? []")) - HARMLESS
        url = page.url
        self._pages.remove(page)
        page.close()
        assert refused == set(), f"refused by the policy: {url}"
        assert self._exceptions[page] == 0, f"an exception was sent: {url}"

    def forget(self) -> None:
        """Have no cookie any more."""
        self._context.clear_cookies()

    def close(self) -> None:
        """Leave what is still open. The context stays: others go on with what it has loaded."""
        with ExitStack() as all_pages:
            for page in self._pages.copy():
                all_pages.callback(self.leave, page)
        asked = [urlsplit(url) for url in self.asked]
        assert [
            one for one in asked if one.netloc not in (urlsplit(self.address).netloc, "")
        ] == []  # none left
        paths = [one.path for one in asked if one.netloc and not one.path.startswith("/static/")]
        assert [one for one in paths if not one.endswith(HEARD) and not ROUTES.match(one)] == []


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


def whole(page: Page, lang: Language) -> None:
    """Fail when anything is wrong with the page that stands."""
    assert faults(page, lang) == [], page.url


def to_list(visit: Visit, page: Page, name: str, *, rest: bool = True) -> None:
    """One of the lists, by the masthead's link."""
    visit.follow(page, page.locator(".st-key-explore a").nth(DESK.index(name)), rest=rest)
    page.wait_for_url(f"**/{name}**")  # what a click asked for is there before the address says so


def each(visit: Visit, page: Page, name: str, ids: Sequence[str]) -> Iterator[str]:
    """From the list to each of these by its own line, and back to the list; each is given as it stands."""
    to_list(visit, page, name, rest=False)
    for id_ in ids:
        visit.follow(page, page.locator(f".st-key-sheet a[href$='={id_}']").first)
        assert page.url.endswith(f"={id_}")
        yield id_
        visit.follow(page, page.locator(".st-key-back a"), rest=False)
