"""Intervals against published values; the oracle holds more."""

import pytest

from datawalk.measures.intervals import garwood, newcombe, wilson


def test_wilson_as_published() -> None:
    assert wilson(81, n=263) == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_wilson_is_exact_at_the_ends() -> None:
    assert wilson(0, n=20)[0] == 0
    assert wilson(20, n=20)[1] == 1
    assert wilson(0, n=20)[1] == pytest.approx(0.1611, abs=1e-4)


@pytest.mark.parametrize(("count", "n"), [(-1, 10), (11, 10), (0, 0)])
def test_wilson_refuses_what_is_no_proportion(count: float, n: float) -> None:
    with pytest.raises(ValueError, match=r"not a part of|has no people"):
        wilson(count, n=n)


def test_garwood_as_published() -> None:
    assert garwood(10) == pytest.approx((4.795, 18.390), abs=1e-3)
    assert garwood(0) == pytest.approx((0, 3.689), abs=1e-3)
    with pytest.raises(ValueError, match="cannot be below 0"):
        garwood(-1)


def test_newcombe_as_published() -> None:
    assert newcombe(56, n=70, other_count=48, other_n=80) == pytest.approx((0.0524, 0.3339), abs=1e-4)
