"""The one door to the integer solver: HiGHS, by scipy, which is imported when there is something to solve."""

import ctypes
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array

from datawalk.measures.refusals import Refused

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

SECONDS = 60.0
"""How long one question may take."""

OUT_OF_TIME = "There was no time left."

Table = tuple[int, ...]

_OUTPUT = 1
_ONE_AT_A_TIME = Lock()
_OPTIMAL, _LIMIT, _INFEASIBLE = 0, 1, 2


class Unsolved(Refused):
    """The solver did not come to an end, or its answer did not hold: nothing may be published on it."""

    def __init__(self, why: str) -> None:
        super().__init__("unsolved")
        self.why = why


@dataclass(frozen=True)
class Solution:
    """A best table, or none where there is no table at all."""

    values: Table | None


def matrix(sums: Sequence[tuple[int | None, Sequence[int]]], width: int) -> coo_array:
    """One row a sum: 1 at its parts, -1 at its total, if that is among the columns."""
    rows, columns, values = [], [], []
    for row, (total, parts) in enumerate(sums):
        columns += [*parts, *(() if total is None else (total,))]
        values += [1.0] * len(parts) + [-1.0] * (total is not None)
        rows += [row] * (len(columns) - len(rows))
    return coo_array((values, (rows, columns)), shape=(len(sums), width))


def equal(sums: coo_array, told: Sequence[float] | np.ndarray) -> "list[LinearConstraint]":
    """That each sum is what is told of it."""
    from scipy.optimize import LinearConstraint

    ends = np.asarray(told, dtype=float)
    return [LinearConstraint(sums.tocsc(), ends, ends)] if len(ends) else []  # pyright: ignore[reportArgumentType]


def solve(
    cost: Sequence[float],
    *,
    lower: Sequence[float],
    upper: Sequence[float],
    constraints: "Sequence[LinearConstraint]",
    seconds: float = SECONDS,
    good_enough: float | None = None,
) -> Solution:
    """The whole numbers within their ends that keep the constraints and cost least.

    With `good_enough` the best answer found in so many seconds will do, where the cost is only a wish; where there is none
    yet, the solver goes on. Raises Unsolved when it stops for any reason but an answer, or the proof that there is none.
    """
    if seconds <= 0:
        raise Unsolved(OUT_OF_TIME)
    if good_enough is not None and good_enough < seconds:
        with suppress(Unsolved):
            return _solved(cost, lower, upper, constraints, good_enough, any_answer=True)
    return _solved(cost, lower, upper, constraints, seconds, any_answer=good_enough is not None)


def _solved(
    cost: Sequence[float],
    lower: Sequence[float],
    upper: Sequence[float],
    constraints: "Sequence[LinearConstraint]",
    seconds: float,
    *,
    any_answer: bool,
) -> Solution:
    from scipy.optimize import Bounds, milp

    with _silent():
        found = milp(
            c=np.asarray(cost, dtype=float),
            integrality=np.ones(len(cost)),
            bounds=Bounds(np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)),  # pyright: ignore[reportArgumentType]
            constraints=constraints,
            options={
                "time_limit": seconds,
                "mip_rel_gap": 0.0,
                "disp": False,
            },
        )
    if found.status == _INFEASIBLE:
        return Solution(None)
    stopped_early = any_answer and found.status == _LIMIT
    if found.x is None or not (found.status == _OPTIMAL or stopped_early):
        raise Unsolved(str(found.message))
    return Solution(tuple(round(value) for value in found.x))


@contextmanager
def _silent() -> Iterator[None]:
    """HiGHS writes lines for its own makers to the standard output, where the answers of a command go."""
    with _ONE_AT_A_TIME:
        try:
            kept = os.dup(_OUTPUT)
        except OSError:  # there is none to keep clean
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _OUTPUT)
        os.close(nowhere)
        try:
            yield
        finally:
            with suppress(OSError, AttributeError):
                ctypes.CDLL("ucrtbase" if os.name == "nt" else None).fflush(None)
            os.dup2(kept, _OUTPUT)
            os.close(kept)
