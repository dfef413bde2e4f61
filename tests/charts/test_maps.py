"""Maps: degrees become a drawing, holes stay open, names have room."""

import re

import pytest

from datawalk.charts.inputs import Theme
from datawalk.charts.maps import map_markup, without_common_end
from datawalk.charts.palette import PALETTES
from datawalk.charts.written import Map, Shape
from drawn import Element, read

SQUARE = (((0.0, 60.0), (1.0, 60.0), (1.0, 61.0), (0.0, 61.0)),)
HOLE = (SQUARE[0], ((0.4, 60.4), (0.6, 60.4), (0.6, 60.6)))


def drawn(picture: Map) -> list[Element]:
    return read(map_markup(picture)).findall(".//path")


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
    assert paths[0].get("class") == "dw-shape-none dw-unknown"


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
    drawn = map_markup(Map((large, small), ()))
    assert ">Largest<" in drawn
    assert "Region<" not in drawn
    three = (small, large, Shape("Middle Region", "3", (square(11, 1.5),)))
    assert ">Smallest<" not in map_markup(Map(three, ()))
