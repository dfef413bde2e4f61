"""The format `places`, in every variant its files come in."""

from pathlib import Path

import pytest

from datawalk.domain.periods import Period
from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Parsed, Reading
from datawalk.intake.problems import Problems

SMALL = Path(__file__).parents[1] / "data" / "small" / "places"
IN_2022 = Reading(period=Period(2022, 2022))
WIDE = (SMALL / "wide.csv").read_text(encoding="utf-8")
LONG = (SMALL / "22_columns.csv").read_text(encoding="utf-8")


def parsed(name: str, *, within: tuple[str, ...] = ()) -> Parsed:
    problems = Problems()
    [found] = read_file(
        SMALL / name, format_name="places", file=name, reading=Reading(within), problems=problems
    )
    assert problems.found == []
    return found


def told(text: str, *, folder: Path, reading: Reading = IN_2022) -> tuple[Parsed, list[str]]:
    """A file of this text as it is read, and what is told of it."""
    path = folder / "x.csv"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    [found] = read_file(path, format_name="places", file="x.csv", reading=reading, problems=problems)
    return found, [f"{'warning: ' * (one.severity == 'warning')}{one}" for one in problems.found]


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


def test_within_keeps_the_places_named_and_those_they_lie_in() -> None:
    assert [one.place_id for one, *_ in parsed("names.csv", within=("51",)).places] == [
        "51059",
        "51600",
        "51095",
        "51710",
    ]
    found = parsed("hidden_and_nation.csv", within=("09013",))
    assert [one.place_id for one, *_ in found.places] == ["09013", "00"]
    assert [one.place_id for one, *_ in found.observations] == ["09013", "00"]


def test_a_planning_region_of_connecticut_has_its_own_level() -> None:
    levels = {one.place_id: one.level for one, *_ in parsed("names.csv").places}
    assert (levels["09110"], levels["44007"]) == ("planning_region", "county")


def test_a_file_without_numbers_of_counties_names_them() -> None:
    found = parsed("by_year_no_numbers.csv")
    places = [one for one, *_ in found.places]
    assert [(one.place_id, one.level, one.parent_id, one.population) for one in places] == [
        ("00", "nation", None, 327_000_000),
        ("09?Tolland", "county", "09", 1000),
        ("29?Saint Louis", "county", "29", 2000),
        ("29?St. Louis City", "county", "29", 3000),
    ]
    assert {str(one.population_period) for one in places} == {"2018"}
    cells = [
        (one.place_id, str(one.period), one.estimate, one.lower, one.upper, one.flag, one.note)
        for one, *_ in found.observations
    ]
    assert cells == [
        ("00", "2018", 6.5, 6.4, 6.6, "", ""),
        ("09?Tolland", "2018", 7.5, 7.0, 8.0, "", ""),
        ("29?Saint Louis", "2018", None, None, None, "suppressed", "Not published by CDC PLACES."),
        ("29?St. Louis City", "2018", 8.5, 8.0, 9.0, "", ""),
    ]


def test_within_a_county_keeps_the_names_of_its_state_until_they_are_numbers() -> None:
    found = parsed("by_year_no_numbers.csv", within=("29510",))
    assert [one.place_id for one, *_ in found.places] == ["00", "29?Saint Louis", "29?St. Louis City"]


def test_a_county_without_number_and_name_is_told(tmp_path: Path) -> None:
    text = (SMALL / "by_year_no_numbers.csv").read_text(encoding="utf-8-sig").replace('"Tolland"', "NA")
    assert told(text, folder=tmp_path)[1] == [
        "x.csv, row 3, column LocationName: The cell is blank. Download the file again."
    ]


def test_a_misspelt_column_of_numbers_is_told(tmp_path: Path) -> None:
    assert told(LONG.replace(",LocationID,", ",Location_ID,"), folder=tmp_path)[1] == [
        "x.csv, row 1: The column 'LocationID' of a PLACES file is missing. "
        "'Location_ID' looks like it: rename it to 'LocationID'."
    ]


def test_two_missing_columns_are_both_told(tmp_path: Path) -> None:
    text = LONG.replace(",LocationID,", ",A,").replace("Year,", "B,")
    assert told(text, folder=tmp_path)[1] == [
        "x.csv, row 1: The column 'Year' of a PLACES file is missing. Download the file again.",
        "x.csv, row 1: The column 'LocationID' of a PLACES file is missing. Download the file again.",
    ]


