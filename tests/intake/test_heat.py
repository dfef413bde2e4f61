"""The format `heat`: a file that declares its own indicators, dimensions and settings."""

import csv
import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from datawalk.domain.periods import Period
from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.check import check_workspace
from datawalk.intake.formats.heat import COLUMNS
from datawalk.intake.formats.heat_declared import ids, settings, slug
from datawalk.intake.formats.shape import Parsed
from one_file import read_one

SMALL = Path(__file__).parents[1] / "data" / "small"
UPLOAD = SMALL / "heat" / "upload.csv"
TEXT = UPLOAD.read_text(encoding="utf-8")
SECOND_SOURCE = (
    "warning: {}, row 9, column source: "
    "The figures of a second source for the same setting, date and indicator are left out."
)


told = partial(read_one, "heat")


def changed(old: str, new: str, *, folder: Path, count: int = -1) -> list[str]:
    assert old in TEXT
    path = folder / "x.csv"
    path.write_text(TEXT.replace(old, new, count), encoding="utf-8")
    return told(path)[1]


def cells(found: Parsed) -> list[tuple[object, ...]]:
    return [
        (
            one.indicator_id[5:],
            one.place_id,
            str(one.period),
            one.subgroup,
            one.estimate,
            one.se,
            one.lower,
            one.upper,
            one.denominator,
        )
        for one, *_ in found.observations
    ]


def test_every_row_is_a_figure_and_the_average_is_everyone() -> None:
    found, messages = told(UPLOAD)
    assert messages == [SECOND_SOURCE.format("upload.csv")]
    assert cells(found) == [
        ("sba", "atl", "2015", "total", 80.25, None, None, None, None),
        ("sba", "atl", "2015", "poorest", 60.5, 1.5, 57.5, 63.5, 2000.0),
        ("sba", "atl", "2015", "richest", 99.5, 0.25, 99.0, 99.9, 1800.0),
        ("sba", "atl", "2015", "middle", 80.0, 1.0, 78.0, 82.0, 1900.0),
        ("u5mr", "atl", "2015", "total", 28.5, None, None, None, None),
        ("u5mr", "atl", "2015", "male", 30.5, None, None, None, None),
        ("u5mr", "atl", "2015", "female", 26.5, 2.0, None, None, 3000.0),
        ("tfr", "atl", "2014-2016", "rio_norte", 3.5, None, 3.1, 3.9, None),
        ("tfr", "atl", "2014-2016", "rio_norte_2", None, None, None, None, None),
        ("u5mr", "27", "2015", "male", 0.0, 0.0, 0.0, 0.0, 500.0),
    ]
    remarks = [(one.flag, one.note) for one, *_ in found.observations if one.flag or one.note]
    assert remarks == [("", "(few births)"), ("missing", "The file gives no estimate.")]


def test_the_file_declares_its_indicators() -> None:
    found = told(UPLOAD)[0].indicators
    assert [
        (key, one.name.either, one.unit, one.direction, one.source, one.reference)
        for key, one in found.items()
    ] == [
        (
            "heat_sba",
            "Births with a trained helper (%)",
            "percent",
            "higher_is_better",
            "heat",
            "best_reliable",
        ),
        ("heat_u5mr", "Deaths before the age of five", "per_1000", "lower_is_better", "heat", "female"),
        ("heat_tfr", "Children per woman", "index", "lower_is_better", "heat", "rio_norte"),
    ]
    for one in found.values():
        assert one.cannot_say.en
        assert one.cannot_say.es


def test_the_file_declares_its_dimensions_but_not_the_bundled_ones() -> None:
    found = told(UPLOAD)[0].dimensions
    assert {key: (one.ordered, [group.id for group in one.group]) for key, one in found.items()} == {
        "heat_economic_status": (True, ["poorest", "middle", "richest"]),
        "heat_region": (False, ["rio_norte", "rio_norte_2"]),
    }
    assert [group.name.either for group in found["heat_region"].group] == ["Río Norte", "Rio-Norte"]


