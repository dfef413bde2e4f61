"""What published cells tell of the counts behind them, for the one system that protects them."""

from collections.abc import Mapping

import numpy as np

from datawalk.domain.cells import Cells
from datawalk.domain.periods import Period
from datawalk.measures.many_levels import Numbers, known
from datawalk.measures.privacy.blocks import Count
from datawalk.measures.privacy.linked import Key
from datawalk.measures.privacy.rounding import possible_counts
from datawalk.measures.small_cells import is_withheld

_NOISE = 1e-6
_MOST_DECIMALS = 6


def keys_of(cells: Cells) -> list[Key]:
    """What each cell is of."""
    starts, ends = cells.numbers("period_start").tolist(), cells.numbers("period_end").tolist()
    periods = {pair: Period(*pair) for pair in set(zip(starts, ends, strict=True))}
    words = (cells.frame[name].tolist() for name in ("indicator_id", "place_id", "dimension", "subgroup"))
    return [
        Key(indicator, place, periods[start, end], dimension, group)
        for indicator, place, dimension, group, start, end in zip(*words, starts, ends, strict=True)
    ]


def tell_counts(cells: Cells, *, per: float | None) -> np.ndarray:
    """Which cells tell a whole count, as a number or as an estimate of known people."""
    if per is None:
        return np.zeros(len(cells), dtype=bool)
    numerator, people, estimate = (cells.numbers(name) for name in ("numerator", "denominator", "estimate"))
    whole = np.abs(numerator - np.round(numerator)) <= _NOISE
    worked_out = ~known(numerator) & known(estimate) & (np.abs(people - np.round(people)) <= _NOISE)
    return whole | (worked_out & (people > 0))


def counts_of(
    cells: Cells,
    *,
    small: np.ndarray,
    leaves_few: np.ndarray,
    silent: np.ndarray,
    pers: Mapping[str, float | None],
) -> list[Count]:
    """The count of each cell: as given, or every count that its estimate of known people can stand for.

    `pers`: what an indicator's proportion is multiplied by. An estimate is taken to be rounded no more than the finest of its
    indicator. A count that is not whole is none. `silent`: those that tell none, and whose publisher let everyone have them.
    """
    numerator, people, estimate = (cells.numbers(name) for name in ("numerator", "denominator", "estimate"))
    withheld, rounded = is_withheld(cells), ~known(numerator) & known(estimate)
    indicators = cells.frame["indicator_id"].tolist()
    steps = {id_: _finest(estimate[rounded & cells.is_word("indicator_id", id_)]) for id_ in set(indicators)}
    found = []
    for at, id_ in enumerate(indicators):
        everyone = _whole(people[at])
        ends: tuple[int, int] | None = None
        if known(numerator[at]):
            count = _whole(numerator[at])
            ends = None if count is None else (count, count)
        elif rounded[at] and everyone and (per := pers[id_]):
            able = possible_counts(float(estimate[at]), people=everyone, per=per, rounded_to=steps[id_])
            ends = (able[0], able[-1]) if able else None
        ends = None if withheld[at] else ends
        flags = (bool(one[at]) for one in (small, withheld, leaves_few, silent))
        found.append(Count(None if silent[at] else ends, everyone, *flags))
    return found


def _whole(count: float) -> int | None:
    if not np.isfinite(count) or abs(count - round(count)) > _NOISE:
        return None
    return round(count)


def _finest(estimates: Numbers) -> float:
    """The step of the finest of some printed figures: 0.1 where one has one decimal and none has more."""
    for decimals in range(_MOST_DECIMALS):
        if np.all(np.abs(estimates - np.round(estimates, decimals)) < _NOISE):
            return 10.0**-decimals
    return 10.0**-_MOST_DECIMALS
