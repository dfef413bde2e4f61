"""Present: one station on the projector."""

from html import escape

import streamlit as st

from datawalk.screens.wording import words
from datawalk.ui import blocks, moves, present, sheet
from datawalk.ui.address import read_selection
from datawalk.ui.admission import narrowed
from datawalk.ui.release import pinned_release, walk_view

selection = read_selection()
t = words(selection.lang)
walk = narrowed(walk_view(pinned_release(), selection, "room"))
view = walk.station

with st.container(key="present"):
    blocks.station_head(walk, t)
    present.timer(t)
    blocks.notice(" ".join(part for part in (walk.notice, view.notice) if part))
    with st.container(key="present_station"):
        with st.container(key="present_picture"):
            sheet.parts(view.choices)
            blocks.picture(view.picture, name=view.title.words)
        with st.container(key="present_prompts"):
            blocks.prompts(view, t)
    with st.container(key="present_foot"):
        st.html(f'<p class="dw-source">{escape(view.footer)}</p>')
        present.keys(walk, t)
        moves.leave(walk, selection, t)
    present.help_card(t)
    present.blank_screen(t)
