"""Capacity: scores of domains, from 1 to 7, and when they may be told."""

from collections.abc import Sequence

from datawalk.measures.refusals import Refused

LOWEST, HIGHEST = 1.0, 7.0
FEWEST_ANSWERS = 3
"""Answered items of a domain below which it has no score."""


def domain_score(answers: Sequence[float | None]) -> float | None:
    """The mean of a domain's answered items, each from 1 to 7; None (not applicable) is left out, and fewer than 3 give none.

    Refuses answers outside 1 to 7. Example: 5, 6, none, 4 and 5: 5.
    """
    answered = [one for one in answers if one is not None]
    for one in answered:
        if not LOWEST <= one <= HIGHEST:
            raise Refused("not_a_share", value=one, lower=LOWEST, upper=HIGHEST)
    return sum(answered) / len(answered) if len(answered) >= FEWEST_ANSWERS else None


def overall(scores: Sequence[float | None]) -> float | None:
    """The mean of the domains that have a score; None without any."""
    known = [one for one in scores if one is not None]
    return sum(known) / len(known) if known else None
