"""Walk: one station, its numbers as a table, its source and method."""

from functools import partial

import streamlit as st

from datawalk.screens.wording import words
from datawalk.ui import blocks, moves, sheet, tools
from datawalk.ui.address import read_selection
from datawalk.ui.admission import narrowed
from datawalk.ui.release import page_view, pinned_release, walk_view
from datawalk.ui.take import take

selection = read_selection()
t = words(selection.lang)
walk = narrowed(walk_view(pinned_release(), selection))
view = walk.station

blocks.notice(walk.notice)
moves.choices(walk, selection, t)
blocks.station_head(walk, t)
blocks.notice(view.notice)
with st.container(key="station"):
    with st.container(key="picture"):
        sheet.parts(view.choices)
        blocks.picture(view.picture, name=view.title.words)
    with st.container(key="prompts"):
        blocks.prompts(view, t)
moves.back_and_next(walk, selection, t)
if view.picture is not None:
    take(partial(page_view, pinned_release(), "walk", selection), view.station_id, t)
if view.table.lines:
    blocks.folded(t("The numbers as a table"), "table", lambda: blocks.table(view.table, view.title.words))
if view.working:
    blocks.folded(t("How this was worked out"), "working", partial(blocks.working, view.working, t))
if view.facts:
    blocks.folded(t("Source and method"), "facts", lambda: blocks.facts(view, t))
tools.draw(view.tools, t)
sheet.downloads("walk", view.release, t, with_working=view.working is not None)
