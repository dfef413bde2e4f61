"""The same page of ours, Dash's and Streamlit's, over a million rows: what a start, a choice and a visitor cost."""

import asyncio
import random
import time
from collections import defaultdict
from contextlib import AsyncExitStack, ExitStack
from functools import partial

from client import Answer
from figures import Figure, percentile
from machine import Spent
from peers import TOOLS, SameFigures, same_figures, served_tool
from peers.visitors import Chooser, chooser
from sessions import crowd

Samples = dict[str, dict[str, list[float]]]
"""Numbers by what was measured, then by tool."""

UNITS = {
    "start of the process to the first page": "s",
    "memory with one visitor": "MB",
    "another place, CPU": "ms",
    "another place, choice to finished": "ms",
    "another place, sent": "kB",
    "a place chosen before, CPU": "ms",
    "a place chosen before, choice to finished": "ms",
    "20 visitors choosing every 5 s, p50": "ms",
    "20 visitors choosing every 5 s, p95": "ms",
    "20 visitors, memory of a session": "MB",
}


def measure(*, quick: bool = False) -> list[Figure]:
    """Figures of ours with the same of the peers, each repeat taken of all three in turn."""
    figures = same_figures(20_000 if quick else 1_000_000)
    samples: Samples = defaultdict(lambda: defaultdict(list))
    asyncio.run(_measure(figures, samples, repeats=2 if quick else 15, clicks=1 if quick else 5))
    found = []
    for name, unit in UNITS.items():
        ours, dash, streamlit = (percentile(samples[name][tool], 50) for tool in TOOLS)
        note = f"median of {len(samples[name]['ours'])}" if len(samples[name]["ours"]) > 1 else ""
        found.append(Figure(f"same page, {name}", ours, unit, dash=dash, streamlit=streamlit, note=note))
    return found


async def _measure(figures: SameFigures, samples: Samples, *, repeats: int, clicks: int) -> None:
    arrive, pids = {}, {}
    with ExitStack() as servers:
        for tool in TOOLS:
            start = time.perf_counter()
            address, pids[tool] = servers.enter_context(served_tool(tool, figures))
            arrive[tool] = partial(chooser, tool, address)
            async with arrive[tool]():
                samples["start of the process to the first page"][tool].append(time.perf_counter() - start)
                samples["memory with one visitor"][tool].append(Spent(pids[tool]).megabytes())
        async with AsyncExitStack() as here:
            visitors = {tool: await here.enter_async_context(arrive[tool]()) for tool in TOOLS}
            for turn in range(repeats):
                for tool in TOOLS:
                    await _choose(visitors[tool], tool, Spent(pids[tool]), turn, samples)
        for tool in TOOLS:
            met = await crowd(arrive[tool], pids[tool], visitors=20, clicks=clicks, act=_any_place)
            times = [answer.finished for answer in met.answers]
            for percent in (50, 95):
                samples[f"20 visitors choosing every 5 s, p{percent}"][tool].append(
                    percentile(times, percent)
                )
            samples["20 visitors, memory of a session"][tool].append(met.megabytes_each)


async def _choose(visitor: Chooser, tool: str, spent: Spent, turn: int, samples: Samples) -> None:
    """A place nobody saw yet, then the one before again."""
    for name, number in (("another place", turn + 1), ("a place chosen before", turn)):
        before = spent.cpu_seconds()
        answer = await visitor.choose_place(number)
        samples[f"{name}, CPU"][tool].append(1000 * (spent.cpu_seconds() - before))
        samples[f"{name}, choice to finished"][tool].append(answer.finished)
        samples[f"{name}, sent"][tool].append(answer.sent_bytes / 1000)


async def _any_place(visitor: Chooser, chance: random.Random) -> Answer:
    return await visitor.choose_place(chance.randrange(500))
