"""What is made once and shared by all visitors, and what is made only when somebody looks."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar, overload

P = ParamSpec("P")
Made = TypeVar("Made")
Item = TypeVar("Item", covariant=True)


def kept(most: int) -> Callable[[Callable[P, Made]], "Kept[P, Made]"]:
    """Keep what the function gives for its last `most` questions; who asks the same meanwhile waits for the one answer."""
    return lambda make: Kept(make, most)


class Kept(Generic[P, Made]):
    """A function whose answers are kept. They are shared, so they must never change; its arguments are hashable.

    Unlike `functools.lru_cache` it never works out the same twice at once: when a room opens one link, one visitor's thread
    works and the others wait.
    """

    def __init__(self, make: Callable[P, Made], most: int) -> None:
        self.__doc__, self.__wrapped__ = make.__doc__, make
        self._most, self._lock = most, Lock()
        self._made: OrderedDict[object, Future[Made]] = OrderedDict()

    def __call__(self, *args: P.args, **named: P.kwargs) -> Made:
        asked = args, tuple(sorted(named.items()))
        with self._lock:
            answer = self._made.get(asked)
            if first := answer is None:
                answer = self._made[asked] = Future()
                if len(self._made) > self._most:
                    self._made.popitem(last=False)
            else:
                self._made.move_to_end(asked)
        if first:
            try:
                answer.set_result(self.__wrapped__(*args, **named))
            except BaseException as error:
                answer.set_exception(error)
                with self._lock:
                    self._made.pop(asked, None)
                raise
        return answer.result()

    def cache_clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._made.clear()


@dataclass(frozen=True, eq=False)
class Same(Generic[Made]):
    """Something shared as a question of what is kept: the same when it is the same thing.

    To compare thousands of values that are the same thing anyway took longer than a page may.
    """

    one: Made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.one is other.one

    def __hash__(self) -> int:
        return id(self.one)


class Later(Sequence[Item]):
    """A tuple that is made when somebody looks into it, once. Where its `length` is given, asking for that makes nothing."""

    def __init__(self, make: Callable[[], Sequence[Item]], length: int | None = None) -> None:
        self._make, self._length = make, length

    @cached_property
    def _all(self) -> tuple[Item, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        return len(self._all) if self._length is None else self._length

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: Any) -> Any:
        return self._all[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later | tuple) and self._all == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return repr(self._all)

    def __deepcopy__(self, known: Any) -> tuple[Any, ...]:
        return deepcopy(self._all, known)
