"""The format `chsi`: county tables, the files that are none, and every fault with its whole message."""

from functools import partial
from pathlib import Path

import pytest

from datawalk.domain.periods import Period
from datawalk.intake.formats.catalogue import measures
from one_file import errors, read_one

SMALL = Path(__file__).parents[1] / "data" / "small" / "chsi"


parsed = partial(read_one, "chsi")


YEARS = Period(2001, 2007)
SUMMARY = "SUMMARYMEASURESOFHEALTH.csv"


def test_numbers_limits_and_marks() -> None:
    found, said = parsed(SMALL / SUMMARY, period=YEARS)
    assert said == []
    cells = [
        (one.indicator_id, one.place_id, one.estimate, one.lower, one.upper, one.note)
        for one, *_ in found.observations
    ]
    assert cells == [
        ("chsi_ale", "01001", 75.1, None, None, ""),
        ("chsi_all_death", "01001", 1040.5, 990.1, 1090.8, ""),
        ("chsi_health_status", "01001", 20.8, 15.0, 27.2, ""),
        ("chsi_ale", "01003", None, None, None, "CHSI has no data."),
        ("chsi_all_death", "01003", None, None, None, "Not reported by CHSI."),
        ("chsi_health_status", "01003", 0.0, 0.0, 4.7, ""),
        ("chsi_ale", "09013", None, None, None, "CHSI has no data."),
        ("chsi_all_death", "09013", None, None, None, "Not reported by CHSI."),
        ("chsi_health_status", "09013", None, None, None, "Not applicable."),
    ]
    assert all((one.flag == "missing") == bool(one.note) for one, *_ in found.observations)
    assert [str(one.period) for one, *_ in found.observations[:1]] == ["2001-2007"]
    assert found.indicators["chsi_health_status"].kind == "survey"


def test_counties_and_their_population_and_what_is_left_out() -> None:
    found, said = parsed(SMALL / "DEMOGRAPHICS.csv", period=YEARS)
    assert [(place.place_id, place.name, place.population) for place, *_ in found.places] == [
        ("01001", "Autauga County", 48_000),
        ("01003", "Baldwin County", None),
    ]
    assert [(one.estimate, one.flag, one.note) for one, *_ in found.observations] == [
        (10.6, "", ""),
        (None, "missing", "Not available in CHSI."),
    ]
    assert said == [
        "warning: DEMOGRAPHICS.csv, row 1: 2 columns are not read here and left out: Population_Density, White."
    ]


def test_within_keeps_one_county() -> None:
    found, _ = parsed(SMALL / SUMMARY, period=YEARS, within=("09013",))
    assert {one.place_id for one, *_ in found.observations} == {"09013"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "HEALTHYPEOPLE2010.csv",
            "This CHSI file holds national targets for 2010, not figures of places. "
            "Add it by itself: 'datawalk add' makes goals of it, to review.",
        ),
        (
            "DATAELEMENTDESCRIPTION.csv",
            "This CHSI file describes the columns of the other files; it holds no figures. "
            "Add the county tables, such as SUMMARYMEASURESOFHEALTH.csv.",
        ),
        (
            "DEFINEDDATAVALUE.csv",
            "This CHSI file describes the marks in the other files; it holds no figures. "
            "Add the county tables, such as SUMMARYMEASURESOFHEALTH.csv.",
        ),
    ],
)
def test_files_without_figures_are_refused(name: str, message: str) -> None:
    assert parsed(SMALL / name)[1] == [f"{name}, row 1: {message}"]


def test_the_source_must_say_the_years() -> None:
    assert parsed(SMALL / SUMMARY)[1] == [
        f"{SUMMARY}: The file does not say which year or years it is about. "
        'Add it with --period 2019-2023, or write period = "2019-2023" into its source.toml.'
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            ",75.1,",
            ",-3,",
            "row 2, column ALE: '-3' is below 0, and no mark of CHSI. Download the file again.",
        ),
        (
            ",75.1,",
            ",old,",
            "row 2, column ALE: 'old' is not a number. "
            "Write digits with a point for decimals, or leave the cell blank.",
        ),
        (
            "County_FIPS_Code",
            "County",
            "row 1: The column 'County_FIPS_Code' of a CHSI file is missing. Download the file again.",
        ),
        (
            "01,001,",
            "03,001,",
            "row 2, column State_FIPS_Code: '03001' begins with '03', which is no state. Correct the number.",
        ),
        (
            "01,001,",
            "01,one,",
            "row 2, column State_FIPS_Code: '01' and 'one' are not the numbers of a county. Download the file again.",
        ),
    ],
)
def test_a_fault_gives_its_whole_message(old: str, new: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / SUMMARY
    path.write_text((SMALL / SUMMARY).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert errors(parsed(path, period=YEARS)[1]) == [f"{SUMMARY}, {message}"]


def test_a_table_without_a_known_column(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("State_FIPS_Code,County_FIPS_Code,Toxic_Chem\n01,001,3\n", encoding="utf-8")
    assert parsed(path, period=YEARS)[1] == [
        "x.csv, row 1: No column of this CHSI file is known here: Toxic_Chem. Known here: Poverty, No_Exercise, "
        "Few_Fruit_Veg, Obesity, High_Blood_Pres, Smoker, Diabetes, Prim_Care_Phys_Rate, Dentist_Rate, ALE, "
        "All_Death, Health_Status, Unhealthy_Days, LBW, VLBW, Premature, Late_Care, Infant_Mortality, IM_Neonatal, "
        "IM_Postneonatal, Brst_Cancer, Col_Cancer, CHD, Homicide, Lung_Cancer, MVA, Stroke, Suicide, Injury."
    ]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert parsed(path)[1] == [
        "other.csv, row 1: The columns are not those of a county table of the Community Health Status Indicators. "
        "Download a county table of it, with the columns State_FIPS_Code and County_FIPS_Code."
    ]


def test_the_catalogue_speaks_both_languages() -> None:
    names: list[str] = []
    for code, (indicator, _) in measures("chsi").items():
        assert indicator.id == f"chsi_{code.lower()}"
        for text in (indicator.name, indicator.technical_name, indicator.cannot_say):
            assert (text.said("en").lang, text.said("es").lang) == ("en", "es")
        names.append(str(indicator.name.said("es")))
    assert len(names) == len(set(names))
