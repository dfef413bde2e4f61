"""The way back when what was collected is damaged: what is sound in the file, and in the copies."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from datawalk.domain.collected import Recorded
from datawalk.errors import UsageProblem
from datawalk.store.chain import Damaged
from datawalk.store.collected import COPIES
from datawalk.store.eventfile import FILE, HEAD, read_store, write_store


@dataclass(frozen=True)
class Found:
    """What is wrong (empty: nothing), the events that are sound in the file, and those of the newest sound copy."""

    wrong: str
    sound: tuple[Recorded, ...]
    copy: tuple[Recorded, ...]
    copy_path: Path | None


def look(folder: Path) -> Found:
    """What can be had of a store that nobody has open; nothing changes. Raises Busy."""
    try:
        sound, wrong = read_store(folder), ""
    except Damaged as damaged:
        sound, wrong = damaged.sound, damaged.detail
    for path in sorted((folder / COPIES).glob("*"), reverse=True):
        try:
            return Found(wrong, sound, read_store(path), path)
        except Damaged:
            continue
    return Found(wrong, sound, (), None)


def put_in_place(folder: Path, rows: Sequence[Recorded]) -> Path:
    """Go on from these events. The damaged files are kept beside, in the folder that is given back.

    Raises UsageProblem where nothing is damaged.
    """
    if not look(folder).wrong:
        raise UsageProblem("Nothing is damaged here.", remedy="There is nothing to recover.")
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    aside = folder / f"damaged-{stamp}"
    aside.mkdir()
    for name in (FILE, f"{FILE}.wal", HEAD):
        if (folder / name).exists():
            shutil.move(folder / name, aside / name)
    write_store(folder, rows)
    return aside
