"""Many visitors for long, by `bench/soak.py`: no error, as quick at the end as at the start, and no memory lost."""

import os
import sys

from commands import run
from night import Night, Outcome

MINUTES = 10
"""In a whole night. Asked for alone it takes the half hour of its figures."""


def look(night: Night) -> Outcome:
    """Alone on the machine, for its aims are milliseconds."""
    command = [sys.executable, "bench", "--only", "soak", "--strict", "--results", os.devnull]
    if night.quick:
        command.append("--quick")
    elif not night.alone:
        command += ["--minutes", str(MINUTES)]
    done = run(command, seconds=night.seconds_left())
    missed = [line for line in done.output.splitlines() if line.startswith(("missed: ", "soak could not"))]
    return Outcome(
        "ok" if done.code == 0 else "; ".join(missed) or "ended, its time was over", failed=done.code != 0
    )
