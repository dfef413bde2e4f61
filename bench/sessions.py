"""Many visitors at once, each clicking every five seconds through the demo's walks, by the browser's own protocol."""

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from client import Answer, Visitor
from figures import Figure, percentile
from machine import Spent
from worlds import demo, served

EVERY = 5.0
"""Seconds between two clicks of one visitor."""

Act = Callable[[Any, random.Random], Awaitable[Answer]]


class Crowd(NamedTuple):
    """What a number of visitors met: every answer, what each rerun cost, and what each session holds."""

    answers: list[Answer]
    cpu_milliseconds: float
    megabytes_each: float


async def walk_on(visitor: Visitor, chance: random.Random) -> Answer:
    """The next station; from the last one home, and from home into any walk."""
    ways = ("Next:", "To the other walks", "Start this walk")
    return await visitor.follow(
        chance.choice([link for link in visitor.links() if link.label.startswith(ways)])
    )


async def crowd(
    arrive: Callable[[], Any], pid: int, *, visitors: int, clicks: int, act: Act = walk_on
) -> Crowd:
    """Visitors who `arrive` one by one; when all are there, each clicks `clicks` times from a moment of its own."""
    spent, answers = Spent(pid), list[Answer]()
    all_here, all_done = asyncio.Barrier(visitors + 1), asyncio.Barrier(visitors + 1)

    async def visit(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(number * min(0.1, EVERY / visitors))
        async with arrive() as visitor:
            await act(visitor, chance)
            await all_here.wait()
            start = time.perf_counter() + chance.random() * EVERY
            for click in range(clicks):
                await asyncio.sleep(max(0.0, start + click * EVERY - time.perf_counter()))
                answers.append(await act(visitor, chance))
            await all_done.wait()

    megabytes = spent.megabytes()
    async with asyncio.TaskGroup() as group:
        for number in range(visitors):
            group.create_task(visit(number))
        await all_here.wait()
        cpu = spent.cpu_seconds()
        while all_done.n_waiting < visitors:
            await asyncio.sleep(0.1)
        cpu = spent.cpu_seconds() - cpu
        megabytes = spent.megabytes() - megabytes
        await all_done.wait()
    return Crowd(answers, 1000 * cpu / len(answers), megabytes / visitors)


async def back_to_back(address: str, *, visitors: int, clicks: int, path: str, act: Act) -> list[Answer]:
    """`clicks` in all, each visitor's next one as soon as the last is answered."""

    async def visit(number: int) -> list[Answer]:
        chance = random.Random(number)
        async with Visitor(address, path) as visitor:
            return [await act(visitor, chance) for _ in range(clicks // visitors)]

    return [answer for some in await asyncio.gather(*map(visit, range(visitors))) for answer in some]


def measure(*, quick: bool = False) -> list[Figure]:
    """What a start and a click cost, how long many visitors wait, and whether memory grows over 10,000 reruns."""
    with tempfile.TemporaryDirectory() as folder:
        demo(Path(folder) / "demo").close()
        start = time.perf_counter()
        with served(Path(folder) / "demo") as (address, pid):
            asyncio.run(_come_once(address))
            found = [Figure("start of the process to the first page", time.perf_counter() - start, "s")]
            found += asyncio.run(_alone(address, pid, clicks=10 if quick else 400))
            found.append(asyncio.run(_memory(address, pid, clicks=20 if quick else 10_000)))
        for visitors in (2,) if quick else (20, 100, 200):
            with served(Path(folder) / "demo") as (
                address,
                pid,
            ):  # anew: what was freed would hide what is held
                asyncio.run(_come_once(address))
                found += asyncio.run(_together(address, pid, visitors=visitors, clicks=1 if quick else 8))
    return found


async def _come_once(address: str) -> None:
    async with Visitor(address):
        pass


async def _alone(address: str, pid: int, *, clicks: int) -> list[Figure]:
    """One visitor, every page cached."""
    spent, found = Spent(pid), []
    for name, path, act in (
        ("a page of a walk", "", walk_on),
        ("the projector", "present?walk=equity&station=welcome", _press_on),
    ):
        await back_to_back(address, visitors=1, clicks=max(10, clicks // 5), path=path, act=act)
        before = spent.cpu_seconds()
        answers = await back_to_back(address, visitors=1, clicks=clicks, path=path, act=act)
        cost = 1000 * (spent.cpu_seconds() - before) / clicks
        note = f"of {clicks}; {percentile([one.sent_bytes for one in answers], 50) / 1000:.1f} kB sent"
        found += [
            Figure(f"{name}, CPU of a rerun", cost, "ms", aim=8, note=note),
            Figure(f"{name}, click to finished", percentile([one.finished for one in answers], 50), "ms"),
        ]
    return found


async def _press_on(visitor: Visitor, chance: random.Random) -> Answer:
    return await visitor.press(chance.choice(("key_right", "key_left")))


async def _together(address: str, pid: int, *, visitors: int, clicks: int) -> list[Figure]:
    met = await crowd(partial(Visitor, address), pid, visitors=visitors, clicks=clicks)
    times, firsts = [one.finished for one in met.answers], [one.first for one in met.answers]
    who = f"{visitors} visitors"
    return [
        Figure(f"{who}, p50", percentile(times, 50), "ms", note=f"of {len(times)} clicks"),
        Figure(
            f"{who}, p95",
            percentile(times, 95),
            "ms",
            aim=50,
            note=f"to the first piece {percentile(firsts, 95):.0f}",
        ),
        Figure(f"{who}, p99", percentile(times, 99), "ms"),
        Figure(f"{who}, CPU of a rerun", met.cpu_milliseconds, "ms", aim=8),
        Figure(f"{who}, memory of a session", met.megabytes_each, "MB"),
    ]


async def _memory(address: str, pid: int, *, clicks: int) -> Figure:
    """What the server holds after ten thousand reruns above what it held after the first thousand."""
    spent = Spent(pid)
    await back_to_back(address, visitors=10, clicks=clicks // 10, path="", act=walk_on)
    before, start = spent.megabytes(), time.perf_counter()
    await back_to_back(address, visitors=10, clicks=clicks, path="", act=walk_on)
    note = f"{clicks / (time.perf_counter() - start):.0f} reruns a second; {before:.0f} MB before"
    return Figure(f"memory grown over {clicks:,} reruns", spent.megabytes() - before, "MB", aim=10, note=note)
