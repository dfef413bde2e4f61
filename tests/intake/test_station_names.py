"""What a station names must be there: the whole message, for each key of the newer kinds."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from datawalk.domain.changes import Change
from datawalk.domain.roster import Partner, Seat
from datawalk.intake.crosscheck import crosscheck
from datawalk.intake.formats.rows import CellOrigins, CellRows, Origin, Row
from datawalk.intake.problems import Problems
from datawalk.intake.workspace import Origins, WorkspaceRead, read_workspace
from worlds import contents, walk

STATIONS = "walks/walk.toml, station 1, key"


def problems_of(folder: Path, station: dict[str, Any], **changes: Any) -> list[str]:
    declared = contents(
        folder, walks={"walk": walk([{"id": "one", "question": "Which?", **station}])}, **changes
    )
    origins = Origins(
        observations=CellOrigins(
            [
                (
                    "tables/observations.csv",
                    CellRows(Row(one, row) for row, one in enumerate(declared.observations, 2)),
                )
            ]
        ),
        rows={
            model: [Origin("tables/rows.csv", row) for row, _ in enumerate(found, 2)]
            for model, found in declared.rows.items()
        },
    )
    problems = Problems()
    crosscheck(declared, rows_at=origins, problems=problems, today=date(2026, 1, 1))
    return [str(problem) for problem in problems.found]


@pytest.mark.parametrize(
    ("station", "message"),
    [
        (
            {"kind": "place_compare", "indicator": "uninsurd"},
            "indicator: 'uninsurd' is not an indicator of this workspace. Did you mean 'uninsured'?",
        ),
        (
            {"kind": "place_compare", "indicator": "uninsured", "place": "countyy"},
            "place: 'countyy' is not a place of this workspace. Did you mean 'county'?",
        ),
        (
            {"kind": "gap_overview", "dimension": "races"},
            "dimension: 'races' is not a dimension of this workspace. Did you mean 'race'?",
        ),
        (
            {"kind": "gap_overview", "dimension": "race", "indicators": ["uninsured", "uninsurd"]},
            "indicators: 'uninsurd' is not an indicator of this workspace. Did you mean 'uninsured'?",
        ),
        (
            {"kind": "gap_overview", "dimension": "race", "domain": "healt"},
            "domain: 'healt' is not a domain of this workspace. Did you mean 'health'?",
        ),
        (
            {"kind": "strengths", "domain": "healt"},
            "domain: 'healt' is not a domain of this workspace. Did you mean 'health'?",
        ),
        (
            {"kind": "power", "body": "bord"},
            "body: 'bord' is not a body of this workspace. Did you mean 'board'?",
        ),
        (
            {"kind": "changes", "component": "rule"},
            "component: 'rule' is not a component of this workspace. Did you mean 'rules'?",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value["kind"],
)
def test_an_unknown_word_is_told_with_the_nearest(
    tmp_path: Path, station: dict[str, Any], message: str
) -> None:
    change = Change(
        change_id="c", date=date(2025, 1, 1), kind="policy", component="rules", statement="A rule"
    )
    partner = Partner(partner_id="clinic", name="Clinic", sectors=("health",))
    rows = {
        Partner: (partner,),
        Seat: (Seat(partner_id="clinic", body="board", voting=True),),
        Change: (change,),
    }
    assert problems_of(tmp_path, station, rows=rows) == [f"{STATIONS} {message}"]


@pytest.mark.parametrize(
    "station",
    [
        {"kind": "place_compare", "indicator": "auto"},
        {"kind": "gap_overview", "dimension": "auto"},
        {"kind": "strengths"},
        {"kind": "power", "body": "board"},
        {"kind": "changes", "component": "rules"},
        {"kind": "question"},
    ],
    ids=lambda station: station["kind"],
)
def test_open_words_and_tables_still_to_come_are_no_fault(tmp_path: Path, station: dict[str, Any]) -> None:
    assert problems_of(tmp_path, station, rows={}) == []


def test_the_demo_and_the_starter_name_nothing_unknown() -> None:
    problems = Problems()
    read: WorkspaceRead | None = read_workspace(Path(__file__).parents[2] / "data", problems=problems)
    assert read is not None
    crosscheck(read.contents, rows_at=read.origins, problems=problems, today=date(2026, 6, 1))
    assert [str(problem) for problem in problems.found if problem.file.startswith("walks/")] == []
