"""The year's action plan, and the loop from what was asked to what was done."""

import datetime
from typing import Literal

from pydantic import Field

from datawalk.domain.text import Frozen

PlanState = Literal["planned", "done", "carried", "changed", "dropped"]
LoopStatus = Literal["done", "doing", "not_now"]


class PlanItem(Frozen):
    """One line of a year's plan and what became of it."""

    item_id: str
    year: int = Field(ge=1990, le=2100)
    statement: str
    goal_id: str | None = None
    owner: str | None = None
    state: PlanState
    reason: str | None = None
    lesson: str | None = None


class LoopTheme(Frozen):
    """What we asked, what you said, what we did."""

    theme_id: str
    date: datetime.date
    asked: str
    said: str
    did: str | None = None
    status: LoopStatus
    reason: str | None = None
    closed_on: datetime.date | None = None
