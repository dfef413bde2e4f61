"""The interface: the only importer of streamlit."""

import gc
import logging
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
    gc.collect()
    gc.freeze()
    yield {}


def on_script_error(error: Exception) -> bool:
    """A calm sentence for the visitor, the details for the host's log."""
    from datawalk.screens.wording import words
    from datawalk.ui.address import read_selection
    from datawalk.ui.blocks import sorry

    logging.getLogger("datawalk").error("a page failed", exc_info=error)
    sorry(words(read_selection().lang))
    return True
