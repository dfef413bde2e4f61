"""Many visitors for long, by `bench/soak.py`: no error, as quick at the end as at the start, and no memory lost."""

import os
import sys

from commands import run
from night import Night, Outcome

MINUTES = 10
"""In a whole night. Asked for alone it takes the half hour of its figures."""


def look(night: Night) -> Outcome:
    """Alone on the machine, for its aims are milliseconds; `--quick` has none."""
    how = ["--quick"] if night.quick else ["--strict"]
    if not night.alone:
        how += ["--minutes", str(MINUTES)]
    command = [sys.executable, "bench", "--only", "soak", "--results", os.devnull, *how]
    done = run(command, seconds=night.seconds_left())
    wrong = [line for line in done.output.splitlines() if line.startswith(("missed: ", "soak could not"))]
    if done.code == 0:
        return Outcome("ok")
    return Outcome("ended, its time was over" if done.late else "; ".join(wrong) or "broke", failed=True)
