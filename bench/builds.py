"""How long `check` and `build` take over 0.1, 1 and 10 million rows, and what memory they ask for at most."""

import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from figures import Figure
from worlds import kept

AIMS = {1_000_000: (20, 2000), 10_000_000: (120, None)}
"""Seconds and megabytes for a build, by rows: it checks, protects and publishes."""


class Run(NamedTuple):
    """A command's wall time in seconds, and the most memory it held in megabytes."""

    seconds: float
    megabytes: float


def measure(*, quick: bool = False) -> list[Figure]:
    """Three figures a size."""
    found = []
    for rows in (10_000,) if quick else (100_000, 1_000_000, 10_000_000):
        workspace = kept(rows)
        check, build = _run("check", workspace), _run("build", workspace)
        seconds, megabytes = AIMS.get(rows, (None, None))
        peak = max(check.megabytes, build.megabytes)
        found += [
            Figure(f"{rows:,} rows, check", check.seconds, "s"),
            Figure(f"{rows:,} rows, build (which checks first)", build.seconds, "s", aim=seconds),
            Figure(f"{rows:,} rows, most memory", peak, "MB", aim=megabytes),
        ]
    return found


def _run(command: str, workspace: Path) -> Run:
    """A datawalk command in a process of its own, looked at every 20 ms."""
    start, peak = time.perf_counter(), 0.0
    with psutil.Popen(
        [sys.executable, "-m", "datawalk", command, "--workspace", str(workspace)], stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            try:
                peak = max(peak, process.memory_info().rss / 2**20)
            except psutil.NoSuchProcess:
                break
            time.sleep(0.02)
        if process.wait():
            raise RuntimeError(f"datawalk {command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, peak)
