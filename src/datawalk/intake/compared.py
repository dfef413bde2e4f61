"""Which declarations a new release changes, by name; the store counts the cells."""

from typing import Any

from datawalk.errors import ReleaseProblem
from datawalk.intake.contents import Contents
from datawalk.store.between import declarations_changed
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
        "declarations_changed": declarations_changed(store, contents),
    }
