"""The `curve` station: one goal over time, what would come if nothing changed, its target, and what was promised."""

from collections.abc import Iterator
from dataclasses import replace

from datawalk.domain.goals import Goal
from datawalk.domain.walks import CurveStation
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.curve_picture import curve_picture
from datawalk.screens.stations.curve_words import Worded
from datawalk.screens.stations.promises.curve import Curve
from datawalk.screens.stations.promises.followed import SHOWN, follow
from datawalk.screens.stations.promises.standing import HIDDEN, Promise, promises
from datawalk.screens.stations.promises.words import AREAS, doubt_text, verdict
from datawalk.screens.stations.promises.worked_out import curve_working
from datawalk.screens.views import Choice, StationView


def load_curve(context: Context, station: CurveStation) -> StationView:
    """The goal of the address, else of the station, else the first with a history."""
    t, store = context.t, context.store
    goals = sorted(store.rows(Goal), key=lambda goal: AREAS.index(goal.area))
    if not goals:
        return cannot_show(context, t("There are no goals here yet. Add a goals table, then build again."))
    known = {goal.goal_id: goal for goal in goals}
    own = known.get(station.goal or "") or _with_history(context, goals)
    asked = known.get(context.selection.goal or "", own)
    promise = promises(context, [asked])[0]
    choice = Choice(
        "goal", t("Goal"), tuple((key, goal.statement) for key, goal in known.items()), asked.goal_id
    )
    if promise.state == HIDDEN or promise.followed.unfit or not promise.followed.periods:
        why = verdict(promise, t=t)
        if promise.followed.unfit:
            why = refusal(promise.followed.unfit, t=t)
        view = cannot_show(
            context, f"{asked.statement}: {why}.".replace("..", "."), indicator=promise.indicator
        )
        return replace(view, choices=(choice,))
    worded = Worded(context, Curve(promise))
    told = finding(*worded.sentences())
    return assemble(
        context,
        finding=told,
        picture=curve_picture(
            context,
            worded.curve,
            said=station.said if asked is own else (),
            rest=worded.in_a_line(),
        ),
        indicator=promise.indicator,
        place_id=promise.followed.place_id,
        period=promise.period,
        measures=worded.measures(),
        table=worded.table(),
        method=worded.method(),
        cannot_say="" if promise.indicator else t("Why a figure moved, or who made it move."),
        alt=f"{asked.statement}. {told}",
        notice=" ".join(_notices(context, promise)),
        footer=context.footer(worded.footer()),
        facts=worded.facts(),
        working=curve_working(context, worded.curve),
        choices=(choice,),
    )


def _notices(context: Context, promise: Promise) -> Iterator[str]:
    """That the goal is about another place than the one looked at, and that a later figure does not count."""
    own = promise.followed.place_id
    if promise.indicator is not None and context.known_place() not in (None, own):
        yield context.t("This goal is about {place}.", place=context.place_name(own))
    if promise.doubt:
        yield doubt_text(promise.doubt, t=context.t)


def _with_history(context: Context, goals: list[Goal]) -> Goal:
    """The first goal that two figures or more are told of; the first without one."""
    for followed in follow(context, goals):
        if followed.unfit is None and sum(point.state == SHOWN for point in followed.points) > 1:
            return followed.goal
    return goals[0]
