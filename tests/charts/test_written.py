"""Every picture of words and simple shapes shows its marks and its words; every text is escaped, and none is left out."""

import re
from dataclasses import replace
from math import atan2, dist, pi
from pathlib import Path
from typing import Any, get_args

import pytest

from datawalk.charts.inputs import Written
from datawalk.charts.picture import picture_markup
from datawalk.charts.written import (
    Letter,
    Prose,
    Tracks,
)
from drawn import Element, of_class, read, retold, said, texts_in
from drawn.examples import (
    EXAMPLES,
    FIGURES,
    GRID,
    ICONS,
    LETTER,
    MAP,
    PAIRS,
    PROSE,
    TILES,
    TIMELINE,
    TRACK,
    TRACKS,
    WEB,
)

WORDS_ALONE: set[type] = {Prose, Letter}
"""Kinds without a mark: what they show is their words."""


def _shown(picture: Written) -> Element:
    """The picture's element; its parts are in it."""
    (root,) = read(picture_markup(picture))
    return root


def _drawing(root: Element) -> Element:
    (found,) = root.iter("svg")
    return found


EVIL = "<b onclick='x'>&\"quoted\""
every_kind = pytest.mark.parametrize("picture", EXAMPLES.values(), ids=[kind.__name__ for kind in EXAMPLES])


@pytest.mark.parametrize("kind", get_args(Written), ids=lambda kind: kind.__name__)
def test_every_kind_owes_a_test_of_its_marks_and_one_of_its_words(kind: type) -> None:
    name = kind.__name__.lower()
    owed = [f"test_the_words_of_{name}", *([] if kind in WORDS_ALONE else [f"test_the_marks_of_{name}"])]
    missing = [test for test in owed if test not in globals()]
    assert not missing, f"write {' and '.join(missing)} in tests/charts/{Path(__file__).name}"
    assert kind in EXAMPLES, (
        f"add an example of {kind.__name__} to EXAMPLES in tests/charts/{Path(__file__).name}"
    )


UNDRAWN = {"Nobody"}
"""An arc without knots is not there."""


@every_kind
def test_no_text_that_a_picture_is_given_is_left_out(picture: Written) -> None:
    root = _shown(picture)
    aside = [one.get(name, "") for one in root.iter() for name in ("aria-label", "data-of", "data-group")]
    told = "; ".join([said(root), *aside])
    assert [text for text in texts_in(picture) if text not in told and text not in UNDRAWN] == []


@every_kind
def test_every_text_is_escaped(picture: Written) -> None:
    evil = retold(picture, lambda text: f"{EVIL}{text}>")
    root = _shown(evil)
    assert not [one for one in root.iter() if one.get("onclick")]
    told = "; ".join([*root.itertext(), *(value for one in root.iter() for value in one.attrib.values())])
    owed = {text for text in texts_in(evil) if text.removeprefix(EVIL)[:-1] not in UNDRAWN}
    whole = {text: told.count(text) for text in owed}
    assert [text for text, times in whole.items() if not times] == []
    assert told.count("<b onclick") == sum(whole.values()), "wherever a text begins, it goes on to its end"


# Tiles


def test_the_marks_of_tiles() -> None:
    tiles = _shown(TILES)[0]
    assert [one.get("class") for one in tiles] == [
        "dw-tile dw-filled",
        "dw-tile dw-listed",
        "dw-tile dw-perhaps",
        "dw-tile dw-empty",
    ]
    assert {one.tag for one in tiles} == {"li"}


def test_the_words_of_tiles() -> None:
    tiles = _shown(TILES)[0]
    assert [said(one) for one in tiles] == [f"{one.label} {one.text}" for one in TILES.tiles]
    assert [one.findtext("strong") for one in tiles] == [one.text for one in TILES.tiles]


# Tracks


def _track(**changes: Any) -> Element:
    return _shown(Tracks((replace(TRACK, **changes),)))


def _at(root: Element, name: str, side: str = "left") -> list[float]:
    """How far along its line a mark stands."""
    return [float(re.findall(rf"{side}:([\d.]+)%", one.attrib["style"])[0]) for one in of_class(root, name)]


def test_the_marks_of_tracks() -> None:
    root = _shown(TRACKS)
    assert [one.get("class") for one in root[0]] == ["dw-track dw-caution", "dw-track dw-good"]
    assert _at(root, "dw-dot") == _at(root, "dw-done", "width") == _at(root, "dw-now") == [14.0, 100.0]
    assert _at(root, "dw-tick") == _at(root, "dw-expected") == [57.0, 57.0]


