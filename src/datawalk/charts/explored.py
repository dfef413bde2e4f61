"""A picture of values to explore: its marks, the same picture of some groups or places alone, and its figure.

The only module that speaks Plotly, which it imports when the first visitor explores.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from datawalk.charts.inputs import Atlas, Picture, Theme
from datawalk.charts.palette import PALETTES, Palette
from datawalk.charts.placing import lanes, leaning, runs, spread, swarm, wrapped
from datawalk.charts.plotted import SPOKEN, Axis, DotRow, Dots, Line, LinePoint, Lines, Strip, StripPoint
from datawalk.charts.scale import part_of

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Explorable = Dots | Strip | Lines
"""Pictures of values on one axis, where there is something to look for."""

FAMILY = '"Source Sans", "Source Sans 3", sans-serif'
_FONT, _SMALL = 15, 14
_BAR = 60
"""Pixels above a figure for its buttons, which a finger can press, or for the heading of a saved picture."""
_BREAK, _SENTENCE, _NAME, _LABEL = "<br>", 38, 14, 22
"""A new line, and the letters in a line of a sentence, of a name, and of the words for everyone: a phone has no more."""
_LONG, _TOLD = 120, 2
"""The letters in a line below the heading of a saved picture, and how many lines there are."""
SAVED = 900
"""How wide a saved picture is, in pixels."""
_NAME_LINES = 4
_ROW, _LINE = 40, 20
"""The least height of a row, and that of a line of its name."""
_DOT, _LEAST, _WIDE = 10.0, 4.0, 420
"""Of a strip, in pixels: the size of its dots, the least one, and the width they are placed for."""
_NAMED = 290
"""The width in pixels for which the names on a strip are placed: that of a phone."""
_TALL = 380
_PERIODS = 5
_TICKS_NAMED, _TICK_LETTERS = 5, 20
_LETTER = 0.55
"""How wide a letter is, in its height."""
_NUMBER = re.compile(r"-?([^\d-]*)[\d.,]+(.*)")


@dataclass(frozen=True)
class ExploredMark:
    """One value: its group or place, what it is called in a list, its sentence, and the id of its place where it is one.

    `trace` and `point`: where it is drawn, the first being 0, among the traces and among the dots of its trace.
    """

    owner: str
    name: str
    said: str
    place: str
    trace: int
    point: int


def explorable(picture: Picture | None) -> Explorable | None:
    """The part of a picture that can be explored: values on an axis, at least one; None for every other picture."""
    values = picture.values if isinstance(picture, Atlas) else picture
    return values if isinstance(values, Dots | Strip | Lines) and any(True for _ in _shown(values)) else None


def owners(picture: Explorable) -> tuple[str, ...]:
    """The groups or places that have a value, each once, in their order."""
    return tuple(dict.fromkeys(one.label for one in _shown(picture)))


def only(picture: Explorable, wanted: Collection[str] = ()) -> Explorable:
    """The picture of these groups or places, of all when none is named; without what has no figure."""
    kept: tuple[Any, ...] = tuple(one for one in _shown(picture) if not wanted or one.label in wanted)
    if isinstance(picture, Dots):
        return replace(picture, rows=kept)
    return replace(picture, points=kept) if isinstance(picture, Strip) else replace(picture, lines=kept)


def without_figure(picture: Explorable) -> tuple[str, ...]:
    """What cannot be drawn, each with its reason."""
    if isinstance(picture, Dots):
        return tuple(f"{row.label}: {row.text}" for row in picture.rows if row.estimate is None)
    if isinstance(picture, Lines):
        return tuple(
            f"{line.label}, {point.label}: {point.text}"
            for line in picture.lines
            for point in line.points
            if point.value is None
        )
    return ()


def _shown(picture: Explorable) -> Iterable[DotRow | StripPoint | Line]:
    if isinstance(picture, Dots):
        return (row for row in picture.rows if row.estimate is not None)
    return picture.points if isinstance(picture, Strip) else (one for one in picture.lines if runs(one))


def marks(picture: Explorable) -> tuple[ExploredMark, ...]:
    """Every value of what `only` gave, in its order; no two are called the same."""
    found: list[ExploredMark] = []
    called: Counter[str] = Counter()
    for owner, name, said, place, trace, point in _values(picture):
        called[name] += 1
        unique = f"{name} ({called[name]})" if called[name] > 1 else name
        found.append(ExploredMark(owner, unique, said, place, trace, point))
    return tuple(found)


def _values(picture: Explorable) -> Iterable[tuple[str, str, str, str, int, int]]:
    if isinstance(picture, Dots):
        for at, row in enumerate(picture.rows):
            name = f"{row.label}: {row.text}"
            yield row.label, name, row.said or name, row.place, at, 0
    elif isinstance(picture, Strip):
        counts = [0, 0]
        for point in picture.points:
            spoken, name = point.tone in SPOKEN, f"{point.label}: {point.text}"
            yield point.label, name, point.said or name, point.place, int(spoken), counts[spoken]
            counts[spoken] += 1
    else:
        for at, line in enumerate(picture.lines):
            known = () if line.way == "dashed" else [one for one in line.points if one.value is not None]
            for number, point in enumerate(known):
                name = f"{line.label}, {point.label}: {point.text}"
                yield line.label, name, point.said or name, "", at, number


@lru_cache(maxsize=64)
def figure(picture: Explorable, *, theme: Theme, heading: tuple[str, ...] = ()) -> "Figure":
    """The figure of what `only` gave, shared by all and never changed. Each dot carries the number of its mark as `customdata`.

    `heading`: the lines above the picture that is saved; a page has said them already and hides them.
    """
    from plotly.graph_objects import Figure

    colours = PALETTES[theme]
    drawn = Figure()
    if isinstance(picture, Dots):
        layout = _dots(drawn, picture, colours)
    elif isinstance(picture, Strip):
        layout = _strip(drawn, picture, colours)
    else:
        layout = _lines(drawn, picture, colours)
    drawn.update_layout(
        title={
            "text": _heading(heading),
            "font": {"size": _SMALL - 1},
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "pad": {"l": 8, "t": 16},
        },
        showlegend=False,
        hovermode="closest",
        dragmode="zoom",
        clickmode="event+select",
        paper_bgcolor=colours.card,  # of the page, and of the picture that is saved
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FAMILY, "size": _FONT, "color": colours.ink},
        hoverlabel={
            "bgcolor": colours.card,
            "bordercolor": colours.muted,
            "align": "left",
            "font": {"family": FAMILY, "size": _FONT, "color": colours.ink},
        },
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": colours.muted, "activecolor": colours.ink},
        **layout,
    )
    return drawn


def _heading(lines: tuple[str, ...]) -> str:
    """The first line bold; of what follows so much as there is room for."""
    title, *rest = lines or ("",)
    told = wrapped(" · ".join(rest), _LONG)
    return _BREAK.join([f"<b>{escape(title)}</b>", *map(escape, _short(told, _TOLD))])


def _dots(drawn: "Figure", picture: Dots, colours: Palette) -> dict[str, Any]:
    every = marks(picture)
    labels = [_short(_broken(row.label, _NAME), _NAME_LINES) for row in picture.rows]
    row_height = max(_ROW, _LINE * max(map(len, labels)) + 8)
    count = len(picture.rows)
    for at, row in enumerate(picture.rows):
        drawn.add_scatter(
            x=[row.estimate],
            y=[count - 1 - at],
            error_x=_interval([row], [row.estimate], colours.mark(row.tone)),
            marker=_marker([row.tone == "hollow"], colours.mark(row.tone), _FONT, colours),
            **_spoken(every, [at]),
        )
    top = _everyone(drawn, picture, colours)
    longest = max(len(line) for label in labels for line in label)
    names = [_BREAK.join(map(escape, label)) for label in labels]
    return {
        "height": round(top + row_height * max(count, 2) + _foot(picture.axis)),
        "margin": {
            "l": round(longest * _FONT * _LETTER + 1.4 * _FONT),
            "r": 1.5 * _FONT,
            "t": top,
            "b": _foot(picture.axis),
            "pad": 0,
        },
        "xaxis": {**_value_axis(picture.axis, colours), "ticklabelstep": _apart(picture.axis)},
        "yaxis": {
            "range": [-0.6, count - 0.4],
            "tickvals": list(range(count - 1, -1, -1)),
            "ticktext": [
                f"<b>{name}</b>" if row.tone in SPOKEN else name
                for row, name in zip(picture.rows, names, strict=True)
            ],
            "ticklabelstandoff": 10,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    }


def _strip(drawn: "Figure", picture: Strip, colours: Palette) -> dict[str, Any]:
    every = marks(picture)
    heights, size = _swarm(picture)
    reach = max(map(abs, heights)) + size
    for spoken in (False, True):
        which = [at for at, point in enumerate(picture.points) if (point.tone in SPOKEN) is spoken]
        points = [picture.points[at] for at in which]
        drawn.add_scatter(
            x=[point.value for point in points],
            y=[heights[at] for at in which],
            marker=_marker(
                [point.tone == "hollow" for point in points],
                [colours.mark(point.tone) for point in points],
                1.6 * size if spoken else size,
                colours,
            ),
            **_spoken(every, which),
        )
    above, below = _names(drawn, picture, heights, reach, colours)
    top = _everyone(drawn, picture, colours)
    high, low = reach + above, reach + below
    return {
        "height": round(top + high + low + _foot(picture.axis)),
        "margin": {"l": 24, "r": 24, "t": top, "b": _foot(picture.axis), "pad": 0},
        "xaxis": {**_value_axis(picture.axis, colours), "ticklabelstep": _apart(picture.axis)},
        "yaxis": {"range": [-low, high], "visible": False, "fixedrange": True},
    }


def _swarm(picture: Strip) -> tuple[list[float], float]:
    """How far from the middle each dot stands, and the size of all, in pixels: thousands are smaller."""
    span, size = picture.axis.end - picture.axis.start or 1.0, _DOT
    while True:
        step = 1.1 * size
        rows = swarm([point.value for point in picture.points], apart=step / _WIDE * span)
        if size <= _LEAST or (max(rows) - min(rows)) * step <= _TALL:
            return [step * row for row in rows], size
        size -= 1.0


def _names(
    drawn: "Figure", picture: Strip, heights: list[float], reach: float, colours: Palette
) -> tuple[float, float]:
    """The names of the spoken dots above and below all dots, a thin line from each to its own; their room, in pixels."""
    spoken = [at for at, point in enumerate(picture.points) if point.tone in SPOKEN]
    texts = [_broken(f"{picture.points[at].label} {picture.points[at].text}", _NAME + 8) for at in spoken]
    tall = max(map(len, texts), default=0) * _LINE + 6.0
    sides, stretches = [], []
    for at, lines in zip(spoken, texts, strict=True):
        wide = max(map(len, lines)) * _FONT * _LETTER
        side, start = leaning(part_of(picture.points[at].value, picture.axis) * _NAMED, wide, room=_NAMED)
        sides.append(side)
        stretches.append((start, start + wide + _FONT))
    taken = [0.0, 0.0]
    for at, lines, side, lane in zip(spoken, texts, sides, lanes(stretches), strict=True):
        point, down = picture.points[at], lane % 2
        away = tall * (lane // 2) + 8
        taken[down] = max(taken[down], away + tall)
        drawn.add_annotation(
            x=point.value,
            y=heights[at],
            ax=0,
            ay=(reach + heights[at] if down else heights[at] - reach) + (away if down else -away),
            text=f"<b>{_BREAK.join(map(escape, lines))}</b>",
            showarrow=True,
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=colours.mark(point.tone),
            xanchor=side,
            yanchor="top" if down else "bottom",
            align=side,
            bgcolor=colours.card,
            font={"size": _FONT, "color": colours.mark(point.tone)},
        )
    return taken[0], taken[1]


def _lines(drawn: "Figure", picture: Lines, colours: Palette) -> dict[str, Any]:
    every, begun = marks(picture), 0
    for line in picture.lines:
        colour, dashed, aim = colours.mark(line.tone), line.way == "dashed", line.way == "aim"
        values = [point.value for point in line.points]
        which: list[int | None] = []
        for value in values:
            which.append(None if value is None or dashed else begun)
            begun += which[-1] is not None
        drawn.add_scatter(
            x=[point.at for point in line.points],
            y=values,
            error_y=_interval(line.points, values, colour),
            connectgaps=False,
            line={"color": colour, "width": 3, "dash": "6px,6px" if dashed else "solid"},
            marker={
                **_marker([point.hollow for point in line.points], colour, 14 if aim else _DOT, colours),
                "symbol": "diamond" if aim else "circle",
            },
            **{**_spoken(every, which), "mode": "lines" if dashed else "markers" if aim else "lines+markers"},
        )
    names = [_short(_broken(line.label, _NAME - 1), _NAME_LINES) for line in picture.lines]
    bottom = _foot(picture.axis) + _LINE
    _ends(drawn, picture, names, colours, tall=_TALL - _BAR - bottom)
    first, last = picture.ticks[0][0], picture.ticks[-1][0]
    room = 0.08 * (last - first) or 0.5
    longest = max(len(text) for name in names for text in name)
    every = -(-len(picture.ticks) // _PERIODS)
    ticks = picture.ticks[::-1][::every][::-1]
    return {
        "height": _TALL,
        "margin": {
            "l": max(len(label) for _, label in picture.axis.ticks) * _SMALL * 0.6 + 16,
            "r": round(longest * _FONT * _LETTER + 1.2 * _FONT),
            "t": _BAR,
            "b": bottom,
            "pad": 0,
        },
        "xaxis": {
            "range": [first - room, last + room],
            "tickvals": [at for at, _ in ticks],
            "ticktext": [
                escape(label).replace("–", f"–{_BREAK}") for _, label in ticks
            ],  # a period in two lines
            "tickfont": {"size": _SMALL, "color": colours.muted},
            "tickangle": 0,
            "ticklabelstandoff": 6,
            "title": _note(picture.axis, colours),
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": {**_value_axis(picture.axis, colours), "title": None, "ticklabelstandoff": 6},
    }


def _ends(drawn: "Figure", picture: Lines, names: list[list[str]], colours: Palette, *, tall: float) -> None:
    """The newest value and the name at each line's end, moved apart where they would touch."""
    ends = [runs(line)[-1][-1] for line in picture.lines]
    span = picture.axis.end - picture.axis.start
    half = (max(map(len, names)) + 1) * _LINE / 2 / tall * span
    placed = spread(
        [point.value or 0.0 for point in ends],
        apart=2 * half,
        low=picture.axis.start + half,
        high=picture.axis.end - half,
    )
    for line, name, point, at in zip(picture.lines, names, ends, placed, strict=True):
        drawn.add_annotation(
            x=1,
            xref="paper",
            y=at,
            xanchor="left",
            xshift=8,
            align="left",
            showarrow=False,
            text=_BREAK.join([f"<b>{escape(point.text.partition(' · ')[0])}</b>", *map(escape, name)]),
            font={"color": colours.mark(line.tone) if line.tone in SPOKEN else colours.ink},
        )


