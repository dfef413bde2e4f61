"""What a host does from a page: each act asks for the right again in `actions`, and says what came of it."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from datawalk.actions.admission import host_of
from datawalk.actions.rights import NotAllowed, Principal
from datawalk.errors import DatawalkError
from datawalk.screens.wording import words
from datawalk.settings import COLLECTED, served_workspace
from datawalk.store.collected import Collected, collecting
from datawalk.ui import blocks
from datawalk.ui.address import read_selection

_SAID = "host_said"
Result = TypeVar("Result")


def host() -> Principal:
    """Who this browser is at this moment."""
    return host_of(st.context.cookies)


def do(act: Callable[[Principal, Collected], Result]) -> Result | None:
    """Do something with what is collected; None when it could not be done, and the page then says so."""

    def with_store(principal: Principal) -> Result:
        with collecting(served_workspace() / COLLECTED, copy=True) as store:
            return act(principal, store)

    return attempt(with_store)


def attempt(act: Callable[[Principal], Result]) -> Result | None:
    """Do something as the host; None when it could not be done, and the page then says so."""
    t = words(read_selection().lang)
    try:
        return act(host())
    except NotAllowed:
        st.session_state[_SAID] = t("You are not signed in any more, so nothing was changed.")
    except DatawalkError as error:
        st.session_state[_SAID] = str(error)
    return None


def say(text: str) -> None:
    """Let the page say something once."""
    st.session_state[_SAID] = text


def said() -> None:
    """What came of the last act, once."""
    blocks.notice(st.session_state.pop(_SAID, ""))
