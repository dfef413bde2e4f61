"""What a picture that stands alone shows. What the reader does not know, it refuses."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from datawalk.charts.inputs import Plotted
from datawalk.charts.plotted import Lines, Steps, Strip
from datawalk.charts.standing import drawn_alone
from drawn.marks import Drawing, Look, Mark, Spot, Words, mark_role, role, rounded
from drawn.markup import Element, tree


@cache
def alone(picture: Plotted) -> Drawing:
    """What an SVG shows. Its places are told by its own ticks, which name their values."""
    root = tree(f"<svg>{drawn_alone(picture).drawn}</svg>")
    patterns = {one.get("id"): ink for one in root.findall("defs/pattern") for (ink,) in [one]}
    for one in root.findall("defs"):
        root.remove(one)
    _refuse_unknown(root)
    words = _joined(list(root.iter("text")))
    across, down = _measures(picture, words)
    marks = [mark for node in root.iter() for mark in _of_node(node, patterns, across, down)]
    grid = [
        round(across(x1) if x1 == x2 else down(y1), 1)
        for x1, y1, x2, y2 in (_ends(node) for node in root.iter("line") if _grid(node))
    ]
    told = [replace(one, x=across(one.x), y=down(one.y)) for one in words]
    return Drawing(tuple(marks), tuple(told), tuple(sorted(grid)))


def _refuse_unknown(root: Element) -> None:
    """Only what is read may stand in the drawing: nothing else that is seen, and nothing that moves what is."""
    unknown = {one.tag for one in root.iter()} - {"svg", "g", "text", "line", "circle", "polygon", "rect"}
    assert not unknown, f"nobody reads {sorted(unknown)}; tell `_of_node` what they show"
    moved = [one.tag for one in root.iter() if one.attrib.keys() & {"transform", "style"}]
    assert not moved, f"nobody reads where or how {moved} stand"


def _number(node: Element, name: str) -> float:
    return float(node.attrib[name])


def _ends(node: Element) -> tuple[float, float, float, float]:
    return _number(node, "x1"), _number(node, "y1"), _number(node, "x2"), _number(node, "y2")


def _grid(node: Element) -> bool:
    return role(node.get("stroke", ""), "light") == "line"


_APART = 1.25
"""In font sizes: the lines of one label stand nearer below each other (1.15 and 1.2), two labels farther apart."""


def _goes_on(last: Element, node: Element) -> bool:
    """Whether a line of words belongs to the one above it."""
    alike = ("x", "fill", "font-size", "font-weight", "text-anchor")
    below = _number(node, "y") - _number(last, "y")
    near = 0 < below < _APART * _number(node, "font-size")
    return near and all(last.get(key) == node.get(key) for key in alike)


def _joined(nodes: Sequence[Element]) -> list[Words]:
    """The words, lines that stand below each other as one; places are still those of the sheet."""
    anchors = {"start": "left", "middle": "center", "end": "right"}
    found: list[list[Element]] = []
    for node in nodes:
        last = found[-1][-1] if found else None
        if last is not None and _goes_on(last, node):
            found[-1].append(node)
        else:
            found.append([node])
    return [
        Words(
            " ".join(node.text or "" for node in lines),
            _number(lines[0], "x"),
            sum(_number(node, "y") for node in lines) / len(lines),
            role(lines[0].get("fill", ""), "light"),
            _number(lines[0], "font-weight") > 400,
            anchors[lines[0].get("text-anchor", "start")],
        )
        for lines in found
    ]


Measure = Callable[[float], float]


def _measures(picture: Plotted, words: Sequence[Words]) -> tuple[Measure, Measure]:
    """From the sheet to the picture's numbers, across and upwards."""
    values = _measure([(_tick(label, words), at) for at, label in picture.axis.ticks])
    if isinstance(picture, Lines | Steps):
        return _measure([(_tick(label, words), at) for at, label in picture.ticks]).x, values.y
    if isinstance(picture, Strip) or len(picture.rows) < 2:
        return values.x, lambda y: -y
    rows = [one.y for row in picture.rows for one in words if one.text == row.label]
    apart = (max(rows) - min(rows)) / (len(rows) - 1)
    return values.x, lambda y: (max(rows) - y) / apart


def _tick(label: str, words: Sequence[Words]) -> Words | None:
    return next((one for one in words if one.text == label and one.colour == "muted"), None)


@dataclass(frozen=True)
class _Scale:
    """Two ticks and their values."""

    first: Words
    low: float
    last: Words
    high: float

    def x(self, at: float) -> float:
        return self._value(at - self.first.x, self.last.x - self.first.x)

    def y(self, at: float) -> float:
        return self._value(self.first.y - at, self.first.y - self.last.y)

    def _value(self, way: float, whole: float) -> float:
        if self.low == self.high:
            return self.low + way
        assert whole > 0, "the axis runs the wrong way"
        return self.low + way / whole * (self.high - self.low)


def _measure(ticks: Sequence[tuple[Words | None, float]]) -> _Scale:
    named = [(tick, value) for tick, value in ticks if tick is not None]
    (first, low), (last, high) = named[0], named[-1]
    return _Scale(first, low, last, high)


def _of_node(
    node: Element, patterns: dict[str | None, Element], across: Measure, down: Measure
) -> Iterator[Mark]:
    def spot(x: float, y: float) -> Spot:
        return rounded(across(x), down(y))

    fill, edge = node.get("fill", ""), mark_role(node.get("stroke", ""), "light")
    if node.tag == "line" and not _grid(node):
        x1, y1, x2, y2 = _ends(node)
        yield Mark(
            "line", (spot(x1, y1), spot(x2, y2)), edge, "broken" if node.get("stroke-dasharray") else "solid"
        )
    elif node.tag == "circle":
        hollow = role(fill, "light") == "card"
        colour = edge if hollow else mark_role(fill, "light")
        yield Mark(
            "dot", (spot(_number(node, "cx"), _number(node, "cy")),), colour, "open" if hollow else "solid"
        )
    elif node.tag == "polygon":
        corners = [tuple(map(float, one.split(","))) for one in node.attrib["points"].split()]
        if node.get("opacity"):
            yield Mark("area", tuple(spot(x, y) for x, y in corners), mark_role(fill, "light"))
        else:
            x, y = (sum(one) / len(corners) for one in zip(*corners, strict=True))
            yield Mark("dot", (spot(x, y),), mark_role(fill, "light"), "aim")
    elif node.tag == "rect":
        x, y, wide, tall = (_number(node, name) for name in ("x", "y", "width", "height"))
        corners = [(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)]
        colour, look = _filling(fill, patterns)
        yield Mark("area", tuple(spot(*one) for one in corners), colour, look)


def _filling(fill: str, patterns: dict[str | None, Element]) -> tuple[str, Look]:
    named = re.fullmatch(r"url\(#(\w+)\)", fill)
    if named is None:
        return mark_role(fill, "light"), "solid"
    ink = patterns[named[1]]
    if ink.tag == "circle":
        return mark_role(ink.attrib["fill"], "light"), "dotted"
    assert ink.tag == "path", f"nobody reads a pattern of {ink.tag}"
    return mark_role(ink.attrib["stroke"], "light"), "hatched"


HANDS = {"alone": alone}
