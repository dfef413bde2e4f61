"""Goals: a baseline, a target and the straight line between them; what was promised on the way."""

from datetime import date
from typing import Literal

from pydantic import Field

from datawalk.domain.indicators import TOTAL, Use
from datawalk.domain.periods import Period
from datawalk.domain.text import Frozen

Area = Literal["systems_change", "equity", "sustainability"]
Measure = Literal["level", "difference", "ratio"]
Way = Literal["up", "down", "maintain"]
Status = Literal["met", "improving", "no_change", "worse", "baseline", "informational"]
Pace = Literal["on_pace", "behind_within_margin", "behind_pace", "not_known_yet"]


class Goal(Frozen):
    """A promise about a level, a difference or a ratio of an indicator.

    Without a baseline its own figure in the years of `baseline_period` is taken, or in the first years; without a place, the
    place that is looked at.
    """

    goal_id: str
    area: Area
    statement: str
    indicator_id: str | None = None
    measure: Measure = "level"
    place_id: str | None = None
    dimension: str = TOTAL
    subgroup: str = TOTAL
    reference: str | None = None
    baseline: float | None = None
    baseline_se: float | None = Field(default=None, ge=0)
    baseline_period: Period | None = None
    target: float | None = None
    target_period: Period | None = None
    direction: Way
    action_start: date | None = None
    owner: str | None = None
    withheld: bool = False

    @property
    def has_start(self) -> bool:
        """Whether it names where it starts from; a level held against a target needs none."""
        return self.baseline is not None or self.baseline_period is not None

    @property
    def uses(self) -> tuple[Use, ...]:
        """What telling its progress uses figures for."""
        of_groups: tuple[Use, ...] = ("groups",) if self.measure != "level" or self.dimension != TOTAL else ()
        return (*of_groups, "trend", "evaluation") if self.has_start else of_groups

    def hidden(self) -> "Goal":
        """This goal with its numbers taken away, because it names a cell that is hidden."""
        return self.model_copy(
            update={"baseline": None, "baseline_se": None, "target": None, "withheld": True}
        )


class GoalValue(Frozen):
    """A goal's own measure in one period, for a goal without an indicator."""

    goal_id: str
    period: Period
    value: float
    se: float | None = Field(default=None, ge=0)


class Milestone(Frozen):
    """A step towards a goal: who does what, by when."""

    goal_id: str
    who: str
    what: str
    due: date | None = None
    done_on: date | None = None


class Commitment(Frozen):
    """What a partner promised to do for a goal. `who` is a partner's id."""

    goal_id: str
    who: str
    what: str
    due: date | None = None
    done_on: date | None = None
