"""What a source keeps of a publisher's files, how `add` is told, and what is said when it is too much or nothing."""

import json
import tomllib
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from datawalk.cli import app
from datawalk.errors import UsageProblem
from datawalk.intake.add import add_files
from datawalk.intake.check import check_workspace
from datawalk.intake.formats.geography import county_name, fips_place, geo_place, state
from datawalk.intake.jsonfile import read_json_rows
from datawalk.intake.problems import Problems

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"
DAY = date(2026, 2, 1)
HEADER = (
    "Year,StateAbbr,LocationName,Data_Value,Data_Value_Footnote,Low_Confidence_Limit,High_Confidence_Limit,"
    "TotalPopulation,LocationID,MeasureId,DataValueTypeID\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(ALDER, tmp_path / "alder"))


def counties(path: Path, *fips: str) -> Path:
    words = {"44": "RI", "09": "CT", "25": "MA"}
    rows = [f"2022,{words[one[:2]]},Place {one},9.5,,9.1,9.9,5000,{one},ACCESS2,CrdPrv\n" for one in fips]
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def observed(folder: Path) -> set[str]:
    contents, problems = check_workspace(folder)
    assert contents is not None
    assert problems.errors == []
    return {one.place_id for one in contents.observations if one.indicator_id.startswith("places_")}


def test_only_what_lies_within_is_kept_with_what_it_lies_in(folder: Path, tmp_path: Path) -> None:
    file = counties(tmp_path / "three.csv", "44001", "44007", "09001", "25001")
    add_files(folder, files=[file], format_name="places", accessed_on=DAY, within=("44007", "09"))
    assert observed(folder) == {"44007", "09001"}
    declared = tomllib.loads((folder / "sources/places/2026-02-01/source.toml").read_text(encoding="utf-8"))
    assert declared["within"] == ["44007", "09"]


def test_a_file_of_other_places_says_that_nothing_is_kept(folder: Path, tmp_path: Path) -> None:
    file = counties(tmp_path / "three.csv", "09001", "25001")
    add_files(folder, files=[file], format_name="places", accessed_on=DAY, within=("44",))
    _, problems = check_workspace(folder)
    assert [str(one) for one in problems.warnings] == [
        "sources/places/2026-02-01/three.csv: No place of the file is within 44, so nothing of it is kept. "
        "Correct within in source.toml."
    ]


def test_words_in_within_are_a_problem_of_the_declaration(folder: Path, tmp_path: Path) -> None:
    add_files(folder, files=[counties(tmp_path / "a.csv", "44001")], format_name="places", accessed_on=DAY)
    declaration = folder / "sources/places/2026-02-01/source.toml"
    declaration.write_text(
        declaration.read_text(encoding="utf-8") + 'within = ["Rhode Island"]\n', encoding="utf-8"
    )
    _, problems = check_workspace(folder)
    assert [str(one) for one in problems.errors] == [
        "sources/places/2026-02-01/source.toml, key within: 'Rhode Island' is not the FIPS code of a state "
        "(two digits) or a county (five). Correct the value."
    ]


def test_many_counties_of_other_states_are_told_with_the_remedy(folder: Path, tmp_path: Path) -> None:
    text = (folder / "datawalk.toml").read_text(encoding="utf-8").replace('place = "alder"', 'place = "44"')
    (folder / "datawalk.toml").write_text(text, encoding="utf-8")
    file = counties(tmp_path / "many.csv", "44001", *(f"25{n:03d}" for n in range(1, 121)))
    add_files(folder, files=[file], format_name="places", accessed_on=DAY)
    _, problems = check_workspace(folder)
    assert (
        "sources/places/2026-02-01/source.toml: 120 of the counties it brings are outside Rhode Island. "
        'To leave them out, write within = ["44"] into it.'
    ) in [str(one) for one in problems.warnings]


def test_a_second_add_of_a_day_follows_the_declaration_that_is_there(folder: Path, tmp_path: Path) -> None:
    add_files(
        folder,
        files=[counties(tmp_path / "a.csv", "44001")],
        format_name="places",
        accessed_on=DAY,
        within=("44",),
    )
    second = counties(tmp_path / "b.csv", "44007")
    with pytest.raises(UsageProblem) as found:
        add_files(folder, files=[second], format_name="places", accessed_on=DAY, within=("09",))
    assert str(found.value) == (
        "--within and --period go into a new source.toml; sources/places/2026-02-01/source.toml is there already. "
        "Write within or period into it by hand."
    )
    add_files(folder, files=[second], format_name="places", accessed_on=DAY)
    assert observed(folder) == {"44001", "44007"}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--within", "Minnesota", "'Minnesota' is not the FIPS code of a state or county. Write two digits"),
        ("--period", "last year", "'last year' is not a period. Write it as 2023 or 2019-2023."),
    ],
)
def test_what_cannot_be_asked_for_is_told(
    folder: Path, tmp_path: Path, option: str, value: str, said: str
) -> None:
    file = counties(tmp_path / "a.csv", "44001")
    result = CliRunner().invoke(app, ["add", str(file), "--as", "places", option, value, "-w", str(folder)])
    assert result.exit_code == 2
    assert said in result.output


