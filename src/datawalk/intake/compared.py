"""What a new release changes: counts by indicator, never values; and the declarations, by name."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from datawalk.domain.observations import Observation
from datawalk.domain.text import Frozen
from datawalk.errors import ReleaseProblem
from datawalk.intake.contents import Contents
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases

KINDS = ("added", "removed", "changed", "hidden", "shown")


def compared(releases: Releases, contents: Contents) -> dict[str, Any]:
    """The notes of a release about to be built of protected contents: the one served now, and what differs from it.

    `changes` has a row for each indicator with a difference: how many cells were added, removed, changed in a number,
    newly hidden, or shown again. `declarations_changed` names those added, removed or changed, as `kind/id`.
    A release that cannot be read counts as none.
    """
    try:
        store = PublishedStore(releases.current())
    except ReleaseProblem:
        return {"previous": None, "changes": [], "declarations_changed": []}
    try:
        changes = _changes(store.every_cell(), contents)
    except ReleaseProblem:
        return {"previous": None, "changes": [], "declarations_changed": []}
    finally:
        store.close()
    return {
        "previous": store.release_id,
        "changes": changes,
        "declarations_changed": _declarations_changed(store, contents),
    }


def _changes(
    before: dict[tuple[object, ...], tuple[object, ...]], contents: Contents
) -> list[dict[str, Any]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for cell in contents.observations:
        old = before.pop(_key(cell), None)
        if kind := _difference(old, _numbers(cell)):
            counts[cell.indicator_id][kind] += 1
    for key in before:
        counts[str(key[0])]["removed"] += 1
    return [
        {"indicator": indicator_id, **{kind: found[kind] for kind in KINDS}}
        for indicator_id, found in sorted(counts.items())
    ]


def _declarations_changed(store: PublishedStore, contents: Contents) -> list[str]:
    pairs: tuple[tuple[str, Mapping[str, Frozen], Mapping[str, Frozen]], ...] = (
        ("dimension", store.dimensions, contents.dimensions),
        ("indicator", store.indicators, contents.indicators),
        ("source", store.sources, contents.sources),
        ("walk", store.walks, contents.walks),
    )
    return [
        f"{kind}/{key}"
        for kind, before, now in pairs
        for key in sorted(before.keys() | now.keys())
        if before.get(key) != now.get(key)
    ]


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
