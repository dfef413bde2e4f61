"""One gap at the first and the last time that both of its groups are sure."""

from dataclasses import dataclass, replace

from datawalk.domain.periods import Period
from datawalk.measures.change import GapChange, Pair, gap_change, sized
from datawalk.measures.gaps import Gap, difference, ratio
from datawalk.measures.result import Estimate
from datawalk.screens.stations.cells import level_of, status
from datawalk.screens.stations.groups import Groups

FEWEST = 2


@dataclass(frozen=True)
class TwoTimes:
    """Two fixed groups, the periods in which both are sure, oldest first, and what became of the gap between them."""

    groups: Groups
    group: str
    reference: str
    periods: tuple[Period, ...]
    change: GapChange

    def pair(self, period: Period) -> Pair:
        """The two levels in a period."""
        cells = self.groups.every_period[period]
        return Pair(*(level_of(cells[key], self.groups.indicator) for key in (self.group, self.reference)))

    @property
    def previous(self) -> Pair | None:
        """The levels just before the last time, where there are."""
        return self.pair(self.periods[-2]) if len(self.periods) >= FEWEST else None

    def difference(self, period: Period) -> Estimate:
        """The size of the gap in the unit, whichever group is worse off."""
        pair = self.pair(period)
        return sized(difference(pair.group, reference=pair.reference, favourable=self.groups.favourable))

    def ratio(self, period: Period) -> Estimate:
        """How many times one group's figure is the other's."""
        pair = self.pair(period)
        return ratio(pair.group, reference=pair.reference, favourable=self.groups.favourable)


def two_times(groups: Groups, gap: Gap) -> TwoTimes | None:
    """The change of a gap; the word is `cannot_say` where both groups are sure only once, None where there is no gap."""
    if gap.group is None or gap.reference is None:
        return None
    both = [
        period
        for period, cells in groups.every_period.items()
        if all(key in cells and status(cells[key]) == "shown" for key in (gap.group, gap.reference))
    ]
    told = TwoTimes(groups, gap.group, gap.reference, tuple(both), GapChange("cannot_say"))
    if len(both) < FEWEST:
        return told
    changed = gap_change(
        told.pair(both[0]),
        told.pair(both[-1]),
        favourable=groups.favourable,
        previous=told.previous,
        margin=groups.indicator.closed_within,
    )
    return replace(told, change=changed)
