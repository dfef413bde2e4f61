"""Faults of the kinds that matter most, one at a time in a copy: each must be found by the one test that is named with it."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from commands import ON_TWO_CORES, PYTEST, counted
from copies import Copy
from faults import FAULTS, Fault
from night import Night, Outcome

MOST_SECONDS = 300
"""For one fault. A browser test of a fault may wait until its own patience ends."""
FAILED = 1
"""How a tool ends where something is wrong; with another number it could not look. A test says so itself: an app that does
not start is no leak that was found."""


def look(night: Night) -> Outcome:
    """Each is told with what found it. One not found, or whose place is gone, fails the night."""
    faults = FAULTS[:1] if night.quick else FAULTS
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder))
        if told := _what_is_wrong_without(faults, copy, night):
            return Outcome(f"not tried, for without any fault: {told}", failed=True)
        missed = []
        for fault in faults:
            told = why_not_found(fault, copy, seconds=min(MOST_SECONDS, night.seconds_left()))
            print(f"{fault.name}: {told or f'found by {fault.by}'}", flush=True)
            if told:
                missed.append(fault.name)
    told = f"{len(faults) - len(missed)} of {len(faults)} found"
    return Outcome(f"{told}, not {'; not '.join(missed)}" if missed else told, failed=bool(missed))


def why_not_found(fault: Fault, copy: Copy, *, seconds: float) -> str:
    """Empty where the fault is found by what is named with it."""
    sound = copy.text(fault.file)
    if sound.count(fault.old) != 1:
        return f"NOT PLANTED, for {fault.file} holds its place {sound.count(fault.old)} times"
    copy.write(fault.file, sound.replace(fault.old, fault.new))
    try:
        command = [*PYTEST, "-x", "-p", "no:cacheprovider", fault.by] if fault.by_test else _tool(fault.by)
        done = copy.run(command, seconds=seconds)
    finally:
        copy.write(fault.file, sound)
    failed = f"FAILED {fault.by}" in done.output if fault.by_test else done.code == FAILED
    if failed and not done.late:
        return ""
    return f"NOT FOUND by {fault.by}: {counted(done)}"


def _what_is_wrong_without(faults: Sequence[Fault], copy: Copy, night: Night) -> str:
    """Whether anything fails before a fault is planted; what fails then finds nothing."""
    tests = sorted({fault.by for fault in faults if fault.by_test})
    tools = sorted({fault.by for fault in faults if not fault.by_test})
    for command in ([*PYTEST, *ON_TWO_CORES, *tests], *map(_tool, tools)):
        done = copy.run(command, seconds=night.seconds_left())
        if done.code:
            print(done.output)
            return counted(done) if command[0] == PYTEST[0] else f"{Path(command[0]).name} fails"
    return ""


def _tool(name: str) -> list[str]:
    return [str(Path(sys.executable).parent / name)]
