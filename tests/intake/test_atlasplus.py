"""The format `atlasplus`: every way its tables come, and every fault with its whole message."""

from functools import partial
from pathlib import Path

import pytest

from datawalk.intake.formats.catalogue import measures
from one_file import read_one, with_change

SMALL = Path(__file__).parents[1] / "data" / "small" / "atlasplus"


parsed = partial(read_one, "atlasplus")


def changed(tmp_path: Path, name: str, old: str, new: str) -> list[str]:
    return parsed(with_change(SMALL / name, tmp_path, old, new))[1]


def test_the_raw_export_is_read_from_the_row_of_its_names() -> None:
    found, said = parsed(SMALL / "export.csv")
    assert said == []
    assert [
        (one.place_id, one.estimate, one.numerator, one.flag, row) for one, row, _ in found.observations
    ] == [
        ("09013", 288.0, 1210, "", 10),
        ("46099", None, None, "suppressed", 11),
        ("19153", 0.0, 0, "", 12),
        ("22001", None, None, "missing", 13),
    ]
    assert [(place.place_id, place.name) for place, *_ in found.places][1:] == [
        ("46099", "Minnehaha County"),
        ("19153", "Polk County"),
        ("22001", "Acadia Parish"),
    ]
    notes = [one.note for one, *_ in found.observations if one.flag]
    assert notes == ["Hidden by the publisher of AtlasPlus.", "Not available in AtlasPlus."]


def test_groups_years_and_what_is_left_out() -> None:
    found, said = parsed(SMALL / "race.csv")
    cells = [
        (
            one.place_id,
            str(one.period),
            one.dimension,
            one.subgroup,
            one.estimate,
            one.numerator,
            one.denominator,
        )
        for one, *_ in found.observations
    ]
    assert cells == [
        ("01", "2022", "total", "total", 16.0, 700, 4_375_000),
        ("01", "2022", "race_ethnicity", "white", 6.0, 150, 2_500_000),
        ("01", "2020", "race_ethnicity", "nhpi", 0.0, 0, 2_000),
        ("01", "2022", "sex", "female", 6.2, 140, 2_258_000),
        ("72", "2022", "race_ethnicity", "white", None, None, None),
        ("00", "2022", "total", "total", 13.1, 37_000, 282_000_000),
    ]
    assert {one.indicator_id for one, *_ in found.observations} == {"atlasplus_hiv_diagnoses"}
    assert said == [
        "warning: race.csv, row 6: Rows about groups that have none like them here, or about two at once, "
        "are left out (3 rows like it).",
        "warning: race.csv, row 9: 'Palau' is not a place of the United States and is left out.",
        "warning: race.csv: 1 indicator is not known here and left out: 'Estimated HIV incidence'.",
    ]


def test_within_keeps_the_places_asked_for_and_the_nation() -> None:
    found, said = parsed(SMALL / "race.csv", within=("72",))
    assert [place.place_id for place, *_ in found.places] == ["72", "00"]
    assert said == [
        "warning: race.csv: 1 indicator is not known here and left out: 'Estimated HIV incidence'."
    ]


def test_prep_keeps_cases_only_with_a_percentage() -> None:
    found, said = parsed(SMALL / "prep.csv")
    assert said == []
    assert [
        (str(one.period), one.estimate, one.numerator, one.denominator, one.flag)
        for one, *_ in found.observations
    ] == [
        ("2021", 30.6, 1100, 3600, ""),
        ("2020", None, None, None, "suppressed"),
        ("2017", None, None, None, "suppressed"),
        ("2022", None, None, None, "missing"),
        ("2019", None, None, None, "missing"),
    ]
    last = found.observations[-1].model
    assert last.note == "Above 100 percent, because the number of people behind it is an estimate."
    assert found.indicators["atlasplus_prep_coverage"].kind == "modelled"


def test_a_column_that_is_not_there_is_read_from_the_title() -> None:
    found, said = parsed(SMALL / "nation.csv")
    [(one, *_)] = found.observations
    assert said == []
    assert (one.place_id, one.dimension, one.estimate, one.numerator) == ("00", "total", 450.0, 1_500_000)


def test_a_title_about_one_group_gives_that_group(tmp_path: Path) -> None:
    text = (SMALL / "nation.csv").read_text(encoding="utf-8")
    path = tmp_path / "one.csv"
    path.write_text(text.replace("All races/ethnicities", "Black/African American"), encoding="utf-8")
    [(one, *_)] = parsed(path)[0].observations
    assert (one.dimension, one.subgroup) == ("race_ethnicity", "black")


