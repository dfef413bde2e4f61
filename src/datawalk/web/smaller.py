"""Streamlit's static files in their smaller form, where there is one and the browser takes it."""

from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from datawalk.frontend import ENDINGS, static_files
from datawalk.settings import frontend_folder

_STATIC = "/static/"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
}
_FOREVER = "public, immutable, max-age=31536000"


class SmallerFiles:
    """Answers `/static` from the folder of smaller files; what is not there yet comes from Streamlit.

    What was read is kept in memory. Only Streamlit's own names are looked for, so that no visitor can fill it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._folder = frontend_folder()
        self._names = static_files() if self._folder else frozenset[str]()
        self._read: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(_STATIC):
            await self._app(scope, receive, send)
            return
        answer = self._answer(scope) if scope["method"] in ("GET", "HEAD") else None
        if answer:
            await answer(scope, receive, send)
            return

        async def with_vary(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
            await send(message)

        await self._app(scope, receive, with_vary)

    def _answer(self, scope: Scope) -> Response | None:
        """The smallest form the browser takes, always whole; nothing when there is none."""
        name: str = scope["path"].removeprefix(_STATIC)
        kind = _TYPES.get(Path(name).suffix)
        if kind is None or name not in self._names:
            return None
        asked = Headers(scope=scope)
        for encoding, ending in ENDINGS.items():
            content = self._content(name + ending) if takes(asked, encoding) else b""
            if content:
                tag = f'"{name}{ending}"'  # the name holds a digest
                headers = {"cache-control": _FOREVER, "vary": "Accept-Encoding", "etag": tag}
                if tag in asked.get("if-none-match", ""):
                    return Response(status_code=304, headers=headers)
                if ending:
                    headers["content-encoding"] = encoding
                return Response(content, headers=headers | {"content-type": kind})
        return None

    def _content(self, name: str) -> bytes:
        """What lies in the folder under this name; nothing when it is not there yet."""
        if name not in self._read and self._folder:
            try:
                self._read[name] = (self._folder / name).read_bytes()
            except OSError:
                return b""
        return self._read[name]


def takes(asked: Headers, encoding: str) -> bool:
    """Whether the browser takes an encoding; everyone takes a file as it is."""
    if encoding == "identity":
        return True
    for part in asked.get("accept-encoding", "").split(","):
        name, _, weight = part.partition(";")
        if name.strip() == encoding:
            return weight.strip().rstrip("0").rstrip(".") != "q="
    return False
