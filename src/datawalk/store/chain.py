"""The chain of events: each hash covers the event and the hash before, so nothing can be taken out unseen."""

import json
import os
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from datawalk.domain.collected import Event, Recorded
from datawalk.domain.text import Frozen
from datawalk.errors import DatawalkError

START = "0" * 64


class Head(Frozen):
    """The end of a chain as it stood when it was last acknowledged: which store, how many events, the last hash."""

    store: str
    number: int
    hash: str


class Damaged(DatawalkError):
    """What was collected is not what was acknowledged. `sound` are the events that are whole, from the first on."""

    exit_code = 3

    def __init__(self, detail: str, *, sound: Sequence[Recorded] = ()) -> None:
        remedy = "Run 'datawalk recover' to see what is there, and to go on from it or from a copy."
        super().__init__("What was collected is damaged.", detail, remedy=remedy)
        self.sound = tuple(sound)


def document_of(event: Event) -> str:
    """An event as text, always the same."""
    return json.dumps(event.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def hash_of(document: str, *, before: str) -> str:
    """The hash of an event behind another."""
    return sha256(f"{before}\n{document}".encode()).hexdigest()


def chained(events: Iterable[Event], *, behind: Head) -> list[Recorded]:
    """The events behind those there are."""
    told, number, last = [], behind.number, behind.hash
    for event in events:
        number, last = number + 1, hash_of(document_of(event), before=last)
        told.append(Recorded(number=number, event=event, hash=last))
    return told


def check_chain(rows: Sequence[Recorded], *, store: str, head: Head) -> None:
    """Raises Damaged unless the rows are one chain of this store, and hold all that its head acknowledged."""
    if store != head.store:
        raise Damaged("The file is that of another store: it was swapped.")
    last, sound = START, []
    for position, row in enumerate(rows):
        if row.number != position + 1 or row.hash != hash_of(document_of(row.event), before=last):
            raise Damaged(f"Event {position + 1} is not the one that was stored.", sound=sound)
        last = row.hash
        sound.append(row)
    if len(rows) < head.number:
        lost = head.number - len(rows)
        raise Damaged(
            f"{lost} of {head.number} events are gone: the file or its log was cut, emptied or deleted.",
            sound=sound,
        )
    if head.number and rows[head.number - 1].hash != head.hash:
        raise Damaged(f"The events up to {head.number} are not those that were acknowledged.")


def read_head(path: Path) -> Head | None:
    """The head in a file; None when there is no such file. Raises Damaged when it cannot be read."""
    try:
        return Head.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        raise Damaged(f"'{path.name}', which says how many events there are, cannot be read.") from None


def write_head(path: Path, head: Head) -> None:
    """Put the head in place, on the disk when this returns."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(head.model_dump_json().encode())
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
