"""What a drawing shows, whichever hand drew it: marks and words, in the numbers of what was drawn.

Tests of pictures ask for these alone. Each hand has one function that reads them from what it makes.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, partial
from html.parser import HTMLParser
from itertools import groupby, pairwise
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from xml.etree import ElementTree

from datawalk.charts.draw import figure
from datawalk.charts.inputs import Plotted, Size, Theme
from datawalk.charts.palette import PALETTES
from datawalk.charts.plotted import Lines, Steps, Strip
from datawalk.charts.svg import svg

Element = ElementTree.Element
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


def _spot(x: float, y: float) -> Spot:
    return round(x, 1), round(y, 1)


def _role(colour: str, theme: Theme) -> str:
    """What a colour stands for; a colour of none of the roles stays as it is."""
    roles = {getattr(PALETTES[theme], one.name): one.name for one in fields(PALETTES[theme])}
    return roles.get(colour, colour)


def _mark_role(colour: str, theme: Theme) -> str:
    role = _role(colour, theme)
    return "quiet" if role in ("grey", "muted") else role


# Plotly, for screens


@cache
def on_screen(picture: Plotted, *, size: Size, theme: Theme) -> Drawing:
    """What a figure shows."""
    drawn: Any = figure(picture, size=size, theme=theme)  # plotly describes no attribute of its figures
    marks = [mark for trace in drawn.data for mark in _of_trace(trace, drawn.layout, size, theme)]
    marks += [_of_shape(shape, drawn.layout, theme) for shape in drawn.layout.shapes]
    words = [*_of_axes(drawn.layout, theme), *_of_annotations(drawn.layout, theme)]
    grid = [at for axis in _axes(drawn.layout) if axis.showgrid is not False for at in axis.tickvals or ()]
    return Drawing(tuple(marks), tuple(words), tuple(sorted(grid)))


def _axes(layout: Any) -> list[Any]:
    return [axis for axis in (layout.xaxis, layout.yaxis) if axis.visible is not False]


def _of_trace(trace: Any, layout: Any, size: Size, theme: Theme) -> Iterator[Mark]:
    spots = list(zip(trace.x, trace.y, strict=True))
    if trace.fill == "toself":
        look: dict[str | None, Look] = {None: "solid", ".": "dotted", "/": "hatched"}
        colour = trace.fillpattern.fgcolor or trace.fillcolor
        corners = _stepped(spots) if trace.line.shape == "hv" else spots
        yield Mark(
            "area",
            tuple(_spot(*one) for one in corners),
            _mark_role(colour, theme),
            look[trace.fillpattern.shape],
        )
        return
    low, high = layout.xaxis.range
    if "lines" in trace.mode:
        broken = trace.line.dash not in (None, "solid")
        joined = [spot for spot in spots if spot[1] is not None] if trace.connectgaps else spots
        for one, other in pairwise(joined):
            if None not in (*one, *other):
                ends = tuple(_spot(min(max(x, low), high), y) for x, y in (one, other))
                yield Mark("line", ends, _mark_role(trace.line.color, theme), "broken" if broken else "solid")
    if "markers" in trace.mode:
        for at, (x, y) in enumerate(spots):
            if y is not None:
                yield _dot(trace.marker, at, _spot(x, y), size, theme)


def _dot(marker: Any, at: int, spot: Spot, size: Size, theme: Theme) -> Mark:
    fill, edge, wide = (
        each[at] if isinstance(each, list | tuple) else each
        for each in (marker.color, marker.line.color, marker.line.width)
    )
    if _role(fill, theme) == ("paper" if size == "projector" else "card"):
        assert wide, "an open dot without an edge is not seen"
        return Mark("dot", (spot,), _mark_role(edge, theme), "open")
    return Mark("dot", (spot,), _mark_role(fill, theme), "aim" if marker.symbol == "diamond" else "solid")


def _stepped(spots: Sequence[Spot]) -> list[Spot]:
    """The corners of a line that goes across first, then up or down."""
    corners = [spots[0]]
    for (_, y), (to_x, to_y) in pairwise(spots):
        corners += [(to_x, y), (to_x, to_y)]
    return corners


def _placed(at: float, ref: str | None, axis: Any) -> float:
    """A place on an axis: in its numbers, or in parts of its length."""
    low, high = axis.range
    return low + at * (high - low) if ref and ("paper" in ref or "domain" in ref) else at


def _of_shape(shape: Any, layout: Any, theme: Theme) -> Mark:
    ends = tuple(
        _spot(_placed(x, shape.xref, layout.xaxis), _placed(y, shape.yref, layout.yaxis))
        for x, y in ((shape.x0, shape.y0), (shape.x1, shape.y1))
    )
    broken = shape.line.dash not in (None, "solid")
    return Mark("line", ends, _mark_role(shape.line.color, theme), "broken" if broken else "solid")


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a label and whether they are bold; words of two weights are two."""
    for part in re.split(r"(<b>.*?</b>)", text):
        words = re.sub(r"</?[bi]>", "", part.replace("–<br>", "–").replace("<br>", " ")).strip()
        if words:
            yield words, part.startswith("<b>")


