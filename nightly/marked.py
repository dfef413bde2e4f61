"""The tests marked `nightly`: too long for `make test`."""

from commands import ON_TWO_CORES, PYTEST, counted, run
from night import Night, Outcome


def look(night: Night) -> Outcome:
    """Every one of them; `--quick` only those of `tests/unit`."""
    few = ["tests/unit"] if night.quick else []
    done = run([*PYTEST, *ON_TWO_CORES, "-m", "nightly", *few], seconds=night.seconds_left())
    return Outcome(counted(done), failed=done.code != 0)
