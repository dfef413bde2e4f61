"""How much a test tries: little and always the same before a commit, much and random at night.

`pytest --hypothesis-profile=nightly` tries the many; `--hypothesis-seed=N` repeats a night, which tells its N at its end.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

NIGHTLY = "nightly"


def load_gate() -> None:
    """Register both profiles and load the one of every commit; pytest's option loads the other after it."""
    common = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("gate", common, max_examples=50, derandomize=True)
    settings.register_profile(NIGHTLY, common, max_examples=1_000, derandomize=False, print_blob=True)
    settings.load_profile("gate")


def is_nightly() -> bool:
    """Whether the many are tried; told only once pytest is configured, so not in a `conftest.py`."""
    return settings.get_current_profile_name().startswith(NIGHTLY)


def examples(*, gate: int, nightly: int) -> settings:
    """A decorator for a test whose examples are dearer, or must be more, than what its profile says."""
    return settings(max_examples=nightly if is_nightly() else gate)


def some(files: Iterable[Path], *, of: int) -> list[Any]:
    """The parameters of a test of real files that are much alike: one of so many before a commit, all at night."""
    return [
        pytest.param(file, marks=[pytest.mark.nightly] if at % of else [], id=file.stem[:30])
        for at, file in enumerate(files)
    ]
