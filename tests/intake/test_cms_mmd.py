"""The format `cms_mmd`: states and counties, one file a race, denominators that are ranges."""

from functools import partial
from pathlib import Path

import pytest

from datawalk.intake.formats.catalogue import measures
from datawalk.intake.formats.shape import Parsed
from one_file import read_one

SMALL = Path(__file__).parents[1] / "data" / "small" / "cms_mmd"
STATES = (SMALL / "pqi_90_state.csv").read_text(encoding="utf-8-sig")
COUNTIES = (SMALL / "mammography_county_asian.csv").read_text(encoding="utf-8-sig")
UNKNOWN = "warning: {}, row 5, column fips: The place is in no state or territory known here and is left out."


told = partial(read_one, "cms_mmd")


def changed(text: str, old: str, new: str, *, folder: Path, count: int = -1) -> tuple[Parsed, list[str]]:
    path = folder / "x.csv"
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return told(path)


def cells(found: Parsed) -> list[tuple[object, ...]]:
    return [
        (one.indicator_id[8:], one.place_id, one.dimension, one.subgroup, one.estimate, one.flag)
        for one, *_ in found.observations
    ]


def test_states_with_their_numbers_and_a_place_not_known() -> None:
    found, messages = told(SMALL / "pqi_90_state.csv")
    assert cells(found) == [
        ("pqi_90", "01", "total", "total", 3000.0, ""),
        ("pqi_90", "27", "total", "total", 2500.5, ""),
        ("pqi_90", "60", "total", "total", 0.0, ""),
        ("pqi_90", "72", "total", "total", None, "missing"),
    ]
    assert messages == [UNKNOWN.format("pqi_90_state.csv")]
    assert {str(one.period) for one, *_ in found.observations} == {"2021"}
    assert [one.note for one, *_ in found.observations][2:] == [
        "Medicare says of the number of people: 1,000-4,999.",
        "Not published by Mapping Medicare Disparities.",
    ]
    assert all(
        one.denominator is one.numerator is one.lower is one.se is None for one, *_ in found.observations
    )
    assert [place.place_id for place, *_ in found.places] == ["01", "27", "60", "72"]


def test_a_blank_cell_of_a_race_is_suppressed() -> None:
    found, messages = told(SMALL / "pqi_90_state_aian.csv")
    assert messages == []
    assert cells(found) == [
        ("pqi_90", "01", "race_ethnicity", "aian", 7000.0, ""),
        ("pqi_90", "27", "race_ethnicity", "aian", None, "suppressed"),
    ]
    assert (
        found.observations[1].model.note == "Not published: Medicare shows no figure of fewer than 11 people."
    )


def test_counties_get_their_lost_zero_and_their_name() -> None:
    found, messages = told(SMALL / "mammography_county_asian.csv")
    assert messages == []
    assert cells(found) == [
        ("screening_mammography", "01001", "race_ethnicity", "asian", 0.0, ""),
        ("screening_mammography", "27053", "race_ethnicity", "asian", 47.0, ""),
        ("screening_mammography", "51510", "race_ethnicity", "asian", 41.0, ""),
    ]
    names = [(place.name, place.parent_id) for place, *_ in found.places]
    assert names == [("Autauga County", "01"), ("Hennepin County", "27"), ("Alexandria city", "51")]


def test_within_keeps_the_state_and_its_counties() -> None:
    assert [one[1] for one in cells(told(SMALL / "pqi_90_state.csv", within=("27053",))[0])] == ["27"]
    found = told(SMALL / "mammography_county_asian.csv", within=("27",))[0]
    assert [one[1] for one in cells(found)] == ["27053"]


def test_files_of_several_races_do_not_collide() -> None:
    found = [told(SMALL / name)[0] for name in ("pqi_90_state.csv", "pqi_90_state_aian.csv")]
    grains = [one.grain for parsed in found for one, *_ in parsed.observations]
    assert len(grains) == len(set(grains)) == 6


def test_one_sex_of_a_measure_of_everyone_is_a_group(tmp_path: Path) -> None:
    found, messages = changed(STATES, '#90)",All,', '#90)",Male,', folder=tmp_path)
    assert messages == [UNKNOWN.format("x.csv")]
    assert [one[2:] for one in cells(found)[:2]] == [("sex", "male", 3000.0, ""), ("sex", "male", 2500.5, "")]


