"""How long it takes to protect linked tables: groups x places x years, with all their totals."""

import resource
import time

import numpy as np

from datawalk.measures.privacy.protection import protect
from datawalk.measures.privacy.system import Relation, System, of_counts
from figures import Figure

THRESHOLD = 11
SIZES = {100: (4, 4, 3), 1_000: (9, 19, 4), 10_000: (24, 79, 4)}
"""Groups, places and years; with totals each axis is one longer."""
ASKED = ((100, 0.1, None), (100, 0.33, None), (1_000, 0.1, 60.0), (1_000, 0.33, None), (10_000, 0.1, None))
"""Cells, the share of small ones inside, and the aim in seconds. 10,000 with a third small took half an hour, once."""

_SECONDS = 3_600.0


def measure(*, quick: bool = False) -> list[Figure]:
    """Seconds for each size and share of small cells, with the cells hidden."""
    asked = ASKED[:1] if quick else ASKED
    return [_protected(cells, small=small, aim=aim) for cells, small, aim in asked]


def _protected(cells: int, *, small: float, aim: float | None) -> Figure:
    system = linked(*SIZES[cells], small=small)
    naive = len(two_in_each_line(system))
    start = time.perf_counter()
    found = protect(system, seconds=_SECONDS)
    seconds = time.perf_counter() - start
    note = f"{len(system.primary)} small, {len(found.hidden)} hidden; two in each line would hide {naive}; {_memory()} MB"
    return Figure(
        f"{cells:,} linked cells, {small:.0%} of the inner ones small",
        seconds,
        "s",
        aim=aim,
        note=note,
    )


def _memory() -> int:
    """The most memory this process has had so far, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000)


def linked(groups: int, places: int, years: int, *, small: float) -> System:
    """Made-up counts, the same in every run, summed over each axis."""
    rng = np.random.default_rng(5)
    counts = rng.integers(12, 300, (groups, places, years))
    few = rng.random(counts.shape) < small
    counts[few] = rng.integers(1, THRESHOLD, few.sum())
    for axis in range(3):
        counts = np.concatenate([counts, counts.sum(axis, keepdims=True)], axis=axis)
    at = np.arange(counts.size).reshape(counts.shape)
    lines = [
        line
        for axis in range(3)
        for line in np.moveaxis(at, axis, -1).reshape(-1, counts.shape[axis]).tolist()
    ]
    sums = tuple(Relation(line[-1], tuple(line[:-1])) for line in lines)
    return of_counts(counts.ravel().tolist(), sums, THRESHOLD)


def two_in_each_line(system: System) -> set[int]:
    """The rule most tools follow, which does not protect: no line with exactly one hidden cell."""
    hidden, changed = set(system.primary), True
    while changed:
        changed = False
        for total, parts in system.relations:
            line = (total, *parts)
            if sum(cell in hidden for cell in line) == 1:
                others = [
                    cell for cell in line if cell not in hidden and system.cells[cell].count >= THRESHOLD
                ]
                hidden.add(min(others, key=lambda cell: system.cells[cell].count))
                changed = True
    return hidden
