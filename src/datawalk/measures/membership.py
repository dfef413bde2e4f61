"""How full a sector list is, who came and left, and how far partners say they trust each other."""

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from datawalk.measures.refusals import Refused


class Turnover(NamedTuple):
    """How many there are at the end; which share of the first stayed; how many left for each of the mean membership."""

    end: int
    retention: float
    turnover: float


class Trust(NamedTuple):
    """The mean trust in each partner that was rated (None: in nobody's eyes), and over all pairs that were rated."""

    of_each: list[float | None]
    overall: float


def coverage(filled: int, *, required: int) -> float:
    """The share of the required sectors that have a partner. Refuses more than required. Example: 9 of 12: 0.75."""
    if required < 1:
        raise Refused("no_people")
    if not 0 <= filled <= required:
        raise Refused("not_counted_in", part=filled, whole=required)
    return filled / required


def turnover(start: int, *, left: int, joined: int) -> Turnover:
    """Of a membership over a span of time. Refuses more who left than there were.

    Example: 40, of whom 6 left, and 9 joined: 43 at the end, 0.85 stayed, turnover 6 of 41.5, 0.145.
    """
    for count in (start, left, joined):
        if count < 0:
            raise Refused("not_a_count", value=count)
    if not start:
        raise Refused("no_people")
    if left > start + joined:
        raise Refused("not_counted_in", part=left, whole=start + joined)
    end = start - left + joined
    return Turnover(end, max(0.0, 1 - left / start), left / ((start + end) / 2))


def is_one_third(part: int, *, board: int) -> bool:
    """Whether at least a third of a board are so. Community Services Block Grant Act, 42 U.S.C. 9910. Example: 5 of 15."""
    if board < 1:
        raise Refused("no_people")
    if not 0 <= part <= board:
        raise Refused("not_counted_in", part=part, whole=board)
    return 3 * part >= board


def trust(ratings: Sequence[Sequence[Sequence[float]]], *, scale: tuple[float, float]) -> Trust:
    """Trust as PARTNER asks for it: each rating of a partner by another is the mean of its items.

    `ratings`: for each partner that is rated, a list of items from each who rates it. Refuses items off the scale, and no
    rating at all. Example: two raters say 4, 3, 4 and 3, 3, 3: 3.33.
    """
    low, high = scale
    if not low < high:
        raise Refused("scale", lower=low, upper=high)
    means = [[_mean(items, low=low, high=high) for items in raters] for raters in ratings]
    pairs = [one for raters in means for one in raters]
    if not pairs:
        raise Refused("no_people")
    return Trust([fmean(raters) if raters else None for raters in means], fmean(pairs))


def _mean(items: Sequence[float], *, low: float, high: float) -> float:
    if not items:
        raise Refused("no_people")
    for item in items:
        if not low <= item <= high:
            raise Refused("not_a_share", value=item, lower=low, upper=high)
    return fmean(items)
