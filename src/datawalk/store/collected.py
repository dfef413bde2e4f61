"""What the app collects, in one DuckDB file of the workspace: one process has it open, one thread writes.

An event is acknowledged when it is committed and the head (`chain.py`) is on the disk. On opening both are compared, because
DuckDB opens a file whose log was cut or deleted without a word.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar
from uuid import uuid4

import duckdb

from datawalk.domain.collected import Event, Recorded
from datawalk.errors import DatawalkError, MachineProblem
from datawalk.store.chain import (
    START,
    Damaged,
    Head,
    chained,
    check_chain,
    document_of,
    read_head,
    write_head,
)
from datawalk.store.connection import statement

FILE, HEAD, COPIES = "collected.duckdb", "collected.head", "copies"
COPIES_KEPT, COPY_EVERY = 10, 100
"""So many copies are kept, and one is made after so many events."""

_LOCK, _WRITE = "lock", "could not write"
"""How DuckDB says that another process has a file, and that the disk does not take any more."""

Result = TypeVar("Result")


class Busy(MachineProblem):
    """Another process has the store open."""


class Collected(Protocol):
    """Where events go, and where they are read again."""

    def append(self, events: Iterable[Event]) -> list[Recorded]: ...

    def recorded(self, *, after: int = 0) -> Sequence[Recorded]: ...


def happened(
    store: Collected, *, kind: str, id: str, by: str, data: Mapping[str, Any] | None = None
) -> Recorded:
    """Store an event of this moment. Raises MachineProblem when it cannot be stored."""
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    [row] = store.append([Event(kind=kind, id=id, at=now, by=by, data=dict(data or {}))])
    return row


Asked = tuple[list[Event], "Future[list[Recorded]]"]


class CollectedStore:
    """The store of one workspace. Safe to share between threads; `close` it."""

    def __init__(self, folder: Path) -> None:
        """Open the store, or begin it. Raises Damaged, Busy; MachineProblem when the disk refuses."""
        self._folder = folder
        self._waiting: SimpleQueue[Asked | None] = SimpleQueue()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._connection, self._head, self._rows = _opened(folder)
        except OSError as error:
            raise _refused(error) from error
        self._copied = _newest_copy(folder)
        self._writer = threading.Thread(target=self._write, name="collected", daemon=True)
        self._writer.start()

    def append(self, events: Iterable[Event]) -> list[Recorded]:
        """Store events. Returns when they are on the disk; raises MachineProblem when they are not."""
        if not self._writer.is_alive():
            raise MachineProblem("What happened could not be stored.", "The store is closed.")
        answer: Future[list[Recorded]] = Future()
        self._waiting.put((list(events), answer))
        return answer.result()

    def recorded(self, *, after: int = 0) -> Sequence[Recorded]:
        """The events behind number `after`, in their order."""
        return self._rows[after:]

    def close(self, *, copy: bool = False) -> None:
        """Wait for what is being written; with `copy` leave one, as after what nobody wants to do again."""
        self._waiting.put(None)
        self._writer.join()
        if copy:
            self._copy()
        self._connection.close()

    def _write(self) -> None:
        """One group after another: all that waits is committed together, then each is told."""
        while (first := self._waiting.get()) is not None:
            group, last = [first], False
            while not self._waiting.empty():
                one = self._waiting.get()
                if one is None:
                    last = True
                    break
                group.append(one)
            self._commit(group)
            if self._head.number - self._copied >= COPY_EVERY:
                self._copy()
            if last:
                return

    def _commit(self, group: Sequence[Asked]) -> None:
        rows = chained((event for events, _ in group for event in events), behind=self._head)
        try:
            if rows:
                self._insert(rows)
        except (duckdb.Error, OSError, DatawalkError) as error:
            for _, answer in group:
                answer.set_exception(_refused(error))
            return
        at = 0
        for events, answer in group:
            answer.set_result(rows[at : at + len(events)])
            at += len(events)

    def _insert(self, rows: Sequence[Recorded]) -> None:
        try:
            _add(self._connection, rows)
        except duckdb.Error:
            with suppress(duckdb.Error):
                self._connection.close()  # a full disk leaves a connection that can do nothing more
            self._connection, self._head, self._rows = _opened(self._folder)
            raise
        self._rows.extend(rows)
        self._head = Head(store=self._head.store, number=rows[-1].number, hash=rows[-1].hash)
        write_head(self._folder / HEAD, self._head)

    def _copy(self) -> None:
        """A copy beside the store; the oldest ones go. Without room for it the store goes on."""
        if self._copied == self._head.number:
            return
        try:
            copies = self._folder / COPIES
            write_store(copies / f"{self._head.number:09d}", self._rows, store=self._head.store)
            for old in sorted(copies.iterdir())[:-COPIES_KEPT]:
                remove_store(old)
            self._copied = self._head.number
        except (OSError, DatawalkError) as error:
            logging.getLogger("datawalk").warning("No copy of what is collected: %s", error)


def _newest_copy(folder: Path) -> int:
    """How many events the newest copy holds; 0 where there is none."""
    return max((int(path.name) for path in (folder / COPIES).glob("*") if path.name.isdecimal()), default=0)


def write_store(folder: Path, rows: Sequence[Recorded], *, store: str = "") -> None:
    """A store of these events in a folder of its own, with its head. What is there is replaced.

    Raises MachineProblem when the disk refuses.
    """
    head = Head(store=store or uuid4().hex, number=len(rows), hash=rows[-1].hash if rows else START)
    try:
        remove_store(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with _begun(folder / FILE, head.store) as connection:
            _add(connection, rows)
            connection.execute("CHECKPOINT")
        write_head(folder / HEAD, head)
    except (duckdb.Error, OSError) as error:
        raise _refused(error) from error


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
    connection, _, rows = _opened(folder)
    connection.close()
    return tuple(rows)


def read_patiently(folder: Path, *, seconds: float = 3.0) -> tuple[Recorded, ...]:
    """The events of a store that others write to for moments. Raises Damaged; Busy when it does not come free."""
    return _patiently(lambda: read_store(folder), seconds=seconds)


@contextmanager
def collecting(folder: Path, *, seconds: float = 5.0, copy: bool = False) -> Iterator["CollectedStore"]:
    """The store, as soon as nobody else has it open, for as long as this lasts; with `copy` one is left.

    Raises Damaged, Busy, MachineProblem.
    """
    store = _patiently(lambda: CollectedStore(folder), seconds=seconds)
    try:
        yield store
    finally:
        store.close(copy=copy)


def _patiently(act: Callable[[], Result], *, seconds: float) -> Result:
    end = time.monotonic() + seconds
    while True:
        try:
            return act()
        except Busy:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _opened(folder: Path) -> tuple[duckdb.DuckDBPyConnection, Head, list[Recorded]]:
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


def _add(connection: duckdb.DuckDBPyConnection, rows: Sequence[Recorded]) -> None:
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
            raise _refused(error) from error
        raise Damaged(f"'{path.name}' cannot be opened: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]


def _refused(error: Exception) -> MachineProblem:
    remedy = "Free some space or allow writing there, then try again."
    return MachineProblem("What happened could not be stored.", _first_line(error), remedy=remedy)
