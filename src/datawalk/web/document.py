"""The document in the visitor's language: Streamlit's always claims to be English."""

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from datawalk.domain.text import as_language
from datawalk.web.buffer import changed

_FIXED = b'<html lang="en">'
_OURS_NOT = ("/_stcore", "/static", "/media", "/component", "/health", "/download")


class DocumentLanguage:
    """Rewrites `<html lang>` from the address's `lang`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_OURS_NOT):
            await self._app(scope, receive, send)
            return
        # Streamlit compresses every document but the first page's; a compressed one cannot be rewritten.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", ["en"])[0]

        def rewrite(status: int, headers: MutableHeaders, body: bytes) -> bytes:
            if not headers.get("content-type", "").startswith("text/html"):
                return body
            return body.replace(_FIXED, f'<html lang="{as_language(asked)}">'.encode(), 1)

        await changed(self._app, {**scope, "headers": headers}, receive, send, change=rewrite)
