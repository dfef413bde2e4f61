"""Every measure by its name: what it takes, gives and rests on. The methods page and `datawalk measure` read this.

A measure joins by `@measure` on a function whose parameters are its inputs and which gives its outputs by name.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from types import MappingProxyType
from typing import Any, Literal, get_type_hints

import numpy as np

from datawalk.domain.periods import Period
from datawalk.measures.groups import FEWEST, Groups
from datawalk.measures.levels import SHARE, Level
from datawalk.measures.privacy.system import Relation
from datawalk.measures.refusals import Refused

Topic = Literal["inequality", "uncertainty", "progress", "representation", "sustainability", "privacy"]
Outputs = dict[str, Any]
Positions = list[int | list[int]]
"""Cells of a table, each by its position or by its row and column."""
Shown = list[float | None]
"""Numbers, with None (null) where one is hidden."""
Grants = list[tuple[float, Literal["month"]]]
"""Money a month and the last month it comes, such as 2026-09."""
Awards = list[tuple[float, Literal["day"]]]
"""Money a year and the last day of the award."""


@dataclass(frozen=True)
class Input:
    """One input: its kind, as people say it, how it is read, and whether it may be left out (null)."""

    wanted: str
    read: Callable[[Any], Any]
    optional: bool


@dataclass(frozen=True)
class Measure:
    """One measure.

    `formula` in symbols, `source` a DOI or citation. `groups`: the order its groups need, where it takes groups.
    `scale`: whether it tells an absolute or a relative inequality. `least`: how many groups it needs.
    """

    name: str
    topic: Topic
    inputs: dict[str, Input]
    outputs: tuple[str, ...]
    formula: str
    source: str
    groups: Literal["ordered", "unordered", "both", ""]
    scale: Literal["absolute", "relative", "both", ""]
    least: int
    work_out: Callable[..., Outputs]


_measures: dict[str, Measure] = {}
MEASURES = MappingProxyType(_measures)
"""Every measure by name, once `datawalk.measures.catalogue` is imported."""


def measure(
    *,
    topic: Topic,
    outputs: Sequence[str],
    formula: str,
    source: str,
    groups: Literal["ordered", "unordered", "both", ""] = "",
    scale: Literal["absolute", "relative", "both", ""] = "",
    least: int = FEWEST,
) -> Callable[[Callable[..., Outputs]], Callable[..., Outputs]]:
    """Register a function as the measure of its own name.

    A parameter of type `Groups` stands for the inputs est, pop, se, groups, units and everybody. Raises KeyError for a
    kind of input that is not known here.
    """

    def register(work_out: Callable[..., Outputs]) -> Callable[..., Outputs]:
        kinds: dict[str, tuple[Any, bool]] = {}
        hints = get_type_hints(work_out)
        for name, given in inspect.signature(work_out).parameters.items():
            if hints[name] is Groups:
                kinds |= _GROUPS
            else:
                kinds[name] = (hints[name], given.default is not inspect.Parameter.empty)
        inputs = {name: Input(*_KINDS[kind], optional) for name, (kind, optional) in kinds.items()}
        name = work_out.__name__
        _measures[name] = Measure(
            name, topic, inputs, tuple(outputs), formula, source, groups, scale, least, work_out
        )
        return work_out

    return register


def work_out(name: str, inputs: dict[str, Any]) -> Outputs:
    """The outputs of a measure. Refuses (`Refused`) what the measure refuses, and inputs it does not take.

    Example: `work_out("wilson", {"x": 81, "n": 263})` is `{"ci": [0.255..., 0.366...]}`.
    """
    if name not in MEASURES:
        raise Refused("no_measure", name=name, near=_near(name, MEASURES))
    asked = MEASURES[name]
    for key in inputs:
        if key not in asked.inputs:
            raise Refused("unknown", key=key, near=_near(key, asked.inputs))
    given = {}
    for key, wanted in asked.inputs.items():
        value = inputs.get(key)
        if value is None:
            if not wanted.optional:
                raise Refused("missing", key=key)
            continue
        given[key] = _read(key, value, as_=wanted)
    try:
        with np.errstate(all="ignore"):
            outputs = asked.work_out(**_with_groups(given, asked))
    except ArithmeticError:
        raise Refused("too_large") from None
    if not _finite(outputs):
        raise Refused("too_large")
    return outputs


def answer(question: object) -> dict[str, Any]:
    """The answer to one entry of the file of `datawalk measure`: its id with the outputs, or with the sentence of a refusal."""
    if not isinstance(question, dict):
        return {"id": None, "error": "This entry is not an object with id, measure and inputs."}
    told = {"id": question.get("id")}
    name, inputs = question.get("measure"), question.get("inputs")
    if not isinstance(name, str):
        return {**told, "error": "This entry names no measure."}
    if not isinstance(inputs, dict):
        return {**told, "error": "This entry has no inputs, which are an object of names and values."}
    try:
        return {**told, "outputs": work_out(name, inputs)}
    except Refused as refused:
        return {**told, "error": str(refused)}


def _near(word: str, known: Any) -> str:
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""


def _with_groups(given: dict[str, Any], asked: Measure) -> dict[str, Any]:
    """The inputs with those of the groups gathered, where the measure takes groups."""
    if not _GROUPS.keys() <= asked.inputs.keys():
        return given
    lists = {name: given.pop(key, None) for key, name in _GATHERED.items()}
    estimates = lists.pop("estimates")
    return {"groups": Groups.of(estimates, least=asked.least, **lists), **given}


def _read(key: str, value: object, *, as_: Input) -> Any:
    try:
        return as_.read(value)
    except (TypeError, ValueError, OverflowError) as problem:
        if isinstance(problem, Refused):
            raise
        raise Refused("wrong_type", key=key, value=_short(value), wanted=as_.wanted) from None


def _short(value: object) -> str:
    text = "null" if value is None else repr(value)
    return text if len(text) <= 40 else f"{text[:40]}..."


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


_KINDS: dict[Any, tuple[str, Callable[[Any], Any]]] = {
    float: ("a number", _number),
    int: ("a whole number", _whole),
    bool: ("true or false", _flag),
    str: ("text", _text),
    list[float]: ("a list of numbers", _list(_number)),
    list[float | None]: ("a list of numbers, null where one is hidden", _list(_shown)),
    list[str]: ("a list of texts", _list(_text)),
    list[Period]: ("a list of periods, as 2019-2023", _periods),
    tuple[float, float]: ("a list of two numbers", _pair),
    Level: (
        "an object of numbers: estimate, lower, upper, se, numerator, denominator, per",
        _level,
    ),
}
_KINDS |= {
    list[int]: ("a list of whole numbers", _list(_whole)),
    list[list[int]]: ("a list of rows of whole numbers", _list(_list(_whole))),
    list[list[list[float]]]: ("a list of lists of lists of numbers", _list(_list(_list(_number)))),
    list[Relation]: ("a list of sums, each as [total, [parts]]", _list(_relation)),
    Positions: ("a list of positions, or of [row, column]", _list(_position)),
}
_KINDS[list[Level]] = ("a list of such objects, {} where one is hidden", _levels)
_KINDS |= {kind | None: read for kind, read in _KINDS.items()}
"""How each kind of input is said and read."""


def _paid(amount: str, last: str) -> Callable[[object], Any]:
    """An amount with a text, out of an object of just these two."""

    def read(value: object) -> tuple[float, str]:
        if not isinstance(value, dict) or set(value) != {amount, last}:
            raise TypeError
        return _number(value[amount]), _text(value[last])

    return read


_KINDS |= {
    list[list[float | None]]: ("a list of lists of numbers, null where there is none", _list(_list(_shown))),
    Grants: ("a list of objects with monthly and last, a month as 2026-09", _list(_paid("monthly", "last"))),
    Awards: ("a list of objects with annual and end, a day as 2027-12-31", _list(_paid("annual", "end"))),
}

_GATHERED = {
    "est": "estimates",
    "pop": "people",
    "se": "errors",
    "groups": "names",
    "units": "units",
    "everybody": "everybody",
}
_GROUPS: dict[str, tuple[Any, bool]] = {
    "est": (list[float | None], False),
    "pop": (list[float | None], False),
    "se": (list[float | None], True),
    "groups": (list[str], True),
    "units": (list[str], True),
    "everybody": (float, True),
}
"""The inputs `Groups.of` takes, by the names of the file, with whether each may be left out."""


def _finite(outputs: object) -> bool:
    if isinstance(outputs, dict):
        return all(map(_finite, outputs.values()))
    if isinstance(outputs, list | tuple):
        return all(map(_finite, outputs))
    return not isinstance(outputs, float) or isfinite(outputs)
