"""The oracle's cases of goals and of small counts, at the case's own tolerance. `test_cases` holds the other topics."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from datawalk.domain.cells import Cells
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.measures.levels import Level, with_interval
from datawalk.measures.pace import pace
from datawalk.measures.privacy.rule import Rule
from datawalk.measures.small_cells import are_small
from worked import ORACLE, agree, with_oracle

Given = dict[str, Any]


def _expected_path(given: Given) -> Given:
    level = with_interval(Level(estimate=given["current"], se=given["se"]))
    progress = pace(
        level.estimate,
        lower=level.lower,
        upper=level.upper,
        now_year=given["year"],
        baseline=given["baseline"],
        baseline_year=given["year0"],
        target=given["target"],
        target_year=given["year_target"],
        way="down" if given["desired"] == "decrease" else "up",
        favourable=given["desired"] != "decrease",
    )
    words = {
        "on_pace": "on track",
        "behind_within_margin": "behind, but within the margin of error",
        "behind_pace": "behind",
    }
    assert progress.expected is not None
    return {
        "expected": progress.expected,
        "gap": abs(given["current"] - progress.expected),
        "ci95": [level.lower, level.upper],
        "status": words[progress.pace],
    }


def _small(threshold: int, numerator: float, denominator: float) -> bool:
    cell = Observation(
        indicator_id="i",
        place_id="p",
        period=Period(2023, 2023),
        numerator=numerator,
        denominator=denominator,
    )
    return bool(are_small(Cells.of([cell]), rule=Rule(threshold), per=100)[0])


def _thresholds(given: Given) -> Given:
    return {
        f"lt{limit}": [count for count in given["counts"] if _small(limit, count, 100_000)]
        for limit in (5, 10, 11, 16, 20)
    }


BUILT: dict[str, Callable[[Given], Given]] = {
    "expected_path": _expected_path,
    "primary_complement": lambda given: {
        "suppress": _small(given["threshold"], given["numerator"], given["denominator"])
    },
    "primary_thresholds": _thresholds,
}


def _cases() -> list[Any]:
    if not ORACLE.is_file():
        return [pytest.param({}, marks=with_oracle, id="oracle")]
    cases = json.loads(ORACLE.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases if case["measure"] in BUILT]


@pytest.mark.parametrize("case", _cases())
def test_the_oracle_agrees(case: Given) -> None:
    got = BUILT[case["measure"]](case["inputs"])
    compared = got.keys() & case["expected"].keys()
    assert compared
    for name in compared:
        agree(got[name], expected=case["expected"][name], tolerance=case["tolerance"])
