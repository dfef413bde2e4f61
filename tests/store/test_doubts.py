"""Decision record 0011: what is too unsure to compare is flagged once, when the release is built, and keeps its numbers."""

from pathlib import Path

import pytest

from datawalk.domain.indicators import SourceKind, Unit
from datawalk.domain.observations import Observation
from datawalk.intake.build import BuildReport, publish
from datawalk.store.published import PublishedStore
from worlds import cell, contents, indicator, source

WHOLE = cell(900, 9000)
FEW_ASKED = cell(14, 28, place="east")
NONE_OF_MANY = cell(0, 400, place="west")


def flags(report: BuildReport) -> dict[str, str]:
    """The flag of each place's total."""
    store = PublishedStore(report.release)
    return {
        one.place_id: one.flag
        for key in store.places
        for one in store.cells("uninsured", place_id=key, dimension="total")
    }


def built(
    folder: Path,
    *cells: Observation,
    unit: Unit = "percent",
    kind: SourceKind = "counted",
    published: bool = False,
) -> BuildReport:
    made = contents(
        folder,
        sources={"survey": source(kind=kind, published=published)},
        indicators={"uninsured": indicator(unit=unit)},
        observations=cells,
        rows={},
    )
    return publish(made)


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("kind", ["counted", "survey"])
def test_a_share_of_few_people_is_unsure_whoever_published_it(
    tmp_path: Path, kind: SourceKind, published: bool
) -> None:
    report = built(tmp_path, WHOLE, FEW_ASKED, NONE_OF_MANY, kind=kind, published=published)
    assert flags(report) == {"county": "", "east": "unreliable", "west": ""}
    assert (report.unsure, report.withheld) == (1, 0)


def test_an_unsure_figure_keeps_its_numbers(tmp_path: Path) -> None:
    store = PublishedStore(built(tmp_path, WHOLE, FEW_ASKED).release)
    (one,) = store.cells("uninsured", place_id="east", dimension="total")
    assert (one.estimate, one.numerator, one.denominator, one.note) == (50.0, 14, 28, "")


def test_a_survey_knows_its_own_uncertainty(tmp_path: Path) -> None:
    sure = cell(place="east", estimate=20.0, se=2.0, denominator=9000)
    wide = cell(place="west", estimate=20.0, lower=4.0, upper=36.0, denominator=9000)
    report = built(tmp_path, WHOLE, sure, wide, kind="survey", published=True)
    assert flags(report) == {"county": "", "east": "", "west": "unreliable"}


def test_a_models_figures_are_its_producers_to_judge(tmp_path: Path) -> None:
    wide = cell(place="west", estimate=20.0, lower=1.0, upper=60.0)
    assert flags(built(tmp_path, WHOLE, wide, kind="modelled"))["west"] == ""


def test_a_rate_is_unsure_by_its_interval_and_its_events(tmp_path: Path) -> None:
    few = cell(9, 5000, place="east")
    adjusted = cell(place="west", estimate=20.0, lower=5.0, upper=45.0)
    report = built(tmp_path, WHOLE, few, adjusted, unit="per_1000", kind="survey", published=True)
    assert flags(report) == {"county": "", "east": "unreliable", "west": "unreliable"}


def test_units_that_are_no_shares_of_people_have_no_rule(tmp_path: Path) -> None:
    wide = cell(place="east", estimate=20_000, lower=100, upper=90_000, denominator=5000)
    assert flags(built(tmp_path, wide, unit="dollars"))["east"] == ""


def test_privacy_comes_after_doubt_and_hides_what_is_unsure_too(tmp_path: Path) -> None:
    report = built(tmp_path, WHOLE, cell(3, 28, place="east"), cell(900, 4000, place="west"))
    assert flags(report) == {"county": "", "east": "suppressed", "west": "suppressed"}
    assert report.unsure == 0


def test_a_flag_of_the_table_stays(tmp_path: Path) -> None:
    doubted = cell(200, 4000, place="east", flag="unreliable", note="The form changed.")
    missing = cell(place="west", flag="missing", note="No figure.")
    report = built(tmp_path, WHOLE, doubted, missing)
    assert flags(report) == {"county": "", "east": "unreliable", "west": "missing"}
    assert report.unsure == 1
