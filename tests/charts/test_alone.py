"""Pictures that stand alone: title, finding and source with them, legible, nothing on top of anything else."""

import re
from collections.abc import Iterator
from typing import get_args
from xml.etree import ElementTree

import pytest

from datawalk.charts.inputs import Picture, Plotted, Written
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
from datawalk.charts.standing import Heading, standing
from datawalk.charts.written import Grid
from drawn import texts_in
from drawn.bad import BAD
from drawn.examples import EXAMPLES

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
PICTURES: dict[str, Picture] = {"dots": DOTS, "strip": STRIP, "lines": LINES, "steps": STEPS, **BAD}
HEADING = Heading(
    "Who goes <without> & why?",
    "18.4% of some, 5.2% of others. " * 8,
    ("Source: a survey.", "Made up."),
    "es",
)
SPACE = "{http://www.w3.org/2000/svg}"


def _examples() -> dict[str, Picture]:
    """One of each kind of words, with the pictures of values."""
    return {**PICTURES, **{kind.__name__: one for kind, one in EXAMPLES.items()}}


def _root(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(standing(picture, HEADING))


def test_every_kind_is_looked_at() -> None:
    kinds = {type(picture) for picture in _examples().values()}
    assert {*get_args(Plotted), *get_args(Written)} <= kinds, "a kind is missing"


@pytest.mark.parametrize("picture", _examples().values(), ids=_examples())
def test_a_drawing_takes_nothing_from_elsewhere_and_has_its_looks_written_in(picture: Picture) -> None:
    drawing = standing(picture, HEADING)
    assert not re.findall(r"href|<script|class=|style=|var\(|data-", drawing)
    named = set(re.findall(r"url\(#(\w+)\)", drawing))
    assert named <= set(re.findall(r'id="(\w+)"', drawing))


@pytest.mark.parametrize("picture", _examples().values(), ids=_examples())
def test_a_drawing_says_what_it_shows_and_where_it_comes_from(picture: Picture) -> None:
    root = _root(picture)
    assert root.findtext(f"{SPACE}title") == HEADING.title
    said = " ".join("".join(one.itertext()) for one in root.iter(f"{SPACE}text"))
    for words in (HEADING.title, *HEADING.foot):
        assert words in said


@pytest.mark.parametrize("name", EXAMPLES, ids=lambda kind: kind.__name__)
def test_every_text_that_a_picture_is_given_is_there(name: type) -> None:
    picture = EXAMPLES[name]
    said = "".join(
        " ".join("".join(one.itertext()) for one in _root(picture).iter(f"{SPACE}text")).lower().split()
    )
    gone = {"A", "B", "C", "D", "E", "Nobody", "The same ties as a map."} | {"12%", "8%", "not known"}
    owed = [
        text for text in texts_in(picture) if text not in gone and "".join(text.lower().split()) not in said
    ]
    assert [text for text in owed if not (name is Grid and text in ("Schools",))] == []


@pytest.mark.parametrize("picture", _examples().values(), ids=_examples())
def test_no_words_are_too_small_or_off_the_sheet(picture: Picture) -> None:
    root = _root(picture)
    wide, tall = (float(part) for part in root.get("viewBox", "").split()[2:])
    nodes = list(_texts(root, 0.0, 0.0))
    assert nodes
    for node, across, down in nodes:
        size = float(node.get("font-size", "25"))
        assert size >= 12
        words = "".join(node.itertext())
        length = len(words) * size * 0.46
        x = float(node.get("x", "0")) + across
        start = x - {"start": 0, "middle": length / 2, "end": length}[node.get("text-anchor", "start")]
        assert start >= -2, words
        assert start + length <= wide + 2, words
        assert 0 <= float(node.get("y", "0")) + down <= tall, words


def _texts(
    node: ElementTree.Element, across: float, down: float
) -> Iterator[tuple[ElementTree.Element, float, float]]:
    """Every text with how far what it stands in is moved; names on a map, in its own numbers, are left out."""
    moved = re.fullmatch(r"translate\((-?[\d.]+) (-?[\d.]+)\)", node.get("transform", ""))
    if moved:
        across, down = across + float(moved[1]), down + float(moved[2])
    for one in node:
        if one.tag == f"{SPACE}text":
            yield one, across, down
        elif one.tag != f"{SPACE}svg":
            yield from _texts(one, across, down)


def test_every_place_of_a_strip_is_drawn() -> None:
    assert len(re.findall("<circle", standing(STRIP, HEADING))) == len(STRIP.points)
