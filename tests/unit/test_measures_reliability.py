"""The NCHS rules on one level: what decides, in words that can be worked out by hand."""

from math import inf, isclose

import pytest

from datawalk.measures.intervals import wilson
from datawalk.measures.levels import Level, with_interval
from datawalk.measures.reliability import of_level, people_asked


def decided(**fields: float | None) -> tuple[str, str]:
    found = of_level(with_interval(Level(**fields)))
    return (found.decision, found.reason) if found else ("nothing", "")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"numerator": 10, "denominator": 25, "per": 100}, ("suppress", "few_asked")),
        ({"numerator": 12, "denominator": 30, "per": 100}, ("suppress", "wide")),
        ({"numerator": 3, "denominator": 60, "per": 100}, ("suppress", "wide_for_its_size")),
        ({"numerator": 57, "denominator": 60, "per": 100}, ("footnote", "complement_wide")),
        ({"numerator": 0, "denominator": 400, "per": 100}, ("review", "none_or_all")),
        ({"numerator": 0, "denominator": 29, "per": 100}, ("suppress", "few_asked")),
        (
            {"estimate": 0, "lower": 0, "upper": 50, "denominator": 9000, "per": 100},
            ("suppress", "few_asked"),
        ),
        ({"estimate": 40, "se": 12, "denominator": 9000, "per": 100}, ("suppress", "few_asked")),
        ({"estimate": 40, "se": 2, "denominator": 25, "per": 100}, ("suppress", "few_asked")),
        ({"estimate": 40, "se": 2, "per": 100}, ("show", "")),
        ({"estimate": 40, "per": 100}, ("nothing", "")),
        ({"numerator": 9, "denominator": 5000, "per": 1000}, ("suppress", "few_events")),
        ({"numerator": 10, "denominator": 5000, "per": 1000}, ("show", "")),
        ({"estimate": 9, "numerator": 9, "per": 1000}, ("suppress", "few_events")),
        ({"estimate": 20, "lower": 5, "upper": 45, "per": 1000}, ("suppress", "wide_for_its_size")),
        ({"estimate": 20, "lower": 10, "upper": 40, "numerator": 12, "per": 1000}, ("show", "")),
        ({"estimate": 20, "per": 1000}, ("nothing", "")),
        ({"estimate": 20, "lower": 5, "upper": 45}, ("nothing", "")),
        ({"per": 100}, ("nothing", "")),
    ],
)
def test_what_decides(fields: dict[str, float], expected: tuple[str, str]) -> None:
    assert decided(**fields) == expected


@pytest.mark.parametrize("count", [0, 1, 30, 59, 60])
def test_of_complete_counts_all_were_asked(count: float) -> None:
    level = with_interval(Level(numerator=count, denominator=60, per=100))
    lower, upper = wilson(count, n=60)
    asked = people_asked(count / 60, se=(level.se or 0.0) / 100, width=upper - lower)
    assert isclose(asked, 60, rel_tol=1e-6)


def test_no_error_at_all_is_everybody_asked() -> None:
    assert people_asked(0.4, se=0.0, width=0.0) == people_asked(1.0, se=0.0, width=0.0) == inf
    assert people_asked(0.4, se=0.0, width=0.0, people=50) == 50
