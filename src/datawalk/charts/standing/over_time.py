"""Values over time, drawn alone."""

from datawalk.charts.placing import runs, spread, stacked, wrapped
from datawalk.charts.plotted import SPOKEN, Line, LinePoint, Lines
from datawalk.charts.standing.ink import (
    COLOURS,
    FONT,
    LETTER,
    SMALL,
    WIDTH,
    Part,
    aim,
    area,
    dot,
    note,
    rule,
    short,
    text,
)

_TOP, _BOTTOM = 24.0, 340.0
_NAME_WIDTH = 24
_LEADING = 18.0


class _Room:
    """From years and values to the sheet."""

    def __init__(self, picture: Lines, left: float, right: float) -> None:
        self._axis, self._left, self._right = picture.axis, left + 22, right - 12
        self._first, self._last = picture.ticks[0][0], picture.ticks[-1][0]

    def across(self, year: float) -> float:
        return self._left + (year - self._first) / (self._last - self._first or 1.0) * (
            self._right - self._left
        )

    def down(self, value: float) -> float:
        span = self._axis.end - self._axis.start or 1.0
        return _BOTTOM - (value - self._axis.start) / span * (_BOTTOM - _TOP)


def lines_alone(picture: Lines) -> Part:
    """Each line with its band; the newest value and the name at its end."""
    known = [(line, runs(line)[-1][-1]) for line in picture.lines if runs(line)]
    names = [wrapped(line.label, _NAME_WIDTH) for line, _ in known]
    left = 16 + max((len(label) for _, label in picture.axis.ticks), default=0) * SMALL * LETTER
    longest = max((len(words) for name in names for words in name), default=0)
    right = WIDTH - 20 - longest * FONT * LETTER
    room = _Room(picture, left, right)
    parts = [_grid(picture, room, left, right)]
    parts += [_band(line, room) for line, _ in known]
    parts += [_line(line, room) for line, _ in known]
    parts.append(_moments(picture, room))
    apart = (max(map(len, names), default=1) + 1) * _LEADING + 4
    placed = spread(
        [room.down(point.value or 0.0) for _, point in known],
        apart=apart,
        low=_TOP + apart / 2,
        high=_BOTTOM - apart / 2,
    )
    for (line, point), name, at in zip(known, names, placed, strict=True):
        parts.append(_name(line, point, name, right + 14, at))
    return Part("".join(parts), _BOTTOM + (60 if picture.axis.note else 36))


def _grid(picture: Lines, room: _Room, left: float, right: float) -> str:
    quiet = {"colour": COLOURS.muted, "size": SMALL}
    parts = []
    for tick, label in picture.axis.ticks:
        y = room.down(tick)
        parts.append(rule(left, y, right, y, colour=COLOURS.line))
        parts.append(text(left - 10, y, label, anchor="end", **quiet))
    every = -(-len(picture.ticks) // 6)
    for at, label in picture.ticks[::-1][::every]:
        parts.append(text(room.across(at), _BOTTOM + 22, label, anchor="middle", **quiet))
    return "".join(parts) + note(picture.axis.note, (left + right) / 2, _BOTTOM + 46)


def _band(line: Line, room: _Room) -> str:
    colour, parts = COLOURS.mark(line.tone), []
    for run in runs(line):
        ends = [
            (room.across(point.at), room.down(point.upper), room.down(point.lower))
            for point in run
            if point.lower is not None and point.upper is not None
        ]
        if len(ends) == 1:
            x, high, low = ends[0]
            bar = rule(x, high, x, low, colour=colour, thick=6)
            parts.append(f'<g opacity="0.3">{bar}</g>')
        elif ends:
            corners = [*((x, high) for x, high, _ in ends), *((x, low) for x, _, low in reversed(ends))]
            parts.append(area(corners, colour=colour))
    return "".join(parts)


def _line(line: Line, room: _Room) -> str:
    colour, parts = COLOURS.mark(line.tone), []
    for run in runs(line):
        spots = [(room.across(point.at), room.down(point.value or 0.0)) for point in run]
        dash = "6 6" if line.way == "dashed" else ""
        parts += [
            rule(*spots[at], *spots[at + 1], colour=colour, thick=2.5, dash=dash)
            for at in range(len(spots) - 1)
        ]
        if line.way == "dashed":
            continue
        parts += [
            aim(*spot, colour=colour, radius=7)
            if line.way == "aim"
            else dot(*spot, colour=colour, radius=4.5, hollow=point.hollow)
            for spot, point in zip(spots, run, strict=True)
        ]
    return "".join(parts)


def _moments(picture: Lines, room: _Room) -> str:
    parts = []
    if picture.since:
        at, words = picture.since
        x = room.across(at)
        side = "end" if x > WIDTH / 2 else "start"
        parts.append(rule(x, _TOP, x, _BOTTOM, colour=COLOURS.muted, dash="2 4"))
        parts.append(text(x + 4, _TOP - 8, short(words), colour=COLOURS.muted, size=SMALL, anchor=side))
    rows = stacked([room.across(one.at) for one in picture.moments], apart=34)
    for one, row in zip(picture.moments, rows, strict=True):
        said = one.mark if one.done else f"({one.mark})"
        parts.append(text(room.across(one.at), _BOTTOM - 12 - 20 * row, said, size=SMALL, anchor="middle"))
    return "".join(parts)


def _name(line: Line, point: LinePoint, name: list[str], x: float, y: float) -> str:
    colour = COLOURS.mark(line.tone) if line.tone in SPOKEN else COLOURS.ink
    top = y - len(name) * _LEADING / 2
    parts = [text(x, top, _newest(point), colour=colour, weight=700)]
    parts += [
        text(x, top + _LEADING * (number + 1), words, colour=colour, size=SMALL)
        for number, words in enumerate(name)
    ]
    return "".join(parts)


def _newest(point: LinePoint) -> str:
    return point.text.partition(" · ")[0]
