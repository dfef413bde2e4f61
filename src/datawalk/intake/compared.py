"""Which declarations a new release changes, by name; the store counts the cells."""

from collections.abc import Mapping
from typing import Any

from datawalk.domain.text import Frozen
from datawalk.errors import ReleaseProblem
from datawalk.intake.contents import Contents
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Release, Releases


def compared(releases: Releases, contents: Contents) -> tuple[Release | None, dict[str, Any]]:
    """The release served now, and the notes of the next one: its name, and the declarations added, removed or changed.

    Those are named as `kind/id`. A release that cannot be read counts as none.
    """
    try:
        previous = releases.current()
        store = PublishedStore(previous)
    except ReleaseProblem:
        return None, {"previous": None, "declarations_changed": []}
    store.close()
    return previous, {
        "previous": previous.id,
        "declarations_changed": _declarations_changed(store, contents),
    }


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
