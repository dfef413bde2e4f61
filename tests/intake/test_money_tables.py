"""Money in a workspace: what is missing is told, and what stays in it is in no release."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from datawalk.cli import app
from datawalk.domain.money import Cost, Funding
from datawalk.domain.roster import Partner
from datawalk.errors import UsageProblem
from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.check import check_workspace
from datawalk.intake.means import costs_shown, funding_shown
from datawalk.intake.new import new_workspace
from datawalk.intake.problems import ProblemsFound
from datawalk.intake.programs import add_programs, is_programs
from datawalk.intake.workspace import read_workspace

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"
REAL = Path(__file__).parents[3] / "shared" / "data" / "funding"
TODAY = date(2026, 3, 1)

PROGRAMS = (
    "PROGRAM_ID,Agency,Program Name,Expenditure Method,Recipients,Associated Categories,"
    "FY 2020 Total Program Obligations,Category\n"
    "7001,Agency of Roads,Safe ways to school,Discretionary Grants,Nonprofit with 501(c)(3) Status,Roads; Schools,1200,Roads\n"
    "7001,Agency of Roads,Safe ways to school,Discretionary Grants,Nonprofit with 501(c)(3) Status,Roads; Schools,1200,\n"
    "7002,Agency of Roads,Own garages,Contractor Services,Nonprofit with 501(c)(3) Status,Roads,900,Roads\n"
    "7003,Agency of Homes,Ended help,Formula Grants,Domestic Local Government,Homes,0,Homes\n"
)


def award(id: str, funder: str, *, show: bool) -> Funding:
    return Funding(
        funding_id=id,
        kind="grant",
        funder=funder,
        from_=date(2026, 1, 1),
        to=date(2026, 12, 31),
        amount=1,
        status="signed",
        show_funder=show,
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    new_workspace(folder, name="Ours", place="44", today=TODAY)
    return folder


def test_a_funder_is_named_only_where_the_row_says_so() -> None:
    rows = [
        award("a", "Green Fund", show=False),
        award("grant_1", "Blue Fund", show=True),
        award("c", "green fund ", show=False),
    ]
    told = funding_shown(rows)
    assert [(one.source, one.funder) for one in told] == [
        ("grant_2", None),
        ("grant_1", "Blue Fund"),
        ("grant_2", None),
    ]


def test_a_funder_named_once_is_not_told_by_the_award_that_hides_it() -> None:
    told = funding_shown([award("a", "Green Fund", show=True), award("b", "Green Fund", show=False)])
    assert [(one.source, one.funder) for one in told] == [("a", "Green Fund"), ("grant_1", None)]


def test_costs_are_told_by_purpose_and_without_what_each_partner_is_paid() -> None:
    month = date(2026, 1, 1)
    partners = [
        Partner(partner_id="hub", name="Hub", sectors=("health",), backbone=True),
        Partner(partner_id="homes", name="Homes", sectors=("housing",)),
    ]
    rows = [
        Cost(month=month, kind="staff", amount=100, goal_id="g", paid_to="hub"),
        Cost(month=month, kind="partner_payments", amount=40, goal_id="g", paid_to="homes"),
        Cost(month=month, kind="partner_payments", amount=5),
        Cost(month=month, kind="noncash", amount=999),
    ]
    whole, alone = costs_shown(rows, partners=partners)
    assert (whole.purpose, whole.amount, whole.to_community, whole.partners) == (
        "g",
        140,
        40,
        ("homes", "hub"),
    )
    assert (alone.purpose, alone.amount, alone.to_community) == ("partner_payments", 5, 5)


@pytest.mark.parametrize("table", ["cash", "costs", "funding"])
def test_a_table_that_is_missing_beside_the_others_is_told(table: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ALDER, tmp_path / "alder"))
    (folder / "tables" / f"{table}.csv").unlink()
    _, problems = check_workspace(folder)
    assert [one.what for one in problems.warnings] == [
        f"There is no row of {table}, so nobody can say how many months are paid for."
    ]


def test_without_costs_no_kind_of_cost_is_unknown(tmp_path: Path) -> None:
    """What an award is for may be a kind of cost, and there are none to look among; the station says what to bring."""
    folder = Path(shutil.copytree(ALDER, tmp_path / "alder"))
    (folder / "tables" / "costs.csv").unlink()
    path = folder / "tables" / "funding.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",,signed", ",staff,signed"), encoding="utf-8")
    _, problems = check_workspace(folder)
    assert [one.what for one in problems.found] == [
        "There is no row of costs, so nobody can say how many months are paid for."
    ]


def test_conflict_notes_are_in_no_release(workspace: Path) -> None:
    notes = workspace / "private" / "conflict_notes.md"
    assert "Between a representative and their own organization" in notes.read_text(encoding="utf-8")
    notes.write_text("They shouted, 564738.", encoding="utf-8")
    (workspace / "private" / "more.csv").write_text("funding_id,kind\n564738,grant\n", encoding="utf-8")
    release = build(workspace).release
    assert not any(
        b"564738" in path.read_bytes() for path in (workspace / "built").rglob("*") if path.is_file()
    )
    assert release.path.is_file()
    assert "private/" in (workspace / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_programs_become_resources_to_review(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "programs.csv"
    path.write_text(PROGRAMS, encoding="utf-8")
    assert is_programs([path])
    found = add_programs(workspace, path=path, today=TODAY)
    [one] = found.resources
    assert (one["title"], one["organization"], one["topics"]) == (
        "Safe ways to school",
        "Agency of Roads",
        "roads;schools",
    )
    assert (found.for_others, found.without_money) == (1, 1)
    add_files(workspace, files=[found.review], format_name="table", accessed_on=TODAY)
    contents, problems = check_workspace(workspace)
    assert contents is not None
    assert not problems.errors


def test_programs_that_pay_nobody_here_are_told(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "programs.csv"
    path.write_text(PROGRAMS.replace("Nonprofit with 501(c)(3) Status", "Individual"), encoding="utf-8")
    with pytest.raises(UsageProblem, match="No program of this file"):
        add_programs(workspace, path=path, today=TODAY)
    assert not (workspace / "review").exists()


def test_the_command_says_what_it_left_out(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "programs.csv"
    path.write_text(PROGRAMS, encoding="utf-8")
    told = CliRunner().invoke(app, ["add", str(path), "--workspace", str(workspace)])
    assert told.exit_code == 0
    assert "Left out: 1 that pay others, 1 without money in 2020." in told.stdout


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (
            "county_geoid_coalesced,sum_assistance_amount,unique_assisted_addresses\n44001,5,1\n",
            "rental assistance",
        ),
        (
            "cfda_program_num,fiscal_year,total_funding_amount\n14.1,2016,-5\n",
            "federal assistance by program",
        ),
        ("10.028,Agricultural,Forestry\n10.202,Agricultural,Forestry\n", "a list of program numbers"),
    ],
)
def test_public_money_that_is_not_ours_is_refused_with_the_reason(
    workspace: Path, tmp_path: Path, first: str, why: str
) -> None:
    path = tmp_path / "money.csv"
    path.write_text(first, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        add_files(workspace, files=[path], accessed_on=TODAY)
    [problem] = found.value.problems.errors
    assert why in problem.what
    assert not list((workspace / "tables").iterdir())


@pytest.mark.skipif(not REAL.exists(), reason="needs the real files beside the checkout")
def test_the_real_files(workspace: Path) -> None:
    """711 programs, of which 241 are kept; the three others are refused."""
    found = add_programs(workspace, path=REAL / "2020-federal-program-inventory-pilot-data.csv", today=TODAY)
    assert (len(found.resources), found.for_others, found.without_money) == (241, 466, 4)
    assert len({one["resource_id"] for one in found.resources}) == 241
    add_files(workspace, files=[found.review], format_name="table", accessed_on=TODAY)
    contents, problems = check_workspace(workspace)
    assert contents is not None
    assert not problems.errors
    assert read_workspace(workspace, problems=problems) is not None
    for name in ("era_county", "program-to-function", "usaspending"):
        [path] = REAL.glob(f"{name}*")
        with pytest.raises(ProblemsFound):
            add_files(workspace, files=[path], accessed_on=TODAY)


def test_a_cost_that_cannot_be_read_is_one_problem_alone(tmp_path: Path) -> None:
    """Neither its kind nor its month is called unknown or missing besides."""
    folder = Path(shutil.copytree(ALDER, tmp_path / "alder"))
    costs = "month,kind,amount\n2025-11,rent,5\n2025-12,staff,about 100\n2026-01,rent,5\n"
    (folder / "tables" / "costs.csv").write_text(costs, encoding="utf-8")
    funding = (
        (folder / "tables" / "funding.csv").read_text(encoding="utf-8").replace(",,signed", ",staff,signed")
    )
    (folder / "tables" / "funding.csv").write_text(funding, encoding="utf-8")
    _, problems = check_workspace(folder)
    assert [one.what for one in problems.found] == ["'about 100' is not a number."]
