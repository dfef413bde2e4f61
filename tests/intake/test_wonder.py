"""The format `wonder`: every way its tables come, and every fault with its whole message."""

from functools import partial
from pathlib import Path

import pytest

from datawalk.domain.periods import Period
from datawalk.intake.formats.catalogue import measures
from datawalk.intake.formats.shape import Parsed
from one_file import errors, read_one, with_change

SMALL = Path(__file__).parents[1] / "data" / "small" / "wonder"


parsed = partial(read_one, "wonder")


def changed(tmp_path: Path, name: str, old: str, new: str) -> list[str]:
    return parsed(with_change(SMALL / name, tmp_path, old, new))[1]


def cells(found: Parsed) -> list[tuple[object, ...]]:
    return [
        (
            one.indicator_id,
            one.place_id,
            str(one.period),
            one.subgroup,
            one.estimate,
            one.numerator,
            one.denominator,
            one.flag,
        )
        for one, *_ in found.observations
    ]


def test_races_are_those_of_people_who_are_not_hispanic() -> None:
    found, said = parsed(SMALL / "race_ethnicity.csv")
    assert cells(found) == [
        ("wonder_27010", "01", "2022", "aian", 0.0, 0, 11_000, ""),
        ("wonder_27010", "01", "2022", "black", 10.0, 60, 600_000, ""),
        ("wonder_27010", "01", "2022", "white", None, None, None, "suppressed"),
        ("wonder_27010", "02", "2021", "white", None, None, None, "missing"),
    ]
    assert said == [
        "warning: race_ethnicity.csv, row 2: Rows of Hispanic people of one race are parts of a group that the "
        "publisher does not add up; left out (2 rows like it).",
        "warning: race_ethnicity.csv, row 4: Rows about groups that have none like them here, or about two at once, "
        "are left out (2 rows like it).",
        "warning: race_ethnicity.csv, row 8: Rows of people whose ethnicity is unknown, or of all ethnicities, "
        "are left out.",
    ]
    denominator = found.indicators["wonder_27010"].denominator
    assert denominator is not None
    assert str(denominator.said("en")) == "Women and girls (female people of all ages)"


def test_within_keeps_one_state() -> None:
    found, said = parsed(SMALL / "race_ethnicity.csv", within=("02",))
    assert [place.place_id for place, *_ in found.places] == ["02"]
    assert said == []


def test_counties_sexes_totals_limits_and_unreliable_rates() -> None:
    found, said = parsed(SMALL / "deaths_counties.csv")
    assert cells(found) == [
        ("wonder_deaths", "01001", "2020", "female", 600.0, 120, 20_000, ""),
        ("wonder_deaths", "01001", "2020", "male", None, 12, 19_000, "unreliable"),
        ("wonder_deaths", "01001", "2020", "total", 338.5, 132, 39_000, ""),
        ("wonder_deaths", "01003", "2020", "male", 73.7, 14, 19_000, "unreliable"),
    ]
    first, second, *_ = (one for one, *_ in found.observations)
    assert (first.lower, first.upper, first.se) == (490.0, 710.0, 56.2)
    assert (second.lower, second.upper, second.se) == (None, None, None)
    assert second.note == "CDC WONDER calls the rate unreliable, because few cases are behind it."
    assert [place.name for place, *_ in found.places] == ["Autauga County", "Baldwin County"]
    assert said == [
        "warning: deaths_counties.csv: The age-adjusted rates are left out.",
        "warning: deaths_counties.csv, row 6: Rows that add up all years are left out.",
    ]


def test_ethnicity_alone_gives_one_group_and_the_query_the_years() -> None:
    found, said = parsed(SMALL / "hispanic_origin.csv")
    assert cells(found) == [("wonder_22030_deaths", "00", "2019-2021", "hispanic", 10.0, 100, 1_000_000, "")]
    assert said == [
        "warning: hispanic_origin.csv, row 3: Rows of people who are not Hispanic, of all races together, are "
        "several groups here; left out.",
        "warning: hispanic_origin.csv, row 4: Rows of people whose ethnicity is unknown, or of all ethnicities, "
        "are left out.",
        "warning: hispanic_origin.csv: Cancer sites not known here are left out: '36010'.",
    ]


def test_race_alone_is_read_and_says_so() -> None:
    found, said = parsed(SMALL / "race_alone.csv")
    assert [one[3] for one in cells(found)] == ["nhpi", "multiracial"]
    assert said == [
        "warning: race_alone.csv: The file divides people by race alone, so its races include Hispanic people."
    ]


def test_new_cases_and_deaths_are_two_indicators(tmp_path: Path) -> None:
    text = (SMALL / "race_alone.csv").read_text(encoding="utf-8")
    path = tmp_path / "cases.csv"
    path.write_text(text.replace(",Deaths,", ",Count,"), encoding="utf-8")
    assert cells(parsed(path)[0])[0][0] == "wonder_21041_21052"


def test_a_table_without_years_takes_those_of_its_source(tmp_path: Path) -> None:
    text = (SMALL / "hispanic_origin.csv").read_text(encoding="utf-8")
    path = tmp_path / "no_years.csv"
    path.write_text(text.replace("Year: 2019; 2020; 2021,,,,,,,\n", ""), encoding="utf-8")
    assert cells(parsed(path, period=Period(2018, 2021))[0])[0][2] == "2018-2021"
    assert errors(parsed(path)[1]) == [
        "no_years.csv: The file does not say which year or years it is about. "
        'Add it with --period 2019-2023, or write period = "2019-2023" into its source.toml.'
    ]


