"""Whether this visit is let in, asked anew in every run and fragment; a visit with a link stays one until it leaves."""

from dataclasses import replace
from html import escape

import streamlit as st

from datawalk.actions.admission import Admission, admit, release_of
from datawalk.domain.links import Link
from datawalk.screens import format as fmt
from datawalk.screens.selection import Selection
from datawalk.screens.sharing import beginning, refused
from datawalk.screens.views import WalkView
from datawalk.screens.wording import Words, words
from datawalk.settings import served_workspace
from datawalk.store.releases import Releases
from datawalk.ui.address import read_selection
from datawalk.ui.pages import way_to
from datawalk.ui.release import pin

_LINK, _NEWEST, _PAGE, _WHO = "link", "link_newest", "link_page", "link_who"
_LOOK_AGAIN = 5.0
"""Seconds after which an open page looks whether its link still opens, or its host is still signed in."""


def admission(page: str) -> Admission:
    """Who this visit is on a page, and whether it may see it."""
    selection = read_selection()
    if selection.link:
        st.session_state[_LINK] = selection.link
    elif _LINK in st.session_state:
        st.query_params[_LINK] = st.session_state[_LINK]
    admitted = _admitted(read_selection(), page)
    st.session_state[_PAGE], st.session_state[_WHO] = page, admitted.principal
    if admitted.link and not admitted.refusal:
        asked = Releases(served_workspace() / "built").current().id if _NEWEST in st.session_state else None
        pin(release_of(admitted.link, asked=asked))
    if admitted.principal.kind != "anonymous" and not admitted.refusal:
        _look_again()
    return admitted


def _admitted(selection: Selection, page: str) -> Admission:
    return admit(
        selection.link,
        cookies=st.context.cookies,
        page=page,
        walk=selection.walk,
        station=selection.station,
    )


def stop_if_ended() -> None:
    """In a fragment: draw the whole page anew when the link, or the host's sign-in, has ended since."""
    if st.session_state[_WHO].kind == "anonymous":
        return
    now = _admitted(read_selection(), st.session_state[_PAGE])
    if now.refusal or now.principal != st.session_state[_WHO]:
        st.rerun()


@st.fragment(run_every=_LOOK_AGAIN)
def _look_again() -> None:
    stop_if_ended()


def draw_refusal(admitted: Admission, t: Words) -> None:
    """A calm page in the place of the one that is not for this visit."""
    st.html(f'<div class="dw-sorry"><h1>{escape(refused(admitted.refusal or "", t=t))}</h1></div>')
    if admitted.refusal == "not_host":
        way = f'<a href="/sign-in?lang={t.lang}">{escape(t("Sign in as the host"))}</a>'
        st.html(f'<p class="dw-leave">{way}</p>')
    if admitted.link:
        page, selection = beginning(admitted.link)
        with st.container(key="shared", horizontal=True, vertical_alignment="center", gap="medium"):
            asked = replace(selection, lang=t.lang).parameters()
            st.page_link(way_to(page), label=t("To what was shared with you"), query_params=asked)
            _leave(admitted.link, t)


def draw_link(link: Link, lang: str) -> None:
    """What the visit shows and until when, the way to newer figures where the link lets, and the way out."""
    t = words("es" if lang == "es" else "en")
    until = fmt.day(link.until.isoformat(), lang=t.lang)
    with st.container(key="shared", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(
            f'<p class="dw-quiet">{escape(t("Shared with you until {day}.", day=until))}</p>', width="content"
        )
        newer = Releases(served_workspace() / "built").current().id != link.release
        if link.newest and newer and _NEWEST not in st.session_state:
            st.button(t("Newer data is available. Show it"), key="newest", on_click=_take_newest)
        _leave(link, t)


def draw_host(selection: Selection, t: Words) -> None:
    """That this browser is the host's, and the way to the desk."""
    with st.container(key="shared", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f'<p class="dw-quiet">{escape(t("You are signed in as the host."))}</p>', width="content")
        asked = selection.at().parameters()
        st.page_link(way_to("host"), label=t("The host's desk"), query_params=asked)


def _take_newest() -> None:
    st.session_state[_NEWEST] = True


def _leave(link: Link, t: Words) -> None:
    st.html(
        f'<p class="dw-leave"><a href="/leave/{link.id}">{escape(t("Leave this link"))}</a></p>',
        width="content",
    )


def sees_everything() -> bool:
    """Whether this visit may go to every page: it has no link, or one that covers everything."""
    link = _admitted(read_selection(), "home").link
    return link is None or link.cover.kind == "everything"


def narrowed(walk: WalkView) -> WalkView:
    """The walk of this visit: of a link to one station, that station alone."""
    selection = read_selection()
    admitted = _admitted(selection, "walk")
    if admitted.link is None or admitted.link.cover.kind != "station":
        return walk
    own = walk.stations[walk.index]
    return replace(walk, stations=(own,), index=0, previous_id=None, next_id=None)
