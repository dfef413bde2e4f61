"""The address bar and the selection, both ways."""

from dataclasses import replace
from typing import Any

import streamlit as st

from datawalk.screens.selection import Selection


def read_selection() -> Selection:
    """The selection the address names."""
    return Selection.read(st.query_params.to_dict())


def hold_in_address() -> None:
    """Say the selection to the address bar: a link to the page it stands on changes the view but not the bar."""
    named = st.query_params.to_dict()
    if named:
        st.query_params.from_dict(named)
    else:
        st.query_params.clear()


def hold(key: str, value: str | None) -> None:
    """Have the address say one choice; nothing of it where there is no value."""
    if value:
        st.query_params[key] = value
    elif key in st.query_params:
        del st.query_params[key]


def parameters(selection: Selection, **changes: Any) -> dict[str, str]:
    """The address's parameters for `selection` with `changes`; defaults are left out."""
    return replace(selection, **changes).parameters()
