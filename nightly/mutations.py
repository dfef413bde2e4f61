"""Small random faults in the measures, one at a time: which of them does no test find?

The mutator is ours: mutmut passes over decorated functions, and so the whole catalogue, and over the constants of a module, and
cosmic-ray neither draws at random nor runs the nearest tests first, so that either needs more around it than it spares.
"""

import ast
import random
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from commands import ON_TWO_CORES, PYTEST, counted
from copies import Copy
from mutator import Mutation, mutations
from night import Night, Outcome

ROOMS = ("measures", "answers")
TESTS = ("tests/unit", "tests/oracle", "tests/property", "tests/screens")
"""What must find a fault there, the quickest first."""
A_NIGHT, ALONE, TRIED = 10, 100, 2
AT_ONCE = 2
PASSED, NONE_THERE = 0, 5
"""How pytest ends where nothing fails, and where all tests of its files are left out."""
TIMES_AS_LONG = 4
"""As all tests take on both cores without a fault: what takes longer with one runs on and on, and so is found."""


class Planted(NamedTuple):
    """A fault, and the file it is in."""

    file: str
    fault: Mutation

    def __str__(self) -> str:
        return f"{self.file}:{self.fault.line}\n    - {self.fault.before}\n    + {self.fault.after}"


def look(night: Night) -> Outcome:
    """Those not found are told and do not fail the night; tests that fail without any fault do, and when none was tried."""
    count = TRIED if night.quick else ALONE if night.alone else A_NIGHT
    with tempfile.TemporaryDirectory() as folder:
        free: SimpleQueue[Copy] = SimpleQueue()
        for number in range(AT_ONCE):
            free.put(Copy(Path(folder) / str(number)))
        copy, began = free.get(), time.monotonic()
        drawn = draw(random.Random(night.seed), count, root=copy.root)
        whole = copy.run([*PYTEST, *ON_TWO_CORES, *TESTS], seconds=night.seconds_left())
        free.put(copy)
        if whole.code:
            print(whole.output)
            return Outcome(f"not tried, for without any fault: {counted(whole)}", failed=True)
        limit = TIMES_AS_LONG * (time.monotonic() - began)

        def tried(planted: Planted) -> tuple[Planted, bool] | None:
            """With whether it was found; None where the night was over before that was known."""
            copy = free.get()
            try:
                found = is_found(planted, copy, seconds=min(limit, night.seconds_left()))
            finally:
                free.put(copy)
            known = night.seconds_left() > 0
            print(f"{('found' if found else 'NOT FOUND') if known else 'not tried'}: {planted}", flush=True)
            return (planted, found) if known else None

        with ThreadPoolExecutor(AT_ONCE) as pool:
            known = list(filter(None, pool.map(tried, drawn)))
    missed = [planted for planted, found in known if not found]
    print("\n".join(["Not found:", *map(str, missed)]) if missed else "All were found.", flush=True)
    return Outcome(f"{len(known) - len(missed)} of {len(known)} found", failed=not known)


def draw(rng: random.Random, count: int, *, root: Path) -> list[Planted]:
    """As many of all faults there could be, each as likely as another."""
    folders = [root / "src" / "datawalk" / room for room in ROOMS]
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    every = [
        Planted(path.relative_to(root).as_posix(), fault)
        for path in files
        for fault in mutations(path.read_text(encoding="utf-8"))
    ]
    return rng.sample(every, min(count, len(every)))


def is_found(planted: Planted, copy: Copy, *, seconds: float) -> bool:
    """Whether a test fails with it: first those that import the module by name, then all others."""
    ends = time.monotonic() + seconds
    sound = copy.text(planted.file)
    near, far = near_and_far(planted.file, root=copy.root)
    copy.write(planted.file, planted.fault.text)
    try:
        for files in filter(None, (near, far)):
            command = [*PYTEST, "-x", "-p", "no:cacheprovider", *files]
            done = copy.run(command, seconds=max(0.0, ends - time.monotonic()))
            if done.code not in (PASSED, NONE_THERE):
                return True
    finally:
        copy.write(planted.file, sound)
    return False


def near_and_far(file: str, *, root: Path) -> tuple[list[str], list[str]]:
    """The files of tests that import a module of ours, and those that do not."""
    module = ".".join(Path(file).relative_to("src").with_suffix("").parts).removesuffix(".__init__")
    files = [path for folder in TESTS for path in sorted((root / folder).glob("test_*.py"))]
    near = [path for path in files if module in _imported(path)]
    far = [path for path in files if path not in near]
    return [str(path.relative_to(root)) for path in near], [str(path.relative_to(root)) for path in far]


def _imported(path: Path) -> set[str]:
    """The names that a file's `from ... import ...` bring in, and where from."""
    found = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    ]
    return {node.module for node in found if node.module} | {
        f"{node.module}.{one.name}" for node in found for one in node.names
    }
