"""Pictures of values have room: no two names or dots touch, rows fit the room, nothing is sent that nobody sees."""

import re
from dataclasses import replace
from functools import cache

import pytest

from datawalk.charts.inputs import Plotted
from datawalk.charts.picture import picture_markup
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
from datawalk.charts.standing import drawn_alone
from drawn import Element, of_class, read, said

AXIS = Axis(0, 20, ((0, "0%"), (5, "5%"), (10, "10%"), (15, "15%"), (20, "20%")))
NEAR: tuple[tuple[str, float, Tone], ...] = (
    ("Lake of the Woods County", 17.2, "worst"),
    ("Big Stone County", 17.6, "worst"),
    ("Mahnomen County", 18.0, "worst"),
    ("Carver County", 16.9, "reference"),
)
CROWD = tuple(StripPoint(f"County {at}", "", 4 + 0.1 * at) for at in range(116))
STRIP = Strip(AXIS, (*CROWD, *(StripPoint(label, f"{v}%", v, tone) for label, v, tone in NEAR)), 9, "All 9%")
WIDE, LETTER, LEADING = 18.0, 0.5, 1.2
"""In letters' heights: the narrowest strip, a letter's width, a line's height."""


@cache
def _drawn(picture: Plotted) -> Element:
    return read(picture_markup(picture))


def _style(node: Element, name: str) -> float:
    (found,) = re.findall(rf"(?<![\w-]){name}:(-?[\d.]+)", node.attrib["style"])
    return float(found)


def _line(label: str, *values: float | None, tone: Tone = "plain") -> Line:
    points = (LinePoint(2000 + at, str(2000 + at), f"{value}%", value) for at, value in enumerate(values))
    return Line(label, tuple(points), tone)


def _lines(*lines: Line, periods: int = 2) -> Lines:
    return Lines(AXIS, tuple((2000 + at, f"{1996 + at}–{2000 + at}") for at in range(periods)), lines)


def test_no_two_names_of_a_strip_touch_where_it_is_narrowest() -> None:
    boxes = []
    for name in of_class(_drawn(STRIP), "dw-called"):
        side = next(kind for kind in ("left", "center", "right") if f"dw-from-{kind}" in name.attrib["class"])
        wide = max(len(line) for line in re.findall(r"(.{1,22})(?: |$)", said(name))) * LETTER
        start = _style(name, "left") / 100 * WIDE - {"left": 0, "center": wide / 2, "right": wide}[side]
        lines = -(-len(said(name)) // 22)
        away = _style(name, "bottom" if "bottom" in name.attrib["style"] else "top")
        tall = lines * LEADING
        low = away if "bottom" in name.attrib["style"] else -away - tall
        boxes.append((start, start + wide, low, low + tall))
    assert len(boxes) == len(NEAR)
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            beside = one[1] <= other[0] or other[1] <= one[0]
            assert beside or one[3] <= other[2] or other[3] <= one[2]


def test_a_hundred_and_twenty_dots_do_not_hide_each_other() -> None:
    (swarm,) = of_class(_drawn(STRIP), "dw-swarm")
    dots = of_class(swarm, "dw-dot-mark")
    assert len(dots) == len(STRIP.points)
    spots = [
        (float(d.attrib["cx"][:-1]) / 100 * 42, float(d.attrib["cy"][:-1]) / 100 * _style(swarm, "--dots"))
        for d in dots
    ]
    for at, one in enumerate(spots):
        for other in spots[at + 1 :]:
            assert abs(one[0] - other[0]) >= 0.99 or abs(one[1] - other[1]) >= 0.99


def test_thousands_of_places_are_one_shape_and_only_the_spoken_have_a_sentence() -> None:
    many = tuple(StripPoint(f"County {at}", "", 4 + 0.003 * at) for at in range(3139))
    drawn = _drawn(replace(STRIP, points=(*many, *STRIP.points[-4:])))
    assert len(of_class(drawn, "dw-dot-mark")) == len(NEAR)
    (shape,) = of_class(drawn, "dw-many-dots")
    assert shape.attrib["d"].count("M") == len(many)
    assert [one.get("data-group") for one in of_class(drawn, "dw-marks")[0]] == [name for name, *_ in NEAR]


def test_an_axis_of_no_width_does_not_fail() -> None:
    bare = Dots(Axis(5, 5, ()), (DotRow("A", "5", "plain", 5),), line=5, line_label="All 5")
    assert len(of_class(_drawn(bare), "dw-dot-mark")) == drawn_alone(bare).drawn.count("<circle") == 1


def test_what_has_a_list_below_is_less_tall() -> None:
    steps = Steps(AXIS, ((0, "2026"), (1, "2027")), (Layer("Signed", (5, 3), "sure"),))
    for picture in (_lines(_line("A", 5, 6)), steps):
        assert of_class(_drawn(replace(picture, low=True)), "dw-low")
        assert not of_class(_drawn(picture), "dw-low")


@pytest.mark.parametrize(("count", "kinds"), [(7, set()), (8, {"dw-many"}), (15, {"dw-crowd"})])
def test_many_rows_stand_closer_and_say_their_doubts_once(count: int, kinds: set[str]) -> None:
    rows = tuple(DotRow(f"Place {at}", "9%", "hollow", 9, 8, 10, "Too uncertain") for at in range(count))
    drawn = _drawn(Dots(AXIS, rows))
    (dots,) = of_class(drawn, "dw-dots")
    assert {*dots.attrib["class"].split()} == {"dw-dots", *kinds}
    assert _style(dots, "--rows") == count
    assert [said(one) for one in of_class(drawn, "dw-doubts")] == (["○ Too uncertain."] if kinds else [])


def test_many_ticks_are_named_by_turns_where_there_is_little_room() -> None:
    def kinds(labels: tuple[str, ...]) -> list[str]:
        axis = Axis(0, len(labels) - 1, tuple(enumerate(labels)))
        (ticks,) = of_class(_drawn(Dots(axis, (DotRow("A", "9%", "plain", 1),))), "dw-ticks")
        return [one.get("class", "") for one in ticks]

    assert kinds(("0%", "5%", "10%")) == ["", "", ""]
    assert kinds(("$0", "$20,000", "$40,000", "$60,000", "$80,000")) == [
        "",
        "dw-roomy",
        "",
        "dw-roomy",
        "",
    ]
    assert kinds(tuple(f"{at},000,000" for at in range(9)))[1] == "dw-unnamed"


def test_names_at_the_ends_of_lines_do_not_touch() -> None:
    drawn = _drawn(_lines(_line("Everyone in Riverbend County", 9, 9.0), _line("Asian", 9, 8.8)))
    first, second = (_style(one, "top") for one in of_class(drawn, "dw-end"))
    assert abs(first - second) / 100 * 17 >= 4 * 1.25 - 0.01, "a value and three lines of a name"


@pytest.mark.parametrize("periods", [1, 2, 5, 6, 10, 40])
def test_the_first_and_the_last_period_are_named_and_few_between(periods: int) -> None:
    (ticks,) = of_class(_drawn(_lines(_line("A", *range(periods)), periods=periods)), "dw-ticks")
    named = [said(one) for one in ticks]
    assert (named[0], named[-1]) == ("1996–2000", f"{1995 + periods}–{1999 + periods}")
    assert len(set(named)) == len(named) <= 9
    on_a_phone = [said(one) for one in ticks if one.get("class") != "dw-roomy"]
    assert (on_a_phone[0], on_a_phone[-1]) == (named[0], named[-1])
    assert len(on_a_phone) <= 5
