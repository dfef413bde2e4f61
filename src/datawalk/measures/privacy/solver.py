"""The one door to the integer solver: HiGHS, by scipy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from datawalk.measures.privacy.system import Relation, Table
from datawalk.measures.refusals import Refused

SECONDS = 60.0
"""How long one question may take."""

_OPTIMAL, _INFEASIBLE = 0, 2


class Unsolved(Refused):
    """The solver did not come to an end, or its answer did not hold: nothing may be published on it."""

    def __init__(self, why: str) -> None:
        super().__init__("unsolved")
        self.why = why


@dataclass(frozen=True)
class Solution:
    """A best table, or none where there is no table at all."""

    values: Table | None


def matrix(relations: Sequence[Relation], width: int) -> coo_array:
    """One row a relation: 1 at its parts, -1 at its total."""
    rows, columns, values = [], [], []
    for row, relation in enumerate(relations):
        for at, value in [(relation.total, -1.0), *((part, 1.0) for part in relation.parts)]:
            rows.append(row)
            columns.append(at)
            values.append(value)
    return coo_array((values, (rows, columns)), shape=(len(relations), width))


def solve(
    cost: Sequence[float],
    *,
    lower: Sequence[float],
    upper: Sequence[float],
    constraints: Sequence[LinearConstraint],
    seconds: float = SECONDS,
) -> Solution:
    """The whole numbers within their ends that keep the constraints and cost least.

    Raises Unsolved when the solver stops for any reason but a best answer, or the proof that there is none.
    """
    found = milp(
        c=np.asarray(cost, dtype=float),
        integrality=np.ones(len(cost)),
        bounds=Bounds(np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)),  # pyright: ignore[reportArgumentType]
        constraints=constraints,
        options={"time_limit": seconds, "mip_rel_gap": 0.0, "disp": False},
    )
    if found.status == _INFEASIBLE:
        return Solution(None)
    if found.status != _OPTIMAL or found.x is None:
        raise Unsolved(str(found.message))
    return Solution(tuple(round(value) for value in found.x))
