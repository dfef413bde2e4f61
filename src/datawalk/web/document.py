"""The document: in the visitor's language, in our look, and naming at once the scripts and letters that pages will need.

Streamlit's always claims to be English. Its scripts ask for a component only when the first one of it has come over the
websocket.
"""

import gzip
from functools import lru_cache
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from datawalk.domain.text import Language, as_language
from datawalk.frontend import COMPONENTS, FONTS, file_of, late_scripts
from datawalk.web.buffer import changed
from datawalk.web.look import look_tags
from datawalk.web.smaller import takes

_ENGLISH = b'<html lang="en">'
_OURS_NOT = ("/_stcore", "/static", "/media", "/component", "/health", "/download", "/look", "/sign-")


class Document:
    """Rewrites `<html lang>` from the address's `lang` and names what will be needed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_OURS_NOT):
            await self._app(scope, receive, send)
            return
        # Streamlit compresses every document but the first page's; a compressed one cannot be rewritten.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", ["en"])[0]
        compressed = takes(Headers(scope=scope), "gzip")

        def rewrite(status: int, headers: MutableHeaders, body: bytes) -> bytes:
            if not headers.get("content-type", "").startswith("text/html"):
                return body
            headers.add_vary_header("Accept-Encoding")
            if compressed:
                headers["content-encoding"] = "gzip"
            return _rewritten(body, as_language(asked), compressed=compressed)

        await changed(self._app, {**scope, "headers": plain}, receive, send, change=rewrite)


@lru_cache(maxsize=8)
def _rewritten(document: bytes, language: Language, *, compressed: bool) -> bytes:
    """Streamlit's document, of which there is only one, as we send it."""
    new = document.replace(_ENGLISH, f'<html lang="{language}">'.encode(), 1)
    style, script = look_tags()
    new = new.replace(b"</head>", f"{_named()}\n{script}</head>".encode(), 1)
    new = new.replace(
        b"<body>", f"<body>{style}".encode(), 1
    )  # behind Streamlit's own, which it writes into the head
    return gzip.compress(new, mtime=0) if compressed else new


def _named() -> str:
    """Links to what Streamlit's document does not name: what every page needs at once, the rest when the line is free."""
    words = late_scripts(COMPONENTS[:3])
    serif = f'<link rel="preload" href="./static/{file_of("media", FONTS[0])}" as="font" type="font/woff2" crossorigin>'
    return "\n".join(
        [
            serif,
            *(f'<link rel="modulepreload" crossorigin href="./static/{name}">' for name in words),
            *(
                f'<link rel="prefetch" href="./static/{name}">'
                for name in late_scripts(COMPONENTS)
                if name not in words
            ),
        ]
    )