def test_a_bundled_dimension_with_other_groups_is_the_files_own(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(TEXT.replace(",Male,", ",Boys,"), encoding="utf-8")
    found = told(tmp_path / "x.csv")[0].dimensions["heat_sex"]
    assert [group.id for group in found.group] == ["boys", "female"]


def test_the_settings_are_places() -> None:
    found = [
        (one.place_id, one.name, one.level, one.parent_id, one.population)
        for one, *_ in told(UPLOAD)[0].places
    ]
    assert found == [("atl", "Atlantia", "country", None, None), ("27", "Minnesota", "state", "00", None)]


@pytest.mark.parametrize(
    ("setting", "iso3", "place_id"),
    [
        ("Atlantia", "ATL", "atl"),
        ("South Ward", "", "south_ward"),
        ("Georgia", "GEO", "geo"),
        ("Georgia", "", "13"),
        ("United States of America", "USA", "00"),
        ("United States", "", "00"),
        ("27053", "", "27053"),
        ("99053", "", "99053"),
        ("27", "USA", "27"),
        ("日本", "", "setting_1"),
    ],
)
def test_the_id_of_a_setting(setting: str, iso3: str, place_id: str) -> None:
    assert settings({setting: iso3})[setting].place_id == place_id


def test_parts_of_one_country_are_called_by_their_names() -> None:
    found = settings({"North": "atl", "South": "atl", "Elsewhere": "els"})
    assert [one.place_id for one in found.values()] == ["north", "south", "els"]


def test_ids_are_plain_and_each_its_own() -> None:
    assert slug("Quintile 1 (poorest)") == "quintile_1_poorest"
    assert ids(["A b", "a-B", "日", "A b 2", "a.b"], noun="group") == {
        "A b": "a_b",
        "a-B": "a_b_2",
        "日": "group_3",
        "A b 2": "a_b_2_2",
        "a.b": "a_b_3",
    }


def test_within_keeps_the_setting_it_names() -> None:
    found = told(UPLOAD, within=("27",))[0]
    assert [one.place_id for one, *_ in found.places] == ["27"]
    assert (len(found.observations), list(found.indicators), found.dimensions) == (1, ["heat_u5mr"], {})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            ",1000,0,0,1,,,",
            ",100,0,0,1,,,",
            "row 6, column indicator_scale: The indicator_scale of 'u5mr' is '100' here, and another one in row 5. "
            "Write the same in both rows.",
        ),
        (
            "80.25,ATL,1,100,1,3",
            "80.25,ATL,0,100,1,3",
            "row 3, column favourable_indicator: The favourable_indicator of 'sba' is '0' here, and another one in "
            "row 2. Write the same in both rows.",
        ),
        (
            "Deaths before the age of five,Sex,Female",
            "Deaths,Sex,Female",
            "row 6, column indicator_name: The indicator_name of 'u5mr' is 'Deaths' here, and another one in row 5. "
            "Write the same in both rows.",
        ),
        (
            "ATL,1.0,100.0,1.0,1.0",
            "ATL,1,100,1,2",
            "row 9, column subgroup_order: The subgroup_order of 'Poorest' is '2' here, and another one in row 2. "
            "Write the same in both rows.",
        ),
        (
            "100,1,2,0",
            "100,1,3,0",
            "row 4, column subgroup_order: 'Middle' and 'Richest' of the dimension 'Economic status' have the same "
            "order 3. Count from 1, the most disadvantaged.",
        ),
        (
            "100,1,2,0",
            "100,1,0,0",
            "row 4, column subgroup_order: The subgroup has no order, and its dimension is ordered. "
            "Count from 1, the most disadvantaged.",
        ),
        (
            "100,1,2,0",
            "100,0,0,0",
            "row 4, column ordered_dimension: The ordered_dimension of 'Economic status' is '0' here, and another "
            "one in row 2. Write the same in both rows.",
        ),
        (
            "80.25,ATL,1,100,1,3",
            "80.25,ATX,1,100,1,3",
            "row 3, column iso3: The iso3 of 'Atlantia' is 'ATX' here, and another one in row 2. "
            "Write the same in both rows.",
        ),
        (
            "80.25,ATL,1,100,1,3",
            "80.5,ATL,1,100,1,3",
            "row 3, column setting_average: The setting_average is '80.5' here and '80.25' in row 2. "
            "Write the same in both rows.",
        ),
        (
            "1,100,1,2,0",
            "1,50,1,2,0",
            "row 4, column indicator_scale: '50' is not read here. Write 1, 100, 1000 or 100000.",
        ),
        (
            "1,100,1,2,0",
            "2,100,1,2,0",
            "row 4, column favourable_indicator: '2' is not read here. Write 0 or 1.",
        ),
        (
            "Middle,80,",
            "Middle,many,",
            "row 4, column estimate: 'many' is not a number. "
            "Write digits with a point for decimals, or leave the cell blank.",
        ),
        ("Economic status,Middle", ",Middle", "row 4, column dimension: The cell is blank. Fill it in."),
        (
            "Atlantia,2014-2016",
            "Atlantia,lately",
            "row 7, column date: 'lately' is not a period. Write 2023 or 2019-2023.",
        ),
        (
            "favourable_indicator",
            "favorable_indicator",
            "row 1: The column 'favourable_indicator' of a HEAT table is missing. "
            "'favorable_indicator' looks like it: rename it to 'favourable_indicator'.",
        ),
        ("source,", "who,", "row 1: The column 'source' of a HEAT table is missing. Add it."),
        (
            "setting,date,",
            "a,b,",
            "row 1: This looks like a HEAT table, but it lacks the columns setting and date. "
            "Add both, with a place and a year in every row.",
        ),
    ],
)
def test_faults(old: str, new: str, message: str, tmp_path: Path) -> None:
    messages = [one for one in changed(old, new, folder=tmp_path, count=1) if not one.startswith("warning")]
    assert messages == [f"x.csv, {message}"]


