"""What differs between two releases: cells by indicator, in counts, and declarations by name."""

from collections.abc import Mapping
from typing import Any, Protocol

import duckdb

from datawalk.domain.text import Frozen
from datawalk.store.published import PublishedStore
from datawalk.store.writing import changes_of


class Declared(Protocol):
    """Whatever holds declarations by id: a release, or a workspace on its way into one."""

    @property
    def dimensions(self) -> Mapping[str, Frozen]: ...
    @property
    def indicators(self) -> Mapping[str, Frozen]: ...
    @property
    def sources(self) -> Mapping[str, Frozen]: ...
    @property
    def walks(self) -> Mapping[str, Frozen]: ...


def declarations_changed(before: Declared, now: Declared) -> list[str]:
    """The declarations added, removed or changed, as `kind/id`."""
    pairs = (
        ("dimension", before.dimensions, now.dimensions),
        ("indicator", before.indicators, now.indicators),
        ("source", before.sources, now.sources),
        ("walk", before.walks, now.walks),
    )
    return [
        f"{kind}/{key}"
        for kind, old, new in pairs
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    ]


def cells_changed(before: PublishedStore, now: PublishedStore) -> list[dict[str, Any]]:
    """How many cells of each indicator were added, removed, changed in a number, newly hidden, or shown again."""
    with duckdb.connect(config={"enable_external_access": "false"}) as connection:
        connection.execute("ATTACH ':memory:' AS before")
        for table, store in (("before.observations", before), ("observations", now)):
            connection.register("cells", store.every_cell_frame())
            connection.execute(f"CREATE TABLE {table} AS SELECT * FROM cells")
            connection.unregister("cells")
        return changes_of(connection)