def _of_axes(layout: Any, theme: Theme) -> Iterator[Words]:
    for axis in _axes(layout):
        across = axis is layout.xaxis or axis == layout.xaxis
        colour = _role(axis.tickfont.color or layout.font.color, theme)
        for at, label in zip(axis.tickvals or (), axis.ticktext or (), strict=True):
            x, y = (at, layout.yaxis.range[0]) if across else (layout.xaxis.range[0], at)
            for words, bold in _pieces(label):
                yield Words(words, x, y, colour, bold, "center" if across else "right")
        if axis.title.text:
            middle = sum(axis.range) / 2
            yield Words(axis.title.text, middle, layout.yaxis.range[0], colour, False, "center")


def _of_annotations(layout: Any, theme: Theme) -> Iterator[Words]:
    for note in layout.annotations:
        x, y = _placed(note.x, note.xref, layout.xaxis), _placed(note.y, note.yref, layout.yaxis)
        for words, bold in _pieces(note.text):
            yield Words(words, x, y, _role(note.font.color, theme), bold, note.xanchor or "center")


# SVG, for paper


@cache
def on_paper(picture: Plotted) -> Drawing:
    """What an SVG shows. Its places are told by its own ticks, which name their values."""
    root = ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", svg(picture), count=1))
    patterns = {one.get("id"): one[0] for one in root.iter("pattern")}
    for one in root.findall("defs"):
        root.remove(one)
    words = _joined(list(root.iter("text")))
    across, down = _measures(picture, words)
    marks = [mark for node in root.iter() for mark in _of_node(node, patterns, across, down)]
    grid = {
        round(across(x1) if x1 == x2 else down(y1), 1)
        for x1, y1, x2, y2 in (_ends(node) for node in root.iter("line") if _grid(node))
    }
    told = [replace(one, x=across(one.x), y=down(one.y)) for one in words]
    return Drawing(tuple(marks), tuple(told), tuple(sorted(grid)))


def _number(node: Element, name: str) -> float:
    return float(node.attrib[name])


def _ends(node: Element) -> tuple[float, float, float, float]:
    return _number(node, "x1"), _number(node, "y1"), _number(node, "x2"), _number(node, "y2")


def _grid(node: Element) -> bool:
    return _role(node.get("stroke", ""), "light") == "line"


