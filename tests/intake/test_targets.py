"""National targets become goals to review, and then hold for any county."""

import csv
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from datawalk.cli import app
from datawalk.domain.periods import Period
from datawalk.errors import UsageProblem
from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.new import new_workspace
from datawalk.intake.problems import ProblemsFound
from datawalk.intake.targets import add_targets, is_targets
from datawalk.screens.selection import Selection
from datawalk.screens.show import show
from datawalk.store.published import PublishedStore
from worked import SHARED

SMALL = Path(__file__).parents[1] / "data" / "small" / "chsi"
TARGETS = """Categories,Elements,US_Pct_or_Rate_2003,Healthy_People_2010_Target
Birth Measures,Low Birth Wt. (<2500 g),8.8,6
Birth Measures,Births to Women over 40,2.2,-9998.9
Infant Mortality,Infant Mortality,7.7,3.5
Infant Mortality,Hispanic Infant Mortality,6.6,3.5
Death Measures,Stroke,55,44
"""
"""Made-up numbers in the format of the file."""

TODAY = date(2026, 3, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "alabama"
    new_workspace(folder, name="Alabama together", place="01", today=TODAY)
    files = [SMALL / "MEASURESOFBIRTHANDDEATH.csv"]
    add_files(folder, files=files, accessed_on=TODAY, period=Period(2000, 2003))
    return folder


def targets(tmp_path: Path, text: str = TARGETS) -> Path:
    path = tmp_path / "HEALTHYPEOPLE2010.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_target_with_an_indicator_becomes_a_goal(workspace: Path, tmp_path: Path) -> None:
    path = targets(tmp_path)
    assert is_targets([path])
    told = add_targets(workspace, path=path, today=TODAY)
    assert [goal["indicator_id"] for goal in told.goals] == ["chsi_lbw", "chsi_infant_mortality"]
    assert told.without_indicator == ["Hispanic Infant Mortality", "Stroke"]
    assert told.without_target == ["Births to Women over 40"]
    with told.review.open(encoding="utf-8-sig") as file:
        [first, _] = csv.DictReader(file)
    told_of_first = [first[column] for column in ("target", "target_period", "direction", "baseline")]
    assert told_of_first == ["6", "2010", "down", ""]
    with pytest.raises(UsageProblem, match="There is a review file"):
        add_targets(workspace, path=path, today=TODAY)


def test_the_goals_hold_for_any_county(workspace: Path, tmp_path: Path) -> None:
    add_files(
        workspace,
        files=[add_targets(workspace, path=targets(tmp_path), today=TODAY).review],
        accessed_on=TODAY,
    )
    store = PublishedStore(build(workspace).release)
    told = {}
    for county in ("01001", "01003"):
        shown = show(store, selection=Selection("en", "progress", "our_goals", county))
        told[county] = {row["label"]: (row["current"], row["status"]) for row in shown["table"]}
    weight = "Fewer babies born with low weight (Healthy People 2010)"
    deaths = "Fewer deaths of babies before age one (Healthy People 2010)"
    assert told["01001"] == {weight: (4.6, "baseline"), deaths: (7.2, "baseline")}
    assert told["01003"] == {weight: (8.1, "baseline"), deaths: (None, "no_figure")}


def test_a_target_that_is_no_number_is_told_and_nothing_written(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        add_targets(workspace, path=targets(tmp_path, TARGETS.replace("8.8,6", "8.8,five")), today=TODAY)
    assert "row 2, column Healthy_People_2010_Target: 'five' is not a number." in str(
        found.value.problems.errors[0]
    )
    assert not (workspace / "review").exists()


def test_without_an_indicator_it_says_what_to_bring(tmp_path: Path) -> None:
    new_workspace(tmp_path / "w", name="Nothing yet", place="01", today=TODAY)
    with pytest.raises(UsageProblem, match="No indicator of this workspace measures"):
        add_targets(tmp_path / "w", path=targets(tmp_path), today=TODAY)


def test_the_command_says_what_to_do_next(workspace: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["add", str(targets(tmp_path)), "--workspace", str(workspace)])
    assert told.exit_code == 0
    assert "2 goals:" in told.output
    assert "No indicator here: Hispanic Infant Mortality, Stroke." in told.output
    assert 'datawalk add --as table "' in told.output.replace("\n", "")


REAL = SHARED / "data" / "chsi" / "HEALTHYPEOPLE2010.csv"
RANKINGS = SHARED / "data" / "chr" / "national_2014" / "countyhealth14_AL_CT_GA_MN_NE_RI_WI.csv"


@pytest.mark.skipif(not REAL.is_file(), reason="the real files are not beside this checkout")
def test_real_targets_for_real_counties(tmp_path: Path) -> None:
    """The CHSI tables at hand hold no births, so County Health Rankings 2014 stand in for two of the targets."""
    folder = tmp_path / "ri"
    new_workspace(folder, name="Rhode Island together", place="44", today=TODAY)
    chsi = [
        REAL.with_name(f"{name}.csv") for name in ("SUMMARYMEASURESOFHEALTH", "RISKFACTORSANDACCESSTOCARE")
    ]
    add_files(folder, files=chsi, accessed_on=TODAY, period=Period(2000, 2006), within=("44",))
    add_files(folder, files=[RANKINGS], accessed_on=TODAY, within=("44",))
    review = add_targets(folder, path=REAL, today=TODAY).review
    add_files(folder, files=[review], accessed_on=TODAY)
    store = PublishedStore(build(folder).release)
    for county in ("44001", "44003", "44005", "44007", "44009"):
        shown = show(store, selection=Selection("en", "progress", "our_goals", county))
        told = {str(row["label"]).split(" (")[0]: row for row in shown["table"]}
        assert set(told) == {"Fewer babies born with low weight", "Fewer deaths of babies before age one"}
        assert told["Fewer babies born with low weight"]["status"] == "baseline"
        assert told["Fewer babies born with low weight"]["target"] == 5
    assert told["Fewer babies born with low weight"]["current"] is not None
