"""What the app collects, in one file of the workspace (`eventfile.py`): one process has it open, one thread writes."""

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

import duckdb

from datawalk.domain.collected import Event, Recorded
from datawalk.errors import DatawalkError, MachineProblem
from datawalk.store.chain import Head, chained, write_head
from datawalk.store.eventfile import (
    HEAD,
    Busy,
    add,
    opened,
    read_store,
    refused,
    remove_store,
    write_store,
)

COPIES = "copies"
COPIES_KEPT, COPY_EVERY = 10, 100
"""So many copies are kept, and one is made after so many events."""

Result = TypeVar("Result")


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
            self._connection, self._head, self._rows = opened(folder)
        except (OSError, duckdb.Error) as error:
            raise refused(error) from error
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
                answer.set_exception(refused(error))
            return
        at = 0
        for events, answer in group:
            answer.set_result(rows[at : at + len(events)])
            at += len(events)

    def _insert(self, rows: Sequence[Recorded]) -> None:
        try:
            add(self._connection, rows)
        except duckdb.Error:
            with suppress(duckdb.Error):
                self._connection.close()  # a full disk leaves a connection that can do nothing more
            self._connection, self._head, self._rows = opened(self._folder)
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
