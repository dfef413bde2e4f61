"""Which periods may be compared: figures that share people are not independent, and long ones are not like short ones."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from datawalk.domain.periods import Period
from datawalk.measures.refusals import Refused


def comparable(periods: Iterable[Period]) -> list[Period]:
    """The periods that may be compared, oldest first: as long as the newest, and sharing no year, from the newest back.

    Example: of 2015-2019, 2017-2021, 2018-2022, 2019 and 2023-2027 remain 2018-2022 and 2023-2027.
    """
    kept: list[Period] = []
    for period in sorted(set(periods), reverse=True):
        if not kept or (_years(period) == _years(kept[0]) and not period.overlaps(kept[-1])):
            kept.append(period)
    return kept[::-1]


def _years(period: Period) -> int:
    return period.end - period.start + 1


def check_comparable(periods: Sequence[Period]) -> None:
    """Refuses periods of different lengths, as one- and five-year files, and periods that share a year.

    Example: 2014-2018 and 2019-2023 pass; 2018-2022 and 2019-2023 do not.
    """
    for earlier, later in pairwise(sorted(periods)):
        if _years(earlier) != _years(later):
            raise Refused("mixed_lengths_of_period", one=earlier, other=later)
        if earlier.overlaps(later):
            raise Refused("overlapping_periods", one=earlier, other=later)
