"""Every picture of values shows its marks and its words, by every hand that draws it: nothing less, nothing else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from datawalk.charts.inputs import Plotted
from datawalk.charts.plotted import (
    Axis,
    DotRow,
    Dots,
    Layer,
    Line,
    LinePoint,
    Lines,
    Moment,
    Steps,
    Strip,
    StripPoint,
)
from drawn import HANDS, Drawing, Mark, Spot, stretches, texts_in

AXIS = Axis(0, 20, ((0, "0%"), (10, "10%"), (20, "20%")), "The scale & its note.")
DOTS = Dots(
    AXIS,
    (
        DotRow("Hispanic or Latino", "18.4%", "worst", 18.4, 16.2, 22.0),
        DotRow("American Indian", "14.9%", "hollow", 14.9, 9.8, 19.5, note="Too few people"),
        DotRow("White", "6.1%", "plain", 6.1, 5.6, 6.8),
        DotRow("Pacific Islander", "Not shown", "hidden"),
        DotRow("Asian", "5.2%", "reference", 5.2, 3.7, 7.2),
        DotRow("No margin", "7.5%", "plain", 7.5),
    ),
    8.7,
    "Everyone 8.7%",
)
STRIP = Strip(
    AXIS,
    (
        *(StripPoint(f"County {at}", f"{at}.0%", float(at)) for at in (3, 4, 4, 12)),
        StripPoint("Worst & last", "18%", 18.0, "worst"),
        StripPoint("Best", "2%", 2.0, "reference"),
        StripPoint("Second worst", "17.6%", 17.6, "worst"),
    ),
    9.0,
    "Everyone 9%",
)
LINES = Lines(
    AXIS,
    tuple((year, f"{year - 4}–{year}") for year in (2019, 2020, 2021, 2022)),
    (
        Line(
            "Group <one>",
            (
                LinePoint(2019, "2019", "15%", 15, 13, 17),
                LinePoint(2020, "2020", "Hidden"),
                LinePoint(2021, "2021", "12%", 12, 10, 14, hollow=True),
                LinePoint(2022, "2022", "11% · Few people", 11, 9, 13),
            ),
            "worst",
        ),
        Line("All", (LinePoint(2019, "2019", "5%", 5), LinePoint(2022, "2022", "6.5%", 6.5))),
        Line(
            "Expected",
            (LinePoint(2021, "2021", "8%", 8, 7, 9), LinePoint(2022, "2022", "16%", 16, 15, 17)),
            "reference",
            "dashed",
        ),
        Line("Aim", (LinePoint(2022, "2022", "1.5%", 1.5),), way="aim"),
        Line("Hidden", (LinePoint(2019, "2019", "Hidden"),)),
    ),
    (Moment(2019.5, "1"), Moment(2021.5, "2", done=False)),
    (2020.5, "Begun"),
)
STEPS = Steps(
    Axis(0, 20, ((0, "$0"), (10, "$10"), (20, "$20"))),
    ((0, "2026"), (3, "2027")),
    (
        Layer("Signed", (8, 6, 0, 4), "sure"),
        Layer("Held for a purpose", (0, 0, 2, 0), "quiet"),
        Layer("Likely", (2, 2, 2, 2), "hoped"),
        Layer("Missing", (0, 4, 8, 6), "lacking"),
    ),
    (2, "Money lacks"),
    (14, "An average month"),
)
EXAMPLES: dict[type, Plotted] = {type(one): one for one in (DOTS, STRIP, LINES, STEPS)}
TICKS = ["0%", "10%", "20%"]
Hand = Callable[[Plotted], Drawing]

every_hand = pytest.mark.parametrize("drawn", HANDS.values(), ids=HANDS)
every_size = pytest.mark.parametrize(
    "drawn",
    [HANDS[name] for name in HANDS if "dark" not in name],
    ids=[name for name in HANDS if "dark" not in name],
)
"""Where no colour is asked for, one theme is enough."""


def _dot(x: float, y: float, colour: str, look: str = "solid") -> Mark:
    return Mark("dot", ((x, y),), colour, look)  # type: ignore[arg-type]


def _line(one: Spot, other: Spot, colour: str, look: str = "solid") -> Mark:
    return Mark("line", (one, other), colour, look)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", get_args(Plotted), ids=lambda kind: kind.__name__)
def test_every_kind_owes_a_test_of_its_marks_and_one_of_its_words(kind: type) -> None:
    name = kind.__name__.lower()
    owed = [f"test_the_marks_of_{name}", f"test_the_words_of_{name}"]
    missing = [test for test in owed if test not in globals()]
    assert not missing, f"write {' and '.join(missing)} in tests/charts/{Path(__file__).name}, for every hand"
    assert kind in EXAMPLES, (
        f"add an example of {kind.__name__} to EXAMPLES in tests/charts/{Path(__file__).name}"
    )


UNDRAWN = {
    *(f"County {at}" for at in (3, 4, 12)),  # only places that are spoken of are named
    *("3.0%", "4.0%", "12.0%"),
    *("2019", "2020", "2021", "2022"),  # the periods stand below
    *("15%", "12%", "8%", "5%", "Hidden"),  # only the newest value of a line is told
    *("Signed", "Held for a purpose", "Likely", "Missing"),  # the key below names them
}
"""What a picture is given and leaves to its table or to its key."""


@every_hand
@pytest.mark.parametrize("picture", EXAMPLES.values(), ids=[kind.__name__ for kind in EXAMPLES])
def test_no_text_that_a_picture_is_given_is_left_out(drawn: Hand, picture: Plotted) -> None:
    told = "; ".join(drawn(picture).texts)
    owed = {text.partition(" · ")[0] for text in texts_in(picture)}
    assert sorted(text for text in owed - UNDRAWN if text not in told) == []


# Dots


@every_hand
def test_the_marks_of_dots(drawn: Hand) -> None:
    drawing = drawn(DOTS)
    assert drawing.dots == sorted(
        (
            _dot(18.4, 5, "coral"),
            _dot(14.9, 4, "quiet", "open"),
            _dot(6.1, 3, "quiet"),
            _dot(5.2, 1, "teal"),
            _dot(7.5, 0, "quiet"),
        )
    )
    assert drawing.lines == sorted(
        (
            _line((16.2, 5), (20, 5), "coral"),  # no bar goes beyond the axis
            _line((9.8, 4), (19.5, 4), "quiet", "broken"),
            _line((5.6, 3), (6.8, 3), "quiet"),
            _line((3.7, 1), (7.2, 1), "teal"),
        )
    )
    (everyone,) = drawing.upright
    (low, high) = sorted(everyone.spots)
    assert (low[0], everyone.colour, everyone.look) == (8.7, "ink", "broken")
    assert low[1] < 0 < 5 < high[1]
    assert drawing.areas == []
    assert drawing.grid == (0, 10, 20)


@every_hand
def test_the_words_of_dots(drawn: Hand) -> None:
    drawing = drawn(DOTS)
    assert sorted((words.text, round(words.y)) for words in drawing.words) == sorted(
        (
            ("Everyone 8.7%", 6),
            ("Hispanic or Latino", 5),
            ("18.4%", 5),
            ("American Indian", 4),
            ("14.9%", 4),
            ("Too few people", 4),
            ("White", 3),
            ("6.1%", 3),
            ("Pacific Islander", 2),
            ("Not shown", 2),
            ("Asian", 1),
            ("5.2%", 1),
            ("No margin", 0),
            ("7.5%", 0),
            ("0%", -1),
            ("10%", -1),
            ("20%", -1),
            ("The scale & its note.", -1),
        )
    )
    for row in DOTS.rows:
        name, value = drawing.word(row.label), drawing.word(row.text)
        spoken = {"worst": "coral", "reference": "teal"}.get(row.tone)
        assert (name.anchor, name.bold) == ("right", spoken is not None)
        assert name.x <= 0, "names stand left of the axis"
        assert (value.anchor, value.bold) == ("left", spoken is not None)
        assert value.colour == (spoken or ("ink" if row.estimate is not None else "muted"))
        assert value.x >= min(row.upper or row.estimate or 0, 20), "values stand right of their interval"
    for value, label in AXIS.ticks:
        assert drawing.word(label).x == pytest.approx(value, abs=0.05)
    assert drawing.word("Everyone 8.7%").x == pytest.approx(8.7, abs=0.05)


@every_size
def test_an_axis_that_starts_elsewhere_says_so_and_everyone_may_be_unknown(drawn: Hand) -> None:
    axis = Axis(24, 32, ((24, "24%"), (32, "32%")), "The scale starts at 24%, not at zero.")
    rows = (DotRow("Bristol", "28.5%", "plain", 28.5, 26.7, 30.3), DotRow("Kent", "25%", "plain", 25))
    drawing = drawn(Dots(axis, rows))
    assert drawing.dots == [_dot(25, 0, "quiet"), _dot(28.5, 1, "quiet")]
    assert drawing.grid == (24, 32)
    assert drawing.word(axis.note).anchor == "center"
    assert drawing.upright == []


@every_size
@pytest.mark.parametrize(("at", "anchor"), [(1, "left"), (10, "center"), (19, "right")])
@pytest.mark.parametrize("picture", [Dots(AXIS, DOTS.rows[2:4]), Strip(AXIS, STRIP.points[:1])])
def test_the_words_of_everyone_lean_inwards(
    drawn: Hand, picture: Dots | Strip, at: float, anchor: str
) -> None:
    assert drawn(replace(picture, line=at, line_label="All")).word("All").anchor == anchor


# Strips


@every_hand
def test_the_marks_of_strip(drawn: Hand) -> None:
    drawing = drawn(STRIP)
    assert sorted((dot.spots[0][0], dot.colour, dot.look) for dot in drawing.dots) == [
        (2, "teal", "solid"),
        (3, "quiet", "solid"),
        (4, "quiet", "solid"),
        (4, "quiet", "solid"),
        (12, "quiet", "solid"),
        (17.6, "coral", "solid"),
        (18, "coral", "solid"),
    ]
    assert len({dot.spots for dot in drawing.dots}) == len(STRIP.points), "a dot hides another"
    ties = [one for one in drawing.upright if one.look == "solid"]
    assert sorted((tie.spots[0][0], tie.colour) for tie in ties) == [
        (2, "teal"),
        (17.6, "coral"),
        (18, "coral"),
    ]
    spots = {dot.spots[0] for dot in drawing.dots}
    assert all(spots & {*tie.spots} for tie in ties), "a tie begins at its dot"
    (everyone,) = (one for one in drawing.upright if one.look == "broken")
    assert (everyone.spots[0][0], everyone.colour) == (9, "ink")
    assert drawing.lines == drawing.areas == []
    assert drawing.grid == (0, 10, 20)


@every_hand
def test_the_words_of_strip(drawn: Hand) -> None:
    drawing = drawn(STRIP)
    names = {"Worst & last 18%": (18, "coral"), "Best 2%": (2, "teal"), "Second worst 17.6%": (17.6, "coral")}
    assert drawing.texts == sorted((*names, *TICKS, AXIS.note, "Everyone 9%"))
    ends = [end for one in drawing.upright if one.look == "solid" for end in one.spots]
    for text, (value, colour) in names.items():
        name = drawing.word(text)
        assert (name.colour, name.bold) == (colour, True)
        assert name.x == pytest.approx(value, abs=0.05)
        assert any((name.x, name.y) == pytest.approx(end, abs=0.05) for end in ends), "a tie ends at its name"
    first, second = drawing.word("Worst & last 18%"), drawing.word("Best 2%")
    everyone = [dot.spots[0][1] for dot in drawing.dots]
    assert second.y < min(everyone) <= max(everyone) < first.y, (
        "names stand above and below all dots by turns"
    )
    assert drawing.word("Everyone 9%").x == pytest.approx(9, abs=0.05)
    for value, label in AXIS.ticks:
        assert drawing.word(label).x == pytest.approx(value, abs=0.05)


# Lines


@every_hand
def test_the_marks_of_lines(drawn: Hand) -> None:
    drawing = drawn(LINES)
    assert drawing.dots == sorted(
        (
            _dot(2019, 15, "coral"),
            _dot(2021, 12, "coral", "open"),
            _dot(2022, 11, "coral"),
            _dot(2019, 5, "quiet"),
            _dot(2022, 6.5, "quiet"),
            _dot(2022, 1.5, "quiet", "aim"),
        )
    )
    assert drawing.lines == sorted(
        (
            _line((2021, 12), (2022, 11), "coral"),
            _line((2019, 5), (2022, 6.5), "quiet"),
            _line((2021, 8), (2022, 16), "teal", "broken"),
        )
    )
    alone, begun = sorted(drawing.upright, key=lambda one: one.spots)
    assert alone == _line((2019, 13), (2019, 17), "coral") or alone == _line((2019, 17), (2019, 13), "coral")
    assert (begun.spots[0][0], begun.look) == (2020.5, "broken")
    assert sorted((area.colour, area.look, *sorted(area.spots)) for area in drawing.areas) == [
        ("coral", "solid", (2021, 10), (2021, 14), (2022, 9), (2022, 13)),
        ("teal", "solid", (2021, 7), (2021, 9), (2022, 15), (2022, 17)),
    ]
    assert drawing.grid == (0, 10, 20)


@every_hand
def test_the_words_of_lines(drawn: Hand) -> None:
    drawing = drawn(LINES)
    ends = {"16%": "Expected", "11%": "Group <one>", "6.5%": "All", "1.5%": "Aim"}  # from top to bottom
    periods = [label for _, label in LINES.ticks]
    assert drawing.texts == sorted((*ends, *ends.values(), *TICKS, AXIS.note, *periods, "Begun", "1", "(2)"))
    values, names = ([drawing.word(text) for text in texts] for texts in (ends, ends.values()))
    for words in (values, names):
        assert [one.y for one in words] == sorted((one.y for one in words), reverse=True)
        assert [one.colour for one in words] == ["teal", "coral", "ink", "ink"]
        assert all(one.x > 2022 and one.anchor == "left" for one in words)
    assert [one.bold for one in values] == [True] * 4
    for at, label in LINES.ticks:
        assert drawing.word(label).x == pytest.approx(at, abs=0.05)
    for value, label in AXIS.ticks:
        assert drawing.word(label).y == pytest.approx(value, abs=0.05)
    assert drawing.word("1").x == pytest.approx(2019.5, abs=0.05)
    assert drawing.word("(2)").x == pytest.approx(2021.5, abs=0.05)
    assert 2020.5 <= drawing.word("Begun").x < 2020.6
    assert all(0 <= drawing.word(mark).y < 5 for mark in ("1", "(2)")), "marks of moments stand at the bottom"


@every_size
def test_an_interval_by_another_end_is_told_by_the_others(drawn: Hand) -> None:
    """A point of a stretch that has no interval has no part in the band."""
    points = tuple(
        LinePoint(at, str(at), f"{at}%", at - 2010, low, high)
        for at, low, high in ((2015, 4, 6), (2016, None, None), (2017, 6, 8))
    )
    (band,) = drawn(Lines(AXIS, ((2015, "2015"), (2017, "2017")), (Line("A", points),))).areas
    assert sorted(band.spots) == [(2015, 4), (2015, 6), (2017, 6), (2017, 8)]


# Steps


@every_hand
def test_the_marks_of_steps(drawn: Hand) -> None:
    drawing = drawn(STEPS)
    assert stretches(drawing.areas, 4) == {
        ("teal", "solid"): [(0, 8), (0, 6), None, (0, 4)],
        ("line", "solid"): [None, None, (0, 2), None],
        ("teal", "dotted"): [(8, 10), (6, 8), (2, 4), (4, 6)],
        ("coral", "hatched"): [None, (8, 12), (4, 12), (6, 12)],
    }
    (mark,) = drawing.upright
    assert (mark.spots[0][0], mark.colour, mark.look) == (2, "coral", "solid")
    assert sorted(y for _, y in mark.spots) == [0, 20]
    (level,) = drawing.lines
    assert level == _line((0, 14), (4, 14), "ink", "broken")
    assert drawing.dots == []
    assert drawing.grid == (0, 10, 20)


@every_hand
def test_the_words_of_steps(drawn: Hand) -> None:
    drawing = drawn(STEPS)
    assert drawing.texts == sorted(("$0", "$10", "$20", "2026", "2027", "Money lacks", "An average month"))
    for value, label in STEPS.axis.ticks:
        assert drawing.word(label).y == pytest.approx(value, abs=0.05)
    for step, label in STEPS.ticks:
        assert drawing.word(label).x == pytest.approx(step, abs=0.05)
    mark, level = drawing.word("Money lacks"), drawing.word("An average month")
    assert (mark.colour, mark.bold) == ("coral", True)
    assert mark.x == pytest.approx(2, abs=0.05)
    assert mark.y >= 20, "stands above the steps"
    assert (level.colour, level.anchor) == ("ink", "right")
    assert level.x == pytest.approx(4, abs=0.05)
    assert 14 <= level.y < 15, "stands on its line"


@every_size
@pytest.mark.parametrize(("at", "anchor"), [(0, "left"), (6, "center"), (11, "right")])
def test_the_words_of_a_mark_lean_inwards(drawn: Hand, at: int, anchor: str) -> None:
    year = Steps(STEPS.axis, ((0, "2026"), (11, "2027")), (Layer("Signed", (5,) * 12, "sure"),), (at, "Here"))
    assert drawn(year).word("Here").anchor == anchor


@every_size
def test_a_layer_of_nothing_is_not_drawn(drawn: Hand) -> None:
    none = Layer("Likely", (0, 0), "hoped")
    picture = Steps(STEPS.axis, ((0, "2026"), (1, "2027")), (Layer("Signed", (3, 3), "sure"), none))
    drawing = drawn(picture)
    assert stretches(drawing.areas, 2) == {("teal", "solid"): [(0, 3), (0, 3)]}
    assert drawing.upright == drawing.lines == []


# All


NOTHING = (
    Dots(AXIS, ()),
    Strip(AXIS, ()),
    Lines(AXIS, ((2020, "2020"), (2021, "2021")), (Line("A", (LinePoint(2020, "2020", "Not shown"),)),)),
)


@every_size
@pytest.mark.parametrize("picture", NOTHING, ids=lambda one: type(one).__name__)
def test_where_there_is_nothing_the_axis_stands_alone(drawn: Hand, picture: Plotted) -> None:
    drawing = drawn(picture)
    assert drawing.marks == ()
    assert drawing.grid == (0, 10, 20)
    assert set(drawing.texts) - {"2020", "2021"} == {*TICKS, AXIS.note}