def _spoken(every: Sequence[ExploredMark], numbers: Sequence[int | None]) -> dict[str, Any]:
    """What the dots of a trace share: the sentence under the pointer, the number of the mark; a chosen one stays as it is."""
    return {
        "mode": "markers",
        "hoverinfo": "text",
        "hovertext": ["" if at is None else _sentence(every[at].said) for at in numbers],
        "customdata": numbers,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _broken(text: str, width: int) -> list[str]:
    """In lines of about `width` letters, a word without an end among them."""
    most = width + 2
    return [line[at : at + most] for line in wrapped(text, width) for at in range(0, len(line), most)] or [""]


def _short(lines: list[str], most: int) -> list[str]:
    """Not more lines than there is room for; the list beside the plot has all of them."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _sentence(text: str) -> str:
    """In lines; Plotly reads signs of HTML, so that words of ours are written without any."""
    return _BREAK.join(escape(line, quote=False) for line in _broken(text, _SENTENCE))


def _marker(hollow: list[bool], colour: Any, size: float, colours: Palette) -> dict[str, Any]:
    """Filled dots, and open ones for values that rest on few people."""
    each = colour if isinstance(colour, list) else [colour] * len(hollow)
    both = list(zip(hollow, each, strict=True))
    return {
        "size": size,
        "opacity": 1,
        "color": _shared([colours.card if is_open else one for is_open, one in both]),
        "line": {
            "color": _shared([colours.muted if is_open else one for is_open, one in both]),
            "width": _shared([3 if is_open else 0 for is_open in hollow]),
        },
    }


def _shared(each: list[Any]) -> Any:
    """What all dots of a trace have, said once: Plotly looks at each of thousands of colours, twice."""
    return each[0] if len(set(each)) == 1 else each


def _interval(
    of: Iterable[DotRow | LinePoint], values: Iterable[float | None], colour: str
) -> dict[str, Any] | None:
    """Bars to both ends of the intervals, where they are known."""
    both = [
        (one.upper - value, value - one.lower)
        if value is not None and one.upper is not None and one.lower is not None
        else (0.0, 0.0)
        for one, value in zip(of, values, strict=True)
    ]
    if not any(map(any, both)):
        return None
    up, down = zip(*both, strict=True)
    return {"array": up, "arrayminus": down, "color": _faint(colour), "thickness": 5, "width": 0}


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.4)"


def _everyone(drawn: "Figure", picture: Dots | Strip, colours: Palette) -> float:
    """The overall value as a dotted line, its label above; the room above the picture, in pixels."""
    if picture.line is None:
        return _BAR
    lines = _broken(picture.line_label, _LABEL)
    drawn.add_shape(
        type="line",
        x0=picture.line,
        x1=picture.line,
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        line={"color": colours.ink, "width": 2, "dash": "dot"},
    )
    part = part_of(picture.line, picture.axis)
    drawn.add_annotation(
        x=picture.line,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=_BREAK.join(map(escape, lines)),
        showarrow=False,
        xanchor="left" if part < 0.3 else "right" if part > 0.7 else "center",
        font={"size": _SMALL},
    )
    return _BAR + len(lines) * _LINE + 4


def _value_axis(axis: Axis, colours: Palette) -> dict[str, Any]:
    """The axis of values. Its ticks are drawn anew for a part of it, with the signs that its labels share."""
    room = 0.015 * (axis.end - axis.start)  # for half a dot at either end
    signs = {_NUMBER.fullmatch(label) for _, label in axis.ticks}
    around = {(found[1], found[2]) for found in signs if found}
    if None in signs or len(around) != 1:
        ticks = {
            "tickvals": [at for at, _ in axis.ticks],
            "ticktext": [escape(label) for _, label in axis.ticks],
        }
    else:
        before, after = around.pop()
        ticks = {"tickprefix": before, "ticksuffix": after, "tickformat": ","}
    return {
        "range": [axis.start - room, axis.end + room],
        **ticks,
        "tickfont": {"size": _SMALL, "color": colours.muted},
        "tickangle": 0,
        "gridcolor": colours.line,
        "zerolinecolor": colours.muted,
        "zerolinewidth": 1,
        "title": _note(axis, colours),
    }


def _apart(axis: Axis) -> int:
    """Of so many ticks side by side one is named: on a phone all of them would touch."""
    names = [label for _, label in axis.ticks]
    apart = 2 if len(names) >= _TICKS_NAMED else 1
    while sum(map(len, names[::apart])) > _TICK_LETTERS:
        apart += 1
    return apart


def _note(axis: Axis, colours: Palette) -> dict[str, Any]:
    return {
        "text": _BREAK.join(map(escape, wrapped(axis.note, _SENTENCE))),
        "standoff": 8,
        "font": {"size": _SMALL, "color": colours.muted},
    }


def _foot(axis: Axis) -> float:
    """The room for the ticks, and for what the axis says of itself, in pixels."""
    return 34.0 + (len(wrapped(axis.note, _SENTENCE)) * _LINE + 6 if axis.note else 0)
