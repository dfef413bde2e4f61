"""What the markup of a picture shows on a page, in the room and on a phone. What the reader does not know, it refuses."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from datawalk.charts.inputs import Plotted
from datawalk.charts.picture import picture_markup
from datawalk.charts.plotted import Dots, Lines, Steps
from drawn.marks import Drawing, Look, Mark, Spot, Words
from drawn.markup import Element, of_class, read, said

_TONES = {"worst": "coral", "reference": "teal", "plain": "quiet", "hollow": "quiet"}
_LAYERS: dict[str, tuple[str, Look]] = {
    "sure": ("teal", "solid"),
    "quiet": ("line", "solid"),
    "hoped": ("teal", "dotted"),
    "lacking": ("coral", "hatched"),
}
_SHAPES = {"svg", "line", "circle", "polyline", "polygon", "rect", "path", "defs", "pattern"}
_Line = tuple[str, Look]
_OWN_LINES: dict[str, _Line] = {
    "everyone-line": ("ink", "broken"),
    "since-line": ("muted", "broken"),
    "mark-line": ("coral", "solid"),
    "height-line": ("ink", "broken"),
}


@cache
def on_page(picture: Plotted) -> Drawing:
    """What the markup shows."""
    (root,) = of_class(read(picture_markup(picture)), "dw-drawing")
    reader = _Reader(picture, root)
    return Drawing(tuple(_joined(reader.marks())), tuple(reader.words()), tuple(sorted(reader.grid())))


class _Axis:
    """From parts of a length to the numbers of its ticks, which stand where they are named."""

    def __init__(self, ticks: list[tuple[float, float]]) -> None:
        (self._at, self._low), (end, high) = (ticks[0], ticks[-1]) if ticks else ((0.0, 0.0), (1.0, 1.0))
        self._scale = (high - self._low) / (end - self._at) if end != self._at else 1.0
        assert self._scale > 0, "the axis runs the wrong way"

    def __call__(self, part: float) -> float:
        return round(self._low + (part - self._at) * self._scale, 6)


def _part(text: str) -> float:
    assert text.endswith("%") or text == "0", f"{text} is no part of a length"
    return float(text.rstrip("%")) / 100


def _style(node: Element) -> dict[str, str]:
    return dict(one.split(":", 1) for one in node.get("style", "").split(";") if one)  # type: ignore[misc]


def _tone(node: Element) -> str:
    """The role of an element's colour; of an open dot that of its line."""
    kinds = [name.removeprefix("dw-") for name in node.get("class", "").split()]
    line = next((kind.removeprefix("of-") for kind in kinds if kind.startswith("of-")), None)
    return next((_TONES[kind] for kind in ([line] if line else kinds) if kind in _TONES), "quiet")


def _is(node: Element, *kinds: str) -> bool:
    return bool({f"dw-{kind}" for kind in kinds} & {*node.get("class", "").split()})


