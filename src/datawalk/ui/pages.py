"""The pages by absolute path: relative ones would be looked for beside the main script."""

from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from datawalk.screens.pageview import PageName
from datawalk.settings import app_folder

_FOLDER = app_folder() / "pages"
_NAMES: tuple[PageName, ...] = (
    "home",
    "walk",
    "present",
    "indicators",
    "places",
    "partners",
    "resources",
    "methods",
    "host",
)
SCRIPTS: dict[PageName, str] = {name: str(_FOLDER / f"{name}.py") for name in _NAMES}


@cache
def way_to(name: PageName) -> StreamlitPage:
    """The page, for a link to it. Made in the first run that asks: making one looks through the folders on its way."""
    return st.Page(SCRIPTS[name], title="datawalk", url_path=name, default=name == "home")
