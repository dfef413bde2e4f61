"""What is explored: every value with its sentence, nothing that is hidden, in both themes."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from plotly.io import to_json

from datawalk.charts.explored import Explorable, explorable, figure, marks, only, owners, without_figure
from datawalk.charts.inputs import Atlas, Theme
from datawalk.charts.palette import PALETTES
from datawalk.charts.plotted import Axis, DotRow, Dots, Line, LinePoint, Lines, Strip, StripPoint
from datawalk.charts.written import Prose

AXIS = Axis(0, 20, ((0, "0%"), (10, "10%"), (20, "20%")))
DOTS = Dots(
    AXIS,
    (
        DotRow(
            "Old <Mill>",
            "18.4%",
            "worst",
            18.4,
            16.2,
            22.0,
            said="Old Mill: 18.4%, for sure.",
            place="old_mill",
        ),
        DotRow("Eastgate", "9.1%", "hollow", 9.1, place="eastgate"),
        DotRow("Station Hill", "hidden, 77.7 people", "hidden", lower=77.7, upper=88.8, place="station_hill"),
    ),
    line=9.6,
    line_label="Everyone 9.6%",
)
STRIP = Strip(
    AXIS,
    tuple(
        StripPoint("Same name", f"{at}%", at, "worst" if at == 3 else "plain", place=f"p{at}")
        for at in range(8)
    ),
)
LINES = Lines(
    AXIS,
    ((2018.5, "2018"), (2019.5, "2019"), (2020.5, "2020")),
    (
        Line(
            "Asian",
            (
                LinePoint(2018.5, "2018", "8%", 8, 7, 9),
                LinePoint(2019.5, "2019", "hidden", None, 77.7, 88.8),
                LinePoint(2020.5, "2020", "6%", 6, hollow=True),
            ),
            "reference",
        ),
        Line("Nobody", (LinePoint(2018.5, "2018", "hidden"),)),
        Line(
            "Expected", (LinePoint(2018.5, "2018", "8%", 8), LinePoint(2020.5, "2020", "5%", 5)), way="dashed"
        ),
    ),
)
EVERY = [pytest.param(one, id=type(one).__name__) for one in (DOTS, STRIP, LINES)]


def _drawn(picture: Explorable, theme: Theme = "light") -> dict[str, Any]:
    return json.loads(to_json(figure(only(picture), theme=theme)) or "")


def _numbers(thing: object) -> Iterable[float]:
    if isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, list):
        for one in thing:
            yield from _numbers(one)
    elif isinstance(thing, int | float) and not isinstance(thing, bool):
        yield thing


@pytest.mark.parametrize("picture", EVERY)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_dot_carries_the_number_and_the_sentence_of_its_mark(picture: Explorable, theme: Theme) -> None:
    drawn, every = _drawn(picture, theme), marks(only(picture))
    found = {}
    for at, trace in enumerate(drawn["data"]):
        seen = 0
        for number, said, x, y in zip(
            trace["customdata"], trace["hovertext"], trace["x"], trace["y"], strict=True
        ):
            if number is not None:
                found[number] = (said.replace("<br>", " "), at, seen)
            seen += number is not None and x is not None and y is not None
    told = [one.said.replace("<", "&lt;").replace(">", "&gt;") for one in every]
    assert found == {
        number: (said, one.trace, one.point)
        for number, (one, said) in enumerate(zip(every, told, strict=True))
    }
    assert drawn["layout"]["font"]["color"] == PALETTES[theme].ink
    assert drawn["layout"]["hovermode"] == "closest"


@pytest.mark.parametrize("picture", EVERY)
def test_what_is_hidden_is_nowhere_in_the_figure(picture: Explorable) -> None:
    text = json.dumps(_drawn(picture))
    for secret in ("hidden", "Station Hill", "Nobody", "77.7", "88.8"):
        assert secret not in text
    assert not {77.7, 88.8} & set(_numbers(_drawn(picture)))


def test_values_and_intervals_stand_where_they_are() -> None:
    first, second = _drawn(DOTS)["data"]
    assert (first["x"], first["error_x"]["array"], first["error_x"]["arrayminus"]) == (
        [18.4],
        [pytest.approx(3.6)],
        [pytest.approx(2.2)],
    )
    assert second["x"] == [9.1]
    assert "error_x" not in second
    assert second["marker"]["color"] == PALETTES["light"].card
    assert sorted(x for trace in _drawn(STRIP)["data"] for x in trace["x"]) == list(range(8))
    asian, expected = _drawn(LINES)["data"]
    assert asian["y"] == [8, None, 6]
    assert asian["error_y"]["array"] == [1, 0, 0]
    assert expected["mode"] == "lines"


def test_a_name_of_two_places_is_two_marks() -> None:
    twice = Strip(AXIS, (StripPoint("Clay", "4%", 4, place="a"), StripPoint("Clay", "4%", 4, place="b")))
    assert [(mark.name, mark.place) for mark in marks(twice)] == [("Clay: 4%", "a"), ("Clay: 4% (2)", "b")]


def test_words_of_a_workspace_are_no_html() -> None:
    text = json.dumps(_drawn(replace(DOTS, rows=(DotRow('<a href="//evil">x</a>', "1%", estimate=1),))))
    assert "<a" not in text
    assert "&lt;a" in text


def test_some_groups_alone() -> None:
    assert owners(DOTS) == ("Old <Mill>", "Eastgate")
    assert [mark.owner for mark in marks(only(DOTS, ["Eastgate"]))] == ["Eastgate"]
    assert [mark.owner for mark in marks(only(LINES, ["Asian"]))] == ["Asian", "Asian"]
    assert without_figure(DOTS) == ("Station Hill: hidden, 77.7 people",)
    assert without_figure(LINES) == ("Asian, 2019: hidden", "Nobody, 2018: hidden")


def test_only_values_are_explored() -> None:
    assert explorable(Atlas(DOTS)) is DOTS
    assert explorable(Prose(("Words.",))) is None
    assert explorable(None) is None
    assert explorable(Dots(AXIS, (DotRow("A", "hidden", "hidden"),))) is None
    assert explorable(Strip(AXIS, ())) is None


@pytest.mark.parametrize("value", [0.0, -5.0, 1e12])
def test_values_that_are_all_equal_negative_or_huge(value: float) -> None:
    flat = Axis(value, value, ((value, "same"),))
    for picture in (
        Dots(
            flat, (DotRow("A" * 120, "same", estimate=value, lower=value - 1, upper=value + 1),), value, "All"
        ),
        Strip(flat, tuple(StripPoint(f"{at}", "same", value, "worst") for at in range(40)), value, "All"),
        Lines(flat, ((2020.5, "2020"),), (Line("A" * 120, (LinePoint(2020.5, "2020", "same", value),)),)),
    ):
        assert figure(only(picture), theme="light").data


def test_a_strip_of_thousands_is_no_taller_than_a_page() -> None:
    many = Strip(AXIS, tuple(StripPoint(f"{at}", f"{at}", at % 200 / 10) for at in range(3143)))
    drawn = _drawn(many)
    assert drawn["layout"]["height"] < 700
    assert drawn["data"][0]["marker"]["color"] == PALETTES["light"].mark("plain")  # said once, not of each