def _joined(nodes: Sequence[Element]) -> list[Words]:
    """The words, lines that stand below each other as one; places are still those of the sheet."""
    anchors = {"start": "left", "middle": "center", "end": "right"}
    found: list[list[Element]] = []
    for node in nodes:
        last = found[-1][-1] if found else None
        alike = last is not None and all(
            last.get(key) == node.get(key) for key in ("x", "fill", "font-size", "font-weight", "text-anchor")
        )
        if alike and last is not None and 0 < _number(node, "y") - _number(last, "y") < 22:
            found[-1].append(node)
        else:
            found.append([node])
    return [
        Words(
            " ".join(node.text or "" for node in lines),
            _number(lines[0], "x"),
            sum(_number(node, "y") for node in lines) / len(lines),
            _role(lines[0].get("fill", ""), "light"),
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
        return _spot(across(x), down(y))

    fill, edge = node.get("fill", ""), _mark_role(node.get("stroke", ""), "light")
    if node.tag == "line" and not _grid(node):
        x1, y1, x2, y2 = _ends(node)
        yield Mark(
            "line", (spot(x1, y1), spot(x2, y2)), edge, "broken" if node.get("stroke-dasharray") else "solid"
        )
    elif node.tag == "circle":
        hollow = _role(fill, "light") == "card"
        colour = edge if hollow else _mark_role(fill, "light")
        yield Mark(
            "dot", (spot(_number(node, "cx"), _number(node, "cy")),), colour, "open" if hollow else "solid"
        )
    elif node.tag == "polygon":
        corners = [tuple(map(float, one.split(","))) for one in node.attrib["points"].split()]
        if node.get("opacity"):
            yield Mark("area", tuple(spot(x, y) for x, y in corners), _mark_role(fill, "light"))
        else:
            x, y = (sum(one) / len(corners) for one in zip(*corners, strict=True))
            yield Mark("dot", (spot(x, y),), _mark_role(fill, "light"), "aim")
    elif node.tag == "rect":
        x, y, wide, tall = (_number(node, name) for name in ("x", "y", "width", "height"))
        corners = [(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)]
        colour, look = _filling(fill, patterns)
        yield Mark("area", tuple(spot(*one) for one in corners), colour, look)


def _filling(fill: str, patterns: dict[str | None, Element]) -> tuple[str, Look]:
    named = re.fullmatch(r"url\(#(\w+)\)", fill)
    if named is None:
        return _mark_role(fill, "light"), "solid"
    ink = patterns[named[1]]
    if ink.tag == "circle":
        return _mark_role(ink.attrib["fill"], "light"), "dotted"
    return _mark_role(ink.attrib["stroke"], "light"), "hatched"


HANDS: dict[str, Callable[[Plotted], Drawing]] = {
    **{
        f"{size} {theme}": partial(on_screen, size=size, theme=theme)
        for size in get_args(Size)
        for theme in get_args(Theme)
    },
    "paper": on_paper,
}
"""Every way a picture of values is drawn."""


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


# Markup


class _Reader(HTMLParser):
    """A piece of HTML as a tree; every tag but that of an image must be closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._builder, self._open = ElementTree.TreeBuilder(), ["body"]
        self._builder.start("body", {})
        self.feed(html)
        assert self._open == ["body"], "a tag is left open"
        self._builder.end("body")
        self.root = self._builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        if tag == "img":
            self._builder.end(tag)
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data)


def read(html: str) -> Element:
    """The markup as a tree."""
    return _Reader(html).root


def of_class(root: Element, name: str) -> list[Element]:
    """The elements of a class, in their order."""
    return [one for one in root.iter() if name in one.get("class", "").split()]


def said(node: Element) -> str:
    """The words of an element."""
    return " ".join("".join(node.itertext()).split())


def image(root: Element) -> Element:
    """The drawing inside the only image."""
    (found,) = root.iter("img")
    text = b64decode(found.attrib["src"].removeprefix("data:image/svg+xml;base64,")).decode()
    return ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", text, count=1))


# What goes in


def retold(value: Any, change: Callable[[str], str], hint: Any = None) -> Any:
    """A picture with every text in it changed; an empty text stays empty."""
    hint = hint or type(value)
    if hint is str:
        return change(value) if value else value
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return replace(
            value,
            **{one.name: retold(getattr(value, one.name), change, hints[one.name]) for one in fields(value)},
        )
    if get_origin(hint) is tuple:
        each = get_args(hint)
        each = (each[0],) * len(value) if each[-1] is ... else each
        return tuple(retold(one, change, of) for one, of in zip(value, each, strict=True))
    if get_origin(hint) in (Union, UnionType) and value is not None:
        return retold(value, change, next(one for one in get_args(hint) if one is not type(None)))
    return value


def texts_in(picture: Any) -> list[str]:
    """Every text a picture is given."""
    found: list[str] = []
    retold(picture, lambda text: found.append(text) or text)
    return found
