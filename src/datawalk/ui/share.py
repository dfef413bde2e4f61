"""Making a share link, from any page of a host."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape
from urllib.parse import urlsplit

import segno
import streamlit as st

from datawalk.actions.admission import today
from datawalk.actions.links import make_link
from datawalk.domain.links import Cover, Link
from datawalk.screens import format as fmt
from datawalk.screens.sharing import begins_here
from datawalk.screens.wording import Words
from datawalk.server import is_this_machine_only
from datawalk.ui import blocks
from datawalk.ui.address import read_selection
from datawalk.ui.release import pinned_release
from datawalk.ui.writing import do, said

DAYS = (7, 30, 90, 365)
_FIRST = 1
"""Where in `DAYS` the form begins."""


def here(covers: Sequence[tuple[str, str]], t: Words) -> None:
    """Sharing what stands on this page, one tap away."""
    with st.expander(t("Share this with a link")):
        form(covers, t)


def form(covers: Sequence[tuple[str, str]], t: Words) -> None:
    """What to share, with whom and until when; then the link, which is told once."""
    names = dict(covers)
    with st.form("share", border=False), st.container(key="share_form"):
        cover = st.selectbox(t("What it shows"), list(names), format_func=names.__getitem__)
        made_for = st.text_input(t("Who it is for"), max_chars=80, placeholder=t("Such as: the board"))
        days = st.selectbox(
            t("How long"), DAYS, index=_FIRST, format_func=lambda n: t.plural("one day", "{n} days", n)
        )
        newest = st.checkbox(t("Its readers may go on to newer data"))
        asked = st.form_submit_button(t("Make the link"), type="primary")
    if asked and not made_for.strip():
        blocks.notice(t("Say who it is for, so that you know it again."))
    elif asked:
        _make(Cover.parse(cover), made_for.strip(), days, newest=newest, t=t)


def _make(cover: Cover, made_for: str, days: int, *, newest: bool, t: Words) -> None:
    made = do(
        lambda principal, store: make_link(
            principal,
            store,
            cover=cover,
            release=pinned_release().id,
            until=today() + timedelta(days=days),
            made_for=made_for,
            newest=newest,
            begin=begins_here(cover, read_selection()),
        )
    )
    if made is None:
        said()
    else:
        _tell(*made, t=t)


def _tell(link: Link, token: str, *, t: Words) -> None:
    """The address of a link, and the same as a picture to print. It stays until anything else is done on the page."""
    server = urlsplit(st.context.url or "")
    address = f"{server.scheme}://{server.netloc}/s/{token}"
    until = fmt.day(link.until.isoformat(), lang=t.lang)
    lead = t(
        "For {whom}, until {day}. It is told here only: copy or print it now.", whom=link.made_for, day=until
    )
    if is_this_machine_only(server.hostname or ""):
        lead += " " + t(
            "It opens on this computer alone, because this page was opened by an address of this computer."
        )
    code = segno.make(address, error="m").svg_data_uri(scale=5, border=2, dark="#16262e", light="#ffffff")
    with st.container(key="share_made"):
        blocks.notice(lead)
        st.code(address, language=None, wrap_lines=True)
        st.html(f'<img class="dw-code" alt="{escape(t("QR code of the link"))}" src="{code}">')
