"""Places: one place on a page."""

from datawalk.ui import sheet
from datawalk.ui.address import read_selection
from datawalk.ui.release import page_view, pinned_release

sheet.draw(page_view(pinned_release(), "places", read_selection()))
