"""The format `acs`: tables of the American Community Survey in every layout, with every mark, and what is refused."""

import json
from functools import partial
from math import hypot, sqrt
from pathlib import Path
from typing import Any

import pytest

from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.intake.formats.acs_cells import LETTERS
from datawalk.intake.formats.catalogue import measures
from datawalk.intake.formats.shape import Parsed
from one_file import read_one

SMALL = Path(__file__).parents[1] / "data" / "small" / "acs"
OVERLAYS = "ACSST5Y2018.S2701_data_with_overlays_2021-07-03T172209.csv"
Key = tuple[str, str, str]


read = partial(read_one, "acs")


def by_key(found: Parsed) -> dict[Key, Observation]:
    kept = {(one.indicator_id, one.place_id, one.subgroup): one for one, *_ in found.observations}
    assert len(kept) == len(found.observations)
    return kept


def written(tmp_path: Path, *lines: str, name: str = "ACSDT5Y2022.B25003-Data.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_portal_has_a_row_of_labels_below_the_names() -> None:
    found, said = read(SMALL / OVERLAYS)
    assert said == [
        f"warning: {OVERLAYS}, row 1: The file has no margins of error (columns ending in M), so its figures come without "
        "an interval. Download the table with margins of error."
    ]
    [birch, aitkin] = [one for one, *_ in found.observations]
    assert (birch.indicator_id, birch.place_id, str(birch.period)) == (
        "acs_s2701_c05_012",
        "01001",
        "2014-2018",
    )
    assert (birch.estimate, birch.se, birch.numerator, birch.denominator) == (11.0, None, None, None)
    assert (aitkin.flag, aitkin.estimate) == ("suppressed", None)
    assert [place.name for place, *_ in found.places] == ["Birch County", "Aitkin County"]


def test_every_mark_and_code_of_the_portal() -> None:
    found, said = read(SMALL / "ACSDT5Y2022.B19013-Data.csv")
    assert said == [
        "warning: ACSDT5Y2022.B19013-Data.csv, row 8: Places that are no county, state or nation are left out."
    ]
    kept = by_key(found)
    told = {
        key[1:]: (one.estimate, one.se, one.flag, one.note)
        for key, one in kept.items()
        if key[0] == "acs_b19013"
    }
    few, hidden = (
        "Too few people answered for an estimate.",
        "Not shown by the Census Bureau: too few people answered.",
    )
    assert told == {
        ("00", "total"): (70000.0, 1000.0, "", ""),
        ("00", "black"): (None, None, "missing", few),
        ("27", "total"): (80000.0, 0.0, "", ""),
        ("27", "black"): (None, None, "suppressed", hidden),
        ("27001", "total"): (None, None, "missing", "The Census Bureau says only 250,000 or more."),
        ("27001", "black"): (None, None, "missing", "The Census Bureau says only 2,500 or less."),
        ("27003", "total"): (None, None, "missing", few),
        ("27003", "black"): (None, None, "missing", "Not available for this place or group."),
        ("27005", "total"): (50000.0, None, "", ""),
        ("27005", "black"): (None, None, "suppressed", hidden),
    }
    assert {str(one.period) for one in kept.values()} == {"2018-2022"}
    people = {place.place_id: place.population for place, *_ in found.places}
    assert people == {"00": 330_000_000, "27": 5_700_000, "27001": 16_000, "27003": 360_000, "27005": 35_000}
    assert {place.population_period for place, *_ in found.places} == {Period(2018, 2022)}


def test_a_share_is_worked_out_of_its_cells_with_the_rules_of_the_census_bureau() -> None:
    found, _ = read(SMALL / "acs_2019_2023_small.csv")
    kept = by_key(found)
    one = kept["acs_b17020", "00", "black"]
    part, whole = sqrt(100 + 400 + 100), sqrt(100 + 400 + 100 + 900 + 400 + 100)
    assert (one.estimate, one.numerator, one.denominator, one.dimension) == (
        40.0,
        400,
        1000,
        "race_ethnicity",
    )
    assert one.se == pytest.approx(100 * sqrt(part**2 - 0.4**2 * whole**2) / 1000 / 1.645)
    nobody = kept["acs_b17020", "01001", "black"]
    assert (nobody.estimate, nobody.numerator, nobody.denominator) == (0.0, 0, 60)
    assert nobody.se == pytest.approx(
        100 * 15 / 60 / 1.645
    )  # of the three zeros the largest margin, no other
    owners = kept["acs_b25003", "01001", "total"]
    assert (owners.estimate, owners.numerator, owners.denominator) == (100.0, None, None)
    assert owners.se == pytest.approx(100 * 4 / 10 / 1.645)
    ratio = kept["acs_b19080", "00", "total"]
    assert (ratio.estimate, ratio.numerator, ratio.denominator) == (5.0, None, None)
    assert ratio.se == pytest.approx(hypot(400, 5 * 300) / 30000 / 1.645)


def test_what_cannot_be_worked_out_is_missing_or_has_no_error() -> None:
    kept = by_key(read(SMALL / "acs_2019_2023_small.csv")[0])

    def told(indicator: str, place: str, group: str = "total") -> tuple[Any, ...]:
        one = kept[f"acs_{indicator}", place, group]
        return one.estimate, one.se, one.flag, one.note

    assert told("b17020", "27", "black") == (None, None, "missing", "There is nobody to work it out from.")
    assert told("b25003", "27") == (100.0, None, "", "")
    assert told("b19080", "27") == (5.0, None, "", "")
    assert told("b19080", "01001") == (None, None, "missing", "The Census Bureau says only 250,000 or more.")
    assert told("b19013", "27", "hispanic") == (
        None,
        None,
        "missing",
        "The Census Bureau says only 2,500 or less.",
    )
    assert told("b19013", "01001", "hispanic")[3] == "The Census Bureau says only 250,000 or more."
    assert told("s2001_013", "27", "male") == (None, None, "missing", "Not in the file.")
    assert kept["acs_s2001_013", "27", "female"].dimension == "sex"


def test_cells_nobody_needs_are_told_once_by_table_and_half_a_table_too() -> None:
    _, said = read(SMALL / "acs_2019_2023_small.csv")
    lacking = ", ".join(f"B25074_{number:03d}E" for number in (10, 18, 19, 27, 28, 36, 37, 45))
    assert said == [
        "warning: acs_2019_2023_small.csv, row 1: Cells that no indicator is made of are left out, by table: "
        "B11002 (1), B25074 (2).",
        "warning: acs_2019_2023_small.csv, row 1: Some figures cannot be worked out, because these columns are not in the "
        f"file: {lacking} and more. Download the whole table.",
    ]


def test_wide_files_have_lost_zeros_and_all_kinds_of_places() -> None:
    found, _ = read(SMALL / "acs_2019_2023_small.csv")
    assert [(place.place_id, place.name, place.level) for place, *_ in found.places] == [
        ("00", "United States", "nation"),
        ("27", "Minnesota", "state"),
        ("01001", "Birch County", "county"),
    ]
    found, _ = read(SMALL / "acs_2019_2023_small.csv", within=("27",))
    assert [place.place_id for place, *_ in found.places] == ["00", "27"]


def test_an_answer_of_the_data_service_needs_a_period() -> None:
    found, said = read(SMALL / "insurance.json")
    assert found.observations == []
    assert said == [
        "insurance.json: The file does not say which year or years it is about. Add it with --period 2019-2023, "
        'or write period = "2019-2023" into its source.toml.'
    ]
    found, said = read(SMALL / "insurance.json", period=Period(2020, 2024))
    assert said[-1] == (
        "warning: insurance.json, row 1: The figures of white people include those who are Hispanic. "
        "Use the tables whose names end in H if the others are there too."
    )
    kept = by_key(found)
    one = kept["acs_c27001", "01001", "white"]
    assert (one.estimate, one.numerator, one.denominator) == (10.0, 100, 1000)
    assert one.se == pytest.approx(100 * sqrt(9**2 + 12**2 + 20**2 - 0.1**2 * 50**2) / 1000 / 1.645)
    assert kept["acs_c27001", "01003", "white"].flag == "missing"


def test_the_data_service_names_a_place_by_its_state_and_county(tmp_path: Path) -> None:
    def answer(*rows: list[str], place: list[str]) -> Path:
        path = tmp_path / "acs_2019_2023.json"
        path.write_text(json.dumps([["NAME", "B25003_001E", "B25003_002E", *place], *rows]), encoding="utf-8")
        return path

    found, _ = read(answer(["Aitkin County, Minnesota", "10", "5", "27", "001"], place=["state", "county"]))
    assert [place.place_id for place, *_ in found.places] == ["27001"]
    found, _ = read(answer(["Alabama", "10", "5", "01"], place=["state"]))
    assert [place.place_id for place, *_ in found.places] == ["01"]
    found, _ = read(answer(["United States", "10", "5", "1"], place=["us"]))
    assert [place.place_id for place, *_ in found.places] == ["00"]
    tract = ["Tract", "10", "5", "27", "001", "770100"]
    found, said = read(answer(tract, tract, place=["state", "county", "tract"]))
    assert found.observations == []
    assert said[0] == (
        "acs_2019_2023.json: None of the places is a county, a state or the nation. "
        "Download the table for counties, states or the United States."
    )


def test_white_people_who_are_not_hispanic_come_before_all_white_people(tmp_path: Path) -> None:
    cells = [f"B25003{letter}_00{number}E" for letter in "AH" for number in (1, 2)]
    path = written(tmp_path, ",".join(("GEO_ID", "NAME", *cells)), "0400000US27,Minnesota,10,5,8,6")
    found, said = read(path)
    assert [(one.subgroup, one.estimate) for one, *_ in found.observations] == [("white", 75.0)]
    assert said[0] == (
        "warning: ACSDT5Y2022.B25003-Data.csv, row 1: Cells that no indicator is made of are left out, by table: B25003A (2)."
    )


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("ACSDT1Y2022.B25003-Data.csv", "2022"),
        ("ACSDT5Y2022.B25003-Data.csv", "2018-2022"),
        ("ACSDT3Y2013.B25003.csv", "2011-2013"),
        ("acs_2019_2023_owners.csv", "2019-2023"),
    ],
)
def test_the_name_of_the_file_says_its_years(tmp_path: Path, name: str, period: str) -> None:
    path = written(tmp_path, "GEO_ID,NAME,B25003_001E,B25003_002E", "0400000US27,Minnesota,10,5", name=name)
    assert [str(one.period) for one, *_ in read(path)[0].observations] == [period]