def test_the_words_of_tracks() -> None:
    first, second = _shown(TRACKS)[0]
    parts = {
        "area": "Equity",
        "statement": "Halve the gap",
        "owner": "The coalition",
        "now": "13.2 pts",
        "expected": "expected by now",
        "ends": "14.2 pts baseline7.1 pts by 2030",
        "detail": "behind pace",
    }
    assert {name: said(of_class(first, f"dw-{name}")[0]) for name in parts} == parts
    assert [said(one) for one in of_class(first, "dw-ends")[0]] == ["14.2 pts baseline", "7.1 pts by 2030"]
    assert first.findtext(".//strong") == "No change we can be sure of"
    assert said(of_class(second, "dw-goal")[0]).startswith("SystemsOne form")


@pytest.mark.parametrize("position", [None, 0.5])
@pytest.mark.parametrize("expected", [None, 0.25])
def test_what_is_not_known_of_a_goal_draws_no_mark(position: float | None, expected: float | None) -> None:
    root = _track(position=position, expected=expected)
    assert len(of_class(root, "dw-dot")) == len(of_class(root, "dw-done")) == (position is not None)
    assert len(of_class(root, "dw-tick")) == len(of_class(root, "dw-expected")) == (expected is not None)
    (now,) = of_class(root, "dw-now")
    assert ("dw-quiet" in now.attrib["class"], said(now)) == (position is None, "13.2 pts")


def test_a_goal_whose_numbers_are_withheld_draws_no_line() -> None:
    root = _track(baseline_text="", target_text="", current_text="", position=None, expected=None)
    assert of_class(root, "dw-line") == of_class(root, "dw-ends") == []
    assert said(of_class(root, "dw-verdict")[0]) == "No change we can be sure ofbehind pace"


# Prose and letters


def test_the_words_of_prose() -> None:
    prose = _shown(PROSE)[0]
    assert prose.get("lang") == "es"
    assert [(one.get("class"), said(one)) for one in prose] == [
        (None, "Escuchar primero."),
        (None, "Hablar después."),
        ("dw-by", "Una vecina"),
    ]
    assert of_class(_shown(replace(PROSE, by="")), "dw-by") == []


def test_the_words_of_letter() -> None:
    title, steps = _shown(LETTER)[0]
    assert (title.tag, said(title)) == ("h2", "What to say")
    assert [(one.findtext("b"), said(one)) for one in steps] == [
        ("Mission", "Mission You heal."),
        ("Role", "Role You know."),
    ]


# Maps


def _middle(path: Element) -> tuple[float, float]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.attrib["d"])]
    across, down = numbers[0::2], numbers[1::2]
    return (max(across) + min(across)) / 2, (max(down) + min(down)) / 2


def test_the_marks_of_map() -> None:
    root = _shown(MAP)
    east, west, north = _drawing(root).findall("path")
    assert [one.get("class") for one in (east, west, north)] == [
        "dw-shape-4",
        "dw-shape-1",
        "dw-shape-none dw-unknown",
    ]
    assert _middle(west)[0] < _middle(east)[0]
    assert _middle(west)[1] == pytest.approx(_middle(east)[1])
    assert _middle(north)[1] < _middle(west)[1]
    key = [one.get("class") for one in of_class(root, "dw-key")[0].iter("i")]
    assert key == ["dw-shade-1", "dw-shade-4", "dw-no-figure"]


def test_the_words_of_map() -> None:
    root = _shown(MAP)
    drawing = _drawing(root)
    labels = [shape.label for shape in MAP.shapes]
    paths = dict(zip(labels, drawing.findall("path"), strict=True))
    names = {said(one): one[0] for one in drawing.findall("text")}
    assert names.keys() == paths.keys()
    for name, place in names.items():
        spot = float(place.attrib["x"]), float(place.attrib["y"])
        assert dist(spot, _middle(paths[name])) < 5, f"{name} is named in its middle"
    heard = ["East: 12%", "West: 8%", "North: not known"]
    assert [said(one) for one in of_class(root, "dw-marks")[0]] == heard
    assert [one.get("data-mark") for one in paths.values()] == ["0", "1", "2"]
    assert [said(one) for one in of_class(root, "dw-key")[0]] == ["5 to 9%", "10 to 12%", "No figure"]


# Grids


def test_the_marks_of_grid() -> None:
    root = _shown(GRID)
    rows = root.findall(".//tbody/tr")
    assert [[one.get("class") for one in row.findall("td")] for row in rows] == [
        ["dw-farthest", "dw-best"],
        ["dw-hidden", "dw-plain"],
    ]
    assert [one.get("class") for one in of_class(root, "dw-key")[0].iter("i")] == ["dw-best", "dw-farthest"]
    bold = [cell.find("b") is not None for row in rows for cell in row.findall("td")]
    assert bold == [True, True, False, True], "what is hidden is no number"


