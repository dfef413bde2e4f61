"""A client that keeps to no rules: any message, cookie, name, origin and session over a real websocket."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.PageLink_pb2 import PageLink
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

PATIENCE, FRAGMENTS_PATIENCE = 30.0, 3.0
"""Seconds to wait for an answer; a fragment that is not this visit's gets none."""


@dataclass
class Heard:
    """What came back: everything as bytes, the kinds of messages, the page that was run, its links, and ids to act by."""

    raw: bytes = b""
    page_hash: str = ""
    session: str = ""
    widgets: list[str] = field(default_factory=list)
    links: list[PageLink] = field(default_factory=list)
    fragments: set[str] = field(default_factory=set)
    folds: list[str] = field(default_factory=list)
    kinds: set[str | None] = field(default_factory=set)
    failed: bool = False

    def says(self, words: str) -> bool:
        return words.encode() in self.raw


class Hostile:
    """One connection. `ask` sends a message as it likes and hears until the script is done."""

    def __init__(
        self,
        address: str,
        *,
        cookies: Mapping[str, str] | None = None,
        origin: str | None = None,
        session: str = "",
    ) -> None:
        said = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
        names = ["streamlit", "x", session] if session else ["streamlit"]
        self._address = address
        self._opening = connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=names,  # type: ignore[arg-type]
            additional_headers={"cookie": said} if said else None,
            origin=origin,  # type: ignore[arg-type]
            max_size=None,
        )

    def __enter__(self) -> "Hostile":
        self._socket: ClientConnection = self._opening.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(
        self,
        page: str = "",
        query: str = "",
        *,
        page_hash: str = "",
        fragment: str = "",
        pressed: Iterable[str] = (),
        unfolded: Iterable[str] = (),
    ) -> Heard:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string, rerun.page_script_hash, rerun.fragment_id = query, page_hash, fragment
        if not page_hash:
            rerun.page_name = page
        rerun.widget_states.widgets.extend(WidgetState(id=one, trigger_value=True) for one in pressed)
        rerun.widget_states.widgets.extend(WidgetState(id=one, bool_value=True) for one in unfolded)
        rerun.context_info.url = f"{self._address}/{page}"
        self._socket.send(message.SerializeToString())
        return self._hear(FRAGMENTS_PATIENCE if fragment else PATIENCE)

    def _hear(self, patience: float) -> Heard:
        heard, end = Heard(), time.monotonic() + patience
        while time.monotonic() < end:
            try:
                received = self._socket.recv(timeout=patience, decode=False)
            except (ConnectionClosed, TimeoutError):
                heard.failed = True
                return heard
            heard.raw += received
            message = ForwardMsg.FromString(received)
            kind = message.WhichOneof("type")
            heard.kinds.add(kind)
            if kind == "new_session":
                heard.page_hash = message.new_session.page_script_hash or heard.page_hash
                heard.session = message.new_session.initialize.session_id or heard.session
            elif kind == "navigation":
                heard.page_hash = message.navigation.page_script_hash
            elif kind == "auto_rerun":
                heard.fragments.add(message.auto_rerun.fragment_id)
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                heard.widgets += [element.button.id] if element.WhichOneof("type") == "button" else []
                heard.links += [element.page_link] if element.WhichOneof("type") == "page_link" else []
                heard.failed |= element.WhichOneof("type") == "exception"
                heard.fragments |= {message.delta.fragment_id} - {""}
            elif kind == "delta" and message.delta.add_block.expandable.id:
                heard.folds.append(message.delta.add_block.expandable.id)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return heard
        heard.failed = True
        return heard
