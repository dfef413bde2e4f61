"""The interface: the only importer of streamlit."""

import gc
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any


def main_script() -> str:
    """The absolute path of the main script.

    It lies beside no `pages` folder: a page asked for by the first request would otherwise run without it.
    """
    return str(Path(__file__).with_name("main.py"))


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """Load what every page needs, then freeze the heap so that collections are cheap."""
    from datawalk.ui.release import warm_up

    warm_up()
    _send_at_once()
    gc.collect()
    gc.freeze()
    yield {}


def _send_at_once() -> None:
    """Let no small message wait until the browser has acknowledged the one before: up to 40 ms a click.

    asyncio sees to that only for a socket made with a protocol number, which Streamlit's is not. What is accepted
    inherits it from the socket that listens.
    """
    for one in gc.get_objects():
        if type(one) is socket.socket and _takes_visitors(one):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _takes_visitors(one: socket.socket) -> bool:
    internet = one.family in (socket.AF_INET, socket.AF_INET6)
    return internet and one.fileno() >= 0 and bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))


def on_script_error(error: Exception) -> bool:
    """A calm sentence for the visitor, the details for the host's log."""
    from datawalk.screens.wording import words
    from datawalk.ui.address import read_selection
    from datawalk.ui.blocks import sorry

    logging.getLogger("datawalk").error("a page failed", exc_info=error)
    sorry(words(read_selection().lang))
    return True
