"""The frame around every page: the address, the release, the style, and the way from page to page."""

import logging
from copy import copy
from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from datawalk.actions.admission import HOST_PAGE
from datawalk.domain.links import Link as ShareLink
from datawalk.errors import DatawalkError
from datawalk.screens.pageview import FrameView, Link
from datawalk.screens.selection import Selection
from datawalk.screens.wording import Words, words
from datawalk.ui import blocks, share, sheet
from datawalk.ui.address import hold_in_address, parameters, read_selection
from datawalk.ui.admission import admission, draw_host, draw_link, draw_refusal
from datawalk.ui.labels import plain
from datawalk.ui.pages import SCRIPTS, way_to
from datawalk.ui.release import covers_here, frame_view, pinned_release

_WHOLE = '<i class="dw-whole"></i>'
"""The end of a page: what lies above is there, and `reading.js` shows it."""


def run() -> None:
    """Draw the page the address asks for, or a sentence that says why it cannot be drawn."""
    st.set_page_config(page_title="datawalk", layout="wide", initial_sidebar_state="collapsed")
    selection = read_selection()
    t = words(selection.lang)
    page = st.navigation([copy(way_to(name)) for name in SCRIPTS], position="hidden")  # a run marks its own
    hold_in_address()
    _draw(page, t)
    st.html(_WHOLE)


def _draw(page: StreamlitPage, t: Words) -> None:
    try:
        name = page.url_path or "home"
        admitted = admission(name)
        if admitted.refusal:
            draw_refusal(admitted, t)
            return
        selection = read_selection()
        if page.url_path == "present":
            page.run()
            return
        if admitted.principal.kind == "host":
            draw_host(selection, t)
        _masthead(selection, page=page.url_path, shared=admitted.link)
        page.run()
        if admitted.principal.kind == "host" and name != HOST_PAGE:
            share.here(covers_here(pinned_release(), name, selection), t)
        blocks.fictional(frame_view(pinned_release(), selection))
    except DatawalkError as error:
        logging.getLogger("datawalk").warning("%s", error)
        blocks.sorry(t)


def _masthead(selection: Selection, *, page: str, shared: ShareLink | None) -> None:
    """The collaborative's name, the other language, the walks, and the pages a partner reads alone."""
    frame = frame_view(pinned_release(), selection.at())
    if shared is not None:
        draw_link(shared, selection.lang)
    if shared is not None and shared.cover.kind != "everything":
        with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="medium"):
            st.html(f'<p class="dw-shared-name">{escape(frame.name)}</p>')
            _other_language(frame, selection)
        return
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="medium"):
        st.page_link(way_to("home"), label=plain(frame.name), query_params=selection.at().parameters())
        _menu(selection, page=page)
        _other_language(frame, selection)
    with st.container(key="nav", horizontal=True, vertical_alignment="center", gap="medium"):
        for link in frame.walks:
            _way(link, here=page == "walk" and link.selection.walk == selection.walk)
        with st.container(key="explore", horizontal=True, gap="medium"):
            for link in frame.explore:
                _way(link, here=page == link.page)


def _way(link: Link, *, here: bool) -> None:
    """A link of the masthead, marked when the visitor stands there."""
    if here:
        with st.container(key="here", width="content"):
            sheet.link(link)
    else:
        sheet.link(link)


def _menu(selection: Selection, *, page: str) -> None:
    """Opens the ways below on a phone; `style.css` shows it there only. It names where it is, so a new page closes it."""
    t = words(selection.lang)
    at = escape(f"{page} {selection.walk or ''}")
    st.html(
        f'<details class="dw-menu" data-at="{at}"><summary>{escape(t("Menu"))}</summary></details>',
        width="content",
    )


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
