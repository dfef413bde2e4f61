"""*Use this picture*: as a file for slides or to enlarge, its address, and how to cite it."""

from collections.abc import Callable
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from datawalk.screens.citing import bibtex, cited
from datawalk.screens.pageview import PageView
from datawalk.screens.wording import Words
from datawalk.ui import blocks
from datawalk.ui.address import read_selection


def take(page: Callable[[], PageView], picture: str, t: Words) -> None:
    """The list behind one press; `picture` is the id of the section of the page whose picture it is."""
    blocks.folded(t("Use this picture"), f"{picture}_take", lambda: _list(page(), picture, t))


def _list(view: PageView, picture: str, t: Words) -> None:
    chosen = {key: value for key, value in read_selection().parameters().items() if key != "link"}
    here = urlsplit(st.context.url or "")
    address = f"{here.scheme}://{here.netloc}/{view.page}?{urlencode(chosen)}"
    asked = urlencode({**read_selection().parameters(), "release": view.release, "picture": picture})
    files = "".join(
        f'<li><a href="/download/{view.page}.{ending}?{escape(asked)}">{escape(label)}</a></li>'
        for ending, label in (("png", t("Picture for slides (PNG)")), ("svg", t("Picture to enlarge (SVG)")))
    )
    copies = "".join(
        f"<li><p>{escape(text)}</p>{_copy(text, label, t)}</li>"
        for text, label in (
            (address, t("Copy the address")),
            (cited(view, address), t("Copy the reference")),
            (bibtex(view, address), t("Copy as BibTeX")),
        )
    )
    st.html(f'<ul class="dw-take">{files}{copies}</ul>')


def _copy(text: str, label: str, t: Words) -> str:
    return f'<button type="button" data-copy="{escape(text)}" data-copied="{escape(t("Copied"))}">{escape(label)}</button>'
