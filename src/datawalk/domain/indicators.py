"""Indicators, their dimensions and the sources they come from."""

import re
from collections.abc import Collection
from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from datawalk.domain.periods import Period
from datawalk.domain.text import Frozen, Text

Unit = Literal["percent", "per_1000", "per_100000", "years", "dollars", "ratio", "index"]
Direction = Literal["lower_is_better", "higher_is_better"]
Use = Literal["trend", "rank", "groups", "evaluation"]
SourceKind = Literal["counted", "survey", "modelled"]
Zeros = Literal["shown", "hidden"]

PER: dict[str, float] = {"percent": 100.0, "per_1000": 1_000.0, "per_100000": 100_000.0}
"""What a proportion is multiplied by to give the unit; units not in here are not shares of people."""

TOTAL = "total"
"""The dimension, and its only subgroup, that means everyone."""


class Indicator(Frozen):
    """One measured thing. The file name is the id.

    `kind` and `not_for` say what its source does not say of all its figures: see `kind_of`, `refused_uses`.
    `closed_within`: how small a difference, in the unit, was agreed beforehand to count as no gap.
    """

    id: str
    name: Text
    technical_name: Text
    domain: str
    unit: Unit
    direction: Direction
    numerator: Text | None = None
    denominator: Text | None = None
    cannot_say: Text
    reference: str = "best_reliable"  # or largest, overall, a subgroup id
    closed_within: float | None = Field(default=None, gt=0)
    source: str
    complement_of: str | None = None
    kind: SourceKind | None = None
    not_for: tuple[Use, ...] = ()
    author: str | None = None
    checker: str | None = None
    reviewed_on: date | None = None
    next_review: date | None = None


def is_second_form(indicator_id: str, indicators: Collection[str]) -> bool:
    """Whether this is an age-adjusted figure beside its crude one: the same people would be told of twice.

    The crude one says how many people it is, so it stands for both. Ids end in `_adjusted` and `_crude`.
    """
    base, _, form = indicator_id.rpartition("_")
    return form == "adjusted" and f"{base}_crude" in indicators


class Group(Frozen):
    """One subgroup of a dimension."""

    id: str
    name: Text


class Dimension(Frozen):
    """A way of dividing people into subgroups. `ordered`: from most to least disadvantaged."""

    id: str
    name: Text
    ordered: bool = False
    exhaustive: bool = True
    group: tuple[Group, ...] = Field(min_length=1)

    def group_name(self, group_id: str) -> Text | None:
        return next((group.name for group in self.group if group.id == group_id), None)


class Source(Frozen):
    """Where numbers come from and what they may be used for. `id` is `<source>`, the folder's name.

    `min_count` and `zeros`: the least count its data agreement lets you show, and whether a count of 0 may be.
    `published`: released to everyone by its producer, under the producer's own protection of small numbers.
    `within`: only these places of its files are kept, those in them and those they lie in (FIPS; empty: all).
    `period`: that of files which do not say theirs.
    Boundaries only: `layer` of a TopoJSON file, and `id_property`, the features' property that holds place ids.
    """

    id: str
    producer: str
    title: str
    citation: str
    license: str
    accessed_on: date
    kind: SourceKind
    min_count: int | None = Field(default=None, ge=1)
    zeros: Zeros = "shown"
    published: bool = False
    not_for: tuple[Use, ...] = ()
    within: tuple[str, ...] = ()
    period: Period | None = None
    url: str | None = None
    id_property: str | None = None
    layer: str | None = None

    @field_validator("within")
    @classmethod
    def _are_fips(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        for code in codes:
            if not re.fullmatch(r"\d{2}(\d{3})?", code, re.ASCII):
                raise ValueError(f"'{code}' is not the FIPS code of a state (two digits) or a county (five)")
        return codes

    @property
    def short_title(self) -> str:
        """The title up to its first comma or colon, as in `PLACES: local data for better health`."""
        return re.split(r"[,:]", self.title)[0].strip()


def kind_of(indicator: Indicator, source: Source) -> SourceKind:
    """How the indicator's figures are made: its own word, else that of its source."""
    return indicator.kind or source.kind


def counts_people(indicator: Indicator, source: Source) -> bool:
    """Whether its figures stand for persons, so that small ones are hidden (decision record 0004).

    Modelled figures do not, nor do estimates from a sample that were published for everyone.
    """
    kind = kind_of(indicator, source)
    return kind == "counted" or (kind == "survey" and not source.published)


def refused_uses(indicator: Indicator, source: Source) -> frozenset[Use]:
    """What the indicator's figures must not be used for: all that it or its source refuses."""
    return frozenset({*indicator.not_for, *source.not_for})
