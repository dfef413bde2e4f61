"""One night: its parts one after another, what each found and took, and one line at the end."""

import os
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from commands import run

MINUTES = 60
"""A whole night takes no longer. What was asked for alone may."""
ALONE_MINUTES = 170


@dataclass(frozen=True)
class Night:
    """What every part may know: the night's seed, whether it was asked for by name, and whether only a trial is wanted."""

    seed: int
    alone: bool = False
    quick: bool = False
    began: float = field(default_factory=time.monotonic)

    def seconds_left(self) -> float:
        """Until the night must have ended."""
        limit = 60 * (ALONE_MINUTES if self.alone else MINUTES)
        return max(0.0, limit - (time.monotonic() - self.began))


class Outcome(NamedTuple):
    """What a part found, in a few words for the last line; `failed` fails the night."""

    told: str
    failed: bool = False


Part = Callable[[Night], Outcome]


def spend(night: Night, parts: Mapping[str, Part]) -> int:
    """Run the parts and tell of them; 1 when one of them failed, else 0. A part that breaks does not end the night."""
    outcomes = {name: _one(name, part, night) for name, part in parts.items()}
    failed = [name for name, outcome in outcomes.items() if outcome.failed]
    minutes = (time.monotonic() - night.began) / 60
    count = "1 part" if len(parts) == 1 else f"{len(parts)} parts"
    found = ", ".join(f"{name} {outcome.told}" for name, outcome in outcomes.items())
    print(
        f"nightly at {commit()} (seed {night.seed}): {count} in {minutes:.0f} min: {found}; "
        f"FAILED: {', '.join(failed) or 'none'}",
        flush=True,
    )
    return bool(failed)


def commit() -> str:
    """The commit at hand, with + where files differ from it."""
    changed = run(["git", "status", "--porcelain"], shown=False).output
    return run(["git", "rev-parse", "--short", "HEAD"], shown=False).output.strip() + ("+" if changed else "")


def _one(name: str, part: Part, night: Night) -> Outcome:
    print(f"== {name}", flush=True)
    began, spent = time.monotonic(), _cpu_seconds()
    try:
        outcome = part(night) if night.seconds_left() else Outcome("not run, the night was over", failed=True)
    except Exception as problem:
        traceback.print_exc()
        outcome = Outcome(f"broke: {type(problem).__name__}", failed=True)
    took = f"{time.monotonic() - began:.0f} s, {_cpu_seconds() - spent:.0f} CPU seconds"
    print(f"== {name}: {outcome.told} ({took})\n", flush=True)
    return outcome


def _cpu_seconds() -> float:
    """What this process and those it saw end have spent."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
