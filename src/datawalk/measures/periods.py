"""Which periods may be compared: figures that share people are not independent, and long ones are not like short ones."""

from collections.abc import Sequence
from itertools import pairwise

from datawalk.domain.periods import Period
from datawalk.measures.refusals import Refused


def check_comparable(periods: Sequence[Period]) -> None:
    """Refuses periods of different lengths, as one- and five-year files, and periods that share a year.

    Example: 2014-2018 and 2019-2023 pass; 2018-2022 and 2019-2023 do not.
    """
    for earlier, later in pairwise(sorted(periods)):
        lengths = [period.end - period.start + 1 for period in (earlier, later)]
        if lengths[0] != lengths[1]:
            raise Refused("mixed_lengths_of_period", one=earlier, other=later)
        if earlier.overlaps(later):
            raise Refused("overlapping_periods", one=earlier, other=later)
