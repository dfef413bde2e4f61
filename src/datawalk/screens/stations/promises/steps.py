"""What was promised for a goal on the way: commitments of partners, and milestones, with the day they are due or were done."""

from dataclasses import dataclass
from datetime import date

from datawalk.domain.goals import Commitment, Goal, Milestone
from datawalk.screens import format as fmt
from datawalk.screens.context import Context


@dataclass(frozen=True)
class Step:
    """A commitment (`promised`) or milestone: whose, what, when it is due and when it was done."""

    who: str
    what: str
    due: date | None
    done_on: date | None
    promised: bool

    @property
    def day(self) -> date | None:
        return self.done_on or self.due


def steps_of(context: Context, goal: Goal) -> list[Step]:
    """What was promised for a goal, then the other steps on the way, each in order of time."""
    store = context.store
    names = store.partner_names
    found = [
        Step(names.get(row.who, row.who), row.what, row.due, row.done_on, promised)
        for rows, promised in ((store.rows(Commitment), True), (store.rows(Milestone), False))
        for row in rows
        if row.goal_id == goal.goal_id
    ]
    return sorted(found, key=lambda step: (not step.promised, step.day or date.max))


def when_text(context: Context, step: Step) -> str:
    """When a step was done, is due, or was due."""
    t = context.t

    def said(day: date) -> str:
        return fmt.day(day.isoformat(), lang=context.selection.lang)

    if step.done_on:
        return t("done {day}", day=said(step.done_on))
    if step.due is None:
        return t("not done yet")
    if step.due < context.store.built_on:
        return t("was due {day}", day=said(step.due))
    return t("due {day}", day=said(step.due))
