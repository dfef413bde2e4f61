"""Strips and lines as figures, and every picture of values on paper."""

from typing import Any
from xml.etree import ElementTree

import pytest

from datawalk.charts.draw import figure
from datawalk.charts.inputs import Plotted, Size, Theme
from datawalk.charts.palette import PALETTES
from datawalk.charts.plotted import Axis, DotRow, Dots, Line, LinePoint, Lines, Strip, StripPoint
from datawalk.charts.svg import svg

AXIS = Axis(0, 20, ((0, "0%"), (10, "10%"), (20, "20%")))
STRIP = Strip(
    AXIS,
    (
        *(StripPoint(f"County {n}", f"{n}%", float(n)) for n in range(3, 15)),
        StripPoint("Worst & last", "18%", 18.0, "worst"),
        StripPoint("Best", "2%", 2.0, "reference"),
    ),
    9.0,
    "Everyone in the state 9%",
)
LINES = Lines(
    AXIS,
    ((2019, "2019"), (2020, "2020"), (2021, "2021"), (2022, "2022")),
    (
        Line(
            "Group <one>",
            (
                LinePoint(2019, "2019", "15%", 15, 13, 17),
                LinePoint(2020, "2020", "Not shown to protect privacy"),
                LinePoint(2021, "2021", "12%", 12, 10, 14, hollow=True),
                LinePoint(2022, "2022", "11%", 11, 9, 13),
            ),
            "worst",
        ),
        Line("Everyone", (LinePoint(2019, "2019", "10%", 10.0), LinePoint(2022, "2022", "10%", 10.5))),
    ),
)
DOTS = Dots(
    AXIS,
    (
        DotRow("Hispanic or Latino", "18.4%", "worst", 18.4, 16, 20),
        DotRow("Pacific Islander", "Not shown to protect privacy", "hidden"),
        DotRow("Under 18", "9%", "hollow", 9.0, 2, 16, "Too few people to be sure"),
    ),
    9.0,
    "Everyone 9%",
)
PICTURES = {"dots": DOTS, "strip": STRIP, "lines": LINES}


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("size", ["page", "projector"])
@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_every_picture_is_drawn(picture: Plotted, size: Size, theme: Theme) -> None:
    drawn: Any = figure(picture, size=size, theme=theme)
    assert len(drawn.data) >= 2
    assert drawn.layout.showlegend is False
    assert drawn.layout.hovermode is False


def test_a_strip_sends_its_quiet_dots_as_one_trace() -> None:
    drawn: Any = figure(STRIP, size="page", theme="light")
    assert [len(trace.x) for trace in drawn.data] == [12, 1, 1]
    named = [note.text for note in drawn.layout.annotations if "%" in note.text]
    assert "<b>Worst & last 18%</b>" in named
    assert not [text for text in named if "County" in text]


def test_the_two_names_of_a_strip_stand_on_different_sides() -> None:
    drawn: Any = figure(STRIP, size="page", theme="light")
    heights = [note.y for note in drawn.layout.annotations if note.text.startswith("<b>")]
    assert heights[0] > 0 > heights[1]


def test_a_line_has_a_gap_where_there_is_no_figure() -> None:
    drawn: Any = figure(LINES, size="page", theme="light")
    line = next(trace for trace in drawn.data if trace.mode == "lines+markers")
    assert list(line.y) == [15, None, 12, 11]
    assert line.connectgaps is False
    assert line.marker.color[2] == PALETTES["light"].card
    bands = [trace for trace in drawn.data if trace.fill == "toself"]
    assert [list(band.x) for band in bands] == [[2021, 2022, 2022, 2021]]


def words(text: str) -> str:
    return " ".join(node.text or "" for node in ElementTree.fromstring(text).iter() if node.text)


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_paper_holds_the_words_and_nothing_from_elsewhere(picture: Plotted) -> None:
    text = svg(picture)
    said = words(text)
    assert "20%" in said
    assert "href" not in text
    assert "<script" not in text


def test_paper_says_why_a_group_has_no_number() -> None:
    said = words(svg(DOTS))
    assert "Not shown to protect privacy" in said
    assert "Too few people to be sure" in said
    assert "Everyone 9%" in said


def test_dots_on_paper_stand_where_their_value_is() -> None:
    root = ElementTree.fromstring(
        svg(Dots(AXIS, (DotRow("A", "5%", "plain", 5.0), DotRow("B", "15%", "plain", 15.0))))
    )
    space = {"s": "http://www.w3.org/2000/svg"}
    first, second = (float(one.get("cx", "0")) for one in root.findall("s:circle", space))
    ticks = [float(line.get("x1", "0")) for line in root.findall("s:line", space)]
    zero, twenty = min(ticks), max(ticks)
    assert first == pytest.approx(zero + (twenty - zero) * 0.25, abs=0.2)
    assert second == pytest.approx(zero + (twenty - zero) * 0.75, abs=0.2)
