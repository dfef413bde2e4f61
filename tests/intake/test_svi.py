"""The format `svi`: the county file of the Social Vulnerability Index in its editions, and what it does not read."""

from functools import partial
from pathlib import Path

import pytest

from datawalk.domain.periods import Period
from datawalk.intake.formats.catalogue import measures
from one_file import read_one

SMALL = Path(__file__).parents[1] / "data" / "small" / "svi"
HEADER = "FIPS,LOCATION,E_TOTPOP,EP_POV,MP_POV,RPL_THEMES"


read = partial(read_one, "svi")


def written(tmp_path: Path, *rows: str, name: str = "SVI2018_US_COUNTY.csv", header: str = HEADER) -> Path:
    path = tmp_path / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_percentages_ranks_and_dollars_stay_as_published() -> None:
    found, said = read(SMALL / "SVI2018_US_COUNTY.csv")
    assert said == []
    birch = {one.indicator_id: one for one, *_ in found.observations if one.place_id == "01001"}
    assert {key: (one.estimate, one.se) for key, one in birch.items()} == {
        "svi_ep_pov": (15.0, 3.29 / 1.645),
        "svi_ep_pci": (25000.0, 1645 / 1.645),
        "svi_epl_pov": (0.5, None),
        "svi_rpl_theme1": (0.25, None),
        "svi_rpl_themes": (0.75, None),
    }
    assert all(one.numerator is None and one.denominator is None for one in birch.values())
    assert all((one.dimension, one.subgroup) == ("total", "total") for one in birch.values())
    assert {str(one.period) for one, *_ in found.observations} == {"2014-2018"}


def test_minus_999_is_missing_however_many_decimals_it_has() -> None:
    found, _ = read(SMALL / "SVI2018_US_COUNTY.csv")
    alder = [one for one, *_ in found.observations if one.place_id == "35001"]
    assert [(one.flag, one.estimate, one.se) for one in alder] == [("missing", None, None)] * 5
    assert {one.note for one in alder} == {"Not available in the published file."}


def test_a_zero_is_a_zero_and_a_missing_margin_gives_no_error() -> None:
    found, _ = read(SMALL / "SVI2018_US_COUNTY.csv")
    aitkin = {one.indicator_id: one for one, *_ in found.observations if one.place_id == "27001"}
    assert (aitkin["svi_ep_pov"].estimate, aitkin["svi_ep_pov"].se, aitkin["svi_ep_pov"].flag) == (
        0.0,
        None,
        "",
    )
    assert aitkin["svi_ep_pci"].se == 0.0


def test_places_have_their_names_lost_zeros_and_population() -> None:
    found, _ = read(SMALL / "SVI2018_US_COUNTY.csv")
    places = [place for place, *_ in found.places]
    assert [(place.place_id, place.name, place.parent_id, place.population) for place in places] == [
        ("35001", "Alder County", "35", 1200),
        ("01001", "Birch County", "01", 3000),
        ("27001", "Aitkin County", "27", None),
    ]
    assert places[0].population_period == Period(2014, 2018)
    assert places[2].population_period is None


def test_a_newer_edition_has_its_own_columns_and_new_ones_are_told() -> None:
    found, said = read(SMALL / "SVI_2022_US_county.csv")
    assert said == [
        "warning: SVI_2022_US_county.csv, row 1: 3 columns are not known here and left out: EP_NEW, MP_NEW, EPL_NEW."
    ]
    assert {one.indicator_id for one, *_ in found.observations} == {
        "svi_ep_pov150",
        "svi_ep_hburd",
        "svi_rpl_themes",
    }
    assert {str(one.period) for one, *_ in found.observations} == {"2018-2022"}


def test_within_keeps_only_the_places_asked_for() -> None:
    found, _ = read(SMALL / "SVI2018_US_COUNTY.csv", within=("27",))
    assert [place.place_id for place, *_ in found.places] == ["27001"]


def test_the_period_of_the_source_counts_when_the_name_says_none(tmp_path: Path) -> None:
    path = written(tmp_path, "27001,,100,5.0,1.0,0.5", name="index.csv")
    found, said = read(path, period=Period(2018, 2022))
    assert said == []
    assert {str(one.period) for one, *_ in found.observations} == {"2018-2022"}
    assert [place.name for place, *_ in found.places] == [""]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            '27001,"Aitkin County, Minnesota",100,five,1.0,0.5',
            "row 2, column EP_POV: 'five' is not a number. Write digits with a point for decimals, or leave the cell blank.",
        ),
        (
            '27001,"Aitkin County, Minnesota",100,5.0,?,0.5',
            "row 2, column MP_POV: '?' is not a number. Write digits with a point for decimals, or leave the cell blank.",
        ),
        (
            '27001,"Aitkin County, Minnesota",10.5,5.0,1.0,0.5',
            "row 2, column E_TOTPOP: '10.5' is not a whole number. Write a whole number.",
        ),
        (
            "99001,,100,5.0,1.0,0.5",
            "row 2, column FIPS: '99001' begins with '99', which is no state. Correct the number.",
        ),
        (
            "Aitkin,,100,5.0,1.0,0.5",
            "row 2, column FIPS: 'Aitkin' is not the number of a county. Write its five digits.",
        ),
        (
            "27001770100,,100,5.0,1.0,0.5\n27001770200,,100,5.0,1.0,0.5",
            "row 2, column FIPS: '27001770100' is the number of a census tract; only counties are read. "
            "Download the county file of the index.",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_one_problem(tmp_path: Path, row: str, told: str) -> None:
    _, said = read(written(tmp_path, row))
    assert said == [f"SVI2018_US_COUNTY.csv, {told}"]


def test_a_file_without_a_year_in_its_name_needs_a_period(tmp_path: Path) -> None:
    found, said = read(written(tmp_path, "27001,,100,5.0,1.0,0.5", name="Minnesota_county.csv"))
    assert said == [
        "Minnesota_county.csv: The file does not say which year or years it is about. Add it with --period 2019-2023, "
        'or write period = "2019-2023" into its source.toml.'
    ]
    assert found.observations == []


def test_a_lost_column_of_places_is_told(tmp_path: Path) -> None:
    header = "GEOID,LOCATION,EP_POV,MP_POV,RPL_THEMES"
    _, said = read(written(tmp_path, "27001,,5.0,1.0,0.5", header=header))
    assert said == [
        "SVI2018_US_COUNTY.csv, row 1: The column 'FIPS' of an SVI file is missing. Download the file again.",
        "warning: SVI2018_US_COUNTY.csv, row 1: 1 column is not known here and left out: GEOID.",
    ]


def test_another_file_is_refused(tmp_path: Path) -> None:
    _, said = read(written(tmp_path, "1,2", header="county,value", name="other.csv"))
    assert said == [
        "other.csv, row 1: The columns are not those of a county file of the Social Vulnerability Index. Download the "
        "county file (CSV) of the CDC/ATSDR Social Vulnerability Index, with the columns FIPS and RPL_THEMES."
    ]


def test_the_catalogue_speaks_both_languages_and_ranks_are_modelled() -> None:
    for code, (indicator, _) in measures("svi").items():
        texts = indicator.name, indicator.technical_name, indicator.cannot_say
        assert all(text.en and text.es for text in texts), code
        rank = code.startswith(("RPL", "EPL"))
        assert (indicator.kind == "modelled", indicator.unit == "index") == (rank, rank)
        assert indicator.id == f"svi_{code.lower()}"
    names = [str(one.indicator.name.said(lang)) for one in measures("svi").values() for lang in ("en", "es")]
    assert len(names) == len(set(names))
