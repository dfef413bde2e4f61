"""Capacity: scores of domains, from 1 to 7, and when they may be told."""

from collections.abc import Iterable, Sequence

from datawalk.domain.money import CapacityScore, CapacityShown
from datawalk.measures.refusals import Refused

LOWEST, HIGHEST = 1.0, 7.0
FEWEST_ANSWERS = 3
"""Answered items of a domain below which it has no score."""


FEWEST_RESPONDENTS = 5
"""People of a group below which nothing of it is told."""


def shown(rows: Iterable[CapacityScore]) -> tuple[CapacityShown, ...]:
    """A score for each wave, group and domain, in their order; a domain's own items are averaged.

    Of items with unlike many respondents the fewest count. Groups of fewer than five are told without a number.
    """
    found: dict[tuple[str, str, str], list[CapacityScore]] = {}
    for row in rows:
        found.setdefault((row.wave, row.respondent_group, row.domain), []).append(row)
    told = []
    for rows_of_one in found.values():
        first = rows_of_one[0]
        people = min(row.respondents for row in rows_of_one)
        whole = [row.score for row in rows_of_one if row.item is None]
        score = whole[0] if whole else domain_score([row.score for row in rows_of_one])
        few = people < FEWEST_RESPONDENTS
        told.append(
            CapacityShown(
                wave=first.wave,
                respondent_group=first.respondent_group,
                domain=first.domain,
                respondents=None if few else people,
                score=None if few else score,
            )
        )
    return tuple(told)


def of_everyone(rows: Iterable[CapacityShown]) -> float | None:
    """The mean of the groups' scores by how many answered; those not shown are left out. None without any."""
    known = [(row.score, row.respondents) for row in rows if row.score is not None and row.respondents]
    people = sum(count for _, count in known)
    return sum(score * count for score, count in known) / people if people else None


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