class _Reader:
    def __init__(self, picture: Plotted, root: Element) -> None:
        self._picture, self._root = picture, root
        self._within = {child: parent for parent in root.iter() for child in parent}
        known = {"div", "p", "span", "b", "i", "wbr"} | _SHAPES
        unknown = {one.tag for one in root.iter()} - known
        assert not unknown, f"nobody reads {sorted(unknown)}"
        below = [(said(one), _part(_style(one)["left"])) for one in self._ticks()]
        beside = [(said(one), 1 - _part(_style(one)["top"])) for one in of_class(root, "dw-beside")]
        if isinstance(picture, Lines | Steps):
            self._x = _measured(below, picture.ticks)
            self._y = _measured(beside, picture.axis.ticks)
        else:
            self._x = _measured(below, picture.axis.ticks)
            self._y = _Axis([])

    def _ticks(self) -> list[Element]:
        (row,) = of_class(self._root, "dw-ticks")
        return [one for one in row if not _is(one, "unnamed")]

    def _row(self, node: Element) -> float:
        """How high a row of dots stands, the lowest at 0."""
        while not re.fullmatch(r"\d+", _style(node).get("grid-row", "")):
            node = self._within[node]
        assert isinstance(self._picture, Dots)
        return len(self._picture.rows) + 1 - float(_style(node)["grid-row"])

    # marks

    def grid(self) -> Iterator[float]:
        for node in self._root.iter("line"):
            if not node.get("class", "").replace("dw-zero", ""):
                x1, y1, x2, _ = (_part(node.attrib[name]) for name in ("x1", "y1", "x2", "y2"))
                yield round(self._x(x1) if x1 == x2 else self._y(1 - y1), 1)

    def marks(self) -> Iterator[Mark]:
        for node in self._root.iter():
            if node.tag == "line":
                yield from self._line(node)
            elif node.tag == "circle" and _is(node, "dot-mark"):
                spot = self._spot(_part(node.attrib["cx"]), _part(node.attrib["cy"]), node)
                yield Mark("dot", (spot,), _tone(node), "open" if _is(node, "hollow") else "solid")
            elif node.tag == "svg" and _is(node, "aim"):
                spot = self._spot(_part(node.attrib["x"]), _part(node.attrib["y"]), node)
                yield Mark("dot", (spot,), _tone(node), "aim")
            elif node.tag == "rect" and _is(node, *_LAYERS):
                yield self._layer(node)
            elif node.tag in ("polyline", "polygon"):
                yield from self._stretch(node)
            elif node.tag == "path" and _is(node, "many-dots"):
                for x, y in re.findall(r"M(\d+) (\d+)h0", node.attrib["d"]):
                    yield Mark("dot", (self._spot(int(x) / 1000, int(y) / 1000, node),), "quiet")
            elif node.tag == "i" and _is(self._within[node], "names"):
                yield self._tie(node)

    def _spot(self, x: float, y: float, node: Element) -> Spot:
        high = self._row(node) + 0.5 - y if isinstance(self._picture, Dots) else self._y(1 - y)
        digits = 1 if isinstance(self._picture, Dots | Lines | Steps) else 4
        return round(self._x(x), 1), round(high, digits)

    def _line(self, node: Element) -> Iterator[Mark]:
        kind = next((kind for kind in _OWN_LINES if _is(node, kind)), "")
        colour, look = _OWN_LINES.get(kind, (_tone(node), "broken" if _is(node, "hollow") else "solid"))
        x1, y1, x2, y2 = (_part(node.attrib[name]) for name in ("x1", "y1", "x2", "y2"))
        if _is(node, "everyone-line") and isinstance(self._picture, Dots):
            x, ends = round(self._x(x1), 1), (-0.5, len(self._picture.rows) - 0.5)
            yield Mark("line", ((x, ends[0]), (x, ends[1])), colour, look)
        elif kind or _is(node, "bar-mark", "leader"):
            yield Mark("line", (self._spot(x1, y1, node), self._spot(x2, y2, node)), colour, look)

    def _layer(self, node: Element) -> Mark:
        x, y, wide, tall = (_part(node.attrib[name]) for name in ("x", "y", "width", "height"))
        corners = [(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)]
        colour, look = next(_LAYERS[kind] for kind in _LAYERS if _is(node, kind))
        return Mark("area", tuple(self._spot(*one, node) for one in corners), colour, look)

    def _stretch(self, node: Element) -> Iterator[Mark]:
        corners = [tuple(float(n) / 1000 for n in one.split(",")) for one in node.attrib["points"].split()]
        spots = [self._spot(x, y, node) for x, y in corners]
        if node.tag == "polygon":
            yield Mark("area", tuple(spots), _tone(node))
        for ends in pairwise(spots) if node.tag == "polyline" else ():
            yield Mark("line", ends, _tone(node), "broken" if _is(node, "dashed") else "solid")

    def _tie(self, node: Element) -> Mark:
        """What leads from the edge of the dots to a name further away."""
        style = _style(node)
        x, away = round(self._x(_part(style["left"])), 1), float(style["height"].rstrip("em"))
        edge, end = (1.0, 1 + away) if "bottom" in style else (0.0, -away)
        return Mark("line", ((x, edge), (x, end)), _tone(node))

    # words

    def words(self) -> Iterator[Words]:
        for node in self._root.iter():
            yield from self._of(node)

    def _of(self, node: Element) -> Iterator[Words]:
        picture, style, text = self._picture, _style(node), said(node)
        spoken = _tone(node) if _tone(node) != "quiet" else ""
        top = len(picture.rows) if isinstance(picture, Dots) else self._y(1.0) + 0.5
        bottom = -1.0 if isinstance(picture, Dots) else self._y(0.0) - 0.5
        if _is(node, "row-name"):
            yield Words(text, picture.axis.start, self._row(node), "ink", bool(spoken), "right")
        elif _is(node, "value"):
            row = self._within[self._within[node]]
            tone = _tone(row) if _tone(row) != "quiet" else ""
            yield Words(
                text, self._x(_part(style["left"])), self._row(node), tone or "ink", bool(tone), "left"
            )
        elif _is(node, "reason", "row-note"):
            yield Words(text, picture.axis.start, self._row(node), "muted", False, "left")
        elif _is(node, "axis-note"):
            yield Words(text, (picture.axis.start + picture.axis.end) / 2, bottom, "muted", False, "center")
        elif _is(node, "everyone", "mark-words", "since"):
            mark = _is(node, "mark-words")
            at = _part(style["margin-left"]) if "margin-left" in style else 1 - _part(style["margin-right"])
            colour = "coral" if mark else "muted" if _is(node, "since") else "ink"
            yield Words(text, self._x(at), top, colour, mark, _anchor(node))
        elif node in self._ticks():
            yield Words(
                text.replace("– ", "–"), self._x(_part(style["left"])), bottom, "muted", False, "center"
            )
        elif _is(node, "beside"):
            yield Words(text, self._x(0.0), self._y(1 - _part(style["top"])), "muted", False, "right")
        elif _is(node, "called"):
            away = float(style.get("bottom", style.get("top", "")).rstrip("em"))
            high = 1 + away if "bottom" in style else -away
            yield Words(text, self._x(_part(style["left"])), round(high, 4), spoken, True, _anchor(node))
        elif _is(node, "end"):
            value, name, high = said(node[0]), (node[0].tail or "").strip(), self._y(1 - _part(style["top"]))
            yield Words(value, self._x(1.0), high, spoken or "ink", True, "left")
            yield Words(name, self._x(1.0), high, spoken or "ink", False, "left")
        elif _is(node, "moment"):
            yield Words(text, self._x(_part(style["left"])), self._y(0.05), "ink", True, "center")
        elif _is(node, "height"):
            yield Words(text, self._x(1.0), self._y(_part(style["bottom"])), "ink", False, "right")


