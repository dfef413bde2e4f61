"""Who may speak to the server at all: by a name it goes by, from its own pages, and to read, but for our own forms."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from datawalk.settings import names_of_server

_READING = ("GET", "HEAD")
_OWN = ("same-origin", "none")


class Guard:
    """Turns away what no page of ours sends.

    A page of another site that goes by a name of its own for this machine is told apart by that name: numbers cannot be
    taken for another's, so addresses pass. Streamlit would take files, and messages from any page on this machine; no page
    of ours sends a file, and messages come from our pages alone.
    """

    def __init__(self, app: ASGIApp, *, forms: frozenset[str]) -> None:
        self._app, self._forms, self._names = app, forms, names_of_server()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        status = self._refusal(scope, Headers(scope=scope))
        if status is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(_SAID[status], status_code=status)(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> int | None:
        """The status of what is turned away; None for what is not."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._is_ours(host):
            return 400
        own = origin is not None and urlsplit(origin).netloc.lower() == host.lower()
        if scope["type"] == "websocket":
            return None if origin is None or own else 403
        if scope["method"] in _READING:
            return None
        if scope["path"] not in self._forms:
            return 405
        fetched = headers.get("sec-fetch-site")
        from_us = own if origin is not None else fetched is not None
        return None if from_us and fetched in (None, *_OWN) else 403

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        if name in self._names:
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return True


_SAID = {
    400: "This server does not go by that name. Start it with --name to add one.",
    403: "This comes from another page than ours.",
    405: "There is nothing to send here.",
}