def test_the_words_of_grid() -> None:
    root = _shown(GRID)
    assert [said(one) for one in root.findall(".//thead/tr/th")] == ["Indicator", "Hispanic", "White"]
    assert [[said(cell) for cell in row] for row in root.findall(".//tbody/tr")] == [
        ["No insurance", "18%3.5 times", "5%"],
        ["Asthmaof adults", "Hidden", "9%"],
    ]
    assert [one.text for one in root.iter("small")] == ["3.5 times", "of adults"]
    assert [one.get("data-of") for one in root.iter("td")] == ["Hispanic", "White"] * 2
    assert [said(one) for one in of_class(root, "dw-key")[0]] == ["The best", "Three times or more"]
    assert [one.get("scope") for one in root.iter("th")] == ["col", "col", "col", "row", "row"]
    assert of_class(root, "dw-grid-room")[0].get("tabindex") == "0"


def test_columns_with_short_names_say_their_long_ones_to_a_screen_reader() -> None:
    heads = _shown(replace(GRID, short=("1", "2"))).findall(".//thead/tr/th")
    assert [(said(one), one.get("aria-label")) for one in heads] == [
        ("Indicator", None),
        ("1", "Hispanic"),
        ("2", "White"),
    ]


# Pairs


def test_the_marks_of_pairs() -> None:
    root = _shown(PAIRS)
    lines = of_class(root, "dw-pairs")[0]
    widths = [
        [float(bar.attrib["style"].removeprefix("width:").removesuffix("%")) for bar in line.iter("i")]
        for line in lines
    ]
    assert [len(one) for one in widths] == [2, 2, 1, 1], "a share that is not shown has no bar"
    full = widths[0][1]
    assert 50 < full <= 100
    assert widths == [
        pytest.approx([full * part for part in one], abs=0.06)
        for one in ([0.5, 1], [0.25, 0], [0.125], [0.75])
    ]
    kinds = [[bar.get("class") for bar in of_class(line, "dw-bar")] for line in lines]
    first, second = "dw-bar dw-first", "dw-bar dw-second"
    assert kinds == [[first, second], [first, second], [first, second], [first]]
    assert [line.get("class") for line in lines] == [
        "dw-pair dw-spoken",
        "dw-pair dw-last",
        "dw-pair",
        "dw-pair",
    ]


def test_the_words_of_pairs() -> None:
    root = _shown(PAIRS)
    key, lines = of_class(root, "dw-pairs-key")[0], of_class(root, "dw-pairs")[0]
    assert [(one[0].get("class"), said(one)) for one in key] == [
        ("dw-first", "Members"),
        ("dw-second", "Seats"),
    ]
    assert [[said(line[0]), *(said(bar) for bar in of_class(line, "dw-bar"))] for line in lines] == [
        ["Healtha note", "20%", "40%"],
        ["Housing", "10%", "0%"],
        ["Media", "5%", "not shown"],
        ["Faith", "30%"],
    ]


# Timelines


def test_the_marks_of_timeline() -> None:
    events = _shown(TIMELINE)[0]
    assert [one.get("class") for one in events] == ["dw-event", "dw-event dw-open"]


def test_the_words_of_timeline() -> None:
    first, second = _shown(TIMELINE)[0]
    assert [said(one) for one in first] == ["March 2026Policy", "One form", "in force"]
    assert [said(one) for one in second] == ["May 2025Practice", "Open on Saturdays"]
    assert [one.findtext(".//b") for one in (first, second)] == ["Policy", "Practice"]


# Icons


def test_the_marks_of_icons() -> None:
    (people,) = of_class(_shown(ICONS), "dw-people")
    assert people.get("aria-hidden") == "true"
    assert ["dw-reached" in one.attrib["class"] for one in people] == [True, True, False, False, False]


@pytest.mark.parametrize(("reached", "words"), [(0, ["left"]), (2, ["reached", "left"]), (5, ["reached"])])
def test_the_words_of_icons(reached: int, words: list[str]) -> None:
    root = _shown(replace(ICONS, reached=reached))
    key = of_class(root, "dw-key")[0]
    assert [said(one) for one in key] == words
    assert ["dw-reached" in one[0].attrib["class"] for one in key] == [word == "reached" for word in words]
    assert said(of_class(root, "dw-each")[0]) == "One stands for ten."


# Webs


def _knots(drawing: Element) -> list[tuple[float, float]]:
    return [(float(one.attrib["cx"]), float(one.attrib["cy"])) for one in drawing.findall("circle")]