def test_one_contradiction_in_many_rows_is_told_once(tmp_path: Path) -> None:
    messages = changed("80.25,ATL,1,100,1", "80.25,ATL,1,1000,1", folder=tmp_path, count=2)
    assert [one for one in messages if not one.startswith("warning")] == [
        "x.csv, row 4, column indicator_scale: The indicator_scale of 'sba' is '100' here, and another one in row 2. "
        "Write the same in both rows."
    ]


def test_another_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert told(tmp_path / "x.csv")[1] == [
        "x.csv, row 1: The columns are not those of a HEAT table. "
        f"Write these names into the first row: {', '.join(COLUMNS)}."
    ]


def test_a_workbook_reads_the_same(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    with UPLOAD.open(encoding="utf-8", newline="") as text:
        for row in csv.reader(text):
            sheet.append([float(cell) if cell.replace(".", "", 1).isdecimal() else cell for cell in row])
    book.save(tmp_path / "x.xlsx")
    assert cells(told(tmp_path / "x.xlsx")[0]) == cells(told(UPLOAD)[0])


def test_a_workspace_with_it_is_checked_and_built(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    shutil.copytree(SMALL / "alder", folder)
    upload = tmp_path / "alder.csv"
    upload.write_text(TEXT.replace("Atlantia", "Alder").replace("ATL", ""), encoding="utf-8")
    add_files(folder, files=[upload], format_name="heat", accessed_on=date(2026, 2, 1))
    contents, problems = check_workspace(folder)
    assert problems.errors == []
    assert contents is not None
    here = [one for one in contents.observations if one.indicator_id == "heat_sba"]
    assert {(one.place_id, one.period) for one in here} == {("alder", Period(2015, 2015))}
    assert contents.places["alder"].level != "country"
    assert contents.dimensions["heat_economic_status"].ordered
    assert build(folder).rows == len(contents.observations)
