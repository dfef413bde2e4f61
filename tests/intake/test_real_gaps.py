"""Real groups from the raw file to the station: every gap that is stated is worked out again from the file by hand."""

import csv
import json
from datetime import date
from math import exp, log, sqrt
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import chi2

from datawalk.domain.periods import Period
from datawalk.domain.walks import GapStation
from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.new import new_workspace
from datawalk.measures.catalogue import answer
from datawalk.screens.context import Context
from datawalk.screens.selection import Selection
from datawalk.screens.show import show_kind
from datawalk.screens.stations import load_station
from datawalk.store.published import PublishedStore

DATA = Path(__file__).parents[2].parent / "shared" / "data"
INSURANCE = sorted((DATA / "acs" / "census_api_2024").glob("*.json"))
HIV = DATA / "cdc_atlasplus" / "hiv_diagnoses-state-race_and_ethnicity.csv"
MEDICARE = sorted((DATA / "cms_mmd").glob("*_state*.csv"))
TODAY = date(2026, 11, 22)
Z = 1.959963984540054

pytestmark = pytest.mark.skipif(
    not (INSURANCE and MEDICARE and HIV.is_file()), reason="the public files are not beside this checkout"
)


def _store(folder: Path, place: str, files: list[Path], **reading: Any) -> PublishedStore:
    new_workspace(folder, name="Real", place=place, today=TODAY)
    add_files(folder, files=files, accessed_on=TODAY, **reading)
    return PublishedStore(build(folder).release)


def _shown(
    store: PublishedStore, kind: str, indicator: str, *, place: str = "", **keys: str
) -> dict[str, Any]:
    asked = {"indicator": indicator, "dimension": "race_ethnicity", **keys}
    return show_kind(store, kind=kind, keys=asked, selection=Selection("en", place=place or None))


def _measures(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in shown["measures"]}


