"""Walks and stations: what a workspace declares in `walks/<id>.toml`.

A new kind of station adds its keys here and joins `Station`.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from datawalk.domain.goals import Area
from datawalk.domain.periods import Period
from datawalk.domain.text import Frozen, Text

AUTO = "auto"
"""An indicator or dimension the build picks by domain, reliability and gap."""


def _listed(value: Any) -> Any:
    """On the command line a list is one text with `;` between its words, as in a table."""
    return (
        tuple(word.strip() for word in value.split(";") if word.strip()) if isinstance(value, str) else value
    )


class StationBase(Frozen):
    """Keys every station may carry."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    question: Text
    prompts: tuple[Text, ...] = ()
    place: str | None = None
    period: Period | None = None
    desk: bool = False
    minutes: int = Field(default=8, ge=1, le=60)


class TextStation(StationBase):
    """Framing, norms, or a quote with consent."""

    kind: Literal["text"]
    body: Text
    by: str | None = None


class LevelStation(StationBase):
    """One indicator in one place, beside its parent place, and beside its groups when it names a dimension."""

    kind: Literal["level"]
    indicator: str
    dimension: str | None = None


class OneGapStation(StationBase):
    """What the stations about one gap share: one indicator over the groups of one dimension, against a reference."""

    indicator: str
    dimension: str
    reference: str | None = None


class GapStation(OneGapStation):
    """The groups beside each other, and the widest gap between them."""

    kind: Literal["gap"]


class GapPeopleStation(OneGapStation):
    """The people behind the gap of one group: the worst-off one, unless one is named. `part`: how much of it is closed."""

    kind: Literal["gap_people"]
    group: str | None = None
    part: Literal["quarter", "half", "all"] = "all"


class GapTrendStation(OneGapStation):
    """The gap between two fixed groups over time: those of the first years with data, unless they are named."""

    kind: Literal["gap_trend"]
    group: str | None = None


class GapOverviewStation(StationBase):
    """Indicators by the groups of one dimension: all that have figures by it, unless some are named."""

    kind: Literal["gap_overview"]
    dimension: str
    indicators: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    domain: str | None = None


class PlaceCompareStation(StationBase):
    """One indicator in the places inside a place."""

    kind: Literal["place_compare"]
    indicator: str


class StrengthsStation(StationBase):
    """Where a place does better than the place around it; a topmost place: where its parts do better than the whole."""

    kind: Literal["strengths"]
    domain: str | None = None


class RosterStation(StationBase):
    """What the stations about the roster share: the day it is looked at. Without one, the day of the release."""

    as_of: date | None = None


class SeatsStation(RosterStation):
    """The sector list with its filled and empty seats. `sector_list`: another list than the workspace's."""

    kind: Literal["seats"]
    voting: bool = False
    sector_list: str | None = None


class PowerStation(RosterStation):
    """Each sector's share of the members beside its share of the voting seats."""

    kind: Literal["power"]
    body: str | None = None


class MirrorStation(RosterStation):
    """The members and seats of a body by group, against the population.

    `population`: the indicator whose people are taken for the population; without it, the one that counts most people by the
    dimension.
    """

    kind: Literal["mirror"]
    dimension: str
    body: str | None = None
    population: str | None = None


class EngagementStation(RosterStation):
    """Who comes to meetings, by sector and month; `meeting`: only those of one name."""

    kind: Literal["engagement"]
    meeting: str | None = None


class NetworkStation(RosterStation):
    """Who works with whom, sector by sector and partner by partner. `tie`: only ties of one kind.

    `reported_by`: whether one of two partners is enough to report a tie, or both must.
    """

    kind: Literal["network"]
    tie: str | None = None
    reported_by: Literal["either", "both"] = "either"


class InviteStation(RosterStation):
    """The empty sectors beside the indicators nobody works on, and what to say to one of them (`sector`)."""

    kind: Literal["invite"]
    sector: str | None = None
    domain: str | None = None


class GoalsStation(StationBase):
    """All goals, or those of one area or owner. `dimension`: by whose groups goals about everyone are told as well."""

    kind: Literal["goals"]
    area: Area | None = None
    owner: str | None = None
    dimension: str | None = None


class CurveStation(StationBase):
    """One goal over time: the one named, else the first that has a history. `said`: what people said is behind the curve."""

    kind: Literal["curve"]
    goal: str | None = None
    said: tuple[Text, ...] = ()


class ChangesStation(StationBase):
    """Systems changes, the newest first."""

    kind: Literal["changes"]
    since: date | None = None
    component: str | None = None


class PlanStation(StationBase):
    """A year's action plan: that of the release's year, or the newest before it, unless a `year` is named."""

    kind: Literal["plan"]
    year: int | None = None
    owner: str | None = None


class LoopStation(StationBase):
    """What was asked, said and done, the newest first; `since`: only what was asked from a day on."""

    kind: Literal["loop"]
    since: date | None = None


class CapacityStation(StationBase):
    """The domains of capacity: the mean and the spread between groups of one wave, the newest unless one is named."""

    kind: Literal["capacity"]
    wave: str | None = None


class MoneyStation(RosterStation):
    """How many months are paid for, from the newest cash figure up to the day. `without`: sources of money left out."""

    kind: Literal["money"]
    without: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()


class QuestionStation(StationBase):
    """A question to think about together."""

    kind: Literal["question"]
    body: Text | None = None


Station = Annotated[
    TextStation
    | LevelStation
    | GapStation
    | GapPeopleStation
    | GapTrendStation
    | GapOverviewStation
    | PlaceCompareStation
    | StrengthsStation
    | SeatsStation
    | PowerStation
    | MirrorStation
    | EngagementStation
    | NetworkStation
    | InviteStation
    | GoalsStation
    | CurveStation
    | ChangesStation
    | PlanStation
    | LoopStation
    | CapacityStation
    | MoneyStation
    | QuestionStation,
    Field(discriminator="kind"),
]


class Walk(Frozen):
    """An ordered set of stations. The file name is the id."""

    id: str
    title: Text
    order: int = 0
    station: tuple[Station, ...] = Field(min_length=1)
    author: str | None = None
    checker: str | None = None
    reviewed_on: date | None = None
    next_review: date | None = None
    intro: int = Field(default=5, ge=0)
    move: int = Field(default=2, ge=0)
    talk: int = Field(default=10, ge=0)
    vote: int = Field(default=5, ge=0)
