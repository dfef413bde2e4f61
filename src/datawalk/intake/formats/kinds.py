"""The tables a coordinator keeps: their columns, which are the contract, and how each cell is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import BaseModel

from datawalk.domain.goals import Area, Goal, Measure, Way
from datawalk.domain.observations import Flag, Observation
from datawalk.domain.places import Place
from datawalk.domain.roster import Partner, Seat
from datawalk.intake.formats import cells

KindName = Literal["observations", "places", "partners", "seats", "goals"]


@dataclass(frozen=True)
class Kind:
    """One kind of table. `required` columns must be there; of `either`, all the columns of one group."""

    name: KindName
    model: type[BaseModel]
    columns: Mapping[str, cells.Read]
    required: tuple[str, ...]
    either: tuple[tuple[str, ...], ...] = ()


_OBSERVATIONS = Kind(
    name="observations",
    model=Observation,
    columns={
        "indicator_id": cells.text,
        "place_id": cells.text,
        "period": cells.period,
        "dimension": cells.text,
        "subgroup": cells.text,
        "estimate": cells.number,
        "lower": cells.number,
        "upper": cells.number,
        "se": cells.not_negative,
        "numerator": cells.not_negative,
        "denominator": cells.not_negative,
        "flag": cells.one_of(word for word in get_args(Flag) if word),
        "note": cells.text,
    },
    required=("indicator_id", "place_id", "period"),
    either=(("estimate",), ("numerator", "denominator")),
)

_PLACES = Kind(
    name="places",
    model=Place,
    columns={
        "place_id": cells.text,
        "name": cells.text,
        "level": cells.text,
        "parent_id": cells.text,
        "population": cells.whole,
        "population_period": cells.period,
    },
    required=("place_id", "name", "level"),
)

_PARTNERS = Kind(
    name="partners",
    model=Partner,
    columns={
        "partner_id": cells.text,
        "name": cells.text,
        "sectors": cells.several,
        "joined_on": cells.day,
        "left_on": cells.day,
        "backbone": cells.yes_or_no,
        "places": cells.several,
        "populations": cells.several,
        "speaks_for_residents": cells.yes_or_no,
        "works_on": cells.several,
        "languages": cells.several,
        "website": cells.text,
    },
    required=("partner_id", "name", "sectors"),
)

_SEATS = Kind(
    name="seats",
    model=Seat,
    columns={
        "partner_id": cells.text,
        "body": cells.text,
        "voting": cells.yes_or_no,
        "from": cells.day,
        "to": cells.day,
    },
    required=("partner_id", "body", "voting"),
)

_GOALS = Kind(
    name="goals",
    model=Goal,
    columns={
        "goal_id": cells.text,
        "area": cells.one_of(get_args(Area)),
        "statement": cells.text,
        "indicator_id": cells.text,
        "measure": cells.one_of(get_args(Measure)),
        "place_id": cells.text,
        "dimension": cells.text,
        "subgroup": cells.text,
        "reference": cells.text,
        "baseline": cells.number,
        "baseline_se": cells.not_negative,
        "baseline_period": cells.period,
        "target": cells.number,
        "target_period": cells.period,
        "direction": cells.one_of(get_args(Way)),
        "action_start": cells.day,
        "owner": cells.text,
    },
    required=("goal_id", "area", "statement", "baseline", "target", "direction"),
)

KINDS: tuple[Kind, ...] = (_OBSERVATIONS, _PLACES, _PARTNERS, _SEATS, _GOALS)

FIELD_OF: dict[str, str] = {"from": "from_"}
"""Columns whose name cannot be a field's name."""
