"""The tables a coordinator keeps, by name; observations and places have ways of their own."""

from datawalk.domain.changes import Change
from datawalk.domain.examples import Example
from datawalk.domain.goals import Commitment, Goal, GoalValue, Milestone
from datawalk.domain.money import CapacityScore, CapacityShown, Cash, Cost, CostShown, Funding, FundingShown
from datawalk.domain.plan import LoopTheme, PlanItem
from datawalk.domain.resources import Resource
from datawalk.domain.roster import (
    Attendance,
    MembersByGroup,
    MembersShown,
    Partner,
    Readiness,
    Seat,
    Tie,
    TieRatings,
)
from datawalk.domain.text import Frozen

TABLES: dict[str, type[Frozen]] = {
    "partners": Partner,
    "seats": Seat,
    "engagement": Attendance,
    "ties": Tie,
    "members_by_group": MembersByGroup,
    "goals": Goal,
    "values": GoalValue,
    "milestones": Milestone,
    "commitments": Commitment,
    "changes": Change,
    "funding": Funding,
    "costs": Cost,
    "cash": Cash,
    "capacity": CapacityScore,
    "plan": PlanItem,
    "loop": LoopTheme,
    "readiness": Readiness,
    "resources": Resource,
}
PUBLISHED: dict[str, type[Frozen]] = {
    **{
        name: TABLES[name]
        for name in (
            "partners",
            "seats",
            "goals",
            "values",
            "milestones",
            "commitments",
            "changes",
            "plan",
            "loop",
            "cash",
            "readiness",
            "resources",
        )
    },
    "capacity_shown": CapacityShown,
    "costs_shown": CostShown,
    "funding_shown": FundingShown,
    "examples": Example,
    "members_shown": MembersShown,
    "tie_ratings": TieRatings,
}
"""The rows a release holds as they are or as they may be shown; meetings and ties it holds as columns. The other tables are
checked and stay in the workspace."""

NAMES: dict[type[Frozen], str] = {model: name for name, model in (*TABLES.items(), *PUBLISHED.items())}
