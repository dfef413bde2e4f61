"""Members beside the population: whether a table looks like its community.

A roster is not a sample. The interval and the probability only say how far the play of chance alone could go.
"""

from dataclasses import dataclass
from math import ceil

from datawalk.measures.intervals import wilson
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate

_NOISE = 1e-9


@dataclass(frozen=True)
class Mirror:
    """One group of the members against its share of the population.

    `ratio`: its share of the members by its share of the population, 1 is even, with the Wilson interval of the former.
    `points`: the difference of the shares in percentage points. `to_parity`: how many more members of the group would make it
    even, of as many members. `chance_of_none`: how often chance alone would leave none of so many. `p`: the exact two-sided
    binomial probability.
    """

    ratio: Estimate
    points: float
    to_parity: int
    chance_of_none: float
    p: float

    @property
    def surely_fewer(self) -> bool:
        """Whether chance alone would hardly leave so few."""
        return self.ratio.upper is not None and self.ratio.upper < 1


def mirror(members_group: int, *, members: int, pop_share: float) -> Mirror:
    """A group's share of the members against its share of the population, which is a fraction above 0 and up to 1.

    Refuses (`Refused`) a group larger than the members, and a share outside that range.
    Example: 6 of 40 against 0.30: ratio 0.5 (0.24 to 0.97), -15 points, 6 more to parity.
    """
    from scipy.stats import binomtest  # a second to import, in every command and server

    if not 0 < pop_share <= 1:
        raise Refused("not_a_share", value=pop_share, lower=0, upper=1)
    lower, upper = wilson(members_group, n=members)
    share = members_group / members
    return Mirror(
        Estimate(share / pop_share, lower / pop_share, upper / pop_share, method="wilson"),
        100 * (share - pop_share),
        max(0, ceil(pop_share * members - _NOISE) - members_group),
        (1 - pop_share) ** members,
        float(binomtest(members_group, members, pop_share).pvalue),
    )
