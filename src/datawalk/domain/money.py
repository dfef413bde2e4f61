"""Money and means: who pays, what it costs, what is in hand, and how strong the collaborative is."""

import datetime
from typing import Literal

from pydantic import Field

from datawalk.domain.text import Frozen

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
    """One award or gift, in the workspace's currency. Paid evenly from `from_` to `to`, both days included."""

    funding_id: str
    kind: str
    funder: str
    from_: datetime.date
    to: datetime.date
    amount: float = Field(ge=0)
    restricted_to: str | None = None
    status: FundingStatus


class Cost(Frozen):
    """What one kind of cost came to in a month; `month` is its first day."""

    month: datetime.date
    kind: str
    amount: float = Field(ge=0)


class Cash(Frozen):
    """What is in hand on a day."""

    date: datetime.date
    unrestricted: float = Field(ge=0)
    restricted: float | None = Field(default=None, ge=0)


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
