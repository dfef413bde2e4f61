"""A picture as markup: what is seen, and, where it has marks, the sentence of each for the reading line and for ears.

The drawing itself is passed over by a screen reader, which hears the picture's name and then its marks as a list. On a page
the line below the drawing says the mark under pointer, finger or keyboard (`ui/reading.js`).
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from datawalk.charts.dots import dots_markup
from datawalk.charts.inputs import Atlas, Picture, Plotted, Written, parts
from datawalk.charts.lines import drawn_lines, drawn_points, lines_markup
from datawalk.charts.maps import map_markup
from datawalk.charts.markup import markup
from datawalk.charts.plotted import Dots, Lines, Steps, Strip
from datawalk.charts.steps import steps_markup
from datawalk.charts.strip import speakers, strip_markup
from datawalk.charts.web import web_markup
from datawalk.charts.written import Map, Web


class _Mark(NamedTuple):
    """Whose a mark is, and what it says."""

    group: str
    said: str


def picture_markup(picture: Picture, *, name: str = "") -> str:
    """The HTML of a picture, on one line; every text is escaped. `name` is what a screen reader calls it."""
    if isinstance(picture, Atlas):
        inner = _figure(picture.values, name, beside=picture.map)
    else:
        drawn = [_part(part, name) for part in parts(picture)]
        inner = drawn[0] if len(drawn) == 1 else "".join(f"<div>{one}</div>" for one in drawn)
    return f'<div class="dw-picture dw-is-{type(picture).__name__.lower()}">{inner}</div>'.replace("\n", " ")


def _part(part: Plotted | Written, name: str) -> str:
    if isinstance(part, Dots | Strip | Lines | Steps | Map):
        return _figure(part, name)
    if isinstance(part, Web):
        return _figure(part, part.said)
    return markup(part)


def _figure(picture: Plotted | Map | Web, name: str, *, beside: Map | None = None) -> str:
    kind = " dw-with-map" if beside else ""
    seen = _seen(picture) + (map_markup(beside, marks=False) if beside else "")
    items = "".join(
        f'<li data-group="{escape(one.group)}" tabindex="-1">{escape(one.said)}</li>'
        for one in _marks(picture)
    )
    label = f' aria-label="{escape(name)}"' if name else ""
    said = (
        f'<ul class="dw-marks" tabindex="0"{label}>{items}</ul>'
        if items
        else f'<p class="dw-marks">{escape(name)}</p>'
    )
    rest = "" if isinstance(picture, Map | Web) else picture.rest
    line = f'<p class="dw-reading" aria-hidden="true">{escape(rest) or "&nbsp;"}</p>' if items else ""
    return f'<div class="dw-figure{kind}"><div class="dw-drawing" aria-hidden="true">{seen}</div>{said}{line}</div>'


def _seen(picture: Plotted | Map | Web) -> str:
    match picture:
        case Dots():
            return dots_markup(picture)
        case Strip():
            return strip_markup(picture)
        case Lines():
            return lines_markup(picture)
        case Steps():
            return steps_markup(picture)
        case Map():
            return map_markup(picture)
        case Web():
            return web_markup(picture)


def _marks(picture: Plotted | Map | Web) -> Sequence[_Mark]:
    """In the order in which the drawing numbers them."""
    match picture:
        case Dots():
            return [_mark(row.label, row.said, row.text) for row in picture.rows]
        case Strip():
            return [_mark(point.label, point.said, point.text) for point in speakers(picture)]
        case Lines():
            points = drawn_points(drawn_lines(picture))
            return [_mark(line.label, point.said, f"{point.text} ({point.label})") for line, point in points]
        case Steps():
            return [_mark(layer.label, layer.said) for layer in picture.layers]
        case Map():
            return [_mark(shape.label, shape.said, shape.text) for shape in picture.shapes]
        case Web():
            return [_mark(knot.label, knot.said) for knot in picture.knots]


def _mark(label: str, said: str, text: str = "") -> _Mark:
    """What a mark says when it was given no sentence: whose it is and how much."""
    return _Mark(label, said or ": ".join(part for part in (label, text) if part))
