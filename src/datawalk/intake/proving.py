"""Looking for the patterns of many blocks: side by side, told how far it is, and each only once for the same content."""

import gzip
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from datawalk.intake.progress import tell
from datawalk.measures.privacy.protection import BLOCK_SECONDS
from datawalk.measures.privacy.record import content_key, pattern_document, read_pattern
from datawalk.measures.privacy.rule import RULE_VERSION
from datawalk.measures.privacy.system import System
from datawalk.measures.privacy.witnesses import faults
from datawalk.measures.suppression import Answer, Pattern, try_to_protect

STEP = "Protecting small numbers"

_MANY_CELLS = 2_000
"""With fewer cells in all, starting other processes takes longer than the work."""


class Prover:
    """Looks for patterns, with at most so many `seconds` for a block, and remembers them in a folder.

    What is remembered lies beside the releases and holds no true count; what nobody asks for any more is forgotten.
    """

    def __init__(self, folder: Path, *, seconds: float = BLOCK_SECONDS) -> None:
        self.folder, self.seconds = folder, seconds

    def __call__(self, systems: Sequence[System]) -> list[Answer]:
        """The answer for each system, in order."""
        linked = [at for at, system in enumerate(systems) if system.relations]
        answers: dict[int, Answer] = {
            at: try_to_protect(system) for at, system in enumerate(systems) if not system.relations
        }
        if linked:
            answers |= zip(linked, self._of_linked([systems[at] for at in linked]), strict=True)
        return [answers[at] for at in range(len(systems))]

    def _of_linked(self, systems: Sequence[System]) -> list[Answer]:
        secret, known = self._secret(), self._remembered()
        keys = [content_key(one, secret=secret, version=RULE_VERSION) for one in systems]
        answers: dict[str, Answer] = {}
        for key, system in zip(keys, systems, strict=True):
            if key in known and (pattern := _still_holds(known[key], system)):
                answers[key] = pattern
        new = {key: system for key, system in zip(keys, systems, strict=True) if key not in answers}
        done, whole = 0, sum(len(system.cells) for system in new.values())
        for key, answer in zip(new, self._solved(list(new.values())), strict=True):
            answers[key] = answer
            done += len(new[key].cells)
            tell(STEP, done / whole)
        self._remember({key: one for key, one in answers.items() if isinstance(one, Pattern)})
        return [answers[key] for key in keys]

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
        file = self.folder / "secret"
        with suppress(OSError):
            return file.read_bytes()
        secret = os.urandom(32)
        with suppress(OSError):  # without it, nothing is remembered
            self.folder.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_bytes(secret)
        return secret

    @property
    def _file(self) -> Path:
        return self.folder / "patterns.json.gz"

    def _remembered(self) -> dict[str, Any]:
        try:
            return dict(json.loads(gzip.decompress(self._file.read_bytes())))
        except (OSError, ValueError, EOFError, TypeError):
            return {}

    def _remember(self, patterns: Mapping[str, Pattern]) -> None:
        documents = {key: pattern_document(pattern) for key, pattern in sorted(patterns.items())}
        temporary = self._file.with_name(f".{self._file.name}-{os.getpid()}")
        with suppress(OSError):
            temporary.touch(mode=0o600)
            temporary.write_bytes(gzip.compress(json.dumps(documents).encode(), mtime=0))
            os.replace(temporary, self._file)


def _still_holds(document: Mapping[str, Any], system: System) -> Pattern | None:
    """The pattern that was found before, if it still protects: adding up is quick."""
    try:
        pattern = read_pattern(document)
        wrong = faults(system.view(pattern.hidden), proof=pattern.proof, required=pattern.required)
        return pattern if not wrong and set(pattern.required) == set(system.primary) else None
    except (ValueError, KeyError, IndexError, TypeError):
        return None
