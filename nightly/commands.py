"""Runs a command, shows what it says as it says it, and ends it with all it started when its time is over."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer
from typing import NamedTuple

import psutil

ROOT = Path(__file__).parents[1]
PYTEST = (sys.executable, "-m", "pytest")
ON_TWO_CORES = ("-n", "2", "--dist", "worksteal")
HOUR = 3600.0


class Done(NamedTuple):
    """How a command ended; `late`: it was ended because its time was over."""

    code: int
    output: str
    late: bool


def run(
    command: Sequence[str],
    *,
    folder: Path = ROOT,
    seconds: float = HOUR,
    variables: Mapping[str, str] | None = None,
    shown: bool = True,
) -> Done:
    """Run to the end or to the limit. What it says on either channel is the output."""
    said, late = list[str](), list[bool]()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        timer = Timer(seconds, lambda: (late.append(True), _end(process.pid)))
        timer.start()
        try:
            for line in process.stdout or ():
                said.append(line)
                if shown:
                    print(line, end="", flush=True)
            process.wait()
        finally:
            timer.cancel()
            if (
                process.poll() is None
            ):  # this one was told to stop; a number that is free may be another's by now
                _end(process.pid)
    return Done(process.returncode, "".join(said), bool(late))


def counted(done: Done) -> str:
    """What pytest's last line counts, such as `4 failed, 212 passed`."""
    if done.late:
        return "ended, its time was over"
    ends = re.findall(r"^(?:=+ )?((?:\d+ \w+(?:, )?)+) in [\d.]+s", done.output, re.MULTILINE)
    told = (
        [part for part in ends[-1].split(", ") if not part.endswith(("warnings", "deselected"))]
        if ends
        else []
    )
    return ", ".join(told) or f"ended by itself with {done.code}"


def _end(pid: int) -> None:
    """End a process and all it started, where they are still there."""
    try:
        root = psutil.Process(pid)
        family = [*root.children(recursive=True), root]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
