"""Figures leave nothing out, and their words have room: on a phone, and in the 640 pixels of the projector."""

from dataclasses import replace
from functools import cache
from typing import Any, get_args

import pytest

from datawalk.charts.draw import figure
from datawalk.charts.inputs import Plotted, Size
from datawalk.charts.plotted import (
    Axis,
    DotRow,
    Dots,
    Layer,
    Line,
    LinePoint,
    Lines,
    Steps,
    Strip,
    StripPoint,
    Tone,
)
from datawalk.charts.svg import svg

AXIS = Axis(0, 20, ((0, "0%"), (5, "5%"), (10, "10%"), (15, "15%"), (20, "20%")))
NEAR: tuple[tuple[str, float, Tone], ...] = (
    ("Lake of the Woods County", 17.2, "worst"),
    ("Big Stone County", 17.6, "worst"),
    ("Mahnomen County", 18.0, "worst"),
    ("Carver County", 16.9, "reference"),
)
CROWD = tuple(StripPoint(f"County {at}", "", 4 + 0.1 * at) for at in range(116))
STRIP = Strip(AXIS, (*CROWD, *(StripPoint(label, f"{v}%", v, tone) for label, v, tone in NEAR)), 9, "All 9%")


@cache
def _drawn(picture: Plotted, size: Size = "page") -> Any:  # plotly describes no attribute
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


def test_a_strip_sends_its_quiet_dots_as_one_trace() -> None:
    assert [len(trace.x) for trace in _drawn(STRIP).data] == [len(CROWD), 1, 1, 1, 1]


STEPS = Steps(AXIS, ((0, "2026"), (1, "2027")), (Layer("Signed", (5, 3), "sure"),))
ONE_OF_EACH: tuple[Plotted, ...] = (
    Dots(AXIS, (DotRow("A", "9%", "plain", 9),)),
    STRIP,
    _lines(_line("A", 5, 6)),
    STEPS,
)


def test_nothing_invites_the_mouse_and_the_background_is_the_pages() -> None:
    assert {type(picture) for picture in ONE_OF_EACH} == {*get_args(Plotted)}, "ONE_OF_EACH lacks a kind"
    for picture in ONE_OF_EACH:
        layout = _drawn(picture).layout
        assert layout.hovermode is layout.dragmode is layout.showlegend is False
        assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
        assert layout.xaxis.fixedrange is layout.yaxis.fixedrange is True


@pytest.mark.parametrize(("size", "least"), [("page", 15), ("projector", 28)])
@pytest.mark.parametrize("picture", ONE_OF_EACH, ids=lambda one: type(one).__name__)
def test_labels_are_large_enough(picture: Plotted, size: Size, least: int) -> None:
    assert _drawn(picture, size).layout.font.size >= least


def test_a_long_name_wraps_on_the_page_and_makes_its_row_higher() -> None:
    long = DotRow("Personas nativas de Hawái o de otras islas del Pacífico", "9%", "plain", 9, 8, 10)
    drawn, plain = _drawn(Dots(AXIS, (long, DotRow("White", "6%", "plain", 6)))), _drawn(ONE_OF_EACH[0])
    lines = drawn.layout.yaxis.ticktext[0].split("<br>")
    assert 1 < len(lines) <= 3
    assert " ".join(lines) == long.label
    assert drawn.layout.height > plain.layout.height
    assert drawn.layout.margin.l < 390 / 2 + drawn.layout.font.size * 4


def test_an_axis_of_no_width_does_not_fail() -> None:
    bare = Dots(Axis(5, 5, ()), (DotRow("A", "5", "plain", 5),), line=5, line_label="All 5")
    assert len(_drawn(bare).data) == 1
    assert svg(bare).count("<circle") == 1


@pytest.mark.parametrize("size", get_args(Size))
def test_what_has_a_list_below_is_less_tall(size: Size) -> None:
    for picture in (_lines(_line("A", 5, 6)), STEPS):
        low = _drawn(replace(picture, low=True), size).layout.height
        assert 200 < low < _drawn(picture, size).layout.height <= 640


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
