"""Exploring a picture of values: Plotly, sent when it is asked for and nowhere else, and a list of the marks beside it."""

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from datawalk.charts.explored import (
    SAVED,
    Explorable,
    ExploredMark,
    explorable,
    figure,
    marks,
    only,
    owners,
    without_figure,
)
from datawalk.charts.inputs import Atlas
from datawalk.screens.pageview import PageView, Section
from datawalk.screens.wording import Words
from datawalk.ui import blocks
from datawalk.ui.address import hold, read_selection
from datawalk.ui.labels import plain

_STYLE = Path(__file__).with_name("explore.css")
_PAGES = ("indicators", "places")
_PRESSED, _LISTED, _APART = 12, 40, 9
"""So many names are buttons, so many marks a list that stands open; beyond that they are searched. More rows than the last
are scrolled."""
_TALL = 380
"""Pixels of a list that is scrolled."""


def picture(section: Section, view: PageView, t: Words) -> None:
    """The picture of a section, with a way to explore it where that is offered; or what is explored in its place."""
    name = section.title or view.title.words
    values = explorable(section.picture) if view.page in _PAGES else None
    explored = values is not None and read_selection().explore == section.id
    if values is None or not explored:
        blocks.picture(section.picture, name=name)
    else:
        _explored(values, section, view, t)
    if values is not None:
        label = t("Back to the plain picture") if explored else t("Explore")
        st.button(
            label,
            key=f"explore_{section.id}",
            on_click=hold,
            args=("explore", None if explored else section.id),
        )


def _explored(values: Explorable, section: Section, view: PageView, t: Words) -> None:
    st.html(_STYLE)
    with st.container(key=f"explored_{section.id}"):
        chosen = _choose(owners(values), section.id, t)
        shown = only(values, chosen)
        known = {mark.name: mark for mark in marks(shown)}
        key, listed = f"plot_{section.id}", f"mark_{section.id}"
        plot, beside = st.columns([5, 3], gap="medium")
        with plot:
            st.plotly_chart(
                figure(
                    shown,
                    theme="dark" if st.context.theme.type == "dark" else "light",
                    heading=_heading(section, view, t),
                ),
                key=key,
                theme=None,
                config=_config(f"datawalk-{view.page}-{section.id}", t),
                alt=section.title or view.title.words,
                on_select=partial(_pointed, key, listed, tuple(known.values())),
                selection_mode="points",
            )
        with beside:
            lit = known.get(_list(tuple(known), listed, t) or "")
            if lit:
                _say(lit, section.id, t)
            else:
                _hint(shown, t)
            left_out = without_figure(values)
            if left_out:
                blocks.small_print(t("Not drawn: {rows}.", rows="; ".join(left_out)))
            if isinstance(section.picture, Atlas):
                blocks.picture(section.picture.map, name=section.title or view.title.words)


def _heading(section: Section, view: PageView, t: Words) -> tuple[str, ...]:
    """What a saved picture says of itself: what it shows, whose it is, whether it is made up, and where it comes from."""
    title = " · ".join(part for part in (view.title.words, section.title) if part)
    labels = (t("Collaborative"), t("Note"), t("Source"), t("Release"))
    return title, *(fact.text for fact in view.head if fact.label in labels)


def _choose(names: Sequence[str], id: str, t: Words) -> list[str]:
    """Which groups or places are shown: all while none is chosen."""
    if len(names) < 2:
        return []
    key, label = f"shown_{id}", t("Show only")
    before = st.session_state.get(key, ())
    if not set(before) <= set(names):  # a value set anew sends every name again
        st.session_state[key] = [name for name in before if name in names]
    if len(names) <= _PRESSED:
        return st.pills(label, names, selection_mode="multi", format_func=plain, key=key)
    return st.multiselect(label, names, key=key, placeholder=t("All are shown"))


def _list(names: Sequence[str], key: str, t: Words) -> str | None:
    """The marks by name: one stop of the keyboard, whose arrows light one after the other."""
    if st.session_state.get(key, names[0]) not in (*names, None):
        st.session_state[key] = None
    label = t("Find in the plot")
    if len(names) > _LISTED:
        return st.selectbox(label, names, index=None, key=key, placeholder=t("Type a name"))
    with st.container(height=_TALL if len(names) > _APART else "content", border=False):
        return st.radio(label, names, index=None, format_func=plain, key=key)


def _hint(values: Explorable, t: Words) -> None:
    """What a pointer can do, while no mark is lit; `explore.css` hides it from fingers."""
    ways = [t("Drag to look closer. Double click to see all.")]
    if any(mark.place for mark in marks(values)):
        ways.append(t("Click a dot to choose its place."))
    st.html(f'<p class="dw-quiet dw-hint">{escape(" ".join(ways))}</p>')


def _say(mark: ExploredMark, id: str, t: Words) -> None:
    """The sentence of the mark that is lit, and for a place the way to it."""
    dot = (
        f".st-key-explored_{id} .scatterlayer > .trace:nth-child({mark.trace + 1}) "
        f".points > .point:nth-child({mark.point + 1})"
    )
    st.html(
        f'<p class="dw-lit" role="status">{escape(mark.said)}</p>'
        f"<style>{dot} {{ stroke: var(--ink) !important; stroke-width: 5px !important; }}</style>"
    )
    if mark.place and mark.place != read_selection().place:
        label = plain(t("Show {place} on this page", place=mark.owner))
        st.button(label, key=f"go_{id}", on_click=hold, args=("place", mark.place))


def _pointed(key: str, listed: str, known: tuple[ExploredMark, ...]) -> None:
    """A dot was pressed: it is lit, and a place becomes the page's. What a browser says of it is only a number."""
    points: list[dict[str, Any]] = st.session_state[key].selection.points
    number = points[0].get("customdata") if points else None
    if not isinstance(number, int) or not 0 <= number < len(known):
        return
    st.session_state[listed] = known[number].name
    if known[number].place:
        hold("place", known[number].place)


def _config(file: str, t: Words) -> dict[str, Any]:
    """No wheel, no tips of Plotly's own, no logo with its link; buttons and what they say in the visitor's language."""
    said = {
        "Zoom in": t("Closer"),
        "Zoom out": t("Further away"),
        "Reset axes": t("See all"),
        "Download plot": t("Save as a picture (SVG)"),
    }
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "scrollZoom": False,
        "showTips": False,
        "displayNotifier": False,
        "showAxisDragHandles": False,
        "showAxisRangeEntryBoxes": False,
        "doubleClick": "reset",
        "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d"], ["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": file, "width": SAVED},
        "locale": t.lang,
        "locales": {t.lang: {"dictionary": said}},
    }
