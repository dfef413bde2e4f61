"""What every measurement gives: named figures, each with its aim and what the peers took for the same."""

import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured number, the less the better.

    `ours` is in `unit`; `aim` is what we want of it; `dash` and `streamlit` are the same measured on the peers of
    `bench/peers/` in the same run, for the ratio; `note` says how often it was repeated or what was odd.
    """

    name: str
    ours: float
    unit: str
    aim: float | None = None
    dash: float | None = None
    streamlit: float | None = None
    note: str = ""


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that `percent` in a hundred do not exceed; the median is `percentile(values, 50)`."""
    return (
        statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]
    )
