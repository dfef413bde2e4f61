"""A picture that stands alone, to take away: an SVG with title, finding and source, and all looks written in."""

from dataclasses import dataclass
from html import escape

from datawalk.charts.inputs import Picture, Plotted, Written, parts
from datawalk.charts.plotted import Dots, Lines, Steps, Strip
from datawalk.charts.standing.ink import COLOURS, SANS, WIDTH, Column, Part, rule, words
from datawalk.charts.standing.over_time import lines_alone
from datawalk.charts.standing.shapes import map_alone, ring_alone
from datawalk.charts.standing.steps import steps_alone
from datawalk.charts.standing.values import dots_alone, strip_alone
from datawalk.charts.standing.worded import (
    figures_alone,
    grid_alone,
    icons_alone,
    letter_alone,
    pairs_alone,
    prose_alone,
    tiles_alone,
    timeline_alone,
    tracks_alone,
)
from datawalk.charts.written import (
    Figures,
    Grid,
    Icons,
    Letter,
    Map,
    Pairs,
    Prose,
    Tiles,
    Timeline,
    Tracks,
    Web,
)
from datawalk.domain.text import Language

_EDGE = 40.0


@dataclass(frozen=True)
class Heading:
    """What stands around a picture: title and finding above it; below it, line by line, where it comes from."""

    title: str
    finding: str = ""
    foot: tuple[str, ...] = ()
    lang: Language = "en"


def standing(picture: Picture, heading: Heading) -> str:
    """The SVG, 980 wide."""
    column = Column(_EDGE)
    column.add(words(heading.title, wide=WIDTH, size=30, weight=600, serif=True), left=_EDGE, room=8)
    if heading.finding:
        column.add(words(heading.finding, wide=WIDTH, size=18), left=_EDGE, room=10)
    for part in parts(picture):
        column.add(drawn_alone(part), left=_EDGE, room=18)
    column.put(rule(_EDGE, column.tall, WIDTH + _EDGE, column.tall, colour=COLOURS.line))
    column.add(Part("", 10))
    for line in heading.foot:
        column.add(words(line, wide=WIDTH, size=13, colour=COLOURS.muted), left=_EDGE)
    wide, tall = WIDTH + 2 * _EDGE, column.tall + _EDGE / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{heading.lang}" width="{wide:.0f}" height="{tall:.0f}"'
        f' viewBox="0 0 {wide:.0f} {tall:.0f}" font-family="{SANS}"><title>{escape(heading.title)}</title>'
        f'<rect width="100%" height="100%" fill="{COLOURS.card}"/>{column.part.drawn}</svg>'
    )


def drawn_alone(part: Plotted | Written) -> Part:
    """One picture without anything around it."""
    match part:
        case Dots():
            return dots_alone(part)
        case Strip():
            return strip_alone(part)
        case Lines():
            return lines_alone(part)
        case Steps():
            return steps_alone(part)
        case Map():
            return map_alone(part)
        case Web():
            return ring_alone(part)
        case Tiles():
            return tiles_alone(part)
        case Tracks():
            return tracks_alone(part)
        case Prose():
            return prose_alone(part)
        case Grid():
            return grid_alone(part)
        case Pairs():
            return pairs_alone(part)
        case Timeline():
            return timeline_alone(part)
        case Icons():
            return icons_alone(part)
        case Letter():
            return letter_alone(part)
        case Figures():
            return figures_alone(part)
