"""Worked cases: where the project's oracle is, and when an answer agrees with it."""

from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[1].parent / "shared"
ORACLE = SHARED / "oracles" / "cases.json"
SIGNATURES = ORACLE.with_name("signatures.json")

with_oracle = pytest.mark.skipif(
    not ORACLE.is_file(), reason="the oracle's cases are not beside this checkout"
)


def agree(got: Any, *, expected: Any, tolerance: float) -> None:
    """Hold numbers within `tolerance * max(1, |expected|)`, all else exactly."""
    if isinstance(expected, list):
        assert len(got) == len(expected)
        for own, other in zip(got, expected, strict=True):
            agree(own, expected=other, tolerance=tolerance)
    elif isinstance(expected, int | float) and not isinstance(expected, bool):
        assert abs(got - expected) <= tolerance * max(1, abs(expected))
    else:
        assert got == expected
