"""Where each group stands, by the same rule as everyone, from its own baseline."""

from datawalk.screens.context import Context
from datawalk.screens.stations.promises.followed import follow, state_text
from datawalk.screens.stations.promises.standing import Promise, stand
from datawalk.screens.stations.promises.words import dimension_words, group_line, value_text, verdict
from datawalk.screens.views import Fact


def by_group(context: Context, promise: Promise) -> tuple[Fact, ...]:
    """One line: for how many groups the target is reached, then each group's value and status."""
    t, by, goal = context.t, promise.by_group, promise.goal
    dimension = context.store.dimensions.get(by.dimension_id) if by else None
    if by is None or dimension is None or promise.period is None:
        return ()
    pair = promise.followed.pair if promise.followed.is_gap else None
    own = {
        "dimension": by.dimension_id,
        "reference": pair[1] if pair else None,
        "baseline": None,
        "baseline_se": None,
        "baseline_period": promise.baseline_period,
    }
    copies = [
        goal.model_copy(update={**own, "subgroup": group.id})
        for group in dimension.group
        if pair is None or group.id != pair[1]
    ]
    names = {group.id: group.name.said(context.selection.lang).words for group in dimension.group}
    said = [
        f"{names[one.goal.subgroup]}: {_stands(context, one)}"
        for one in map(stand, follow(context, copies))
        if one.followed.periods
    ]
    title = t("By {dimension}", dimension=dimension_words(context, by))
    return (Fact(title, f"{t('Target reached')} {group_line(promise, t=t)}. {'; '.join(said)}."),)


def _stands(context: Context, one: Promise) -> str:
    t = context.t
    if one.current.value is None:
        newest = one.followed.at(one.followed.periods[-1])
        return _low(state_text(newest, t=t) or t("No figure yet"))
    return f"{value_text(one.current.value, one.goal, one.indicator, t=t)}, {_low(verdict(one, t=t))}"


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]
