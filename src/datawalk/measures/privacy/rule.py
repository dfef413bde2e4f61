"""What the rule "counts below a threshold are not shown" says of one count."""

from dataclasses import dataclass

from datawalk.domain.indicators import Zeros
from datawalk.measures.refusals import Refused

RULE_VERSION = 3
"""Raised with every stricter rule; a release built under a lower one may not be chosen."""

Ends = tuple[int, int]
"""The least and the highest a count can be."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One count of a system, and what a reader knows of it.

    `shown` and `hidden`: between which ends it lies where it is shown, and where it is hidden; `hidden` is None for what
    everybody knows anyway. `asked`: small, so it must be hidden, and each count between these ends must stay possible as far
    as the rule allows. `unseen`: stands in the sums but is printed nowhere, as those of no listed group do. `people`: of how
    many it is, where that is known.
    """

    count: int
    shown: Ends
    hidden: Ends | None = None
    asked: Ends | None = None
    unseen: bool = False
    people: int | None = None


@dataclass(frozen=True)
class Rule:
    """`threshold`: the least count that may be shown; `zeros`: whether a count of 0 may."""

    threshold: int
    zeros: Zeros = "shown"

    def __post_init__(self) -> None:
        if self.threshold < 1:
            raise Refused("not_a_threshold", value=self.threshold)

    @property
    def least(self) -> int:
        """The least count that is small."""
        return 1 if self.zeros == "shown" else 0

    def is_small(self, count: int) -> bool:
        return self.least <= count < self.threshold


def cell_of(
    count: int, rule: Rule, *, most: int, people: int | None = None, shown: Ends | None = None
) -> Cell:
    """The cell of a count out of `people` (None: not known, and then `most` is its end).

    A count is small when it is, or when the rest of its people is: 98 of 100. Of few people every count is.
    Example: 3 of 500 with threshold 11 lies in 1 to 10 when hidden; 40 of 500, hidden for its sake, in 11 to 489.
    """
    told, t, least = shown or (count, count), rule.threshold, rule.least
    if people is None:
        if rule.is_small(count):
            return Cell(count, told, (least, t - 1), (least, t - 1))
        return Cell(count, told) if count == 0 else Cell(count, told, (t, most))
    few, many = rule.is_small(count), rule.is_small(people - count)
    if 0 < people < t:
        return Cell(count, told, (0, people), (0, people), people=people)
    if not few and not many:
        constant = count in (0, people)
        return (
            Cell(count, told, people=people)
            if constant
            else Cell(count, told, (t, people - t), people=people)
        )
    low, high = (least, t - 1) if few else (people - t + 1, people - least)
    ends = (low, high) if people >= 2 * t else (least, people - least)  # the few and the many meet
    return Cell(count, told, ends, ends, people=people)
