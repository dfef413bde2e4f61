"""How evenly seats or members are spread: over the sectors a collaborative asks for, and against the population."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from datawalk.measures.refusals import Refused


class Evenness(NamedTuple):
    """Shannon's entropy in nats, and Pielou's share of its highest: over the filled sectors, and over all required ones.

    Over one sector there is no evenness (None).
    """

    shannon: float
    over_filled: float | None
    over_required: float | None


class Concentration(NamedTuple):
    """The sum of squared shares; the same from 0 (all alike) to 1; and how many sectors of equal size would give it."""

    hhi: float
    normalised: float | None
    effective: float


def _shares(counts: Sequence[float]) -> list[float]:
    if any(count < 0 for count in counts):
        raise Refused("not_a_count", value=min(counts))
    whole = sum(counts)
    if not whole:
        raise Refused("no_people")
    return [count / whole for count in counts]


def evenness(counts: Sequence[float], *, required: int) -> Evenness:
    """Of members by sector; empty required sectors count. Shannon 1948; Pielou 1966, doi 10.1016/0022-5193(66)90013-0.

    Refuses counts below 0, none at all, and more filled sectors than required.
    Example: 5, 3, 2 and 0 of 4: 1.0297 nats, 0.937 over 3 filled, 0.743 over 4 required.
    """
    shares = [share for share in _shares(counts) if share]
    if len(shares) > required:
        raise Refused("not_counted_in", part=len(shares), whole=required)
    entropy = -sum(share * log(share) for share in shares)
    over_filled, over_required = (entropy / log(k) if k > 1 else None for k in (len(shares), required))
    return Evenness(entropy, over_filled, over_required)


def concentration(counts: Sequence[float]) -> Concentration:
    """Herfindahl and Hirschman's index of members by sector. Refuses counts below 0 and none at all.

    Hirschman 1964, American Economic Review 54:761. Example: 6, 3, 2, 1: 0.347, as 2.88 equal sectors.
    """
    index = sum(share**2 for share in _shares(counts))
    k = len(counts)
    return Concentration(index, (index - 1 / k) / (1 - 1 / k) if k > 1 else None, 1 / index)


def dissimilarity(members: Sequence[float], population: Sequence[float]) -> float:
    """The share of the members that would have to be of other groups to mirror the population, from 0 to 1.

    Refuses lists of different lengths. Duncan and Duncan 1955, doi 10.2307/2088328.
    Example: 20, 10, 8, 2 against 45, 30, 20 and 5 percent: 0.05.
    """
    if len(members) != len(population):
        raise Refused("lengths", lengths=f"{len(members)}, {len(population)}")
    pairs = zip(_shares(members), _shares(population), strict=True)
    return sum(abs(one - other) for one, other in pairs) / 2
