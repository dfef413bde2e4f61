"""What a drawing shows, whichever hand drew it: marks and words, in the numbers of what was drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import groupby, pairwise
from typing import Literal

from datawalk.charts.inputs import Theme
from datawalk.charts.palette import PALETTES

Spot = tuple[float, float]
Look = Literal["solid", "open", "broken", "dotted", "hatched", "aim"]


@dataclass(frozen=True, order=True)
class Mark:
    """`spots`: where, in the picture's numbers: the one of a dot, both ends of a line, the corners of an area.

    `colour`: its role in the palette; `quiet` is what stands for neither of the two that are spoken of.
    """

    kind: Literal["dot", "line", "area"]
    spots: tuple[Spot, ...]
    colour: str
    look: Look = "solid"


@dataclass(frozen=True, order=True)
class Words:
    """Words that belong together, the place they hold on to, and the side that does."""

    text: str
    x: float
    y: float
    colour: str
    bold: bool
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """All that is drawn. `grid`: the values at which a line of the grid stands."""

    marks: tuple[Mark, ...]
    words: tuple[Words, ...]
    grid: tuple[float, ...]

    @property
    def dots(self) -> list[Mark]:
        return sorted(mark for mark in self.marks if mark.kind == "dot")

    @property
    def areas(self) -> list[Mark]:
        return sorted(mark for mark in self.marks if mark.kind == "area")

    @property
    def upright(self) -> list[Mark]:
        """The lines from bottom to top."""
        return sorted(
            mark for mark in self.marks if mark.kind == "line" and len({x for x, _ in mark.spots}) == 1
        )

    @property
    def lines(self) -> list[Mark]:
        """All other lines."""
        upright = {*self.upright}
        return sorted(mark for mark in self.marks if mark.kind == "line" and mark not in upright)

    @property
    def texts(self) -> list[str]:
        return sorted(words.text for words in self.words)

    def word(self, text: str) -> Words:
        """The only words that say this."""
        (found,) = (words for words in self.words if words.text == text)
        return found


def rounded(x: float, y: float) -> Spot:
    return round(x, 1), round(y, 1)


def role(colour: str, theme: Theme) -> str:
    """What a colour stands for; a colour of none of the roles stays as it is."""
    roles = {getattr(PALETTES[theme], one.name): one.name for one in fields(PALETTES[theme])}
    return roles.get(colour, colour)


def mark_role(colour: str, theme: Theme) -> str:
    """The same of a mark; what stands for neither of the two that are spoken of is quiet."""
    found = role(colour, theme)
    return "quiet" if found in ("grey", "muted") else found


def stretches(areas: Sequence[Mark], steps: int) -> dict[tuple[str, Look], list[tuple[float, float] | None]]:
    """What is filled over each step, by colour and look: from where to where; None where nothing is.

    Areas of one look are taken together. A step must be filled evenly from its one end to its other.
    """
    found: dict[tuple[str, Look], list[tuple[float, float] | None]] = {}
    for key, marks in groupby(
        sorted(areas, key=lambda one: (one.colour, one.look)), lambda one: (one.colour, one.look)
    ):
        own = list(marks)
        for step in range(steps):
            cuts = {
                tuple(sorted(height for mark in own for height in _crossings(mark.spots, step + part)))
                for part in (0.15, 0.5, 0.85)
            }
            assert len(cuts) == 1, f"step {step} is not even: {cuts}"
            heights = list(cuts.pop())
            low, high = (heights[0], heights[-1]) if heights else (0.0, 0.0)
            assert len(heights) in (0, 2), f"step {step} is filled twice: {heights}"
            found.setdefault(key, []).append((low, high) if low != high else None)
    return found


def _crossings(corners: Sequence[Spot], x: float) -> Iterator[float]:
    """The heights at which the edge of an area passes a place across."""
    for (x1, y1), (x2, y2) in pairwise([*corners, corners[0]]):
        if min(x1, x2) < x < max(x1, x2):
            yield round(y1 + (y2 - y1) * (x - x1) / (x2 - x1), 1)