def test_text_that_is_no_csv_below_the_notes_does_no_harm(tmp_path: Path) -> None:
    assert errors(changed(tmp_path, "race_ethnicity.csv", "Caveats:", '"Caveats: "never" closed')) == []


NOTES = "Export the table again from CDC WONDER and keep all its lines."
LIMIT = "Export the table again from CDC WONDER without that limit, or grouped by it."


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "race_ethnicity.csv",
            "Query Parameters:",
            "Query",
            f": The notes below the rows are gone; they say which people the figures are about. {NOTES}",
        ),
        (
            "race_ethnicity.csv",
            "Sex: Female",
            "Sex: All",
            ": This cancer is read for 'Sex: Female', and the table is not limited to it. "
            "Choose that sex in CDC WONDER and export the table again.",
        ),
        (
            "race_ethnicity.csv",
            "Standard Population: 2000 U.S. Std. Million",
            "Age Groups: 15-19 years; 20-24 years",
            f": The figures are not about everyone, but only about 'Age Groups: 15-19 years; 20-24 years'. {LIMIT}",
        ),
        (
            "race_alone.csv",
            "Group By: ",
            'Sex: Male"\n"Group By: ',
            f": The figures are not about everyone, but only about 'Sex: Male'. {LIMIT}",
        ),
        (
            "race_alone.csv",
            "Group By: ",
            'States: Alabama; Alaska"\n"Group By: ',
            ": The figures are of some states, and the table is not grouped by them. "
            "Group it by state in CDC WONDER and export it again.",
        ),
        (
            "deaths_counties.csv",
            "Autopsy: All",
            "Leading Cancer Sites: Breast",
            ": The table is about 'Breast', but not grouped by it. "
            "Group it by Leading Cancer Sites in CDC WONDER and export it again.",
        ),
        (
            "race_alone.csv",
            "Calculate Rates Per: 100,000",
            "Calculate Rates Per: 1,000",
            ": The rates are not per 100,000 people. Export the table again with rates per 100,000.",
        ),
        (
            "race_ethnicity.csv",
            ",Crude Rate",
            ",Rate",
            ", row 1: The column 'Crude Rate' of a CDC WONDER table is missing. "
            "Export the table again from CDC WONDER.",
        ),
        (
            "race_ethnicity.csv",
            "60,600000,10.0",
            "60,600000,some",
            ", row 5, column Crude Rate: 'some' is not a number. "
            "Write digits with a point for decimals, or leave the cell blank.",
        ),
        (
            "race_ethnicity.csv",
            '"Alaska","2"',
            '"Alaska","03"',
            ", row 10, column States Code: '03' is not a state. Known here: Alabama, Alaska, American Samoa, "
            "Arizona, Arkansas, California, Colorado, Connecticut, Delaware, District of Columbia, Florida, Georgia "
            "and more.",
        ),
        (
            "race_ethnicity.csv",
            '"27010"',
            '"99999"',
            ", row 2: The cancer site '99999' ('United States and Puerto Rico Cancer Statistics, 1999-2022 "
            "Incidence') is not known here. Known here: new cases of and deaths from the cancers 21041-21052, 22030, "
            "26000, 27010, 28010, and deaths from any cause.",
        ),
        (
            "deaths_counties.csv",
            "Underlying Cause of Death, 2018-2023, Single Race",
            "Provisional Mortality Statistics, 2018 through Last Week",
            ", row 2: This table of deaths ('Provisional Mortality Statistics, 2018 through Last Week') is not known "
            "here. Known here: new cases of and deaths from the cancers 21041-21052, 22030, 26000, 27010, 28010, "
            "and deaths from any cause.",
        ),
        (
            "race_alone.csv",
            "Single Race 6",
            "Age Groups",
            ": No row is about everyone, or about one group known here. Export the table again grouped by year, "
            "place, and race or sex, but not by both.",
        ),
        (
            "race_ethnicity.csv",
            '"Black or African American","2054-5"',
            '"",""',
            ", row 5, column Race: The cell is blank. Export the table again from CDC WONDER.",
        ),
        (
            "race_ethnicity.csv",
            '"Alaska","2"',
            '"",""',
            ", row 10, column States: The cell is blank. Export the table again from CDC WONDER.",
        ),
        (
            "race_alone.csv",
            '"2022","2022"',
            '"now","now"',
            ", row 2, column Year: 'now' is not a period. Write 2023 or 2019-2023.",
        ),
    ],
)
def test_a_fault_gives_its_whole_message(name: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    assert errors(changed(tmp_path, name, old, new))[0] == name + message


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert parsed(path)[1] == [
        "other.csv, row 1: The columns are not those of a table of CDC WONDER. Export a table of CDC WONDER as CSV, "
        "with the columns Notes, Count or Deaths, Population and Crude Rate."
    ]


def test_the_catalogue_speaks_both_languages() -> None:
    names: list[str] = []
    for code, (indicator, _) in measures("wonder").items():
        assert indicator.id == f"wonder_{code.lower()}"
        for text in (indicator.name, indicator.technical_name, indicator.cannot_say):
            assert (text.said("en").lang, text.said("es").lang) == ("en", "es")
        names.append(str(indicator.name.said("es")))
    assert len(names) == len(set(names))
