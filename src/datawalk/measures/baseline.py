"""Which groups a gap is between, fixed before looking: by the first time at which there are two reliable groups."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from datawalk.measures.levels import Level, with_interval


class Baseline(NamedTuple):
    """The position of the first time in what was given, its best group, and its worst-off one."""

    at: int
    best: str
    worst: str


def baseline(
    times: Sequence[Mapping[str, Level]], *, among: Collection[str], favourable: bool
) -> Baseline | None:
    """The best and the worst-off group at the first time that has two of the groups `among`; None without one.

    `times`: the reliable levels by group, the oldest time first. `among`: the groups that are reliable in the time looked
    at, so that both can be shown. A group picked today because it is best today would make every gap look wide.
    Example: 10 and 20 percent, then 12 and 9, less is better: the first group is the best, the second the worst-off.
    """
    for at, levels in enumerate(times):
        values = {
            group: estimate
            for group, level in levels.items()
            if group in among and (estimate := with_interval(level).estimate) is not None
        }
        if len(values) >= 2:
            lowest, highest = (
                min(values, key=lambda group: values[group]),
                max(values, key=lambda group: values[group]),
            )
            return Baseline(at, *((highest, lowest) if favourable else (lowest, highest)))
    return None
