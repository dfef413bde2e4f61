"""Resources: what others have learned, and who can help."""

from datawalk.ui import sheet
from datawalk.ui.address import read_selection
from datawalk.ui.release import page_view, pinned_release

sheet.draw(page_view(pinned_release(), "resources", read_selection()))
