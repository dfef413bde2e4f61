"""Which release a visitor sees, and the caches of what is drawn from it.

A new visit takes the newest release; an open one keeps the release it started with. Views and pictures never change,
so they are cached by what they were made from.
"""

import re
from dataclasses import replace

import streamlit as st

from datawalk.charts.inputs import Picture
from datawalk.charts.picture import picture_markup
from datawalk.domain.text import LANGUAGES
from datawalk.errors import DatawalkError
from datawalk.screens.context import Where
from datawalk.screens.frame import load_frame
from datawalk.screens.home import load_home
from datawalk.screens.host import load_covers
from datawalk.screens.kept import Same, kept
from datawalk.screens.pages import load_page
from datawalk.screens.pageview import FrameView, HomeView, PageName, PageView
from datawalk.screens.selection import Selection
from datawalk.screens.views import WalkView
from datawalk.screens.walk import load_walk
from datawalk.settings import served_workspace
from datawalk.store.published import opened
from datawalk.store.releases import Release, Releases

_PINNED = "release"
_SHORTCODE = re.compile(r":(?=[\w+/-]+:)")


def pinned_release() -> Release:
    """The release of this visit. Raises ReleaseProblem when there is none."""
    if _PINNED not in st.session_state:
        st.session_state[_PINNED] = Releases(served_workspace() / "built").current()
    return st.session_state[_PINNED]


def pin(release: Release) -> None:
    """Show this release in the visit: that of its link."""
    st.session_state[_PINNED] = release


@kept(64)
def frame_view(release: Release, selection: Selection) -> FrameView:
    """The frame around every page."""
    return load_frame(opened(release), selection)


@kept(64)
def home_view(release: Release, selection: Selection) -> HomeView:
    """The home page."""
    return load_home(opened(release), selection)


def covers_here(release: Release, page: str, selection: Selection) -> tuple[tuple[str, str], ...]:
    """What a link made on this page may show, nearest first."""
    if page == "walk":
        shown = walk_view(release, selection)
        selection = replace(selection, walk=shown.id, station=shown.station.station_id)
    return load_covers(opened(release), page, selection)


@kept(256)
def walk_view(release: Release, selection: Selection, where: Where = "desk") -> WalkView:
    """A walk at a station."""
    return load_walk(opened(release), selection, where=where)


def page_view(release: Release, name: PageName, selection: Selection) -> PageView:
    """A page a partner reads alone; the same whichever of its pictures is explored."""
    return _page_view(release, name, replace(selection, explore=None))


@kept(128)
def _page_view(release: Release, name: PageName, selection: Selection) -> PageView:
    return load_page(opened(release), name, selection)


def drawn(picture: Picture, name: str) -> str:
    """A picture as Streamlit takes it for Markdown: shared by all visitors.

    In its texts a dollar would begin a formula, and a word between colons would become an icon.
    """
    return _drawn(Same(picture), name)


@kept(512)
def _drawn(picture: Same[Picture], name: str) -> str:
    return _SHORTCODE.sub("&#58;", picture_markup(picture.one, name=name)).replace("$", "&#36;")


def warm_up() -> None:
    """Open the release and draw every station once, so that the first visitor does not wait for it."""
    try:
        release = Releases(served_workspace() / "built").current()
        for lang in LANGUAGES:
            home_view(release, Selection(lang))
            frame_view(release, Selection(lang))
            for walk in opened(release).walks.values():
                for station in walk.station:
                    view = walk_view(release, Selection(lang, walk.id, station.id)).station
                    if view.picture:
                        drawn(view.picture, view.title.words)
    except DatawalkError:
        return  # the page itself says what is wrong