@pytest.fixture(scope="module")
def insurance(tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    period = Period.parse("2020-2024")
    return _store(tmp_path_factory.mktemp("acs") / "w", "01", INSURANCE, period=period)


@pytest.fixture(scope="module")
def texas(tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    return _store(tmp_path_factory.mktemp("hiv") / "w", "48", [HIV], within=("48",))


def _uninsured_children(race: str, county: str) -> tuple[float, float, float]:
    """The share in percent, its standard error and the children, from the Census Bureau's own cells."""
    [path] = [path for path in INSURANCE if path.stem.endswith(f"_{race}")]
    header, *rows = json.loads(path.read_text(encoding="utf-8"))
    row = next(dict(zip(header, row, strict=True)) for row in rows if row[header.index("county")] == county)
    cells = {name[7:]: value for name, value in row.items() if name.startswith("C27001")}
    part, whole, part_moe, whole_moe = (float(cells[key]) for key in ("_004E", "_002E", "_004M", "_002M"))
    share = part / whole
    inside = part_moe**2 - share**2 * whole_moe**2
    moe = sqrt(inside if inside >= 0 else part_moe**2 + share**2 * whole_moe**2) / whole
    return 100 * share, 100 * moe / 1.645, whole


def test_insurance_by_race_is_the_bureaus_own_arithmetic(insurance: PublishedStore) -> None:
    told = _measures(_shown(insurance, "gap", "acs_c27001_004", place="01073"))
    own, own_se, children = _uninsured_children("HISP", "073")
    other, other_se, _ = _uninsured_children("WHITE", "073")
    apart, se = own - other, sqrt(own_se**2 + other_se**2)
    assert (told["difference"]["group"], told["difference"]["reference"]) == ("hispanic", "white")
    assert told["difference"]["value"] == pytest.approx(apart)
    assert told["difference"]["lower"] == pytest.approx(apart - Z * se)
    assert told["difference"]["upper"] == pytest.approx(apart + Z * se)
    log_se = sqrt((own_se / own) ** 2 + (other_se / other) ** 2)
    assert told["ratio"]["value"] == pytest.approx(own / other)
    assert told["ratio"]["upper"] == pytest.approx(exp(log(own / other) + Z * log_se))
    assert told["people"]["value"] == pytest.approx(children * apart / 100)


def test_the_overview_of_a_real_county_runs_by_people(insurance: PublishedStore) -> None:
    shown = show_kind(
        insurance,
        kind="gap_overview",
        keys={"dimension": "race_ethnicity"},
        selection=Selection("en", place="01073"),
    )
    people = [one["value"] for one in shown["measures"] if one["name"] == "people"]
    assert people == sorted(people, reverse=True)
    assert len(people) == 3


def test_unsure_groups_of_a_small_county_are_not_compared(insurance: PublishedStore) -> None:
    shown = _shown(insurance, "gap", "acs_c27001_004", place="01001")
    assert shown["measures"] == []
    assert "there are not two groups sure enough to compare" in shown["finding"]


def _diagnoses(race: str, year: str) -> tuple[float, float]:
    """Cases and people of a group in Texas."""
    with HIV.open(encoding="utf-8-sig", newline="") as file:
        row = next(
            row
            for row in csv.DictReader(file)
            if (row["Year"], row["FIPS"], row["Race/Ethnicity"]) == (year, "48", race)
        )
    return float(row["Cases"].replace(",", "")), float(row["Population"].replace(",", ""))


def test_hiv_by_race_in_one_state(texas: PublishedStore) -> None:
    shown = _shown(texas, "gap", "atlasplus_hiv_diagnoses", period="2018")
    told = _measures(shown)
    cases, people = _diagnoses("Multiracial", "2018")
    others, other_people = _diagnoses("Asian", "2018")
    assert (told["difference"]["group"], told["difference"]["reference"]) == ("multiracial", "asian")
    rows = {row["id"]: row for row in shown["table"]}
    assert rows["multiracial"]["estimate"] == pytest.approx(1e5 * cases / people, abs=0.05)
    assert rows["asian"]["lower"] == pytest.approx(
        1e5 * chi2.ppf(0.025, 2 * others) / 2 / other_people, rel=0.01
    )
    assert {rows[key]["status"] for key in ("aian", "nhpi")} == {"unreliable"}  # no case at all
    apart = rows["multiracial"]["estimate"] - rows["asian"]["estimate"]
    assert told["people"]["value"] == pytest.approx(people * apart / 1e5)


def test_hiv_by_race_over_time_is_told_between_years_that_are_shown(texas: PublishedStore) -> None:
    shown = _shown(texas, "gap_trend", "atlasplus_hiv_diagnoses")
    assert shown["finding"].startswith("The gap is smaller. Two or more races against Asian:")
    assert {row["status"] for row in shown["table"]} == {"shown"}
    cells = texas.every_cell()
    hidden = cells.where(cells.is_word("flag", "suppressed"))
    assert set(hidden.used("subgroup")) == {"aian", "nhpi"}
    assert (len(hidden), len(cells)) == (18, 105)  # all but 21 of them before there was a proof


def test_figures_without_margins_state_no_gap(tmp_path: Path) -> None:
    store = _store(tmp_path / "w", "01", MEDICARE)
    for kind in ("gap", "gap_people"):
        shown = _shown(store, kind, "cms_mmd_pqi_90")
        assert shown["finding"] == "The source gives no margin for these figures, so no gap is stated."
    assert {row["status"] for row in _shown(store, "gap", "cms_mmd_pqi_90")["table"]} == {"shown"}


def test_the_file_of_a_real_gap_gives_its_numbers_again(insurance: PublishedStore) -> None:
    station = GapStation.model_validate(
        {
            "id": "g",
            "kind": "gap",
            "question": "?",
            "indicator": "acs_c27001_004",
            "dimension": "race_ethnicity",
        }
    )
    view = load_station(Context(insurance, "", station, Selection("en", place="01073")))
    assert view.working is not None
    shown = {one.name: one.value for one in view.measures}
    for question in view.working.questions:
        name = question["measure"].removesuffix("_behind")
        assert answer(question)["outputs"]["value"] == shown[name]
