"""Looking for the patterns of many blocks: side by side, told how far it is, and each only once for the same content."""

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from datawalk.intake.progress import tell
from datawalk.measures.privacy.record import content_key, pattern_document, read_pattern
from datawalk.measures.privacy.solver import SECONDS
from datawalk.measures.privacy.system import System
from datawalk.measures.privacy.witnesses import faults
from datawalk.measures.suppression import RULE_VERSION, Answer, Pattern, try_to_protect

STEP = "Protecting small numbers"

_MANY_CELLS = 2_000
"""With fewer cells in all, starting other processes takes longer than the work."""


class Prover:
    """Looks for patterns, with at most so many `seconds` for a block, and remembers them in a folder.

    What is remembered lies beside the releases and holds no true count; what nobody asks for any more is forgotten.
    """

    def __init__(self, folder: Path, *, seconds: float = SECONDS) -> None:
        self.folder, self.seconds = folder, seconds

    def __call__(self, systems: Sequence[System]) -> list[Answer]:
        """The answer for each system, in order."""
        if not systems:
            return []
        secret = self._secret()
        files = [
            self.folder / f"{content_key(one, secret=secret, version=RULE_VERSION)}.json.gz"
            for one in systems
        ]
        answers: dict[int, Answer] = {
            at: known
            for at, (system, file) in enumerate(zip(systems, files, strict=True))
            if (known := _remembered(file, system))
        }
        new = [at for at in range(len(systems)) if at not in answers]
        done = 0
        for at, answer in zip(new, self._solved([systems[at] for at in new]), strict=True):
            answers[at] = answer
            if isinstance(answer, Pattern):
                files[at].write_bytes(gzip.compress(json.dumps(pattern_document(answer)).encode(), mtime=0))
            done += len(systems[at].cells)
            tell(STEP, done / sum(len(systems[other].cells) for other in new))
        self._forget(keep={file.name for file in files})
        return [answers[at] for at in range(len(systems))]

    def _solved(self, systems: Sequence[System]) -> Iterator[Answer]:
        work = partial(try_to_protect, seconds=self.seconds)
        found = 0
        if len(systems) > 1 and sum(len(one.cells) for one in systems) >= _MANY_CELLS:
            workers = min(len(systems), os.cpu_count() or 1)
            with suppress(BrokenProcessPool), ProcessPoolExecutor(workers, get_context("spawn")) as pool:
                for answer in pool.map(work, systems):
                    found += 1
                    yield answer
        yield from map(work, systems[found:])

    def _secret(self) -> bytes:
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / "secret"
        with suppress(FileNotFoundError):
            return file.read_bytes()
        secret = os.urandom(32)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as opened:
            opened.write(secret)
        return secret

    def _forget(self, *, keep: set[str]) -> None:
        for file in self.folder.glob("*.json.gz"):
            if file.name not in keep:
                with suppress(OSError):
                    file.unlink()


def _remembered(file: Path, system: System) -> Pattern | None:
    """The pattern that was found before, if it is there and still holds: adding up is quick."""
    try:
        pattern = read_pattern(json.loads(gzip.decompress(file.read_bytes())))
        holds = not faults(system.view(pattern.hidden), proof=pattern.proof, required=pattern.required)
        return pattern if holds and set(pattern.required) == set(system.primary) else None
    except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError):
        return None
