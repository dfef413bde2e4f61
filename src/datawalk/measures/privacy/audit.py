"""What an attacker can tell of each small cell: the least and the highest count that fit all that is shown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from scipy.optimize import LinearConstraint

from datawalk.measures.privacy.solver import SECONDS, Unsolved, matrix, solve
from datawalk.measures.privacy.system import System, Table

FEWEST_COUNTS = 3
"""A small cell of fewer possible counts is as good as told: 1 + 1 + 1 under a total of 3."""


@dataclass(frozen=True)
class Interval:
    """The least and the highest count of a cell, each with a table that holds it and looks the same: the witnesses."""

    lower: int
    upper: int
    witnesses: tuple[Table, Table]

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Interval) and self.lower <= other.lower and other.upper <= self.upper

    @property
    def counts(self) -> int:
        """How many counts it could be."""
        return self.upper - self.lower + 1


def audit(
    system: System,
    hidden: Collection[int],
    *,
    of: Iterable[int] | None = None,
    knows_the_rule: bool = True,
    seconds: float = SECONDS,
) -> dict[int, Interval]:
    """The interval of each hidden primary cell, or of the cells `of`, by two integer programs a cell.

    Linear programs would not do: on linked tables their answer is too wide. An attacker who does not know the rule knows only
    that hidden counts are not shown zeros. Raises Unsolved when the solver does, or when the true table does not fit what is
    shown.
    Example: 3 and 12 under a shown 15, both hidden, threshold 11: the first is 1 to 4, because the other is at least 11.
    """
    asked = [at for at in system.primary if at in hidden] if of is None else list(of)
    ends = system.bounds(hidden)
    if not knows_the_rule:
        least, most = int(system.zeros == "shown"), max((high for _, high in ends), default=0)
        ends = [(least, most) if at in hidden else end for at, end in enumerate(ends)]
    sums = [LinearConstraint(matrix(system.relations, len(ends)), 0, 0)] if system.relations else []
    found = {}
    for cell in asked:
        tables = []
        for sign in (1.0, -1.0):
            best = solve(
                [sign if at == cell else 0.0 for at in range(len(ends))],
                lower=[low for low, _ in ends],
                upper=[high for _, high in ends],
                constraints=sums,
                seconds=seconds,
            )
            if best.values is None:
                raise Unsolved("The table itself does not fit what is shown.")
            tables.append(best.values)
        found[cell] = Interval(tables[0][cell], tables[1][cell], (tables[0], tables[1]))
    return found


def baseline(system: System, *, seconds: float = SECONDS) -> dict[int, Interval]:
    """What the rule alone tells of each primary cell: its interval when everything that can be hidden is."""
    return audit(system, system.hideable, seconds=seconds)


def self_disclosing(told: Mapping[int, Interval]) -> list[int]:
    """The cells that no pattern can protect, because the rule itself leaves them fewer than three counts.

    They are merged with others, or their table is withheld. Example: three cells of 1 under a total of 3, threshold 4.
    """
    return sorted(cell for cell, interval in told.items() if interval.counts < FEWEST_COUNTS)


def is_safe(found: Mapping[int, Interval], *, told: Mapping[int, Interval]) -> bool:
    """Whether an attacker can tell no more of any primary cell than the rule itself tells, and that is not too much."""
    return not self_disclosing(told) and all(
        cell in found and interval in found[cell] for cell, interval in told.items()
    )