def test_a_score_has_its_limits_and_no_counts() -> None:
    [(one, *_)] = parsed(SMALL / "stigma.csv")[0].observations
    assert (one.estimate, one.lower, one.upper, one.numerator) == (25.0, 24.0, 26.0, None)


def test_counties_without_a_number_wait_for_their_names(tmp_path: Path) -> None:
    text = (SMALL / "export.csv").read_text(encoding="utf-8-sig")
    path = tmp_path / "names.csv"
    path.write_text(text.replace('"46099"', '"NA"'), encoding="utf-8")
    assert parsed(path)[0].observations[1].model.place_id == "46?Minnehaha County"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "export.csv",
            '"1,210","288.0"',
            '"1,210","many"',
            "export.csv, row 10, column Rate per 100000: 'many' is not a number. "
            "Write digits with a point for decimals, or leave the cell blank.",
        ),
        (
            "export.csv",
            "| All races/ethnicities ",
            "",
            "export.csv, row 1: The file does not say which races its figures are about. "
            "Download it again for all of them, and keep the rows above the column names.",
        ),
        (
            "export.csv",
            "| All transmission categories",
            "| Injection drug use",
            "export.csv, row 10: The file does not say which ways of transmission its figures are about. "
            "Download it again for all of them, and keep the rows above the column names.",
        ),
        (
            "export.csv",
            "Rate per 100000",
            "Rate",
            "export.csv, row 1: The column 'Rate per 100000' or 'Percent' of an AtlasPlus file is missing. "
            "Download the file again.",
        ),
        (
            "prep.csv",
            "Percent,Population",
            "Rate per 100000,Population",
            "prep.csv, row 2: The column 'Percent' of 'PrEP coverage and number of persons prescribed' is missing. "
            "Download the file again.",
        ),
        (
            "nation.csv",
            "| United States ",
            "",
            "nation.csv, row 1: The column 'Geography' of an AtlasPlus file is missing. Download the file again.",
        ),
        (
            "nation.csv",
            '"Chlamydia","2022"',
            '"Chlamidia","2022"',
            "nation.csv, row 9, column Indicator: 'Chlamidia' is not an AtlasPlus indicator known here. "
            "Did you mean 'Chlamydia'?",
        ),
        (
            "nation.csv",
            '"Chlamydia","2022"',
            '"Chlamydia","lately"',
            "nation.csv, row 9, column Year: 'lately' is not a period. Write 2023 or 2019-2023.",
        ),
        (
            "nation.csv",
            '"Chlamydia","2022"',
            '"Chlamydia",""',
            "nation.csv, row 9, column Year: The cell is blank. Download the file again.",
        ),
        (
            "export.csv",
            '"46099"',
            '"36137"',
            "export.csv, row 11, column FIPS: The county 36137 is not in South Dakota, whose counties begin with 46. "
            "Correct FIPS or Geography.",
        ),
        (
            "export.csv",
            '"46099"',
            '"461"',
            "export.csv, row 11, column FIPS: '461' is not the number of a county. Write its five digits.",
        ),
        (
            "export.csv",
            'Minnehaha County, SD","46099"',
            'Northeast","NA"',
            "export.csv, row 11, column Geography: 'Northeast' is not a state. Did you mean 'North Dakota'?",
        ),
        (
            "stigma.csv",
            '"United States","NA"',
            '"Alabama","02"',
            "stigma.csv, row 2, column FIPS: '02' is not the number of Alabama. Correct FIPS or Geography.",
        ),
    ],
)
def test_a_fault_gives_its_whole_message(name: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    assert changed(tmp_path, name, old, new) == [message]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert parsed(path)[1] == [
        "other.csv, row 1: The columns are not those of an AtlasPlus table. Export the table of AtlasPlus that has "
        "the columns Indicator, Year, Cases and Rate per 100000 or Percent."
    ]


def test_the_catalogue_speaks_both_languages() -> None:
    for code, (indicator, _) in measures("atlasplus").items():
        assert indicator.id == f"atlasplus_{code}"
        for text in (indicator.name, indicator.technical_name, indicator.cannot_say):
            assert text.said("en").lang == "en"
            assert text.said("es").lang == "es"