def _turned(spot: tuple[float, float], middle: tuple[float, float]) -> float:
    """How far around the ring from the top, clockwise, in parts of a turn."""
    return (atan2(spot[0] - middle[0], middle[1] - spot[1]) / (2 * pi) + 1e-6) % 1


def test_the_marks_of_web() -> None:
    drawing = _drawing(_shown(WEB))
    middle = 300.0, 300.0
    knots, circles = _knots(drawing), drawing.findall("circle")
    assert len(knots) == 5
    radii = [dist(knot, middle) for knot in knots]
    assert radii == pytest.approx([radii[0]] * 5, abs=1), "all stand on one ring"
    turns = [_turned(knot, middle) for knot in knots]
    assert turns[0] < 0.001, "the first stands at the top"
    steps = [later - one for one, later in zip(turns, [*turns[1:], 1.0], strict=True)]
    near, apart = steps[0], steps[2]
    assert steps == pytest.approx([near, near, apart, near, apart], abs=0.003)
    assert apart > 1.5 * near > 0, "arcs stand apart"
    assert ["dw-spoken" in one.attrib["class"] for one in circles] == [one.spoken for one in WEB.knots]
    large, *others = sorted((float(one.attrib["r"]) for one in circles), reverse=True)
    assert large > others[0] == others[-1]
    assert large == float(circles[2].attrib["r"])


def test_the_ties_of_a_web_join_their_knots() -> None:
    drawing = _drawing(_shown(WEB))
    knots, found = _knots(drawing), []
    for path in drawing.findall("path"):
        start, _, end = (
            (float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.attrib["d"])
        )
        found.append(
            (knots.index(start), knots.index(end), path.get("class"), float(path.attrib["stroke-width"]))
        )
    assert [(one, other, kind) for one, other, kind, _ in found] == [
        (0, 1, "dw-thread"),
        (1, 4, "dw-thread"),
        (2, 3, "dw-thread dw-spoken"),  # those of a knot that is spoken of lie above the others
    ]
    three, one, spoken = (wide for *_, wide in found)
    assert three > one == spoken > 0, "more ties are a thicker thread"
    tags = [one.tag for one in drawing]
    assert tags == sorted(tags, key=["path", "circle"].index), "no thread runs over a knot"


def test_the_words_of_web() -> None:
    root = _shown(WEB)
    (heard,) = of_class(root, "dw-marks")
    assert (heard.get("aria-label"), [said(one) for one in heard]) == (
        "The same ties as a map.",
        list("ABCDE"),
    )
    names = of_class(root, "dw-web")[0].findall("ul/li")
    assert [(one.findtext("i"), one.findtext("span")) for one in names] == [
        ("1", "Health"),
        ("2", "Housing & rent"),
    ]
    places = [
        tuple(map(float, re.findall(r"(?:left|top):(-?[\d.]+)%", one.attrib["style"]))) for one in names
    ]
    knots = _knots(_drawing(root))
    for arc, (left, top) in enumerate(places):
        own = [knot for knot, of in zip(knots, WEB.knots, strict=True) if of.arc == arc]
        arcs = [sum(one[at] for one in own) / len(own) - 300 for at in (0, 1)]
        assert atan2(top - 50, left - 50) == pytest.approx(atan2(arcs[1], arcs[0]), abs=0.05)
        assert dist((left, top), (50, 50)) > 50, "names stand outside the ring"
    sides = [one.get("class") for one in names]
    assert sides == ["dw-right" if left >= 50 else "dw-left" for left, _ in places]


def test_a_web_of_one_and_of_none_is_drawn() -> None:
    for knots in (WEB.knots[:1], ()):
        drawing = _drawing(_shown(replace(WEB, knots=knots, threads=())))
        assert len(drawing.findall("circle")) == len(knots)
        assert drawing.findall("path") == []


# Figures


def test_the_marks_of_figures() -> None:
    (key,) = of_class(_shown(FIGURES), "dw-layers")
    assert [(one[0].get("class"), said(one)) for one in key] == [
        ("dw-sure", "Signed"),
        ("dw-lacking", "Missing"),
    ]
    assert of_class(_shown(replace(FIGURES, key=())), "dw-key") == []


def test_the_words_of_figures() -> None:
    (numbers,) = of_class(_shown(FIGURES), "dw-figures")
    assert [(one.findtext("dt"), one.findtext("dd/b"), one.findtext("dd/small")) for one in numbers] == [
        ("Months paid", "7", "from June"),
        ("Sources", "2", "was 3"),
    ]
    assert of_class(_shown(replace(FIGURES, figures=())), "dw-figures") == []
