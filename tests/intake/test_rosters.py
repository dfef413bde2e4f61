"""Candidate partners out of directories and lists: what is proposed, what is shown as alike, and what is told of faults."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from datawalk.cli import app
from datawalk.domain.sectors import SectorList
from datawalk.errors import UsageProblem
from datawalk.intake.check import check_workspace
from datawalk.intake.declarations import declared, read_toml
from datawalk.intake.new import new_workspace
from datawalk.intake.problems import Problems, ProblemsFound
from datawalk.intake.rosters import Roster, add_roster
from datawalk.intake.rosters.alike import alike, plain_name, site
from datawalk.intake.rosters.found import Found
from datawalk.intake.rosters.hsds import read_hsds
from datawalk.intake.rosters.proposal import propose
from datawalk.intake.rosters.review import COLUMNS, Known, candidates

DATA = Path(__file__).parents[1] / "data"
LISTS = Path(__file__).parents[2] / "src" / "datawalk" / "intake" / "bundled" / "sector_lists"
TODAY = date(2026, 11, 23)


def sector_list(name: str = "datawalk_17") -> SectorList:
    data = read_toml(LISTS / f"{name}.toml", file=name, problems=Problems())
    found = declared(SectorList, data or {}, file=name, problems=Problems(), id=name)
    assert found is not None
    return found


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    new_workspace(folder, name="Alder", place="44", today=TODAY)
    return folder


def added(workspace: Path, path: Path, **given: object) -> Roster:
    asked = {"format_name": None, "columns": {}, "good_rows": False, "today": TODAY, **given}
    return add_roster(workspace, path=path, **asked)  # type: ignore[arg-type]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_directory_becomes_a_file_to_review(workspace: Path) -> None:
    roster = added(workspace, DATA / "hsds_1")
    rows = {row["partner_id"]: row for row in rows_of(roster.review)}
    assert list(rows) == [
        "alder_health_clinic",
        "alder_county_transit",
        "helping_hands_inc",
        "open_door",
        "the_helping_hands",
        "first_street_church",
    ]
    assert {key: row["sectors"] for key, row in rows.items()} == {
        "alder_health_clinic": "health_care",
        "alder_county_transit": "transportation",
        "helping_hands_inc": "social_services",
        "open_door": "business_economic",
        "the_helping_hands": "",
        "first_street_church": "faith",
    }
    assert rows["alder_health_clinic"]["reason"] == "Its name says 'clinic'."
    assert rows["helping_hands_inc"]["reason"].startswith("2 of 3 services are of this sector by their codes")
    assert rows["open_door"]["reason"] == "Its services or description say 'job'."
    assert rows["helping_hands_inc"]["services"] == "3"
    assert rows["helping_hands_inc"]["looks_like"] == (
        "THE HELPING HANDS (the_helping_hands), same name; First Street Church (first_street_church), same website"
    )
    assert list(rows_of(roster.review)[0]) == list(COLUMNS)
    assert not (workspace / "tables" / "partners.csv").exists()


def test_the_third_version_keeps_codes_apart_from_ids(workspace: Path) -> None:
    [found] = read_hsds(DATA / "hsds_3", problems=Problems())
    assert found.terms == (("HH-4500",),)
    assert found.website == "https://circle.example"
    assert propose(found, sector_list()).sector == "education"


def test_marks_that_directories_leave_are_cleaned() -> None:
    found = read_hsds(DATA / "hsds_1", problems=Problems())
    assert found[1].description == "Buses. Rides."


def test_one_report_and_the_good_rest_only_when_asked_for(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "directory"
    shutil.copytree(DATA / "hsds_1", folder)
    with (folder / "services.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{100 + at},{900 + at % 7},Lost service,\n" for at in range(3000))
    with (folder / "services_taxonomy.csv").open("a", encoding="utf-8") as file:
        file.write("9,11,ZZ-1,\n")
    with (folder / "organizations.csv").open("a", encoding="utf-8") as file:
        file.write("1,Twice,,,\n7,,,,\n")
    with pytest.raises(ProblemsFound) as stopped:
        added(workspace, folder)
    said = [str(one) for one in stopped.value.problems.errors]
    assert said == [
        "directory/organizations.csv, row 8, column id: '1' is the id of row 2 already. Delete one of the two rows.",
        "directory/organizations.csv, row 9, column name: The organization has no name. Write it.",
        "directory/services.csv, row 7, column organization_id: 3000 rows name what is not an organization of this "
        "directory: '900', '901', '902'. They are left out. Ask its publisher for the whole directory, or add the rest "
        "with --good-rows.",
        "directory/services_taxonomy.csv, row 7, column taxonomy_id: 1 row names what is not a term of the taxonomy of "
        "this directory: 'ZZ-1'. They are left out. Ask its publisher for the whole directory, or add the rest with "
        "--good-rows.",
    ]
    assert not (workspace / "review").exists()
    roster = added(workspace, folder, good_rows=True)
    assert len(roster.candidates) == 6
    assert len(roster.problems.errors) == 4


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (["services.csv"], "There is no file services.csv, which says what each organization does."),
        (
            ["taxonomy.csv", "services_taxonomy.csv"],
            "There is no file taxonomy.csv, which says what its services are.",
        ),
    ],
)
def test_a_missing_file_is_named_and_the_rest_is_used(
    left: list[str], said: str, workspace: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "part"
    shutil.copytree(DATA / "hsds_1", folder, ignore=lambda *_: left)
    roster = added(workspace, folder, good_rows=True)
    assert said in [one.what for one in roster.problems.warnings]
    assert len(roster.candidates) == 6


def test_a_folder_of_other_things_and_an_empty_one_say_what_is_wanted(
    workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageProblem, match=r"holds no organizations\.csv"):
        added(workspace, tmp_path / "empty")
    with pytest.raises(UsageProblem, match="is a file"):
        added(workspace, DATA / "hsds_1" / "services.csv", format_name="hsds")
    with pytest.raises(UsageProblem, match="There is no file or folder"):
        added(workspace, tmp_path / "nowhere")
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "organizations.csv").write_text("key,title\n1,A\n", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="'id' and 'name' are not both there"):
        added(workspace, tmp_path / "wrong")
    (tmp_path / "wide").mkdir()
    (tmp_path / "wide" / "organizations.csv").write_text("id,name\n1,A\n", encoding="utf-16")
    with pytest.raises(ProblemsFound, match="UTF-16"):
        added(workspace, tmp_path / "wide")


def test_a_review_file_is_never_written_over(workspace: Path) -> None:
    added(workspace, DATA / "hsds_1")
    with pytest.raises(UsageProblem, match="There is a review file"):
        added(workspace, DATA / "hsds_1")


LIST = "Agency,Web Site,Category,Notes\nAlder Homes,homes.example,Housing,x\nNew Thing,,,y\n"


def test_a_list_is_matched_by_its_names(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    roster = added(workspace, path, format_name="partner_list")
    assert [(one.theirs, one.ours, one.sample) for one in roster.columns] == [
        ("Agency", "name", "Alder Homes"),
        ("Web Site", "website", "homes.example"),
        ("Category", "sectors", "Housing"),
        ("Notes", "", "x"),
    ]
    told = {row["name"]: (row["sectors"], row["reason"]) for row in rows_of(roster.review)}
    assert told == {
        "Alder Homes": ("housing", "Its list says 'Housing'."),
        "New Thing": ("", "Nothing in its name or its services says a sector."),
    }


def test_two_names_or_none_are_asked_for(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Agency,Company\nA,B\n", encoding="utf-8")
    with pytest.raises(ProblemsFound, match=r"More than one column may hold the names: Agency, Company\."):
        added(workspace, path, format_name="partner_list")
    roster = added(workspace, path, format_name="partner_list", columns={"name": "Company"})
    assert [one.found.name for one in roster.candidates] == ["B"]
    path.write_text("First,Second\nA,B\n", encoding="utf-8")
    with pytest.raises(ProblemsFound, match=r"Say which: --column name=\"First\""):
        added(workspace, path, format_name="partner_list")
    with pytest.raises(ProblemsFound, match="There is no column 'Third'"):
        added(workspace, path, format_name="partner_list", columns={"name": "Third"})
    with pytest.raises(ProblemsFound, match="'size' is not a column to match"):
        added(workspace, path, format_name="partner_list", columns={"size": "First"})


def test_names_in_other_spellings_and_shared_sites() -> None:
    assert plain_name("The St. Mary's Center, Inc.") == plain_name("SAINT MARYS CENTER")
    assert plain_name("Mercy & Grace") == plain_name("Mercy and Grace")
    assert plain_name("The Inc.") == "theinc"
    assert site("https://www.Alder.example/a?b") == "alder.example"
    assert site("facebook.com/alder") == ""
    assert site("none") == ""
    assert site("http://[") == ""
    many = [(f"Office {at}", "state.example") for at in range(6)]
    assert alike(many) == [{}] * 6
    assert alike([("A", "x.example"), ("B", "x.example"), ("b.", "")]) == [
        {1: "website"},
        {0: "website", 2: "name"},
        {1: "name"},
    ]


def test_candidates_are_held_against_partners_that_are_there() -> None:
    found = [Found("Alder Clinic", "f", 2), Found("Alder Clinic", "f", 3)]
    known = [Known("alder_clinic", "ALDER CLINIC", "")]
    made = candidates(found, listed=sector_list(), known=known)
    assert [one.partner_id for one in made] == ["alder_clinic_2", "alder_clinic_3"]
    assert (
        made[0].looks_like == "your partner ALDER CLINIC, same name; Alder Clinic (alder_clinic_3), same name"
    )


def test_a_sector_the_list_does_not_have_is_told_and_not_proposed() -> None:
    told = propose(Found("Alder Hospital", "f", 2), sector_list("rural_10"))
    assert told.sector == ""
    assert told.reason.endswith("That would be health_care, which is not in your sector list.")


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("First Baptist Hospital", "health_care"),
        ("Alder School District", "education"),
        ("City of Alder Police Department", "justice_legal"),
        ("City of Alder", "government"),
        ("Alder Housing Authority", "housing"),
        ("Alder Tribe of the North", "tribal"),
        ("Riverside Tenants Association", "residents"),
        ("County Health Department", "public_health"),
        ("United Way of Alder", "philanthropy"),
        ("Boys & Girls Club of Alder", "youth_serving"),
        ("Alder Chamber of Commerce", "business_economic"),
        ("Alder Foundation", ""),
    ],
)
def test_what_names_say(name: str, sector: str) -> None:
    assert propose(Found(name, "f", 2), sector_list()).sector == sector


def test_from_a_folder_to_partners_in_the_workspace(workspace: Path) -> None:
    run = CliRunner()
    result = run.invoke(app, ["add", str(DATA / "hsds_1"), "-w", str(workspace), "--date", "2026-11-23"])
    assert result.exit_code == 0
    assert "6 candidates. Proposed sectors:" in result.output
    assert "3 candidates may be the same as another or as a partner" in result.output
    review = workspace / "review" / "partners-hsds-1-2026-11-23.csv"
    refused = run.invoke(app, ["add", "--as", "table", str(review), "-w", str(workspace)])
    assert refused.exit_code == 1
    assert "column sectors: The cell is blank." in refused.output
    taken = run.invoke(app, ["add", "--as", "table", "--good-rows", str(review), "-w", str(workspace)])
    assert taken.exit_code == 0, taken.output
    contents, problems = check_workspace(workspace)
    assert [one.what for one in problems.errors] == []
    assert contents is not None
    left = rows_of(next((workspace / "review").glob("left-out-*.csv")))
    assert [row["name"] for row in left] == ["THE HELPING HANDS"]
    assert left[0]["problem"] == "The cell is blank. Fill it in."
