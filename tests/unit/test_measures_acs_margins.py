"""The Census Bureau's rules for margins, against the oracle and by a second way."""

import json
from collections.abc import Callable
from math import hypot, isclose
from pathlib import Path
from typing import Any

import pytest

from datawalk.measures.acs_margins import (
    is_unsure,
    margin_of_proportion,
    margin_of_ratio,
    margin_of_sum,
    se_of_margin,
    uses_ratio_rule,
    z_of_difference,
)

CASES = Path(__file__).parents[2].parent / "shared" / "oracles" / "cases.json"
Given = dict[str, Any]


def _proportion(given: Given) -> Given:
    margins = {"part_margin": given["moe_x"], "whole_margin": given["moe_y"]}
    return {
        "p": given["x"] / given["y"],
        "moe": margin_of_proportion(given["x"], given["y"], **margins),
        "used_ratio_formula": uses_ratio_rule(given["x"], given["y"], **margins),
    }


def _ratio(given: Given) -> Given:
    moe = margin_of_ratio(given["x"], given["y"], part_margin=given["moe_x"], whole_margin=given["moe_y"])
    return {"ratio": given["x"] / given["y"], "moe": moe}


def _sum(given: Given) -> Given:
    total, moe = sum(given["est"]), margin_of_sum(given["est"], given["moe"])
    se = se_of_margin(moe)
    return {"estimate": total, "moe": moe, "se": se, "cv_percent": 100 * se / total}


def _difference(given: Given) -> Given:
    z = z_of_difference(given["a"], given["b"], one_margin=given["moe_a"], other_margin=given["moe_b"])
    return {"z": z, "significant_90": z > 1.645, "significant_95": z > 1.96}


BUILT: dict[str, Callable[[Given], Given]] = {
    "acs_moe_proportion": _proportion,
    "acs_moe_ratio": _ratio,
    "acs_moe_sum": _sum,
    "acs_significance": _difference,
}


def _cases() -> list[Any]:
    if not CASES.is_file():
        missing = pytest.mark.skip(reason="the oracle's cases are not beside this checkout")
        return [pytest.param({}, marks=missing, id="oracle")]
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases if case["measure"] in BUILT]


@pytest.mark.parametrize("case", _cases())
def test_the_oracle_agrees(case: Given) -> None:
    got = BUILT[case["measure"]](case["inputs"])
    assert got.keys() == case["expected"].keys()
    for name, expected in case["expected"].items():
        if isinstance(expected, bool):
            assert got[name] is expected
        else:
            assert got[name] == pytest.approx(expected, rel=case["tolerance"])


def test_of_several_zeros_only_the_largest_margin_counts() -> None:
    assert isclose(margin_of_sum([0, 0, 100], [13, 20, 30]), hypot(20, 30))
    assert margin_of_sum([0, 0], [13, 13]) == 13
    assert margin_of_sum([], []) == 0


def test_with_everybody_counted_the_margin_is_that_of_the_part() -> None:
    assert margin_of_proportion(50, 50, part_margin=10, whole_margin=10) == 10 / 50
    assert margin_of_proportion(50, 50, part_margin=10, whole_margin=11) == 10 / 50


def test_where_the_root_would_be_negative_the_rule_of_a_ratio_counts() -> None:
    margins = {"part_margin": 5.0, "whole_margin": 20.0}
    assert uses_ratio_rule(40, 50, **margins)
    assert isclose(margin_of_proportion(40, 50, **margins), hypot(5, 16) / 50)


def test_a_fixed_whole_scales_the_margin_of_the_part() -> None:
    assert margin_of_proportion(40, 200, part_margin=8, whole_margin=0) == 8 / 200


@pytest.mark.parametrize("rule", [margin_of_proportion, margin_of_ratio, uses_ratio_rule])
def test_nothing_is_a_part_of_nobody(rule: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="a denominator is 0"):
        rule(0, 0, part_margin=12, whole_margin=12)


def test_lists_of_two_lengths_and_figures_without_margins_are_refused() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        margin_of_sum([1, 2], [1])
    with pytest.raises(ValueError, match="would claim certainty"):
        z_of_difference(1, 2, one_margin=0, other_margin=0)


def test_a_standard_error_above_three_tenths_of_the_estimate_is_unsure() -> None:
    assert not is_unsure(10.0, se=3.0)
    assert is_unsure(10.0, se=3.1)
    assert is_unsure(0.0, se=2.0)
    assert not is_unsure(0.0, se=0.0)
