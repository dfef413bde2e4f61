"""The address bar and the selection, both ways."""

from dataclasses import replace
from typing import Any

import streamlit as st

from datawalk.screens.selection import Selection


def read_selection() -> Selection:
    """The selection the address names."""
    return Selection.read(st.query_params.to_dict())


def parameters(selection: Selection, **changes: Any) -> dict[str, str]:
    """The address's parameters for `selection` with `changes`; defaults are left out."""
    return replace(selection, **changes).parameters()
