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

from datawalk.measures.groups import FEWEST, Groups
from datawalk.measures.readers import KINDS
from datawalk.measures.refusals import Refused

Topic = Literal["inequality", "uncertainty", "progress", "representation", "sustainability", "privacy"]
Outputs = dict[str, Any]


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
        inputs = {name: Input(*KINDS[kind], optional) for name, (kind, optional) in kinds.items()}
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
