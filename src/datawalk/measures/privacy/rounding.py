"""How many people a rounded rate stands for: a printed rate of a known number of people is a count."""

from math import ceil, floor

from datawalk.measures.refusals import Refused

_NOISE = 1e-9


def possible_counts(rate: float, *, people: float, per: float, rounded_to: float) -> range:
    """The counts whose rate, rounded, is the one printed; empty where there is none.

    `rounded_to`: the step of the printed rate, 0.1 for one decimal. Refuses people and steps that are not above 0.
    Example: 14.3 percent of 21 people, rounded to 0.1, is 3.
    """
    if people <= 0:
        raise Refused("no_people")
    if rounded_to <= 0:
        raise Refused("negative")
    half, noise = rounded_to / 2, _NOISE * max(1.0, people)
    least = ceil((rate - half) * people / per - noise)
    most = floor((rate + half) * people / per + noise)
    return range(max(0, least), min(most, floor(people)) + 1)
