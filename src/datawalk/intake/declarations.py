"""TOML declarations to frozen models, every fault told by its key, with the nearest known key or word."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from datawalk.domain.text import Language, Localised
from datawalk.domain.walks import Station
from datawalk.domain.workspace import CURRENCY
from datawalk.intake.problems import Problems, nearest

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]

KINDS: dict[str, type[BaseModel]] = {
    get_args(one.model_fields["kind"].annotation)[0]: one for one in get_args(get_args(Station)[0])
}
"""Every kind of station there is."""

_LANGUAGE_NAMES: dict[Language, str] = {"en": "English", "es": "Spanish"}
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def read_toml(path: Path, *, file: str, problems: Problems) -> dict[str, Any] | None:
    """The file's keys and values; None, with a problem naming the line, when it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        problems.add(file, "", "The file is not UTF-8 text.", "Save it again as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        where = f"line {line[1]}" if line else "the last line"
        what = (
            f"This is not valid TOML: {_AT_LINE.sub('', str(error)).removesuffix(' (at end of document)')}."
        )
        problems.add(file, where, what, "Compare the line with those of another file.")
    except (RecursionError, ValueError):
        what = "This cannot be read: a number is too long or brackets are nested too deeply."
        problems.add(file, "", what, "Compare it with another file.")
    return None


def declared(
    model: type[Model], data: dict[str, Any], *, file: str, problems: Problems, id: str | None = None
) -> Model | None:
    """The model of one file, its `id` taken from the file's name; None, with its problems, when it has any."""
    if id is not None:
        if "id" in data:
            problems.add(file, "key id", "'id' is not a key here.", "Delete it: the file's name is the id.")
            return None
        data = {"id": id, **data}
    try:
        return model.model_validate(data)
    except ValidationError as error:
        _report(error.errors(), model=model, file=file, problems=problems)
        return None


def missing_texts(model: BaseModel, *, languages: Sequence[Language], file: str, problems: Problems) -> None:
    """Warn of every text that is not in all of the workspace's languages."""
    for loc, text in _texts(model):
        for lang in text.missing(tuple(languages)):
            other = next(name for code, name in _LANGUAGE_NAMES.items() if code != lang)
            what = f"The text has no {_LANGUAGE_NAMES[lang]}; its {other} is shown instead."
            problems.add(file, where_of(loc), what, f'Add {lang} = "...".', severity="warning")


def where_of(loc: Loc) -> str:
    """Where a key is: `key name.en`, or `station 2, key question` inside a list of tables."""
    parts: list[str] = []
    for step in loc:
        if isinstance(step, int):
            parts[-1] = f"{parts[-1]} {step + 1}"
        else:
            parts.append(step)
    if parts and parts[0].rpartition(" ")[0] in ("station", "group", "sector"):
        table, *rest = parts
        return f"{table}, key {'.'.join(rest)}" if rest else table
    return f"key {'.'.join(parts)}"


def _texts(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, Localised]]:
    if isinstance(value, Localised):
        yield loc, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*loc, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*loc, index))


def _report(errors: list[ErrorDetails], *, model: type[BaseModel], file: str, problems: Problems) -> None:
    beneath = {one["loc"][:end] for one in errors for end in range(len(one["loc"]))}
    # A list whose items all have faults is empty to pydantic, which would be told as one more fault.
    errors = [one for one in errors if one["type"] != "too_short" or one["loc"] not in beneath]
    absent = {_without_kind(one["loc"]) for one in errors if one["type"] == "missing"}
    for one in errors:
        if one["type"] != "extra_forbidden":
            continue
        loc = _without_kind(one["loc"])
        key = str(loc[-1])
        wanted = [str(other[-1]) for other in absent if other[:-1] == loc[:-1]]
        close = get_close_matches(key, wanted, n=1, cutoff=0.6)
        if close:
            absent.discard((*loc[:-1], close[0]))
        remedy = nearest(key, close or _keys_at(model, one["loc"][:-1]))
        problems.add(file, where_of(loc), f"'{key}' is not a key here.", remedy)
    for one in errors:
        loc = _without_kind(one["loc"])
        if one["type"] == "missing":
            if loc in absent:
                problems.add(file, where_of(loc), "The key is missing.", "Add it.")
        elif one["type"].startswith("union_tag"):
            problems.add(file, where_of((*loc, "kind")), *_about_kind(one))
        elif one["type"] != "extra_forbidden":
            problems.add(file, where_of(loc), *_told(one))


def _without_kind(loc: Loc) -> Loc:
    """The path as written: pydantic puts the kind of a station after its number."""
    return (*loc[:2], *loc[3:]) if len(loc) > 2 and loc[0] == "station" else loc


def _keys_at(model: type[BaseModel], loc: Loc) -> set[str]:
    for step in loc:
        if isinstance(step, str):
            inner = KINDS.get(step) or _model_in(model.model_fields[step].annotation)
            model = inner or model
    own = set(model.model_fields)
    if model is Localised:
        return own - {"either"}
    return own if loc else own - {"id"}


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model_in(one))), None)


def _about_kind(error: ErrorDetails) -> tuple[str, str]:
    if error["type"] == "union_tag_not_found":
        return "The station has no kind.", f"Add one of: {', '.join(KINDS)}."
    tag = str(error.get("ctx", {}).get("tag", ""))
    return f"'{tag}' is not a kind of station.", nearest(tag, KINDS)


def _told(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a value, and the remedy."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "literal_error":
        return f"'{given}' is not a word for this key.", nearest(
            str(given), re.findall(r"'([^']+)'", context["expected"])
        )
    if kind == "value_error":
        said = str(context["error"])
        return f"{said[:1].upper()}{said[1:]}.", "Correct the value."
    if kind == "string_pattern_mismatch" and context["pattern"] == CURRENCY:
        return f"'{given}' is not the code of a currency.", "Write its three capital letters, such as USD."
    if kind == "string_pattern_mismatch":
        return f"'{given}' cannot be an id.", "Use lower-case letters, digits and _ only."
    if kind == "greater_than_equal":
        return f"{given} is too low.", f"Write {context['ge']} or more."
    if kind == "less_than_equal":
        return f"{given} is too high.", f"Write {context['le']} or less."
    if kind == "too_short":
        return "There is none here.", "Add at least one."
    return _MISTYPED.get(kind.partition("_")[0], (f"{error['msg']}.", "Correct the value."))


_MISTYPED = {
    "string": ("The value is not text.", "Put it in quotation marks."),
    "bool": ("The value is neither true nor false.", "Write true or false, without quotation marks."),
    "int": ("The value is not a whole number.", "Write a whole number, without quotation marks."),
    "date": ("The value is not a date.", "Write year-month-day, such as 2026-03-31."),
    "tuple": ("The value is not a list.", "Put the words between [ and ]."),
    "model": ("The value is not a text.", 'Write words in quotation marks, or { en = "...", es = "..." }.'),
}
