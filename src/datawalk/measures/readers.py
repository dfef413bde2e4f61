"""How the inputs of measures are read from a file, each kind with the words for it."""

from collections.abc import Callable
from math import isfinite
from typing import Any, NewType

from datawalk.domain.periods import Period
from datawalk.measures.levels import SHARE, Level
from datawalk.measures.privacy.system import Relation
from datawalk.measures.refusals import Refused

Positions = list[int | list[int]]
"""Cells of a table, each by its position or by its row and column."""
Month, Day = NewType("Month", str), NewType("Day", str)
Grants = list[tuple[float, Month]]
"""Money a month and the last month it comes, such as 2026-09."""
Awards = list[tuple[float, Day]]
"""Money a year and the last day of the award."""


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError
    return float(value)


def _whole(value: object) -> int:
    if _number(value) != int(_number(value)):
        raise TypeError
    return int(_number(value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _list(of: Callable[[object], Any]) -> Callable[[object], Any]:
    def read(value: object) -> list[Any]:
        if not isinstance(value, list):
            raise TypeError
        return [of(one) for one in value]

    return read


def _pair(value: object) -> tuple[float, float]:
    first, second = _list(_number)(value)
    return first, second


def _shown(value: object) -> float | None:
    return None if value is None else _number(value)


def _level(value: object) -> Level:
    """A level from its fields by name; a share that cannot be one is refused."""
    if not isinstance(value, dict):
        raise TypeError
    level = Level(**{str(key): _shown(number) for key, number in value.items()})
    if level.per == SHARE:
        for number in (level.estimate, level.lower, level.upper):
            if number is not None and not 0 <= number <= SHARE:
                raise Refused("not_a_share", value=number, lower=0, upper=SHARE)
        if level.numerator is not None and level.denominator and level.numerator > level.denominator:
            raise Refused("not_counted_in", part=level.numerator, whole=level.denominator)
    if level.denominator is not None and level.denominator <= 0:
        raise Refused("no_people")
    if level.se is not None and level.se < 0:
        raise Refused("negative")
    return level


def _relation(value: object) -> Relation:
    """A sum: [total, [parts]], by position."""
    total, parts = _list(lambda one: one)(value)
    return Relation(_whole(total), tuple(_list(_whole)(parts)))


def _position(value: object) -> int | list[int]:
    """A cell: its position, or its row and column."""
    if not isinstance(value, list):
        return _whole(value)
    row, column = _list(_whole)(value)
    return [row, column]


def _levels(value: object) -> list[Level]:
    return [_level(one) for one in _list(lambda one: one)(value)]


def _periods(value: object) -> list[Period]:
    return [Period.parse(_text(one)) for one in _list(_text)(value)]


def _paid(amount: str, last: str) -> Callable[[object], Any]:
    """An amount with a text, out of an object of just these two."""

    def read(value: object) -> tuple[float, str]:
        if not isinstance(value, dict) or set(value) != {amount, last}:
            raise TypeError
        return _number(value[amount]), _text(value[last])

    return read


KINDS: dict[Any, tuple[str, Callable[[Any], Any]]] = {
    float: ("a number", _number),
    int: ("a whole number", _whole),
    bool: ("true or false", _flag),
    str: ("text", _text),
    list[float]: ("a list of numbers", _list(_number)),
    list[float | None]: ("a list of numbers, null where one is hidden", _list(_shown)),
    list[int]: ("a list of whole numbers", _list(_whole)),
    list[str]: ("a list of texts", _list(_text)),
    list[Period]: ("a list of periods, as 2019-2023", _periods),
    list[list[int]]: ("a list of rows of whole numbers", _list(_list(_whole))),
    list[list[float | None]]: ("a list of lists of numbers, null where there is none", _list(_list(_shown))),
    list[list[list[float]]]: ("a list of lists of lists of numbers", _list(_list(_list(_number)))),
    tuple[float, float]: ("a list of two numbers", _pair),
    Level: ("an object of numbers: estimate, lower, upper, se, numerator, denominator, per", _level),
    list[Level]: ("a list of such objects, {} where one is hidden", _levels),
    list[Relation]: ("a list of sums, each as [total, [parts]]", _list(_relation)),
    Positions: ("a list of positions, or of [row, column]", _list(_position)),
    Grants: ("a list of objects with monthly and last, a month as 2026-09", _list(_paid("monthly", "last"))),
    Awards: ("a list of objects with annual and end, a day as 2027-12-31", _list(_paid("annual", "end"))),
}
KINDS |= {kind | None: read for kind, read in KINDS.items()}
"""How each kind of input is said and read; a reader raises TypeError or ValueError for what it cannot take."""
