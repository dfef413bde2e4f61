"""Holds an answer back until it is whole, so that it can be changed before it is sent."""

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Change = Callable[[int, MutableHeaders, bytes], bytes]


async def changed(app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, change: Change) -> None:
    """Run `app` and send its answer with the body `change(status, headers, body)` returns."""
    start: Message = {}
    body = bytearray()

    async def hold(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                headers = MutableHeaders(scope=start)
                new = change(start["status"], headers, bytes(body))
                if new != bytes(body):
                    headers["content-length"] = str(len(new))
                await send(start)
                await send({"type": "http.response.body", "body": new})
        else:
            await send(message)

    await app(scope, receive, hold)
