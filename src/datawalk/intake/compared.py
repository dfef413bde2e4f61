"""What a new release changes: counts by indicator, never values."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from datawalk.domain.observations import Observation
from datawalk.errors import ReleaseProblem
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases

KINDS = ("added", "removed", "changed", "hidden", "shown")


def compared(releases: Releases, observations: Iterable[Observation]) -> dict[str, Any]:
    """The notes of a release about to be built: the one served now, and what differs from it.

    `changes` has a row for each indicator with a difference: how many cells were added, removed, changed in a number,
    newly hidden, or shown again. A release that cannot be read counts as none.
    """
    try:
        store = PublishedStore(releases.current())
        before = store.every_cell()
        store.close()
    except ReleaseProblem:
        return {"previous": None, "changes": []}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for cell in observations:
        old = before.pop(_key(cell), None)
        if kind := _difference(old, _numbers(cell)):
            counts[cell.indicator_id][kind] += 1
    for key in before:
        counts[str(key[0])]["removed"] += 1
    changes = [
        {"indicator": indicator_id, **{kind: found[kind] for kind in KINDS}}
        for indicator_id, found in sorted(counts.items())
    ]
    return {"previous": store.release_id, "changes": changes}


def _key(cell: Observation) -> tuple[object, ...]:
    period = cell.period
    return cell.indicator_id, cell.place_id, period.start, period.end, cell.dimension, cell.subgroup


def _numbers(cell: Observation) -> tuple[object, ...]:
    return cell.estimate, cell.lower, cell.upper, cell.numerator, cell.denominator, cell.flag


def _difference(old: tuple[object, ...] | None, new: tuple[object, ...]) -> str:
    if old is None:
        return "added"
    if old == new:
        return ""
    hidden_before, hidden_now = (numbers[-1] == "suppressed" for numbers in (old, new))
    if hidden_before != hidden_now:
        return "hidden" if hidden_now else "shown"
    return "changed"
