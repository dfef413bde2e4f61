"""The tables a coordinator keeps: their columns, which are the contract, and how each cell is read.

A table's columns are the fields of its model, and a column's reader follows from the type of its field.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.domain.tables import TABLES
from datawalk.intake.formats import cells

FIELD_OF: dict[str, str] = {"from": "from_"}
"""Columns whose name cannot be a field's name."""

_COLUMN_OF = {field: column for column, field in FIELD_OF.items()}


@dataclass(frozen=True)
class Kind:
    """One kind of table. `required` columns must be there; of `either`, all the columns of one group."""

    name: str
    model: type[BaseModel]
    columns: Mapping[str, cells.Read]
    required: tuple[str, ...]
    either: tuple[tuple[str, ...], ...] = ()


def _kind(
    name: str,
    model: type[BaseModel],
    *,
    also_required: Collection[str] = (),
    either: tuple[tuple[str, ...], ...] = (),
    without: Collection[str] = (),
    readers: Mapping[str, cells.Read] | None = None,
) -> Kind:
    """The kind of a model's table: every field is a column but `without`; `readers` stand before the type's."""
    fields = {
        _COLUMN_OF.get(key, key): field for key, field in model.model_fields.items() if key not in without
    }
    columns = {column: _reader(field) for column, field in fields.items()}
    required = tuple(
        column for column, field in fields.items() if field.is_required() or column in also_required
    )
    return Kind(name, model, {**columns, **(readers or {})}, required, either)


def _reader(field: FieldInfo) -> cells.Read:
    """How a cell of this field is read: by its type, and between its bounds."""
    of = held(field)
    if get_origin(of) is Literal:
        return cells.one_of(word for word in get_args(of) if word)
    if get_origin(of) is tuple:
        return cells.several
    read = _READERS[of]
    low, high = bound(field, "ge"), bound(field, "le")
    if low is not None and high is not None:
        return cells.between(low, high, read=read)
    return cells.not_negative if low == 0 and read is cells.number else read


def held(field: FieldInfo) -> Any:
    """The type of a field's value when there is one."""
    of = field.annotation
    if not isinstance(of, type) and NoneType in get_args(of):
        return next(one for one in get_args(of) if one is not NoneType)
    return of


def bound(field: FieldInfo, name: str) -> float | None:
    """The least (`ge`) or greatest (`le`) a field may hold."""
    return next((getattr(one, name) for one in field.metadata if hasattr(one, name)), None)


_READERS: dict[type, cells.Read] = {
    str: cells.text,
    bool: cells.yes_or_no,
    int: cells.whole,
    float: cells.number,
    date: cells.day,
    Period: cells.period,
}

_OWN_WAYS = {
    "goals": _kind("goals", TABLES["goals"], also_required=("baseline", "target"), without=("withheld",)),
    "costs": _kind("costs", TABLES["costs"], readers={"month": cells.month}),
    "partners": _kind("partners", TABLES["partners"], readers={"website": cells.web_address}),
    "resources": _kind("resources", TABLES["resources"], readers={"url": cells.web_address}),
}
"""The tables whose columns are more than the fields of their model."""

KINDS: tuple[Kind, ...] = (
    _kind("observations", Observation, either=(("estimate",), ("numerator", "denominator"))),
    _kind("places", Place),
    *(_OWN_WAYS.get(name) or _kind(name, model) for name, model in TABLES.items()),
)