def test_rows_that_move_from_year_to_year_are_read_by_their_labels(tmp_path: Path) -> None:
    names, row = "GEO_ID,NAME,S2701_C05_012E,S2701_C05_012M", "0400000US27,Minnesota,5.5,0.3"
    label = (
        "Geography,Name,Estimate!!Percent Uninsured!!Civilian noninstitutionalized population!!AGE!!{},Margin"
    )
    later = "ACSST5Y2030.S2701-Data.csv"
    found, _ = read(written(tmp_path, names, label.format("19 to 64 years"), row, name=later))
    assert [(one.estimate, one.se) for one, *_ in found.observations] == [(5.5, 0.3 / 1.645)]
    cannot = (
        f"{later}, row 1: No indicator can be made of these cells: S2701 (1). Download the whole table from the "
        "Census Bureau's portal, and keep its row of labels."
    )
    for lines in ((names, label.format("35 to 44 years"), row), (names, row)):
        found, said = read(written(tmp_path, *lines, name=later))
        assert (found.observations, said) == ([], [cannot])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "0500000US27001,Aitkin,ten,1,5,1",
            "row 2, column B25003_001E: 'ten' is not a number. Write digits with a point for decimals, or leave the cell "
            "blank.",
        ),
        (
            "0500000US27001,Aitkin,10,few,5,1",
            "row 2, column B25003_001M: 'few' is not a number. Write digits with a point for decimals, or leave the cell "
            "blank.",
        ),
        (
            "0500000US27001,Aitkin,10,1,-5,1",
            "row 2, column B25003_002E: '-5' is below 0. Write a number of 0 or more, or leave the cell blank.",
        ),
        (
            "0500000US99001,Nowhere,10,1,5,1",
            "row 2, column GEO_ID: '99001' begins with '99', which is no state. Correct the number.",
        ),
        (
            "27001,Aitkin,10,1,5,1",
            "row 2, column GEO_ID: '27001' is not the GEO_ID of a county, a state or the nation. "
            "Download the table for counties, states or the United States.",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_one_problem(tmp_path: Path, row: str, told: str) -> None:
    path = written(tmp_path, "GEO_ID,NAME,B25003_001E,B25003_001M,B25003_002E,B25003_002M", row)
    found, said = read(path)
    assert (found.observations, said) == ([], [f"{path.name}, {told}"])


def test_a_file_of_tables_that_are_not_known_is_a_problem(tmp_path: Path) -> None:
    path = written(tmp_path, "GEO_ID,NAME,B99999_001E", "0400000US27,Minnesota,10")
    assert read(path)[1] == [
        f"{path.name}, row 1: No indicator can be made of these cells: B99999 (1). Download a table that is known. Known "
        "here: B08201, B08301, B09005, B14005, B15001, B17001, B17020, B19013, B19080, B23025, B25003, B25074 and more."
    ]


def test_the_decennial_census_is_refused() -> None:
    name = "DECENNIALDHC2020.P2-Data.csv"
    assert read(SMALL / name)[1] == [
        f"{name}, row 1: This is a table of the decennial census, with columns such as P2_001N, not of the American "
        "Community Survey. Download a table of the American Community Survey, with columns such as B17020_003E."
    ]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "county,value", "27001,5", name="other.csv")
    assert read(path)[1] == [
        "other.csv, row 1: The columns are not those of a table of the American Community Survey. "
        "Download it as CSV with the columns GEO_ID, NAME and estimates such as B17020_003E."
    ]


def test_the_catalogue_speaks_both_languages_and_says_who_the_groups_are() -> None:
    for code, (indicator, how) in measures("acs").items():
        texts = indicator.name, indicator.technical_name, indicator.cannot_say, indicator.denominator
        assert all(text is None or (text.en and text.es) for text in texts), code
        assert indicator.cannot_say.en is not None
        assert ("may include Hispanic people" in indicator.cannot_say.en) == ("letters" in how), code
        assert ("value" in how) != ("numerator" in how and "denominator" in how), code
        assert how["table"] in code
    names = [str(one.indicator.name.said(lang)) for one in measures("acs").values() for lang in ("en", "es")]
    assert len(names) == len(set(names))
    assert set(LETTERS.values()) == {
        *("white", "black", "aian", "asian", "nhpi", "not_listed", "multiracial", "hispanic")
    }
