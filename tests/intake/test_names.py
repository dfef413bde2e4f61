"""Counties that one file only names and another only numbers, brought together."""

from collections.abc import Sequence

from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.intake.formats.gathering import BY_NAME
from datawalk.intake.formats.geography import fips_place
from datawalk.intake.formats.names import join_names
from datawalk.intake.formats.rows import Row
from datawalk.intake.formats.shape import OWN_ID, Feature, Layer, Parsed
from datawalk.intake.problems import Problems

IN_2018 = Period(2018, 2018)
NAMING = "sources/places/2026-02-01/named.csv"


def naming(*ids: str) -> Parsed:
    """A file that calls its counties by their names: a place and an observation for each id."""
    parsed = Parsed(NAMING)
    for row, key in enumerate(ids, start=2):
        name = key.partition(BY_NAME)[2]
        place = Place(
            place_id=key,
            name=name,
            level="county",
            parent_id=key[:2],
            population=row,
            population_period=IN_2018,
        )
        parsed.places.append(Row(place, row))
        parsed.observations.append(
            Row(Observation(indicator_id="x", place_id=key, period=IN_2018, estimate=float(row)), row)
        )
    return parsed


def numbering(named: dict[str, str]) -> Parsed:
    """A file with numbers and names of counties, written as published."""
    rows = [Row(fips_place(fips, name=name), 2) for fips, name in named.items()]
    return Parsed("sources/svi/2026-02-01/numbered.csv", places=rows)


def boundaries(properties: Sequence[dict[str, str]]) -> Parsed:
    features = [Feature(f"shape {at}", one, ()) for at, one in enumerate(properties)]
    return Parsed("sources/boundaries/2026-02-01/map.json", layers=[Layer("counties", features)])


def joined(
    one: Parsed, *others: Parsed, within: Sequence[str] = ()
) -> tuple[list[tuple[str, str]], list[str]]:
    """The counties of a file by number and name once joined, and what is told."""
    problems = Problems()
    join_names([one, *others], within={"places": within}, problems=problems)
    assert [row.model.place_id for row in one.observations] == [row.model.place_id for row in one.places]
    return [(row.model.place_id, row.model.name) for row in one.places], [
        f"{'warning: ' * (told.severity == 'warning')}{told}" for told in problems.found
    ]


def test_a_name_gets_the_number_that_another_file_has() -> None:
    found = joined(
        naming("27?Aitkin", "44?Kent"), numbering({"27001": "Aitkin", "44003": "Kent", "10001": "Kent"})
    )
    assert found == ([("27001", "Aitkin County"), ("44003", "Kent County")], [])


def test_a_name_gets_the_number_that_boundaries_have() -> None:
    shapes = boundaries([{OWN_ID: "27001", "name": "Aitkin"}, {"GEOID": "22071", "NAME": "Orleans"}])
    assert joined(naming("27?Aitkin", "22?Orleans"), shapes) == (
        [("27001", "Aitkin County"), ("22071", "Orleans Parish")],
        [],
    )


def test_the_figures_the_row_and_the_population_stay() -> None:
    one = naming("44?Kent")
    joined(one, numbering({"44003": "Kent"}))
    [(place, row, _)], [(figure, where, _)] = one.places, one.observations
    assert (place.population, place.population_period, row, where) == (2, IN_2018, 2, 2)
    assert (figure.estimate, place.level, place.parent_id) == (2.0, "county", "44")


def test_ways_to_write_a_name() -> None:
    there = {
        "29189": "St. Louis",
        "29186": "Ste. Genevieve",
        "12109": "Saint Johns",
        "17099": "LaSalle",
        "35013": "Doña Ana",
        "24033": "Prince George's",
        "19141": "O'Brien",
        "30049": "Lewis and Clark",
        "51095": "James City",
    }
    names = (
        "29?Saint Louis",
        "29?Sainte Genevieve",
        "12?St. Johns",
        "17?La Salle",
        "35?Dona Ana",
        "24?Prince Georges",
        "19?O’Brien County",
        "30?LEWIS AND CLARK",
        "51?James City",
    )
    found, told = joined(naming(*names), numbering(there))
    assert ([fips for fips, _ in found], told) == (list(there), [])


def test_a_county_stands_before_the_city_of_its_name() -> None:
    there = {
        "51059": "Fairfax",
        "51600": "Fairfax",
        "51710": "Norfolk",
        "24510": "Baltimore",
        "24005": "Baltimore",
    }
    names = "51?Fairfax", "51?Fairfax City", "51?Norfolk", "24?Baltimore City", "24?Baltimore"
    found, told = joined(naming(*names), numbering(there))
    assert ([fips for fips, _ in found], told) == (["51059", "51600", "51710", "24510", "24005"], [])


def test_connecticut_needs_no_other_file() -> None:
    assert joined(naming("09?Tolland", "09?Capitol", "09?Western Connecticut Planning Region")) == (
        [
            ("09013", "Tolland County"),
            ("09110", "Capitol Planning Region"),
            ("09190", "Western Connecticut Planning Region"),
        ],
        [],
    )


def test_names_of_no_county_and_of_two_are_one_warning() -> None:
    two = numbering({"48001": "Anderson", "48003": "Anderson"})
    found, told = joined(naming("48?Anderson", "27?Aitkin", "27?Anoka", "27?Becker", "09?Tolland"), two)
    assert found == [("09013", "Tolland County")]
    assert told == [
        f"warning: {NAMING}: The file has no numbers of counties, and 4 of its names are those of no county here, "
        "or of two: Anderson, Aitkin, Anoka. They are left out. "
        "Add a file that has both, such as boundaries or another source of the same counties."
    ]


def test_a_name_counts_only_in_its_state() -> None:
    found, told = joined(naming("44?Kent"), numbering({"10001": "Kent"}))
    assert (found, len(told)) == ([], 1)


def test_within_a_county_leaves_out_the_others_once_they_are_numbered() -> None:
    there = numbering({"27001": "Aitkin", "27003": "Anoka"})
    assert joined(naming("27?Aitkin", "27?Anoka"), there, within=("27003",)) == (
        [("27003", "Anoka County")],
        [],
    )


def test_places_that_have_numbers_are_left_alone() -> None:
    one = naming("27", "27?Aitkin")
    assert joined(one, numbering({"27001": "Aitkin"}))[0] == [("27", "Minnesota"), ("27001", "Aitkin County")]


def test_a_county_without_a_name_gets_it_from_another_file() -> None:
    nameless = Parsed("sources/chr/2026-02-01/codes.csv", places=[Row(fips_place("27001"), 2)])
    assert joined_names(nameless, numbering({"27001": "Aitkin"})) == (["Aitkin County"], [])


def test_counties_nobody_names_are_called_by_their_number_with_one_warning() -> None:
    rows = [Row(fips_place(fips), 2) for fips in ("27001", "27003", "09013")]
    nameless = Parsed("sources/chr/2026-02-01/codes.csv", places=rows)
    assert joined_names(nameless) == (
        ["27001 County", "27003 County", "Tolland County"],
        [
            "sources/chr/2026-02-01/codes.csv: 2 counties have no name in any file and are called by their number: "
            "27001, 27003. Add a file that names them, such as county_fips.csv or boundaries, "
            "or name them in tables/places.csv."
        ],
    )


def joined_names(one: Parsed, *others: Parsed) -> tuple[list[str], list[str]]:
    problems = Problems()
    join_names([one, *others], within={}, problems=problems)
    return [row.model.name for row in one.places], [str(told) for told in problems.found]
