"""Figures leave nothing out, and their words have room: on a phone, and in the 640 pixels of the projector."""

from typing import Any

import pytest

from datawalk.charts.draw import figure
from datawalk.charts.inputs import Size
from datawalk.charts.plotted import Axis, DotRow, Dots, Line, LinePoint, Lines, Strip, StripPoint, Tone

AXIS = Axis(0, 20, ((0, "0%"), (5, "5%"), (10, "10%"), (15, "15%"), (20, "20%")))
NEAR: tuple[tuple[str, float, Tone], ...] = (
    ("Lake of the Woods County", 17.2, "worst"),
    ("Big Stone County", 17.6, "worst"),
    ("Mahnomen County", 18.0, "worst"),
    ("Carver County", 16.9, "reference"),
)
CROWD = tuple(StripPoint(f"County {at}", "", 4 + 0.1 * at) for at in range(116))
STRIP = Strip(AXIS, (*CROWD, *(StripPoint(label, f"{v}%", v, tone) for label, v, tone in NEAR)), 9, "All 9%")


def _drawn(picture: Dots | Strip | Lines, size: Size = "page") -> Any:  # plotly describes no attribute
    return figure(picture, size=size, theme="light")


def _line(label: str, *values: float | None, tone: Tone = "plain") -> Line:
    points = (LinePoint(2000 + at, str(2000 + at), f"{value}%", value) for at, value in enumerate(values))
    return Line(label, tuple(points), tone)


def _lines(*lines: Line, periods: int = 2) -> Lines:
    return Lines(AXIS, tuple((2000 + at, f"{1996 + at}–{2000 + at}") for at in range(periods)), lines)


@pytest.mark.parametrize(("size", "inner"), [("page", 290), ("projector", 1240)])
def test_no_two_names_of_a_strip_touch(size: Size, inner: int) -> None:
    drawn = _drawn(STRIP, size)
    font = drawn.layout.font.size
    boxes = []
    for note in (one for one in drawn.layout.annotations if one.text.startswith("<b>")):
        lines = note.text[3:-4].split("<br>")
        wide, tall = max(map(len, lines)) * font * 0.5, len(lines) * font * 1.2
        start = note.x / 20 * inner - {"left": 0, "center": wide / 2, "right": wide}[note.xanchor]
        boxes.append((start, start + wide, note.y - tall / 2, note.y + tall / 2))
    assert len(boxes) == len(NEAR)
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            beside = one[1] <= other[0] or other[1] <= one[0]
            assert beside or one[3] <= other[2] or other[3] <= one[2]
    low, high = drawn.layout.yaxis.range
    assert all(low <= box[2] and box[3] <= high for box in boxes)


def test_names_of_a_strip_stand_clear_of_all_dots_and_are_tied_to_their_own() -> None:
    drawn = _drawn(STRIP)
    reach = max(abs(height) for height in drawn.data[0].y)
    names = [one for one in drawn.layout.annotations if one.text.startswith("<b>")]
    assert all(abs(name.y) > reach for name in names)
    tied = {(shape.x0, shape.y1) for shape in drawn.layout.shapes if shape.line.dash is None}
    assert tied == {(name.x, name.y) for name in names}


def test_a_hundred_and_twenty_dots_do_not_hide_each_other() -> None:
    drawn = _drawn(STRIP, "projector")
    trace, size = drawn.data[0], drawn.data[0].marker.size
    spots = [(x / 20 * 1150, y) for x, y in zip(trace.x, trace.y, strict=True)]
    for at, one in enumerate(spots):
        for other in spots[at + 1 :]:
            assert abs(one[0] - other[0]) >= size * 0.99 or abs(one[1] - other[1]) >= size * 0.99


@pytest.mark.parametrize("count", [1, 6, 7, 8, 10])
@pytest.mark.parametrize("note", ["", "The scale starts at 5%."])
def test_dots_fit_the_room(count: int, note: str) -> None:
    rows = tuple(DotRow(f"Neighborhood {at}", "9%", "plain", 9, 8, 10) for at in range(count))
    axis = Axis(AXIS.start, AXIS.end, AXIS.ticks, note)
    drawn = _drawn(Dots(axis, rows, 9, "Everyone in Riverbend County 9%"), "projector")
    assert drawn.layout.height <= 640
    assert drawn.layout.font.size >= 28


def test_a_crowded_picture_says_its_doubts_once() -> None:
    rows = tuple(DotRow(f"Place {at}", "9%", "hollow", 9, 8, 10, "Too uncertain") for at in range(9))
    drawn = _drawn(Dots(AXIS, rows), "projector")
    texts = [note.text for note in drawn.layout.annotations]
    assert texts == ["9%"] * 9
    assert drawn.layout.xaxis.title.text == "○ Too uncertain."


def test_many_ticks_are_named_by_turns_on_a_page_and_all_in_the_room() -> None:
    picture = Dots(AXIS, (DotRow("A", "9%", "plain", 9),))
    assert list(_drawn(picture).layout.xaxis.ticktext) == ["0%", "", "10%", "", "20%"]
    assert "" not in _drawn(picture, "projector").layout.xaxis.ticktext


def test_a_line_without_any_value_is_left_out() -> None:
    drawn = _drawn(_lines(_line("Hidden", None, None), _line("Shown", 5, 6, tone="worst")))
    assert [note.text for note in drawn.layout.annotations] == ["<b>6%</b><br>Shown"]


def test_names_at_the_ends_of_lines_do_not_touch() -> None:
    drawn = _drawn(_lines(_line("Everyone in Riverbend County", 9, 9.0), _line("Asian", 9, 8.8)))
    first, second = drawn.layout.annotations
    margin, span = drawn.layout.margin, 20
    tall = drawn.layout.height - margin.t - margin.b
    lines = max(note.text.count("<br>") + 1 for note in (first, second))
    assert abs(first.y - second.y) / span * tall >= lines * drawn.layout.font.size * 1.2


@pytest.mark.parametrize("periods", [1, 2, 5, 6, 10])
def test_the_first_and_the_last_period_are_named_and_few_between(periods: int) -> None:
    drawn = _drawn(_lines(_line("A", *range(periods)), periods=periods))
    years = list(drawn.layout.xaxis.tickvals)
    assert (years[0], years[-1]) == (2000, 2000 + periods - 1)
    assert len(set(years)) == len(years) <= 5
    assert drawn.layout.xaxis.ticktext[0] == "1996–<br>2000"


def test_a_period_that_stands_alone_has_its_interval_as_a_bar() -> None:
    alone = Line("A", (LinePoint(2000, "", "5%", 5, 4, 6),))
    bar = next(trace for trace in _drawn(_lines(alone)).data if trace.mode == "lines")
    assert list(bar.y) == [4, 6]
