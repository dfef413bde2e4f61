"""The address bar and the selection, both ways."""

import streamlit as st

from datawalk.domain.text import as_language
from datawalk.screens.selection import Selection


def read_selection() -> Selection:
    """The selection the address names; what it does not name is left to its default."""
    named = st.query_params.to_dict()
    return Selection(
        as_language(named.get("lang")),
        named.get("walk"),
        named.get("station"),
        named.get("place"),
        named.get("period"),
    )


def parameters(selection: Selection, **changes: str | None) -> dict[str, str]:
    """The address's parameters for `selection` with `changes`; defaults are left out."""
    named = {
        "lang": selection.lang if selection.lang != "en" else None,
        "walk": selection.walk,
        "station": selection.station,
        "place": selection.place,
        "period": selection.period,
        **changes,
    }
    if named["lang"] == "en":
        named["lang"] = None
    return {key: value for key, value in named.items() if value}