def test_our_own_tables_have_no_within(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("date,unrestricted,restricted\n2026-01-01,1,2\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match="our own tables have no such thing"):
        add_files(folder, files=[tmp_path / "more.csv"], format_name="table", accessed_on=DAY, within=("44",))


def test_a_place_is_what_its_number_says() -> None:
    assert [fips_place(one).place_id for one in ("00000", "27000", "27053")] == ["00", "27", "27053"]
    assert fips_place("27053", name="Hennepin County, Minnesota").name == "Hennepin County"
    assert (fips_place("09001").name, fips_place("09001").level) == ("Fairfield County", "county")
    assert (fips_place("09110").name, fips_place("09110").level) == (
        "Capitol Planning Region",
        "planning_region",
    )
    assert [geo_place(one).place_id for one in ("0100000US", "0400000US27", "0500000US27053")] == [
        "00",
        "27",
        "27053",
    ]
    assert county_name("Acadia", fips="22001") == "Acadia Parish"
    assert [state(word).place_id for word in ("27", "MN", "minnesota", "9", "US")] == [
        "27",
        "27",
        "27",
        "09",
        "00",
    ]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "a.json: This is not JSON. Save the service's answer as it is, or download the table as CSV."),
        (
            '{"a": 1}',
            "a.json: This JSON is not a list of rows with the column names first. "
            "Save the service's answer as it is, or download the table as CSV.",
        ),
        (
            "[[" * 100_000,
            "a.json: This is not JSON. Save the service's answer as it is, or download the table as CSV.",
        ),
        (
            json.dumps([["A", "B"], ["1"]]),
            "a.json, row 2: The row has 1 cells and the header 2. "
            "Save the service's answer as it is, or download the table as CSV.",
        ),
        (json.dumps([["A", "B"]]), "a.json: There are no rows below the header. Ask the service again."),
        (
            json.dumps([["A", "A"], ["1", "2"]]),
            "a.json, row 1: The column 'A' is there twice. Delete or rename one of them.",
        ),
    ],
)
def test_a_broken_answer_of_a_service_is_told(tmp_path: Path, document: str, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(document, encoding="utf-8")
    problems = Problems()
    sheet = read_json_rows(path, file=path.name, problems=problems)
    if sheet.table:
        assert list(sheet.table.rows) == []
    assert [str(one) for one in problems.found] == [said]


def test_a_form_that_nobody_filled_in_is_told(folder: Path, tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    feature = {"type": "Feature", "id": "alder", "properties": {}, "geometry": square}
    (tmp_path / "map.json").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    add_files(folder, files=[tmp_path / "map.json"], accessed_on=DAY)
    told = (
        "sources/boundaries/2026-02-01/source.toml: producer, title, citation, license: the words here are only a form, "
        "and visitors read them. Write who made the files, and how they may be used."
    )
    assert told in [str(one) for one in check_workspace(folder)[1].warnings]
    path = folder / "sources" / "boundaries" / "2026-02-01" / "source.toml"
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, str] = dict.fromkeys(("producer", "title", "citation", "license"), "Alder")
    lines = [f'{key} = "{words.get(key, value)}"' for key, value in declared.items() if key != "accessed_on"]
    path.write_text("\n".join([*lines, "accessed_on = 2026-02-01"]), encoding="utf-8")
    assert told not in [str(one) for one in check_workspace(folder)[1].warnings]
    assert check_workspace(folder)[1].errors == []
