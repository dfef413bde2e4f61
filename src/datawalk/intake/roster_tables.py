"""What a release holds of the roster: partners and their meetings and ties as columns, and what ties are like in all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import Any

from datawalk.domain.roster import Attendance, Partner, Tie, TieRatings
from datawalk.domain.text import Frozen
from datawalk.intake.contents import Contents
from datawalk.store.writing import TableRows

FEWEST_RATED = 5
"""The mean rating of fewer pairs of partners stays in the workspace."""


def roster_rows(contents: Contents) -> dict[type[Frozen], tuple[Any, ...]]:
    """How partners rate their ties, of all of them together. Whom somebody trusts stays in the workspace."""
    ties = contents.of(Tie)
    trust = _by_pair((tie, tie.trust) for tie in ties)
    value = _by_pair((tie, tie.value) for tie in ties)
    ratings = TieRatings(
        trust_pairs=len(trust), trust=_mean(trust), value_pairs=len(value), value=_mean(value)
    )
    return {TieRatings: (ratings,)}


def _mean(ratings: Sequence[float]) -> float | None:
    """The mean over pairs; of fewer than five it would tell of one."""
    return fmean(ratings) if len(ratings) >= FEWEST_RATED else None


def _by_pair(rated: Iterable[tuple[Tie, float | None]]) -> list[float]:
    """The mean rating of each pair of partners, whoever gave it."""
    found: dict[frozenset[str], list[float]] = defaultdict(list)
    for tie, rating in rated:
        if rating is not None:
            found[frozenset((tie.from_partner, tie.to_partner))].append(rating)
    return [fmean(ratings) for ratings in found.values()]


def roster_tables(contents: Contents) -> tuple[TableRows, ...]:
    """The tables `roster`, `attendance` and `ties` of a release. Days are ISO texts."""
    partners = (
        (one.partner_id, one.sectors[0] if one.sectors else None, _day(one.joined_on), _day(one.left_on))
        for one in contents.of(Partner)
    )
    attendance = (
        (_day(one.date), one.meeting, one.partner_id, one.invited, one.attended)
        for one in contents.of(Attendance)
    )
    ties = ((one.from_partner, one.to_partner, one.kind, _day(one.reported_on)) for one in contents.of(Tie))
    return (
        TableRows(
            "roster",
            _columns("partner_id", "sector", "joined_on", "left_on"),
            sorted(partners, key=lambda one: one[0]),
        ),
        TableRows(
            "attendance",
            (*_columns("day", "meeting", "partner_id"), ("invited", "BOOLEAN"), ("attended", "BOOLEAN")),
            sorted(attendance),
        ),
        TableRows(
            "ties",
            _columns("from_partner", "to_partner", "kind", "reported_on"),
            sorted(ties, key=lambda tie: tuple(word or "" for word in tie)),
        ),
    )


def _columns(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, "VARCHAR") for name in names)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
