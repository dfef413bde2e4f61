"""Dots and strips, drawn alone."""

from datawalk.charts.placing import lanes, leaning, swarm, wrapped
from datawalk.charts.plotted import SPOKEN, DotRow, Dots, Strip
from datawalk.charts.standing.ink import (
    COLOURS,
    FONT,
    LETTER,
    SMALL,
    WIDTH,
    Across,
    Part,
    dot,
    rule,
    short,
    text,
)

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def dots_alone(picture: Dots) -> Part:
    """A row each, as on a page."""
    row_height, top = 50.0, 34.0
    labels = [wrapped(row.label, 26) for row in picture.rows]
    left = 30 + max((len(line) for label in labels for line in label), default=0) * FONT * LETTER
    widest = max((len(row.text) for row in picture.rows if row.estimate is not None), default=0)
    across = Across(picture.axis, left, WIDTH - 24 - widest * FONT * LETTER)
    bottom = top + row_height * len(picture.rows)
    parts = [across.drawn(top, bottom)]
    if picture.line is not None:
        parts.append(across.everyone(picture.line, picture.line_label, top, bottom))
    for place, (row, label) in enumerate(zip(picture.rows, labels, strict=True)):
        middle = top + row_height * (place + 0.5)
        weight = 700 if row.tone in SPOKEN else 400
        for number, line in enumerate(label):
            y = middle + (number - (len(label) - 1) / 2) * FONT * 1.15
            parts.append(text(left - 14, y, line, anchor="end", weight=weight))
        parts.append(_dot_row(row, middle, across, left))
    return Part("".join(parts), bottom + (54 if picture.axis.note else 30))


def _dot_row(row: DotRow, middle: float, across: Across, left: float) -> str:
    if row.estimate is None:
        return text(left + 8, middle, row.text, colour=COLOURS.muted, size=SMALL)
    colour, hollow = COLOURS.mark(row.tone), row.tone == "hollow"
    parts = []
    end = across.at(row.estimate)
    if row.lower is not None and row.upper is not None:
        low, high = across.within(row.lower), across.within(row.upper)
        bar = rule(low, middle, high, middle, colour=colour, thick=6, dash="6 4" if hollow else "")
        parts.append(f'<g opacity="0.4">{bar}</g>')
        end = max(end, high)
    parts.append(dot(across.at(row.estimate), middle, colour=colour, radius=7, hollow=hollow))
    spoken = row.tone in SPOKEN
    said = colour if spoken else COLOURS.ink
    parts.append(text(end + 12, middle, row.text, colour=said, weight=700 if spoken else 400))
    if row.note:
        parts.append(text(left + 8, middle + 17, row.note, colour=COLOURS.muted, size=SMALL))
    return "".join(parts)


def strip_alone(picture: Strip) -> Part:
    """Every place as a dot, the spoken ones named."""
    left, right, step = 24.0, WIDTH - 24, 13.0
    across = Across(picture.axis, left, right)
    places = [across.at(point.value) for point in picture.points]
    rows = swarm(places, apart=step)
    named = [at for at, point in enumerate(picture.points) if point.tone in SPOKEN]
    names = [f"{short(picture.points[at].label)} {picture.points[at].text}" for at in named]
    leans = [
        leaning(places[at], len(name) * FONT * LETTER, room=WIDTH)
        for at, name in zip(named, names, strict=True)
    ]
    stretches = [
        (start, start + len(name) * FONT * LETTER + 16) for (_, start), name in zip(leans, names, strict=True)
    ]
    placed = lanes(stretches)
    top, reach = 40.0, step * max((abs(row) for row in rows), default=0) + 14
    above, below = (24 * sum(lane % 2 == side for lane in set(placed)) for side in (0, 1))
    middle = top + above + reach
    bottom = middle + reach + below + 6
    parts = [across.drawn(top, bottom)]
    if picture.line is not None:
        parts.append(across.everyone(picture.line, picture.line_label, top, bottom))
    for at, (point, x, row) in enumerate(zip(picture.points, places, rows, strict=True)):
        if at not in named:
            mark = dot(x, middle - step * row, colour=COLOURS.mark(point.tone), radius=4.5)
            parts.append(f'<g opacity="0.8">{mark}</g>')
    for at, name, (side, _), lane in zip(named, names, leans, placed, strict=True):
        x, y, colour = places[at], middle - step * rows[at], COLOURS.mark(picture.points[at].tone)
        away = reach + 24 * (lane // 2) + 12
        name_at = middle - away if lane % 2 == 0 else middle + away
        parts.append(rule(x, y, x, name_at, colour=colour))
        parts.append(dot(x, y, colour=colour, radius=8))
        parts.append(text(x, name_at, name, colour=colour, anchor=_ANCHORS[side], weight=700))
    return Part("".join(parts), bottom + (54 if picture.axis.note else 30))
