"""Partners: who works here, and on what."""

from datawalk.ui import sheet
from datawalk.ui.address import read_selection
from datawalk.ui.release import page_view, pinned_release

sheet.draw(page_view(pinned_release(), "partners", read_selection()))
