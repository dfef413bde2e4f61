"""How far a long check or build has come, for whoever watches: a bar on a terminal, nobody in a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Watcher(Protocol):
    """Told of each step; `part` is how much of it is done, from 0 to 1, None when that is not known."""

    def __call__(self, step: str, part: float | None) -> None: ...


def _nobody(step: str, part: float | None) -> None:
    pass


_watcher: ContextVar[Watcher] = ContextVar("watcher", default=_nobody)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Tell `watcher` of every step inside."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def tell(step: str, part: float | None = None) -> None:
    """Say what is being done."""
    _watcher.get()(step, part)