def test_rows_of_another_age_are_left_out_with_one_note(tmp_path: Path) -> None:
    found, messages = changed(COUNTIES, "65-74", "75-84", folder=tmp_path, count=2)
    assert messages == [
        "warning: x.csv, row 2, column primary_age: The figures are those of '75-84', and only '65-74' is read. "
        "They are left out (2 rows like it)."
    ]
    assert len(found.observations) == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "65-74",
            "75-84",
            "row 2, column primary_age: The figures are those of '75-84', and only '65-74' is read. "
            "Download the file with '65-74'.",
        ),
        (
            "Female",
            "Male",
            "row 2, column primary_sex: The figures are those of 'Male', and only 'Female' is read. "
            "Download the file with 'Female'.",
        ),
        (
            "Dual & non-dual",
            "Dual",
            "row 2, column primary_dual: The figures are those of 'Dual', and only 'Dual & non-dual' is read. "
            "Download the file with 'Dual & non-dual'.",
        ),
        (
            "Unsmoothed actual",
            "Smoothed actual",
            "row 2, column adjustment: The figures are those of 'Smoothed actual', and only 'Unsmoothed actual' "
            "is read. Download the file with 'Unsmoothed actual'.",
        ),
        (
            "Asian/Pacific Islander",
            "Asian",
            "row 2, column primary_race: 'Asian' is not a group of the dimension 'race_ethnicity' known here. "
            "Known here: All, American Indian/Alaska Native, Asian/Pacific Islander, Black, Hispanic, White.",
        ),
        (
            "Screening Mammography",
            "Screening Mammographies",
            "row 2, column condition: 'Screening Mammographies' is not a measure of Mapping Medicare Disparities "
            "known here. Did you mean 'Screening Mammography'?",
        ),
        (
            ",County,",
            ",ZIP code,",
            "row 2, column geography: 'ZIP code' is not a kind of place read here. "
            "Download the file of 'State/Territory' or of 'County'.",
        ),
        (
            ",1001,",
            ",Autauga,",
            "row 2, column fips: 'Autauga' is not the number of a county. Write its five digits.",
        ),
        (",1001,", ",,", "row 2, column fips: The cell is blank. Download the file again."),
        (
            ',"500-999",47',
            ',"500-999",many',
            "row 3, column analysis_value: 'many' is not a number. "
            "Write digits with a point for decimals, or leave the cell blank.",
        ),
        (
            ",2021,",
            ",lately,",
            "row 2, column year: 'lately' is not a period. Write 2023 or 2019-2023.",
        ),
        (",2021,", ",,", "row 2, column year: The cell is blank. Download the file again."),
        (
            "primary_race",
            "primary race",
            "row 1: The column 'primary_race' of a Mapping Medicare Disparities file is missing. "
            "'primary race' looks like it: rename it to 'primary_race'.",
        ),
        (
            "primary_eligibility",
            "eligible",
            "row 1: The column 'primary_eligibility' of a Mapping Medicare Disparities file is missing. "
            "Download the file again.",
        ),
    ],
)
def test_faults(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert changed(COUNTIES, old, new, folder=tmp_path)[1][0] == f"x.csv, {message}"


def test_a_state_in_words_is_told(tmp_path: Path) -> None:
    messages = changed(STATES, ",27,", ",Minnesota,", folder=tmp_path)[1]
    assert messages == [
        "x.csv, row 3, column fips: 'Minnesota' is not the number of a state. Write its two digits.",
        UNKNOWN.format("x.csv"),
    ]


def test_one_race_and_one_sex_at_once_is_told(tmp_path: Path) -> None:
    text = STATES.replace(',All,All,"', ',Black,All,"')
    message = changed(text, '#90)",All,', '#90)",Male,', folder=tmp_path)[1][0]
    assert message == (
        "x.csv, row 2, column primary_sex: The figures are those of one race and one sex at once, 'Black' and "
        "'Male'. Download the file with one of the two."
    )


def test_another_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert told(tmp_path / "x.csv")[1] == [
        "x.csv, row 1: The columns are not those of a file of Mapping Medicare Disparities. "
        "Download the table of the tool as CSV, with the columns fips, primary_race and analysis_value."
    ]


def test_the_catalogue_speaks_both_languages() -> None:
    for one, _ in measures("cms_mmd").values():
        for text in (one.name, one.technical_name, one.denominator, one.cannot_say):
            assert text is not None
            assert text.en
            assert text.es not in (None, text.en)
        assert len(str(one.name.en)) <= 60
