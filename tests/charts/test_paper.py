"""Pictures on paper: an image with its words, legible, nothing on top of anything else."""

import re
from typing import get_args
from xml.etree import ElementTree

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
    Steps,
    Strip,
    StripPoint,
)
from datawalk.charts.svg import svg

AXIS = Axis(0, 20, ((0, "0%"), (10, "10%"), (20, "20%")), "A note & more.")
STRIP = Strip(
    AXIS,
    (
        *(StripPoint(f"County {at}", "", 3 + 0.1 * at) for at in range(100)),
        StripPoint("Lake of the Woods <County>", "17.2%", 17.2, "worst"),
        StripPoint("Big Stone County", "17.6%", 17.6, "worst"),
        StripPoint("Mahnomen County", "18%", 18.0, "reference"),
    ),
    9,
    "Everyone 9%",
)
DOTS = Dots(
    AXIS,
    (
        DotRow("A & B", "9%", "worst", 9, 8, 10, "Unsure"),
        DotRow("Small", "Not shown", "hidden"),
    ),
    8,
    "Everyone 8%",
)
POINTS = tuple(LinePoint(2000 + at, str(2000 + at), f"{8 + at}%", 8.0 + at, 7, 12) for at in range(3))
LINES = Lines(
    AXIS,
    tuple((point.at, point.label) for point in POINTS),
    (
        Line("Group <one>", POINTS, "worst"),
        Line("Everyone in Riverbend County", POINTS),
        Line("None", (LinePoint(2000, "2000", "Not shown"),)),
    ),
)
STEPS = Steps(
    Axis(0, 20000, ((0, "$0"), (10000, "$10,000"), (20000, "$20,000"))),
    tuple((12 * at, str(2026 + at)) for at in range(3)),
    (
        Layer("Signed & sure", (9000,) * 12 + (0,) * 24, "sure"),
        Layer("Likely", (0,) * 36, "hoped"),
        Layer("Missing", (0,) * 12 + (9000,) * 24, "lacking"),
    ),
    (12, "From January 2027 money is missing"),
    (12000, "Community organizations are paid $12,000"),
)
PICTURES: dict[str, Plotted] = {"dots": DOTS, "strip": STRIP, "lines": LINES, "steps": STEPS}
SPACE = "{http://www.w3.org/2000/svg}"


def _texts(picture: Plotted) -> list[ElementTree.Element]:
    return ElementTree.fromstring(svg(picture)).findall(f".//{SPACE}text")


def _box(node: ElementTree.Element) -> tuple[float, float, float, float]:
    size, words = float(node.get("font-size", "0")), node.text or ""
    wide = len(words) * size * 0.5
    start = (
        float(node.get("x", "0"))
        - {"start": 0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
    )
    y = float(node.get("y", "0"))
    return start, start + wide, y - size / 2, y + size / 2


def test_every_kind_is_looked_at() -> None:
    assert {type(picture) for picture in PICTURES.values()} == {*get_args(Plotted)}, "PICTURES lacks a kind"


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_a_drawing_takes_nothing_from_elsewhere(picture: Plotted) -> None:
    drawing = svg(picture)
    assert "href" not in drawing
    assert "<script" not in drawing
    named = set(re.findall(r"url\(#(\w+)\)", drawing))
    assert named <= set(re.findall(r'id="(\w+)"', drawing))


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_a_drawing_is_an_image_that_says_what_it_shows(picture: Plotted) -> None:
    root = ElementTree.fromstring(svg(picture))
    assert root.get("role") == "img"
    assert len(root.get("aria-label", "")) > 10


def test_the_words_of_a_drawing_name_what_is_spoken_about() -> None:
    said = {name: ElementTree.fromstring(svg(one)).get("aria-label", "") for name, one in PICTURES.items()}
    assert said["dots"] == "A & B: 9%; Small: Not shown; Everyone 8%"
    assert "Lake of the Woods <County> 17.2%" in said["strip"]
    assert "County 7" not in said["strip"]
    assert said["lines"] == "Group <one>: 10% (2002); Everyone in Riverbend County: 10% (2002)"
    assert said["steps"] == "Signed & sure; Missing; From January 2027 money is missing"


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_no_words_lie_on_others_or_are_too_small_or_off_the_sheet(picture: Plotted) -> None:
    tall = float(ElementTree.fromstring(svg(picture)).get("viewBox", "").split()[3])
    nodes = _texts(picture)
    assert all(float(node.get("font-size", "0")) >= 15 for node in nodes)
    boxes = [_box(node) for node in nodes]
    for at, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[1] <= 900
        assert one[2] >= 0
        assert one[3] <= tall
        for other in boxes[at + 1 :]:
            beside = one[1] <= other[0] or other[1] <= one[0]
            assert beside or one[3] <= other[2] + 0.01 or other[3] <= one[2] + 0.01


def test_every_place_of_a_strip_is_drawn() -> None:
    assert len(re.findall("<circle", svg(STRIP))) == len(STRIP.points)
