"""The frame around every page: the address, the release, the style, and the way from page to page."""

import logging
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from datawalk.errors import DatawalkError
from datawalk.screens.selection import Selection
from datawalk.screens.views import FrameView
from datawalk.screens.wording import Words, words
from datawalk.ui import blocks
from datawalk.ui.address import parameters, read_selection
from datawalk.ui.labels import plain
from datawalk.ui.pages import HOME, PRESENT, WALK
from datawalk.ui.release import frame_view, pinned_release

_STYLE = Path(__file__).with_name("style.css")


def run() -> None:
    """Draw the page the address asks for, or a sentence that says why it cannot be drawn."""
    st.set_page_config(page_title="datawalk", layout="wide", initial_sidebar_state="collapsed")
    selection = read_selection()
    t = words(selection.lang)
    st.html(_STYLE)
    page = st.navigation(
        [
            st.Page(HOME, title="datawalk", default=True, url_path="home"),
            st.Page(WALK, title="datawalk", url_path="walk"),
            st.Page(PRESENT, title="datawalk", url_path="present"),
        ],
        position="hidden",
    )
    try:
        if page.url_path != "present":
            _masthead(selection, t)
        page.run()
        if page.url_path != "present":
            blocks.fictional(frame_view(pinned_release(), selection))
    except DatawalkError as error:
        logging.getLogger("datawalk").warning("%s", error)
        blocks.sorry(t)


def _masthead(selection: Selection, t: Words) -> None:
    """The collaborative's name, the walks, and the other language."""
    frame = frame_view(pinned_release(), selection)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="medium"):
        st.page_link(
            HOME,
            label=plain(frame.name),
            query_params=parameters(Selection(selection.lang, place=selection.place)),
        )
        with st.container(key="masthead_walks", horizontal=True, gap="medium"):
            for walk_id, title in frame.walks:
                asked = Selection(selection.lang, walk_id, place=selection.place)
                st.page_link(WALK, label=plain(str(title)), query_params=parameters(asked))
        _other_language(frame, selection)


def _other_language(frame: FrameView, selection: Selection) -> None:
    """The same page in the other language.

    A link of the document, not of Streamlit's: only a new document says its language in `<html lang>`.
    """
    asked = urlencode(parameters(selection, lang=frame.other_lang))
    st.html(
        f'<a class="dw-other" href="?{escape(asked)}" lang="{frame.other_lang}" '
        f'hreflang="{frame.other_lang}">{escape(frame.other_lang_name)}</a>',
        width="content",
    )
