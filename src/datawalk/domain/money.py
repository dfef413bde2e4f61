"""Money and means: who pays, what it costs, what is in hand, and how strong the collaborative is."""

import datetime
from typing import Literal

from pydantic import Field

from datawalk.domain.text import Frozen

FundingKind = Literal["dues", "endowment", "grant", "state_or_medicaid", "in_kind", "other"]
FundingStatus = Literal["signed", "likely"]
CapacityDomain = Literal[
    "environmental_support",
    "funding_stability",
    "partnerships",
    "organizational_capacity",
    "program_evaluation",
    "program_adaptation",
    "communications",
    "strategic_planning",
]


class Funding(Frozen):
    """One award or gift, in the workspace's currency. Paid evenly from `from_` to `to`, both days included.

    `restricted_to`: the one purpose it may be used for, a goal or a kind of cost; blank for anything. `show_funder`: whether
    the funder agreed to be named. Gifts `in_kind` are worth their amount and are no money.
    """

    funding_id: str
    kind: FundingKind
    funder: str
    from_: datetime.date
    to: datetime.date
    amount: float = Field(ge=0)
    restricted_to: str | None = None
    status: FundingStatus
    show_funder: bool = False
    currency: str | None = None


class FundingShown(Frozen):
    """An award as a release holds it. `source` is the same for all awards of a funder; `funder` is None where not named."""

    source: str
    kind: FundingKind
    funder: str | None
    from_: datetime.date
    to: datetime.date
    amount: float
    restricted_to: str | None
    status: FundingStatus


class Cost(Frozen):
    """What one kind of cost came to in a month; `month` is its first day.

    `goal_id`: the goal it is for, where it is for one; `paid_to`: the partner who is paid.
    """

    month: datetime.date
    kind: str
    amount: float = Field(ge=0)
    goal_id: str | None = None
    paid_to: str | None = None
    currency: str | None = None

    @property
    def purpose(self) -> str:
        """What restricted money must name to pay for it: its goal, else its kind."""
        return self.goal_id or self.kind


class CostShown(Frozen):
    """The costs of one purpose in a month as a release holds them.

    `to_community`: the part that community organisations are paid; `partners`: who is paid, without how much.
    """

    month: datetime.date
    purpose: str
    amount: float
    to_community: float
    partners: tuple[str, ...] = ()


class Cash(Frozen):
    """What is in hand on a day; `restricted`: what is held for a purpose besides."""

    date: datetime.date
    unrestricted: float = Field(ge=0)
    restricted: float | None = Field(default=None, ge=0)
    currency: str | None = None


class CapacityScore(Frozen):
    """The mean score (1 to 7) a group of respondents gave one domain, or one `item` of your own in it, in one wave."""

    wave: str
    respondent_group: str
    respondents: int = Field(ge=0)
    domain: CapacityDomain
    score: float = Field(ge=1, le=7)
    item: str | None = None


class CapacityShown(Frozen):
    """What a release holds of a group's score in one domain and wave.

    `score` is None where fewer than five answered (then `respondents` is None too) or fewer than three items were scored.
    """

    wave: str
    respondent_group: str
    domain: CapacityDomain
    respondents: int | None
    score: float | None


NO_CASH = "noncash"
"""The kind of costs that take no money, such as depreciation: left out of what must be paid."""

TO_PARTNERS = "partner_payments"
"""The kind of costs that partners are paid, where no row says which partner."""
