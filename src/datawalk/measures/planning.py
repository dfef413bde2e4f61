"""Plans for money: what dues, an endowment or a smaller scope would have to be. All amounts are in one currency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from datawalk.measures.refusals import Refused


@dataclass(frozen=True)
class Trimmed:
    """What is kept costs `cost`; `left` is what the money leaves over, below 0 when it falls short."""

    cost: float
    left: float


def dues(need: float, *, members: Sequence[int], step: float, whole: float = 10.0) -> tuple[float, ...]:
    """What a member of each band pays so that all together pay `need`: every band `step` times the one below it.

    `members`: how many there are in each band, the smallest organisations first. The lowest band's dues are rounded up to
    a multiple of `whole`, the others follow, so a little more than the need comes in. Refuses numbers below 0, a step below 1,
    and nobody to pay. Example: 12,100 from 10 and 10 members with step 10: 110 and 1,100.
    """
    if need < 0 or whole < 0 or any(count < 0 for count in members):
        raise Refused("negative")
    if step < 1:
        raise Refused("not_a_share", value=step, lower=1, upper=float("inf"))
    weights = [step**band for band in range(len(members))]
    shares = sum(count * weight for count, weight in zip(members, weights, strict=True))
    if not shares:
        raise Refused("no_people")
    lowest = need / shares
    if whole:
        lowest = whole * ceil(lowest / whole - 1e-9)
    return tuple(lowest * weight for weight in weights)


def endowment(need: float, *, draw: float) -> float:
    """What must lie in a fund so that a share of it a year pays `need`. Refuses a need below 0, and a draw outside 0 to 1.

    Example: 40,000 a year at a draw of 0.04: 1,000,000.
    """
    if need < 0:
        raise Refused("negative")
    if not 0 < draw <= 1:
        raise Refused("not_a_share", value=draw, lower=0, upper=1)
    return need / draw


def trimmed(money: float, *, shared: float, goals: Mapping[str, float], kept: Sequence[str]) -> Trimmed:
    """What the goals that are kept cost together with what all of them share, against the money at hand.

    Refuses amounts below 0. Example: 100 at hand, 40 shared, goals of 30 and 50 both kept: 120, 20 short.
    """
    if min([money, shared, *goals.values()]) < 0:
        raise Refused("negative")
    cost = shared + sum(goals[key] for key in kept)
    return Trimmed(cost, money - cost)
