"""Ways on from a station: another place, the one before, the one after, the projector."""

from dataclasses import replace

import streamlit as st

from datawalk.screens.selection import Selection
from datawalk.screens.views import WalkView
from datawalk.screens.wording import Words
from datawalk.ui import sheet
from datawalk.ui.address import parameters
from datawalk.ui.admission import sees_everything
from datawalk.ui.labels import plain
from datawalk.ui.pages import way_to

_PLACE = "place"


def _take_place() -> None:
    st.query_params[_PLACE] = st.session_state[_PLACE]


def choices(walk: WalkView, selection: Selection, t: Words) -> None:
    """The place to show, where there is more than one, and the way to the projector."""
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom", gap="medium"):
        options = [option.id for option in walk.places]
        if len(options) > 1 and not _is_of_roster(walk):
            names = {option.id: "\u2003" * option.depth + option.name for option in walk.places}
            shown = walk.station.place_id if walk.station.place_id in options else selection.place
            st.session_state[_PLACE] = shown if shown in options else options[0]
            st.selectbox(
                t("Place"),
                options,
                format_func=names.__getitem__,
                key=_PLACE,
                on_change=_take_place,
                width=320,
            )
        for choice in walk.station.choices:
            if choice.key != sheet.PART and choice.left_out is None and len(choice.options) > 1:
                sheet.choose(choice, "walk")
        asked = _here(walk, selection)
        st.page_link(way_to("present"), label=t("Present on a projector"), query_params=parameters(asked))


def back_and_next(walk: WalkView, selection: Selection, t: Words) -> None:
    """The stations before and after, by name."""
    titles = {link.id: link.title.words for link in walk.stations}
    base = replace(selection.at(walk=walk.id, period=selection.period), as_of=selection.as_of)
    with st.container(key="moves", horizontal=True, gap="medium"):
        if walk.previous_id:
            label = t("← Back: {title}", title=plain(titles[walk.previous_id]))
            st.page_link(way_to("walk"), label=label, query_params=parameters(base, station=walk.previous_id))
        if walk.next_id:
            label = t("Next: {title} →", title=plain(titles[walk.next_id]))
            with st.container(key="next", width="content"):
                st.page_link(way_to("walk"), label=label, query_params=parameters(base, station=walk.next_id))
        elif sees_everything():
            with st.container(key="next", width="content"):
                st.page_link(
                    way_to("home"),
                    label=t("To the other walks"),
                    query_params=parameters(selection.at()),
                )


def _is_of_roster(walk: WalkView) -> bool:
    """Whether the station tells of partners only, who are in no one place."""
    return walk.station.place_id is None and any(one.key == "as_of" for one in walk.station.choices)


def leave(walk: WalkView, selection: Selection, t: Words) -> None:
    """From the projector back to the page."""
    asked = _here(walk, selection)
    with st.container(key="leave"):
        st.page_link(way_to("walk"), label=t("Leave"), query_params=parameters(asked))


def _here(walk: WalkView, selection: Selection) -> Selection:
    """The same station, on the page or on the projector."""
    return replace(selection, walk=walk.id, station=walk.station.station_id)
