"""The format `places`, in every variant its files come in."""

from pathlib import Path

import pytest

from datawalk.domain.periods import Period
from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Parsed
from datawalk.intake.problems import Problems

SMALL = Path(__file__).parents[1] / "data" / "small" / "places"


def parsed(name: str) -> Parsed:
    problems = Problems()
    [found] = read_file(SMALL / name, format_name="places", file=name, problems=problems)
    assert problems.found == []
    return found


@pytest.mark.parametrize("name", ["bom_21_columns_lost_zero.csv", "22_columns.csv"])
def test_variants_read_the_same(name: str) -> None:
    found = parsed(name)
    cells = [
        (one.indicator_id, one.place_id, str(one.period), one.estimate, one.lower, one.upper)
        for one, *_ in found.observations
    ]
    assert cells == [
        ("places_access2_crude", "09013", "2021", 7.5, 6.5, 8.5),
        ("places_access2_adjusted", "09013", "2021", 7.0, 6.0, 8.0),
        ("places_sleep_crude", "09013", "2020", 30.0, 28.5, 31.5),
    ]
    assert all(one.se is None and one.numerator is None for one, *_ in found.observations)
    assert all(one.denominator is None and one.dimension == "total" for one, *_ in found.observations)
    assert set(found.indicators) == {cell[0] for cell in cells}


def test_the_population_is_that_of_the_newest_year() -> None:
    [(place, row, _)] = parsed("22_columns.csv").places
    assert (place.place_id, place.name, place.parent_id) == ("09013", "Tolland County", "09")
    assert (place.population, place.population_period, row) == (1000, Period(2021, 2021), 2)


def test_a_value_the_publisher_hid_is_suppressed_with_its_reason() -> None:
    first, second, nation = (one for one, *_ in parsed("hidden_and_nation.csv").observations)
    assert (first.flag, first.estimate, first.lower) == ("suppressed", None, None)
    assert first.note == "Estimates suppressed for population less than 50"
    assert second.note == "Not published by CDC PLACES."
    assert (nation.place_id, nation.estimate) == ("00", 7.5)


def test_the_nation_keeps_its_own_name_and_has_no_parent() -> None:
    nation = parsed("hidden_and_nation.csv").places[-1].model
    assert (nation.place_id, nation.name, nation.level) == ("00", "United States", "nation")
    assert (nation.parent_id, nation.population) == (None, 331_000_000)


def test_names_carry_the_word_of_their_state() -> None:
    assert [place.name for place, *_ in parsed("names.csv").places] == [
        "Orleans Parish",
        "Nome Census Area",
        "Haines Borough",
        "Anchorage Municipality",
        "Juneau City and Borough",
        "Fairfax County",
        "Fairfax City",
        "James City County",
        "Norfolk City",
        "Baltimore County",
        "Baltimore City",
        "St. Louis City",
        "Carson City",
        "District of Columbia",
        "Capitol Planning Region",
        "Ponce Municipio",
        "Providence County",
    ]
