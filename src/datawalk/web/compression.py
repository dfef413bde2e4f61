"""Static files compressed once: Plotly's script is 4.7 MB plain and 1.4 MB compressed."""

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from datawalk.web.buffer import changed
from datawalk.web.headers import index_html

_WORTH_IT = 1024
_TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


def static_paths() -> frozenset[str]:
    """The paths of Streamlit's static files.

    Any other path under `/static` is answered too, with the document: keeping those would let a visitor fill the memory.
    """
    folder = index_html().parent
    return frozenset(
        f"/{file.relative_to(folder).as_posix()}" for file in (folder / "static").rglob("*") if file.is_file()
    )


class StaticCompression:
    """Answers `/static` with gzip where the browser takes it; what was compressed of a file is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files = static_paths()
        self._kept: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wanted = scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith("/static/")
        if not wanted or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]

        def compress(status: int, headers: MutableHeaders, body: bytes) -> bytes:
            fits = headers.get("content-type", "").startswith(_TEXT) and len(body) >= _WORTH_IT
            if status != 200 or not fits or "content-encoding" in headers:
                return body
            headers["content-encoding"] = "gzip"
            headers.add_vary_header("Accept-Encoding")
            if path not in self._files:
                return gzip.compress(body, compresslevel=6)
            if path not in self._kept:
                self._kept[path] = gzip.compress(body, compresslevel=6)
            return self._kept[path]

        await changed(self._app, scope, receive, send, change=compress)
