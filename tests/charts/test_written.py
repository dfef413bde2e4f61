"""Grids, bars, events and maps as markup: real tables, every text escaped, shapes where they belong."""

import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest

from datawalk.charts.inputs import Theme, Written
from datawalk.charts.maps import map_svg, without_common_end
from datawalk.charts.markup import markup
from datawalk.charts.palette import PALETTES
from datawalk.charts.written import Event, Grid, GridCell, GridRow, Icons, Map, Pair, Pairs, Shape, Timeline

EVIL = '<b onclick="x">&'
SQUARE = (((0.0, 60.0), (1.0, 60.0), (1.0, 61.0), (0.0, 61.0)),)
HOLE = (SQUARE[0], ((0.4, 60.4), (0.6, 60.4), (0.6, 60.6)))
PICTURES: dict[str, Written] = {
    "grid": Grid(EVIL, (EVIL,), (GridRow(EVIL, (GridCell(EVIL, "far", EVIL),), EVIL),), (("far", EVIL),)),
    "pairs": Pairs(EVIL, EVIL, (Pair(EVIL, 0.5, 0.25, EVIL, EVIL, EVIL, spoken=True),)),
    "timeline": Timeline((Event(EVIL, EVIL, EVIL, EVIL, sure=False),)),
    "icons": Icons(3, 1, EVIL, EVIL, EVIL),
    "map": Map((Shape(EVIL, EVIL, (SQUARE,), 2),), ((2, EVIL),), EVIL),
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_every_text_is_escaped(picture: Written) -> None:
    said = markup(picture)
    assert 'onclick="x' not in said
    assert "&lt;b" in said


def test_a_grid_is_a_table_a_screen_reader_reads() -> None:
    row = GridRow("No insurance", (GridCell("18%", "farthest", "3.5 times"), GridCell("Not shown", "hidden")))
    said = markup(Grid("Indicator", ("Hispanic", "White"), (row,)))
    table = ElementTree.fromstring(re.search(r"<table.*</table>", said)[0])  # type: ignore[index]
    assert [one.get("scope") for one in table.iter("th")] == ["col", "col", "col", "row"]
    assert [one.get("class") for one in table.iter("td")] == ["dw-farthest", "dw-hidden"]
    assert 'tabindex="0"' in said


@pytest.mark.parametrize(("reached", "words"), [(0, ["left"]), (1, ["reached", "left"]), (3, ["reached"])])
def test_people_are_figures_for_the_eye_and_words_for_the_ear(reached: int, words: list[str]) -> None:
    said = markup(Icons(3, reached, "One stands for ten.", "reached", "left"))
    tree = ElementTree.fromstring(said)
    people = next(one for one in tree if one.get("aria-hidden") == "true")
    assert [one.get("class") for one in people].count("dw-person dw-reached") == reached
    assert len(people) == 3
    assert [one.findtext("span") for one in tree.iter("li")] == words


def test_bars_share_one_scale_from_zero() -> None:
    said = markup(
        Pairs("Members", "Seats", (Pair("A", 0.2, 0.4, "20%", "40%"), Pair("B", 0.1, 0.0, "10%", "0%")))
    )
    widths = [float(width) for width in re.findall(r"width:([\d.]+)%", said)]
    assert widths[0] == pytest.approx(widths[1] / 2)
    assert widths[2] == pytest.approx(widths[1] / 4)
    assert widths[3] == 0


def drawn(picture: Map, theme: Theme = "light") -> list[ElementTree.Element]:
    root = ElementTree.fromstring(map_svg(picture, theme=theme))
    return root.findall("{http://www.w3.org/2000/svg}path")


def test_a_map_is_an_image_with_its_words() -> None:
    said = markup(Map((Shape("East", "12%", (SQUARE,), 4),), ((4, "10 to 12%"),)))
    assert 'alt="East: 12%"' in said
    assert "10 to 12%" in said
    coded = re.search(r"base64,([^\"]+)", said)
    assert coded is not None
    ElementTree.fromstring(b64decode(coded[1]))


def test_longitudes_shrink_with_latitude() -> None:
    (path,) = drawn(Map((Shape("East", "", (SQUARE,), 0),), ()))
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d", ""))]
    wide, tall = max(numbers[0::2]) - min(numbers[0::2]), max(numbers[1::2]) - min(numbers[1::2])
    assert wide / tall == pytest.approx(0.4924, abs=0.01)  # cos 60.5 degrees


def test_a_hole_is_cut_out_and_the_chosen_place_is_drawn_last() -> None:
    chosen = Shape("Chosen", "", (HOLE,), 1, chosen=True)
    paths = drawn(Map((chosen, Shape("Other", "", (SQUARE,), None)), (), "No figure to show"))
    assert paths[-1].get("d", "").count("M") == 2
    assert paths[-1].get("fill-rule") == "evenodd"
    assert paths[0].get("stroke-dasharray")


def test_places_on_both_sides_of_the_date_line_lie_together() -> None:
    west = ((((-179.0, 51.0), (-178.0, 51.0), (-178.0, 52.0))),)
    east = ((((179.0, 51.0), (179.5, 51.0), (179.5, 52.0))),)
    first, second = drawn(Map((Shape("West", "", (west,), 0), Shape("East", "", (east,), 0)), ()))
    across = [[float(n) for n in re.findall(r"-?[\d.]+", one.get("d", ""))][0::2] for one in (first, second)]
    assert max(across[1]) < min(across[0])


@pytest.mark.parametrize("theme", PALETTES)
def test_the_shades_of_a_map_run_one_way(theme: Theme) -> None:
    def light(colour: str) -> int:
        return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5))

    steps = [light(colour) for colour in PALETTES[theme].shades]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_names_on_a_map_leave_out_what_all_end_with_and_never_touch() -> None:
    assert without_common_end(["Kent County", "Bristol County"]) == ["Kent", "Bristol"]
    assert without_common_end(["Old Mill", "East Bank"]) == ["Old Mill", "East Bank"]
    assert without_common_end(["County", "Kent County"]) == ["County", "Kent County"]
    assert without_common_end(["Kent County"]) == ["Kent County"]

    def square(left: float, wide: float) -> tuple[tuple[tuple[float, float], ...], ...]:
        return (((left, 0.0), (left + wide, 0.0), (left + wide, wide), (left, wide)),)

    large, small = (
        Shape("Largest Region", "1", (square(0, 10),)),
        Shape("Smallest Region", "2", (square(10, 1),)),
    )
    drawn = map_svg(Map((large, small), ()), theme="light")
    assert "Largest" in drawn
    assert "Region" not in drawn
    assert "Smallest" not in map_svg(
        Map((small, large, Shape("Middle Region", "3", (square(11, 1.5),))), ()), theme="light"
    )
