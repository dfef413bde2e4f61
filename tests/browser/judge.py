"""What no page may show, each fault in a sentence: for the tests of every page, and for `make look`."""

from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, TimeoutError

from datawalk.domain.text import Language
from reading import hardness, is_too_hard

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def _ask(name: str) -> str:
    """One of the functions of judge.js, called in the page."""
    return f"() => {_SCRIPT.strip()}.{name}()"


class Watch:
    """Where a page's requests and sockets go."""

    def __init__(self, page: Page, address: str) -> None:
        self._home, self._left = urlsplit(address).netloc, set[str]()
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))

    def _note(self, url: str) -> None:
        if urlsplit(url).netloc not in ("", self._home):
            self._left.add(url)

    @property
    def faults(self) -> list[str]:
        """A sentence for each address that is not the server's."""
        return [f"A request left the machine: {url}." for url in sorted(self._left)]


def settled(page: Page) -> None:
    """Wait until the script has run, every chart is drawn, and nothing moves any more.

    What never comes to rest is a fault of the page, found by `seen`, and not of the one who waits.
    """
    page.locator("h1").first.wait_for(timeout=30_000)
    with suppress(TimeoutError):
        page.wait_for_function(_ask("settled"), timeout=30_000)


_known_to_axe = WeakKeyDictionary[Page, set[str]]()
"""For each page that is open in the browser, the parts axe has looked at, with the kind of page they stood on."""


def faults(page: Page, lang: Language) -> list[str]:
    """Everything that can be found wrong with a page that stands; axe is asked where a part stands that it has not seen.

    It forgets with the page: each test asks for its own language, size and theme, whatever ran before it.
    """
    parts, known = set(page.evaluate(_ask("parts"))), _known_to_axe.setdefault(page, set())
    found = [*seen(page), *pale(page), *hard(page, lang), *(accessible(page) if parts - known else [])]
    known.update(parts)
    return found


def seen(page: Page) -> list[str]:
    """Sideways scrolling, exceptions, empty pictures, missing alts, texts cut or overlapping."""
    return page.evaluate(_ask("seen"))


def pale(page: Page) -> list[str]:
    """Words and marks inside charts and images with too little contrast, where axe does not look (WCAG 2.2, 1.4.3, 1.4.11)."""
    return page.evaluate(_ask("pale"))


def hard(page: Page, lang: Language) -> list[str]:
    """Whether the sentences a page shows, taken together, are above school grade 8."""
    said = "\n".join(page.evaluate(_ask("prose")))
    if not is_too_hard(said, lang):
        return []
    return [f"The page is hard to read ({hardness(said, lang):.1f}): {said[:80]}."]


def accessible(page: Page) -> list[str]:
    """What axe finds, contrast included."""
    response = Axe().run(page)
    return [
        f"{found['id']}: {node['html'][:160]}"
        for found in response.response["violations"]
        for node in found["nodes"]
    ]
