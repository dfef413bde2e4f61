"""What a drawing shows, whichever hand drew it: marks and words, in the numbers of what was drawn.

Tests of pictures ask for these alone. Each hand has one module, which reads them from what it makes.
"""

from collections.abc import Callable

from datawalk.charts.inputs import Plotted
from drawn import alone, page
from drawn.given import retold, texts_in
from drawn.marks import Drawing, Mark, Spot, stretches
from drawn.markup import Element, of_class, read, said

__all__ = [
    "HANDS",
    "Drawing",
    "Element",
    "Mark",
    "Spot",
    "of_class",
    "read",
    "retold",
    "said",
    "stretches",
    "texts_in",
]

HANDS: dict[str, Callable[[Plotted], Drawing]] = {**page.HANDS, **alone.HANDS}
"""Every way a picture of values is drawn."""
