"""Reading a whole workspace: what stands before what, and what is filled in from datawalk itself."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from datawalk.domain.changes import Change
from datawalk.domain.goals import Commitment, Goal, Milestone
from datawalk.domain.money import Cash, Cost, Funding
from datawalk.domain.plan import PlanItem
from datawalk.domain.roster import Attendance, MembersByGroup, Partner, Seat, Tie
from datawalk.intake.add import add_files
from datawalk.intake.crosscheck import crosscheck
from datawalk.intake.formats.rows import Origin
from datawalk.intake.problems import Problems
from datawalk.intake.workspace import WorkspaceRead, read_workspace

SMALL = Path(__file__).parents[1] / "data" / "small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL / "alder", tmp_path / "alder"))


def read(folder: Path) -> WorkspaceRead:
    problems = Problems()
    found = read_workspace(folder, problems=problems)
    assert problems.found == []
    assert found is not None
    return found


def test_rows_and_their_origins_run_side_by_side(folder: Path) -> None:
    contents, origins = read(folder)
    assert [one.subgroup for one in contents.observations] == ["total", "north", "south", "total"]
    assert origins.observations[2] == Origin("tables/observations.csv", 4)
    assert (contents.observations[2].numerator, contents.observations[2].denominator) == (150, 1000)
    assert contents.of(Partner)[0].sectors == ("health_care", "business")
    assert (contents.of(Seat)[0].from_, contents.of(Seat)[1].voting) == (date(2024, 1, 1), False)
    assert (contents.of(Goal)[0].target, str(contents.of(Goal)[0].target_period)) == (8, "2030")
    assert len(origins.of(Partner)) == len(origins.of(Seat)) == 2


def test_the_other_tables_are_read_by_their_columns(folder: Path) -> None:
    contents, origins = read(folder)
    assert [one.attended for one in contents.of(Attendance)] == [True, False]
    assert (contents.of(Tie)[0].trust, contents.of(MembersByGroup)[1].subgroup) == (3, "total")
    assert (contents.of(Cost)[0].month, contents.of(Cost)[1].amount) == (date(2026, 1, 1), 1200.5)
    assert (contents.of(Funding)[0].from_, contents.of(Cash)[0].restricted) == (date(2025, 7, 1), 12000)
    assert (contents.of(Change)[0].verified, contents.of(PlanItem)[0].year) == (True, 2026)
    assert (contents.of(Commitment)[0].who, contents.of(Milestone)) == ("clinic", ())
    assert origins.of(Commitment) == [Origin("tables/commitments.csv", 2)]


def test_the_name_tells_milestones_from_commitments(folder: Path) -> None:
    commitments = folder / "tables" / "commitments.csv"
    commitments.rename(folder / "tables" / "Alder milestones 2026.csv")
    contents, _ = read(folder)
    assert (contents.of(Milestone)[0].who, contents.of(Commitment)) == ("clinic", ())


def test_states_and_nation_come_only_above_places_in_use(folder: Path) -> None:
    assert sorted(read(folder).contents.places) == ["00", "44", "alder", "maple"]
    tables = folder / "tables" / "places.csv"
    tables.write_text(tables.read_text(encoding="utf-8").replace(",44,", ",,"), encoding="utf-8")
    assert sorted(read(folder).contents.places) == ["alder", "maple"]


def test_a_workspace_of_a_state_without_any_data_is_sound(tmp_path: Path) -> None:
    (tmp_path / "datawalk.toml").write_text('name = "Ocean State"\nplace = "44"\n', encoding="utf-8")
    shutil.copytree(SMALL / "alder" / "sector_lists", tmp_path / "sector_lists")
    with (tmp_path / "datawalk.toml").open("a", encoding="utf-8") as text:
        text.write('sector_list = "alder_four"\n')
    contents, origins = read(tmp_path)
    problems = Problems()
    crosscheck(contents, rows_at=origins, problems=problems)
    assert problems.found == []
    assert [place.name for place in contents.places.values()] == ["United States", "Rhode Island"]
    assert contents.indicators == {}


def test_places_bring_their_indicators_source_and_parents(folder: Path) -> None:
    add_files(
        folder,
        files=[SMALL / "places" / "22_columns.csv"],
        format_name="places",
        accessed_on=date(2026, 2, 1),
    )
    contents, origins = read(folder)
    assert set(contents.indicators) == {
        "no_insurance",
        "places_access2_crude",
        "places_access2_adjusted",
        "places_sleep_crude",
    }
    assert contents.sources["places"].kind == "modelled"
    assert contents.sources["places"].accessed_on == date(2026, 2, 1)
    assert contents.places["09013"].parent_id == "09"
    assert contents.places["09"].name == "Connecticut"
    assert origins.places["09013"] == Origin("sources/places/2026-02-01/22_columns.csv", 2)


def test_a_newer_day_of_a_source_stands_for_the_older_as_a_whole(folder: Path) -> None:
    for name, day in (("22_columns.csv", 1), ("names.csv", 2)):
        path = SMALL / "places" / name
        add_files(folder, files=[path], format_name="places", accessed_on=date(2026, 2, day))
    problems = Problems()
    found = read_workspace(folder, problems=problems)
    assert found is not None
    contents = found.contents
    assert [str(problem) for problem in problems.warnings] == [
        "sources/places/2026-02-01: This folder is not read: 2026-02-02 is newer and takes its place whole. "
        "Copy what you still need into the newer folder."
    ]
    assert "09013" not in contents.places
    assert contents.places["44007"].name == "Providence County"
    assert (folder / "sources" / "places" / "2026-02-01" / "22_columns.csv").exists()


def test_the_workspace_own_words_stand_before_the_bundled(folder: Path) -> None:
    path = SMALL / "places" / "22_columns.csv"
    add_files(folder, files=[path], format_name="places", accessed_on=date(2026, 2, 1))
    own = (folder / "indicators" / "no_insurance.toml").read_text(encoding="utf-8")
    (folder / "indicators" / "places_access2_crude.toml").write_text(own, encoding="utf-8")
    with (folder / "tables" / "places.csv").open("a", encoding="utf-8") as text:
        text.write("09013,Our Tolland,county,09,,\n")
    contents, _ = read(folder)
    assert contents.indicators["places_access2_crude"].technical_name.either == "Uninsured, under 65"
    tolland = contents.places["09013"]
    assert (tolland.name, tolland.population, str(tolland.population_period)) == ("Our Tolland", 1000, "2021")


def test_indicators_of_one_name_from_two_publishers_say_whose_they_are(folder: Path, tmp_path: Path) -> None:
    county = "statecode,countycode,v009_rawvalue,v009_cilow,v009_cihigh\n09,001,0.132,0.13,0.135\n"
    (tmp_path / "v009_r2025.csv").write_text(county, encoding="utf-8")
    smoking = (
        "Year,StateAbbr,LocationName,Data_Value,Data_Value_Footnote,Low_Confidence_Limit,High_Confidence_Limit,"
        "TotalPopulation,LocationID,MeasureId,DataValueTypeID\n"
        "2022,CT,Fairfield,9.5,,9.1,9.9,950000,09001,CSMOKING,CrdPrv\n"
    )
    (tmp_path / "places.csv").write_text(smoking, encoding="utf-8")
    for name, format_name in (("v009_r2025.csv", "chr"), ("places.csv", "places")):
        add_files(folder, files=[tmp_path / name], format_name=format_name, accessed_on=date(2026, 2, 1))
    indicators = read(folder).contents.indicators
    told = [indicators[key].name for key in ("chr_v009", "places_csmoking_crude")]
    assert [name.en for name in told] == [
        "Adults who smoke (County Health Rankings & Roadmaps)",
        "Adults who smoke (PLACES)",
    ]
    assert told[1].es == "Personas adultas que fuman (PLACES)"
