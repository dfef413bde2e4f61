"""Where things stand in a picture of values, whatever draws it: dots that do not hide each other, labels that do not touch."""

from collections import deque
from collections.abc import Sequence
from heapq import heappop, heappush

from datawalk.charts.plotted import Line, LinePoint


def swarm(values: Sequence[float], *, apart: float) -> list[int]:
    """A row for each value so that no two in one row are closer than `apart`: 0 on the line, then 1, -1, 2, -2, ...

    The answer stands in the order of `values` and is the same every time.
    """
    ranks_of = [0] * len(values)
    taken: deque[tuple[float, int]] = (
        deque()
    )  # the last value in each row that is not free yet, and the row's rank
    free: list[int] = []
    ranks = 0
    for at in sorted(range(len(values)), key=values.__getitem__):
        value = values[at]
        while taken and value - taken[0][0] >= apart:
            heappush(free, taken.popleft()[1])
        if free:
            rank = heappop(free)
        else:
            rank, ranks = ranks, ranks + 1
        ranks_of[at] = rank
        taken.append((value, rank))
    return [(rank + 1) // 2 if rank % 2 else -rank // 2 for rank in ranks_of]


def spread(positions: Sequence[float], *, apart: float, low: float, high: float) -> list[float]:
    """The positions moved as little as needed to lie at least `apart`, within `low` and `high` where there is room."""
    order = sorted(range(len(positions)), key=lambda at: positions[at])
    placed = [0.0] * len(positions)
    floor = low
    for at in order:
        placed[at] = max(positions[at], floor)
        floor = placed[at] + apart
    ceiling = high
    for at in reversed(order):
        placed[at] = min(placed[at], ceiling)
        ceiling = placed[at] - apart
    return placed


def lanes(stretches: Sequence[tuple[float, float]]) -> list[int]:
    """A lane for each stretch so that no two in one lane touch: even lanes lie above, odd ones below, by turns."""
    taken: dict[int, list[tuple[float, float]]] = {}
    chosen = []
    for place, (start, end) in enumerate(stretches):
        lane = place % 2
        while any(start < other_end and other_start < end for other_start, other_end in taken.get(lane, ())):
            lane += 2
        taken.setdefault(lane, []).append((start, end))
        chosen.append(lane)
    return chosen


def leaning(at: float, width: float, *, room: float) -> tuple[str, float]:
    """Which side of a label holds on to `at` so that it ends within `room`, and where the label then starts."""
    if at < 0.3 * room:
        return "left", at
    if at > 0.7 * room:
        return "right", at - width
    return "center", at - width / 2


def stacked(values: Sequence[float], *, apart: float) -> list[int]:
    """A row for each value, 0 the lowest, so that no two in one row are closer than `apart`."""
    rows = [0] * len(values)
    last: list[float] = []
    for at in sorted(range(len(values)), key=lambda at: (values[at], at)):
        row = next((row for row, before in enumerate(last) if values[at] - before >= apart), len(last))
        last[row : row + 1] = [values[at]]
        rows[at] = row
    return rows


def runs(line: Line) -> list[list[LinePoint]]:
    """The stretches of a line that have a value in every period."""
    found: list[list[LinePoint]] = [[]]
    for point in line.points:
        if point.value is None:
            found.append([])
        else:
            found[-1].append(point)
    return [run for run in found if run]


def wrapped(label: str, width: int) -> list[str]:
    """`label` broken between words into lines of at most `width` characters where words allow it."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
