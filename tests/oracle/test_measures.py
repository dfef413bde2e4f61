"""Every case of the oracle whose measure is built, at the case's own tolerance."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from datawalk.domain.cells import Cells
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.measures.gaps import Gap, difference, ratio, widest
from datawalk.measures.intervals import garwood, newcombe, wilson
from datawalk.measures.levels import Level, with_interval
from datawalk.measures.pace import pace
from datawalk.measures.small_cells import are_small

CASES = Path(__file__).parents[2].parent / "shared" / "oracles" / "cases.json"
Given = dict[str, Any]


def _levels(given: Given) -> dict[str, Level]:
    errors = given.get("se") or [None] * len(given["est"])
    return {
        str(at): Level(estimate=estimate, se=se, denominator=people, per=100)
        for at, (estimate, se, people) in enumerate(zip(given["est"], errors, given["pop"], strict=True))
    }


def _max_min(given: Given) -> Gap:
    levels = _levels(given)
    return widest(levels, reliable=set(levels), ordered=False, favourable=False)


def _difference_max_min(given: Given) -> Given:
    gap = _max_min(given).difference
    assert gap is not None
    return {"d": gap.value, "se": gap.se, "ci95": [gap.lower, gap.upper]}


def _ratio_max_min(given: Given) -> Given:
    gap = _max_min(given).ratio
    assert gap is not None
    return {"r": gap.value, "se_log": gap.se, "ci95": [gap.lower, gap.upper]}


def _difference_ordered(given: Given) -> Given:
    levels = {str(at): Level(estimate=value) for at, value in enumerate(given["est_poorest_to_richest"])}
    gap = widest(levels, reliable=set(levels), ordered=True, favourable=given["favourable"])
    assert gap.difference is not None
    assert gap.ratio is not None
    return {"d": gap.difference.value, "r": gap.ratio.value}


def _all_equal(given: Given) -> Given:
    gap = _max_min(given)
    assert gap.difference is not None
    assert gap.ratio is not None
    return {"d": gap.difference.value, "r": gap.ratio.value}


def _zero_group(given: Given) -> Given:
    gap = _max_min(given).ratio
    assert gap is not None
    return {"ratio_max_over_min": gap.value, "ratio_reason": gap.flag.replace("no_cases", "denominator zero")}


def _healthy_people(given: Given) -> Given:
    levels = {str(at): Level(estimate=rate) for at, rate in enumerate(given["rates"])}
    gap = widest(levels, reliable=set(levels), ordered=False, favourable=given["favourable"])
    assert gap.difference is not None
    assert gap.ratio is not None
    return {"MRD": gap.difference.value, "MRR": gap.ratio.value, "best": int(gap.reference or -1)}


def _two_times(given: Given) -> Given:
    gaps: Given = {}
    for time in ("0", "1"):
        group, reference = (Level(estimate=given[f"{name}_t{time}"]) for name in ("group", "ref"))
        favourable = given["favourable"]
        gaps[f"d{time}"] = difference(group, reference=reference, favourable=favourable).value
        gaps[f"r{time}"] = ratio(group, reference=reference, favourable=favourable).value
    return gaps


def _rate(events: float, *, people: float, per: float) -> Given:
    level = with_interval(Level(numerator=events, denominator=people, per=per))
    return {"rate": level.estimate, "ci": [level.lower, level.upper]}


def _rate_ratio(given: Given) -> Given:
    group = Level(numerator=given["x1"], denominator=given["n1"], per=1000)
    reference = Level(numerator=given["x2"], denominator=given["n2"], per=1000)
    gap = ratio(group, reference=reference, favourable=False)
    return {"rr": gap.value, "ci": [gap.lower, gap.upper]}


def _newcombe(given: Given) -> Given:
    ends = newcombe(given["x1"], n=given["n1"], other_count=given["x2"], other_n=given["n2"])
    return {"d": given["x1"] / given["n1"] - given["x2"] / given["n2"], "ci": list(ends)}


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
    return bool(are_small(Cells.of([cell]), threshold=threshold, per=100)[0])


def _thresholds(given: Given) -> Given:
    return {
        f"lt{limit}": [count for count in given["counts"] if _small(limit, count, 100_000)]
        for limit in (5, 10, 11, 16, 20)
    }


BUILT: dict[str, Callable[[Given], Given]] = {
    "wilson": lambda given: {"ci": list(wilson(given["x"], n=given["n"]))},
    "poisson_exact": lambda given: {"ci": list(garwood(given["events"]))},
    "newcombe_difference": _newcombe,
    "difference_maxmin": _difference_max_min,
    "difference_ordered": _difference_ordered,
    "ratio_maxmin": _ratio_max_min,
    "rate_ratio_poisson": _rate_ratio,
    "all_equal": _all_equal,
    "zero_group": _zero_group,
    "healthy_people": _healthy_people,
    "change_disagree": _two_times,
    "levelling_down": _two_times,
    "pool_years": lambda given: _rate(sum(given["events"]), people=sum(given["pop"]), per=given["per"]),
    "nchs_rate_rule": lambda given: _rate(given["events"], people=given["population"], per=given["per"]),
    "expected_path": _expected_path,
    "primary_complement": lambda given: {
        "suppress": _small(given["threshold"], given["numerator"], given["denominator"])
    },
    "primary_thresholds": _thresholds,
}


def _cases() -> list[Any]:
    if not CASES.is_file():
        missing = pytest.mark.skip(reason="the oracle's cases are not beside this checkout")
        return [pytest.param({}, marks=missing, id="oracle")]
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases if case["measure"] in BUILT]


@pytest.mark.parametrize("case", _cases())
def test_the_oracle_agrees(case: Given) -> None:
    if case["inputs"].get("conf", 0.95) != 0.95:
        pytest.skip("only 95 % intervals are built")
    got = BUILT[case["measure"]](case["inputs"])
    compared = got.keys() & case["expected"].keys()
    assert compared
    for name in compared:
        _agree(got[name], expected=case["expected"][name], tolerance=case["tolerance"])


def _agree(got: Any, *, expected: Any, tolerance: float) -> None:
    if isinstance(expected, list):
        assert len(got) == len(expected)
        for own, other in zip(got, expected, strict=True):
            _agree(own, expected=other, tolerance=tolerance)
    elif isinstance(expected, int | float) and not isinstance(expected, bool):
        assert abs(got - expected) <= tolerance * max(1, abs(expected))
    else:
        assert got == expected
