"""The real rosters beside the checkout: each comes in, or says why not."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from datawalk.intake.new import new_workspace
from datawalk.intake.problems import ProblemsFound
from datawalk.intake.rosters import Roster, add_roster
from worked import SHARED

ROSTERS = SHARED / "data" / "rosters"
pytestmark = pytest.mark.skipif(not ROSTERS.is_dir(), reason="the real rosters are not beside this checkout")


def added(tmp_path: Path, name: str, *, good_rows: bool = False, format_name: str | None = None) -> Roster:
    folder = tmp_path / "w"
    if not folder.exists():
        new_workspace(folder, name="Real", place="44", today=date(2026, 11, 23))
    return add_roster(
        folder,
        path=ROSTERS / name,
        format_name=format_name,
        columns={},
        good_rows=good_rows,
        today=date(2026, 11, 23),
    )


def test_a_directory_of_a_thousand_says_its_orphans_once(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as stopped:
        added(tmp_path, "open211_miami_hsds_2019")
    [problem] = stopped.value.problems.errors
    assert problem.what.startswith("447 rows name what is not an organization of this directory: '6253'")


CHECKED = {
    "SOUTH MIAMI HOSPITAL": "health_care",
    "UNITED WAY OF MIAMI-DADE, INC.": "philanthropy",
    "CITY OF MIAMI - POLICE DEPARTMENT": "justice_legal",
    "MONROE COUNTY SHERIFF'S OFFICE": "justice_legal",
    "CITY OF NAPLES FIRE-RESCUE DEPARTMENT": "government",
    "U.S. DEPARTMENT OF STATE": "government",
    "THE TRUE DELIVERANCE CHURCH OF CHRIST, INC.": "faith",
    "GLORY TEMPLE MINISTRIES": "faith",
    "COMMUNITIES IN SCHOOLS OF MIAMI, INC.": "education",
    "MIAMI-DADE FAMILY LEARNING PARTNERSHIP, INC.": "education",
    "CENTRO MATER CHILDCARE CENTER, INC.": "education",
    "SABER COLLEGE, INC.": "education",
    "OVERTOWN YOUTH CENTER, INC.": "youth_serving",
    "YMCA SOUTH COLLIER - MARCO YMCA": "youth_serving",
    "ASSISTANCE TO THE ELDERLY, INC.": "aging",
    "ALZHEIMER'S FOUNDATION OF AMERICA, INC.": "aging",
    "FLORIDA BLUE, INC.": "payers",
    "GUARDIAN AD LITEM, INC.": "justice_legal",
    "HANDS ON MIAMI": "media_civic",
    "MONROE COUNTY SOCIAL SERVICES": "social_services",
    "LUTHERAN SERVICES FLORIDA, INC.": "social_services",
    "AMERICAN RED CROSS": "social_services",
    "PSYCHSOLUTIONS, INC.": "health_care",
    "NEW ERA HEALTH CENTER, INC.": "health_care",
    "WESLEY HOUSE FAMILY SERVICES, INC.": "social_services",
}
"""Looked through one by one."""


def test_the_rest_of_it_becomes_candidates(tmp_path: Path) -> None:
    roster = added(tmp_path, "open211_miami_hsds_2019", good_rows=True)
    assert len(roster.candidates) == 1074
    sectors = {one.found.name: one.sector for one in roster.candidates}
    assert {name: sectors[name] for name in CHECKED} == CHECKED
    assert Counter(bool(sector) for sector in sectors.values())[False] < 10
    assert not any(
        "###MON###" in one.found.description or "\\n" in one.found.description for one in roster.candidates
    )


def test_services_tied_to_places_only(tmp_path: Path) -> None:
    roster = added(tmp_path, "ohana_sanmateo")
    services = {one.found.name: len(one.found.services) for one in roster.candidates}
    assert services["Peninsula Family Service"] > 0
    assert sum(services.values()) == 23
    assert {one.found.name: one.sector for one in roster.candidates}[
        "Redwood City Public Library"
    ] == "education"


def test_the_official_example(tmp_path: Path) -> None:
    [one] = added(tmp_path, "hsds_v3_examples").candidates
    assert one.found.name == "Example Organization Inc."
    assert one.found.services == ("Community Counselling",)


@pytest.mark.parametrize(("state", "hospitals"), [("Rhode_Island", 14), ("Georgia", 173), ("Minnesota", 147)])
def test_hospitals_of_a_state(state: str, hospitals: int, tmp_path: Path) -> None:
    roster = added(tmp_path, f"broadstreet_chna/{state}.csv", format_name="partner_list")
    assert len(roster.candidates) == hospitals
    assert {one.ours: one.theirs for one in roster.columns if one.ours}["name"] == "Healthcare_Name"
    assert Counter(one.sector for one in roster.candidates).most_common(1)[0][0] == "health_care"