def test_measures_not_known_are_left_out_with_one_note(tmp_path: Path) -> None:
    found, messages = told(LONG.replace(",SLEEP,", ",NAPS,"), folder=tmp_path)
    assert messages == ["warning: x.csv: 1 measure of the file is not known here and left out: NAPS."]
    assert len(found.observations) == 2


def test_the_wide_file_is_read_with_the_period_of_its_source(tmp_path: Path) -> None:
    found, messages = told(WIDE, folder=tmp_path)
    assert messages == [
        "warning: x.csv, row 3, column ACCESS2_AdjPrev: The interval is not around the estimate and is left out."
    ]
    cells = [
        (one.indicator_id[7:], one.place_id, str(one.period), one.estimate, one.lower, one.upper, one.flag)
        for one, *_ in found.observations
    ]
    assert cells == [
        ("access2_crude", "09110", "2022", 7.5, 6.5, 8.5, ""),
        ("access2_adjusted", "09110", "2022", 8.0, 7.0, 9.0, ""),
        ("foodstamp_crude", "09110", "2022", None, None, None, "missing"),
        ("foodstamp_adjusted", "09110", "2022", 12.0, 11.0, 13.0, ""),
        ("access2_crude", "01001", "2022", 0.0, 0.0, 10.5, ""),
        ("access2_adjusted", "01001", "2022", 9.5, None, None, ""),
        ("foodstamp_crude", "01001", "2022", 20.5, 19.5, 21.5, ""),
        ("foodstamp_adjusted", "01001", "2022", 21.0, 20.0, 22.0, ""),
    ]
    assert {one.note for one, *_ in found.observations} == {"", "Not published by CDC PLACES."}
    places = [
        (one.place_id, one.name, one.level, one.population, one.population_period) for one, *_ in found.places
    ]
    assert places == [
        ("09110", "Capitol Planning Region", "planning_region", 981_000, None),
        ("01001", "Autauga County", "county", 60_000, None),
    ]


def test_within_leaves_out_rows_of_the_wide_file(tmp_path: Path) -> None:
    found, messages = told(WIDE, folder=tmp_path, reading=IN_2022._replace(within=("09",)))
    assert (messages, len(found.observations), len(found.places)) == ([], 4, 1)


NO_PERIOD = (
    "x.csv: The file does not say which year or years it is about. "
    'Add it with --period 2019-2023, or write period = "2019-2023" into its source.toml.'
)


def test_the_wide_file_without_a_period_is_told(tmp_path: Path) -> None:
    found, messages = told(WIDE, folder=tmp_path, reading=Reading())
    assert (found.observations, messages) == ([], [NO_PERIOD])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "CountyFIPS",
            "County",
            "x.csv, row 1: The column 'CountyFIPS' of a wide PLACES file is missing. Download the file again.",
        ),
        (
            "TotalPop18plus",
            "TractFIPS",
            "x.csv, row 1: This is the PLACES file of census tracts, not of counties. "
            "Download the county data of PLACES.",
        ),
        (
            ",1001,",
            ",Autauga,",
            "x.csv, row 3, column CountyFIPS: 'Autauga' is not the number of a county. Write its five digits.",
        ),
        (",1001,", ",,", "x.csv, row 3, column CountyFIPS: The cell is blank. Download the file again."),
        (
            "AL,Alabama",
            "GA,Alabama",
            "x.csv, row 3, column CountyFIPS: The county 01001 is not in Georgia, whose counties begin with 13. "
            "Correct CountyFIPS or StateAbbr.",
        ),
        (
            "20.5,",
            "many,",
            "x.csv, row 3, column FOODSTAMP_CrudePrev: 'many' is not a number. "
            "Write digits with a point for decimals, or leave the cell blank.",
        ),
        (
            "(19.5, 21.5)",
            "19.5 to 21.5",
            "x.csv, row 3, column FOODSTAMP_Crude95ci: '19.5 to 21.5' is not an interval. Download the file again.",
        ),
        (
            "FOODSTAMP_",
            "FOODSTAMPS_",
            "warning: x.csv: 1 measure of the file is not known here and left out: FOODSTAMPS.",
        ),
    ],
)
def test_faults_of_the_wide_file(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert message in told(WIDE.replace(old, new), folder=tmp_path)[1]


def test_a_wide_file_of_which_no_measure_is_known_is_told(tmp_path: Path) -> None:
    text = WIDE.replace("FOODSTAMP_", "A_").replace("ACCESS2_", "ACCESS3_")
    assert told(text, folder=tmp_path)[1] == [
        "x.csv, row 1: 'ACCESS3' is not a PLACES measure known here. Did you mean 'ACCESS2'?"
    ]
