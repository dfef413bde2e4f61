"""Partners: the sectors they come from, the seats they hold, how they take part and work together."""

import datetime
from datetime import date
from typing import Literal

from pydantic import Field

from datawalk.domain.text import Frozen

ReadinessColumn = Literal["in_common", "differences", "barriers", "what_it_takes"]


class Partner(Frozen):
    """An organisation, or a resident voice, in the collaborative. `sectors`: primary first."""

    partner_id: str
    name: str
    sectors: tuple[str, ...]
    joined_on: date | None = None
    left_on: date | None = None
    backbone: bool = False
    places: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    speaks_for_residents: bool = False
    works_on: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    website: str | None = None

    def member_on(self, day: date) -> bool:
        """Whether the partner was in the collaborative on `day`."""
        return (self.joined_on is None or self.joined_on <= day) and (
            self.left_on is None or day < self.left_on
        )


class Seat(Frozen):
    """A decision-making place held by a partner. `from_` and `to` are days; open ends are None."""

    partner_id: str
    body: str
    voting: bool
    from_: date | None = None
    to: date | None = None

    def held_on(self, day: date) -> bool:
        """Whether the seat was held on `day`."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day < self.to)


class Attendance(Frozen):
    """Whether a partner was invited to a meeting, and came: one row of the table `engagement`."""

    date: datetime.date
    meeting: str
    partner_id: str
    invited: bool
    attended: bool


class Tie(Frozen):
    """What one partner reports of its work with another. `trust` and `value` run from 1 to 4."""

    from_partner: str
    to_partner: str
    kind: str
    strength: float | None = Field(default=None, ge=0)
    trust: float | None = Field(default=None, ge=1, le=4)
    value: float | None = Field(default=None, ge=1, le=4)
    reported_on: datetime.date | None = None


class MembersOfGroup(Frozen):
    """The members of a body on a day who belong to a subgroup."""

    date: datetime.date
    body: str
    dimension: str
    subgroup: str


class MembersByGroup(MembersOfGroup):
    """How many members and seats of a body belong to a subgroup on a day. Identity is personal: small counts hide."""

    members: int = Field(ge=0)
    seats: int | None = Field(default=None, ge=0)


class MembersShown(MembersOfGroup):
    """The same as a release holds it: a count that could tell of somebody is None, and `hidden` names it.

    `all_members`, `all_seats`: of the whole body, which everybody knows.
    """

    members: int | None
    seats: int | None
    all_members: int
    all_seats: int
    hidden: tuple[Literal["members", "seats"], ...] = ()


class TieRatings(Frozen):
    """What partners report of their ties, of all together: the mean over pairs of partners, on the scale from 1 to 4."""

    trust_pairs: int = 0
    trust: float | None = None
    value_pairs: int = 0
    value: float | None = None


class Readiness(Frozen):
    """One note of a partner's own check before it joins in."""

    partner_id: str
    item: str
    column: ReadinessColumn
    note: str
    owner: str | None = None
    resolved_on: datetime.date | None = None
