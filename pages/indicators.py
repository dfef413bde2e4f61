"""Indicators: any figure by place, years and group."""

from datawalk.ui import sheet
from datawalk.ui.address import read_selection
from datawalk.ui.release import page_view, pinned_release

sheet.draw(page_view(pinned_release(), "indicators", read_selection()))
