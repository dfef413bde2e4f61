"""How much is taken from one visitor: tries a minute, and the length of what is sent."""

import time
from collections import deque
from collections.abc import Callable
from urllib.parse import parse_qsl

from starlette.requests import Request

_MINUTE = 60.0
_VISITORS = 1000
"""So many visitors are remembered at once; more wait like one."""


class TooLong(ValueError):
    """More was sent than a form holds."""


class Tries:
    """Counts tries: so many a minute from one visitor, and so many from all."""

    def __init__(self, *, each: int, all_: int, now: Callable[[], float] = time.monotonic) -> None:
        self._each, self._all, self._now = each, all_, now
        self._seen: dict[str, deque[float]] = {}
        self._everybody: deque[float] = deque()

    def allow(self, visitor: str) -> bool:
        """Whether one more try is taken; one that is not does not count."""
        start = self._now() - _MINUTE
        _drop(self._everybody, start)
        if len(self._seen) >= _VISITORS:
            self._seen = {name: tries for name, tries in self._seen.items() if _drop(tries, start)}
        name = visitor if visitor in self._seen or len(self._seen) < _VISITORS else ""
        own = self._seen.setdefault(name, deque())
        _drop(own, start)
        if len(own) >= self._each or len(self._everybody) >= self._all:
            return False
        own.append(self._now())
        self._everybody.append(self._now())
        return True


def _drop(tries: deque[float], start: float) -> int:
    while tries and tries[0] <= start:
        tries.popleft()
    return len(tries)


async def form_of(request: Request, *, longest: int = 4096) -> dict[str, str]:
    """The fields of a form that was sent. Raises TooLong before more is read than `longest` bytes."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > longest:
            raise TooLong
    return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=10))