def _measured(named: list[tuple[str, float]], ticks: tuple[tuple[float, str], ...]) -> _Axis:
    values = {label: at for at, label in ticks}
    return _Axis([(part, values[label.replace("– ", "–")]) for label, part in named])


def _anchor(node: Element) -> str:
    return "left" if _is(node, "from-left") else "right" if _is(node, "from-right") else "center"


def _joined(marks: Iterator[Mark]) -> list[Mark]:
    """The marks, two upright lines of one colour that go on in each other as one: a leader and the rest of it."""
    joined: list[Mark] = []
    for mark in marks:
        before = next((one for one in joined if _goes_on(one, mark)), None)
        if before is None:
            joined.append(mark)
        else:
            joined.remove(before)
            (far,), (end,) = (
                {*one.spots} - {*other.spots} for one, other in ((before, mark), (mark, before))
            )
            joined.append(Mark("line", (far, end), mark.colour, mark.look))
    return joined


def _goes_on(one: Mark, other: Mark) -> bool:
    same = (one.kind, one.colour, one.look) == (other.kind, other.colour, other.look)
    upright = len({x for x, _ in (*one.spots, *other.spots)}) == 1
    return same and one.kind == "line" and upright and bool({*one.spots} & {*other.spots})


HANDS = {"page": on_page}
