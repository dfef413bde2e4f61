"""A visitor without a browser: the messages a browser exchanges with the server, and clicks on what was drawn.

Streamlit's protocol: a click is a `BackMsg` that asks for a rerun with the address, the page, and the state of every
widget; the answer is a row of `ForwardMsg` up to `script_finished`. As a browser does, a visitor keeps the large messages
it was sent for two runs and tells the server which, so that they are not sent again.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.PageLink_pb2 import PageLink
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60.0
_KEPT_FOR = 2
"""Runs after which a message that was not drawn again is forgotten: the browser's `global.maxCachedMessageAge`."""


class Answer(NamedTuple):
    """From the click to the first new piece of the page and to its last, in milliseconds, and what was sent."""

    first: float
    finished: float
    sent_bytes: int


class NotDrawn(Exception):
    """The page failed, or did not hold what was to be clicked."""


@dataclass
class _Kept:
    """A large message, and how many runs ago it was last drawn."""

    message: ForwardMsg
    age: int = 0


class Visitor(AbstractAsyncContextManager["Visitor"]):
    """One session: `async with Visitor(address, "walk?walk=equity") as visitor: await visitor.follow("Next")`."""

    def __init__(self, address: str, path: str = "") -> None:
        self._address = address
        self._page_name, _, self._query = path.partition("?")
        self._page_hash = ""
        self._elements: list[Element] = []
        self._chosen: dict[str, str] = {}
        self._kept: dict[str, _Kept] = {}
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> "Visitor":
        self._socket = await connect(
            self._address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            ping_interval=None,
        )
        self.opened = await self._rerun()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket:
            await self._socket.close()

    def links(self) -> list[PageLink]:
        """The links to other pages that stand on this one."""
        return [element.page_link for element in self._of("page_link")]

    async def follow(self, link: PageLink) -> Answer:
        """Click a link: the address and the page it names, and no widget's state."""
        self._query, self._page_hash = link.query_string, link.page_script_hash or self._page_hash
        self._chosen.clear()
        return await self._rerun()

    async def press(self, key: str) -> Answer:
        """Press the button with this key."""
        button = next((one.button for one in self._of("button") if one.button.id.endswith(f"-{key}")), None)
        if button is None:
            raise NotDrawn(f"there is no button '{key}'")
        return await self._rerun(WidgetState(id=button.id, trigger_value=True))

    def options(self, label: str) -> list[str]:
        """What can be chosen in the box with this label."""
        return list(self._box(label).options)

    async def choose(self, label: str, option: str) -> Answer:
        """Choose an option of the box with this label."""
        self._chosen[self._box(label).id] = option
        return await self._rerun()

    def _of(self, kind: str) -> Iterator[Element]:
        return (element for element in self._elements if element.WhichOneof("type") == kind)

    def _box(self, label: str) -> Any:
        for element in self._of("selectbox"):
            if element.selectbox.label == label:
                return element.selectbox
        raise NotDrawn(f"there is no box '{label}'")

    async def _rerun(self, *pressed: WidgetState) -> Answer:
        """Ask for the page and read the whole of it. Raises NotDrawn when the server could not draw it in time."""
        if self._socket is None:
            raise NotDrawn("not connected")
        ask = BackMsg()
        ask.rerun_script.query_string = self._query
        ask.rerun_script.page_script_hash = self._page_hash
        if not self._page_hash:
            ask.rerun_script.page_name = self._page_name
        states = [WidgetState(id=id_, string_value=option) for id_, option in self._chosen.items()]
        ask.rerun_script.widget_states.widgets.extend([*states, *pressed])
        ask.rerun_script.cached_message_hashes.extend(self._kept)
        ask.rerun_script.context_info.url = f"{self._address}/{self._page_name}"
        ask.rerun_script.context_info.color_scheme = "light"
        start = time.perf_counter()
        await self._socket.send(ask.SerializeToString())
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._read(self._socket, start)
        except TimeoutError:
            raise NotDrawn(f"'{self._page_name}?{self._query}' was not drawn in {PATIENCE:.0f} s") from None

    async def _read(self, socket: ClientConnection, start: float) -> Answer:
        first, sent = 0.0, 0
        drawn: list[Element] = []
        for kept in self._kept.values():
            kept.age += 1
        while True:
            received = await socket.recv(decode=False)
            now = 1000 * (time.perf_counter() - start)
            sent += len(received)
            message = self._whole(ForwardMsg.FromString(received))
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                first = first or now
                drawn.append(message.delta.new_element)
            elif kind == "new_session":
                drawn.clear()
                self._page_hash = message.new_session.page_script_hash or self._page_hash
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    self._elements = drawn
                    self._forget()
                    return Answer(first, now, sent)
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise NotDrawn("the script could not be run")
            if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise NotDrawn(message.delta.new_element.exception.message)

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message, or the one that was kept when this only refers to it; large ones are kept."""
        if message.WhichOneof("type") == "ref_hash":
            kept = self._kept[message.ref_hash]
            kept.age = 0
            return kept.message
        if message.metadata.cacheable:
            self._kept[message.hash] = _Kept(message)
        return message

    def _forget(self) -> None:
        self._kept = {key: kept for key, kept in self._kept.items() if kept.age <= _KEPT_FOR}


async def each(count: int, act: Callable[[int], Any]) -> list[Any]:
    """What `count` visitors bring back from acting at the same time."""
    return await asyncio.gather(*(act(number) for number in range(count)))
