"""Half an hour with fifty visitors: no error, answers as quick at the end as at the start, and memory that does not grow."""

import asyncio
import statistics
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

from client import Visitor
from figures import Figure, percentile
from machine import Spent
from sessions import EVERY, Crowd, crowd
from worlds import demo, served

LOOKS = 30
"""How often memory is looked at."""


def measure(*, minutes: float = 30, visitors: int = 50, quick: bool = False) -> list[Figure]:
    """An error of any visitor ends it."""
    if quick:
        minutes, visitors = 0.2, 2
    with tempfile.TemporaryDirectory() as folder:
        demo(Path(folder) / "demo").close()
        with served(Path(folder) / "demo") as (address, pid):
            met, held = asyncio.run(_visited(address, pid, visitors=visitors, minutes=minutes))
    times = [answer.finished for answer in met.answers]
    third = len(times) // 3
    early, late = (percentile(part, 95) for part in (times[:third], times[-third:]))
    grown = statistics.median(held[-3:]) - statistics.median(held[1:4])
    name = f"{visitors} visitors for {minutes:g} minutes"
    return [
        Figure(f"{name}, p95", percentile(times, 95), "ms", aim=50, note=f"of {len(times)} clicks, no error"),
        Figure(f"{name}, p95 of the last third", late, "ms", aim=50, note=f"of the first third {early:.0f}"),
        Figure(f"{name}, CPU of a rerun", met.cpu_milliseconds, "ms"),
        Figure(
            f"{name}, memory grown",
            grown,
            "MB",
            aim=10,
            note=f"{held[1]:.0f} at the start, {held[-1]:.0f} at the end",
        ),
    ]


async def _visited(address: str, pid: int, *, visitors: int, minutes: float) -> tuple[Crowd, list[float]]:
    held: list[float] = []

    async def look() -> None:
        while True:
            await asyncio.sleep(60 * minutes / LOOKS)
            held.append(Spent(pid).megabytes())

    looking = asyncio.create_task(look())
    clicks = max(3, round(60 * minutes / EVERY))
    met = await crowd(partial(Visitor, address), pid, visitors=visitors, clicks=clicks)
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
    return met, held
