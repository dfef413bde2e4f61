"""Goals in words: the fixed words of status and pace, values with their unit, and the rules behind them."""

from datawalk.domain.goals import Area, Goal, Status
from datawalk.domain.goals import Pace as PaceWord
from datawalk.domain.indicators import Indicator
from datawalk.measures.status import reached
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.fitness import refusal
from datawalk.screens.stations.cells import in_words
from datawalk.screens.stations.promises.followed import Point
from datawalk.screens.stations.promises.standing import HIDDEN, NO_FIGURE, REFUSED, ByGroup, Promise
from datawalk.screens.views import Fact
from datawalk.screens.wording import Words

AREAS: tuple[Area, ...] = ("systems_change", "equity", "sustainability")
STATUSES: tuple[Status, ...] = ("met", "improving", "no_change", "worse", "baseline", "informational")
PACES: tuple[PaceWord, ...] = ("on_pace", "behind_within_margin", "behind_pace", "not_known_yet")


def status_words(word: Status, *, t: Words) -> str:
    """The fixed words of status."""
    return {
        "met": t("Target reached"),
        "improving": t("Getting better"),
        "no_change": t("No change we can be sure of"),
        "worse": t("Getting worse"),
        "baseline": t("Only one year of data"),
        "informational": t("No target"),
    }[word]


def pace_words(word: PaceWord, *, t: Words) -> str:
    """The fixed words of pace."""
    return {
        "on_pace": t("on pace"),
        "behind_within_margin": t("behind, within the margin"),
        "behind_pace": t("behind pace"),
        "not_known_yet": t("not known yet"),
    }[word]


def area_name(area: Area, *, t: Words) -> str:
    """The goal area in words."""
    return {
        "systems_change": t("Systems change"),
        "equity": t("Equity"),
        "sustainability": t("Sustainability"),
    }[area]


def value_text(number: float | None, goal: Goal, indicator: Indicator | None, *, t: Words) -> str:
    """A value of the goal's own kind: a level with its unit, a difference in points, a ratio; a dash for none."""
    if number is None:
        return "–"
    if indicator is None:
        return fmt.number(number, lang=t.lang, decimals=0 if number == round(number) else 1)
    if goal.measure == "difference":
        said = fmt.difference(number, unit=indicator.unit, t=t)
        return f"−{said}" if number < 0 else said
    if goal.measure == "ratio":
        return fmt.times(number, t=t)
    return fmt.value(number, unit=indicator.unit, t=t)


def target_text(promise: Promise, *, t: Words) -> str:
    """The target and its year; what a goal to be kept up is kept at."""
    goal = promise.goal
    value = value_text(goal.target, goal, promise.indicator, t=t)
    if goal.direction == "maintain":
        return t("keep at {value}", value=value)
    if goal.target_period is None:
        return value
    return t("{value} by {year}", value=value, year=goal.target_period.end)


def verdict(promise: Promise, *, t: Words) -> str:
    """The status in its fixed words, or why there is none."""
    if promise.state == HIDDEN:
        return t("Not shown to protect privacy")
    if promise.state == REFUSED:
        return t("Not told")
    if promise.state == NO_FIGURE or promise.told is None:
        return t("No figure yet")
    said = status_words(promise.told.status, t=t)
    return said if promise.told.sure else f"{said} {t('(within the margin of error)')}"


def beside_verdict(promise: Promise, *, t: Words) -> str:
    """What stands beside the status: the pace; of a target reached, for how many groups; the reason of a goal not told."""
    if promise.state == HIDDEN or promise.state == NO_FIGURE:
        return ""
    if promise.refused:
        return refusal(promise.refused, t=t)
    if promise.met:
        return group_line(promise, t=t)
    if not promise.followed.over_time:
        return _beside_target(promise, t=t)
    if promise.pace == "not_known_yet":
        return t("pace not known yet")
    return pace_words(promise.pace, t=t)


def _beside_target(promise: Promise, *, t: Words) -> str:
    """Where a level stands that is not followed over time."""
    value, target = promise.current.value, promise.goal.target
    if value is None or target is None:
        return ""
    at_it = reached(value, target=target, rising=promise.followed.rising)
    return t("at the target or beyond it") if at_it else t("not at the target")


def group_line(promise: Promise, *, t: Words) -> str:
    """For how many groups the target is reached: a goal is never called reached without it."""
    by = promise.by_group
    if by is None or not by.total:
        return t("not known by group")
    said = _for_groups(by, is_gap=promise.followed.is_gap, t=t)
    if by.not_shown:
        said += ", " + t("{m} not shown", m=by.not_shown)
    return said


def _for_groups(by: ByGroup, *, is_gap: bool, t: Words) -> str:
    if is_gap:
        return t("by {k} of {n} groups against the same reference", k=by.reached, n=by.total)
    return t("for {k} of {n} groups", k=by.reached, n=by.total)


def dimension_words(context: Context, by: ByGroup) -> str:
    """The dimension the groups are of, inside a sentence."""
    dimension = context.store.dimensions.get(by.dimension_id)
    return in_words(dimension, lang=context.selection.lang) if dimension else by.dimension_id


def doubt_text(point: Point, *, t: Words) -> str:
    """Why a later period does not count."""
    year = fmt.period(str(point.period))
    return {
        "hidden": t("The figure of {year} is not shown to protect privacy.", year=year),
        "unreliable": t(
            "The figure of {year} is of too few people to be sure, so it does not count.", year=year
        ),
    }.get(point.state, t("There is no figure for {year}.", year=year))


def rules(t: Words) -> tuple[Fact, ...]:
    """How status and pace are decided, in their order: for one tap away from every goal."""
    return (
        Fact(
            t("How the status is decided"),
            " ".join(
                (
                    t("By the rule of Healthy People, in this order."),
                    t("With only one year of sure figures, nothing more is said."),
                    t(
                        "At the target or beyond it, it is reached. We add it where the margin still holds worse values."
                    ),
                    t(
                        "Toward the target it gets better, away from it worse, from a change of 1.645 standard errors on."
                    ),
                    t(
                        "With no standard error: from 10 percent of the way on, or of the baseline when it moves away."
                    ),
                    t("Anything less is no change we can be sure of."),
                )
            ),
        ),
        Fact(
            t("How the pace is decided"),
            " ".join(
                (
                    t("On a straight line from the baseline to the target there is a value expected by now."),
                    t("At that value or better a goal is on pace."),
                    t("A goal behind by less than its margin of error is not called behind pace."),
                    t("A goal can get better and still be behind."),
                )
            ),
        ),
        Fact(
            t("Groups"),
            t("A target may be reached for all and missed for some. So we tell for how many groups it is."),
        ),
    )
