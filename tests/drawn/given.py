"""The texts that a picture is given."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def retold(value: Any, change: Callable[[str], str], hint: Any = None) -> Any:
    """A picture with every text in it changed; an empty text stays empty."""
    hint = hint or type(value)
    if hint is str:
        return change(value) if value else value
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return replace(
            value,
            **{one.name: retold(getattr(value, one.name), change, hints[one.name]) for one in fields(value)},
        )
    if get_origin(hint) is tuple:
        each = get_args(hint)
        each = (each[0],) * len(value) if each[-1] is ... else each
        return tuple(retold(one, change, of) for one, of in zip(value, each, strict=True))
    if get_origin(hint) in (Union, UnionType) and value is not None:
        return retold(value, change, next(one for one in get_args(hint) if one is not type(None)))
    return value


def texts_in(picture: Any) -> list[str]:
    """Every text a picture is given."""
    found: list[str] = []
    retold(picture, lambda text: found.append(text) or text)
    return found
