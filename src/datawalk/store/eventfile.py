"""The file of what is collected, and its head: opened, begun, added to, read whole, written whole.

An event is acknowledged when it is committed and the head (`chain.py`) is on the disk. On opening both are compared, because
DuckDB opens a file whose log was cut or deleted without a word.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import duckdb

from datawalk.domain.collected import Event, Recorded
from datawalk.errors import MachineProblem
from datawalk.store.chain import START, Damaged, Head, check_chain, document_of, read_head, write_head
from datawalk.store.connection import statement

FILE, HEAD = "collected.duckdb", "collected.head"

_LOCK, _WRITE = "lock", "could not write"
"""How DuckDB says that another process has a file, and that the disk does not take any more."""


class Busy(MachineProblem):
    """Another process has the store open."""


def opened(folder: Path) -> tuple[duckdb.DuckDBPyConnection, Head, list[Recorded]]:
    """The connection, the head and every event; a store that is begun where there is none."""
    path, head = folder / FILE, read_head(folder / HEAD)
    if head is None and not path.exists():
        head = Head(store=uuid4().hex, number=0, hash=START)
        write_head(folder / HEAD, head)  # first: without its file a store is damaged, not new
        return _begun(path, head.store), head, []
    if head is None:
        raise Damaged(f"'{HEAD}', which says how many events there are, is gone.")
    if not path.exists() and head.number:
        raise Damaged(f"'{FILE}' is gone; it held {head.number} events.")
    if not path.exists():
        return _begun(path, head.store), head, []
    connection = _connected(path)
    try:
        [[store]] = connection.execute("SELECT id FROM store").fetchall()
        found = connection.execute(statement("collected_events")).fetchall()
        rows = [
            Recorded(number=number, event=Event.model_validate_json(document), hash=hash)
            for number, document, hash in found
        ]
        check_chain(rows, store=store, head=head)
    except (duckdb.Error, ValueError) as error:
        connection.close()
        if not head.number and isinstance(
            error, duckdb.CatalogException
        ):  # killed, or out of room, as it was begun
            path.unlink()
            (folder / f"{FILE}.wal").unlink(missing_ok=True)
            return _begun(path, head.store), head, []
        raise Damaged(f"'{FILE}' cannot be read: {_first_line(error)}") from error
    except Damaged:
        connection.close()
        raise
    if len(rows) > head.number:  # committed, and killed before anybody was told
        head = Head(store=store, number=len(rows), hash=rows[-1].hash)
        write_head(folder / HEAD, head)
    return connection, head, rows


def _begun(path: Path, store: str) -> duckdb.DuckDBPyConnection:
    connection = _connected(path)
    connection.execute("BEGIN")
    connection.execute(statement("collected_tables"))
    connection.execute("INSERT INTO store VALUES ($1)", [store])
    connection.execute("COMMIT")
    return connection


def add(connection: duckdb.DuckDBPyConnection, rows: Sequence[Recorded]) -> None:
    connection.execute("BEGIN")
    try:
        for row in rows:
            connection.execute(statement("collected_add"), [row.number, document_of(row.event), row.hash])
        connection.execute("COMMIT")
    except duckdb.Error:
        with suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        raise


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    """Raises Busy, Damaged; MachineProblem where the disk is full: that damages nothing."""
    is_new = not path.exists()
    try:
        return duckdb.connect(str(path), config={"enable_external_access": "false"})
    except duckdb.Error as error:
        if _LOCK in str(error).lower():
            raise Busy(
                "Another program has what is collected open.", remedy="Stop it, or wait until it is done."
            ) from None
        if is_new or _WRITE in str(error).lower():
            raise refused(error) from error
        raise Damaged(f"'{path.name}' cannot be opened: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]


def refused(error: Exception) -> MachineProblem:
    remedy = "Free some space or allow writing there, then try again."
    return MachineProblem("What happened could not be stored.", _first_line(error), remedy=remedy)


def write_store(folder: Path, rows: Sequence[Recorded], *, store: str = "") -> None:
    """A store of these events in a folder of its own, with its head. What is there is replaced.

    Raises MachineProblem when the disk refuses.
    """
    head = Head(store=store or uuid4().hex, number=len(rows), hash=rows[-1].hash if rows else START)
    try:
        remove_store(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with _begun(folder / FILE, head.store) as connection:
            add(connection, rows)
            connection.execute("CHECKPOINT")
        write_head(folder / HEAD, head)
    except (duckdb.Error, OSError) as error:
        raise refused(error) from error


def remove_store(folder: Path) -> None:
    """Take a store away, and its folder when nothing else is in it."""
    for path in (folder / HEAD, folder / FILE, folder / f"{FILE}.wal"):
        path.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def read_store(folder: Path) -> tuple[Recorded, ...]:
    """The events of a store that nobody has open. Raises Damaged, Busy."""
    if read_head(folder / HEAD) is None and not (folder / FILE).exists():
        return ()
    connection, _, rows = opened(folder)
    connection.close()
    return tuple(rows)
