"""Every test that Hypothesis gives its examples, with more of them than `make test` and by the night's own seed."""

from commands import ON_TWO_CORES, PYTEST, counted, run
from night import Night, Outcome

PROFILE = "nightly"


def look(night: Night) -> Outcome:
    """Hypothesis' plugin marks its tests itself, so that none is forgotten; `--quick` takes few."""
    few = ["tests/unit"] if night.quick else [f"--hypothesis-profile={PROFILE}"]
    command = [*PYTEST, *ON_TWO_CORES, "-m", "hypothesis", f"--hypothesis-seed={night.seed}", *few]
    done = run(command, seconds=night.seconds_left())
    return Outcome(counted(done), failed=done.code != 0)
