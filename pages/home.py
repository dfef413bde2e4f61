"""Home: the walks as doors."""

from html import escape

import streamlit as st

from datawalk.screens.wording import words
from datawalk.ui import blocks, sheet
from datawalk.ui.address import parameters, read_selection
from datawalk.ui.pages import way_to
from datawalk.ui.release import home_view, pinned_release

selection = read_selection()
t = words(selection.lang)
view = home_view(pinned_release(), selection.at())

st.html(
    f'<div class="dw-title"><h1>{escape(t("Walk {place} through its own data", place=view.place_name))}</h1></div>'
)
blocks.notice(view.notice)
with st.container(key="doors"):
    for door in view.doors:
        with st.container(key=f"door_{door.walk_id}"):
            blocks.door(door, selection.lang)
            asked = selection.at(walk=door.walk_id, station=door.first_station_id)
            st.page_link(way_to("walk"), label=t("Start this walk"), query_params=parameters(asked))
with st.container(key="explore_home"):
    blocks.heading(t("Look for yourself"))
    sheet.entries("explore", view.explore, selection.lang)
blocks.small_print(view.release_text)
