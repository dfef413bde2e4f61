"""One gap in words. A sentence is never stronger than the interval under it."""

from datawalk.measures.compare import worth_saying
from datawalk.measures.gaps import BEST_RELIABLE, OVERALL, Gap
from datawalk.measures.result import Estimate, leaves_out
from datawalk.screens import format as fmt
from datawalk.screens.stations.cells import in_words, margin_end, status
from datawalk.screens.stations.groups import FEW_PEOPLE, Groups
from datawalk.screens.stations.marks import in_a_line
from datawalk.screens.views import MeasureValue


def gap_sentences(groups: Groups, gap: Gap) -> tuple[str, ...]:
    """Who fares how much worse, with its margin; then the people behind the gap. Unsure is said in words."""
    t, apart = groups.context.t, gap.difference
    if apart is None or apart.value is None:
        return no_gap(groups, gap)
    if apart.lower is None or apart.upper is None:
        return (t("The source gives no margin for these figures, so no gap is stated."),)
    named = _named(groups, gap)
    if apart.lower <= 0 <= apart.upper:
        return (
            t(
                "__We cannot be sure there is a gap__ between {group} and {reference}: {points}, from {low} to {high}.",
                **named,
            ),
        )
    if apart.value < 0:
        return (
            t(
                "The gap runs the other way: {group} fares better than {reference} by **{points}** ({low} to {high}).",
                **named,
            ),
        )
    return (_how_wide(groups, gap, named), _people_behind(groups, gap.people))


def gap_in_a_line(groups: Groups, gap: Gap) -> str:
    """The finding without its ratio and its people, as short as one line is; empty where there is no gap to tell of."""
    if gap.difference is None or gap.difference.interval is None:
        return ""
    if leaves_out(gap.difference, 0.0) and gap.difference.interval[0] > 0:
        return in_a_line(_points_apart(groups, _named(groups, gap)))
    return in_a_line(gap_sentences(groups, gap)[0])


def _named(groups: Groups, gap: Gap) -> dict[str, str]:
    """The two groups of a gap, how far they are apart, and its margin."""
    apart, unit, t = gap.difference or Estimate(None), groups.indicator.unit, groups.context.t
    return {
        "group": groups.names[gap.group or ""],
        "reference": groups.names[gap.reference or ""],
        "points": fmt.difference(apart.value or 0.0, unit=unit, t=t),
        "low": margin_end(apart.lower or 0.0, unit=unit, t=t),
        "high": margin_end(apart.upper or 0.0, unit=unit, t=t),
    }


def _points_apart(groups: Groups, named: dict[str, str]) -> str:
    return groups.context.t("{group} and {reference} are **{points}** apart ({low} to {high}).", **named)


def _how_wide(groups: Groups, gap: Gap, named: dict[str, str]) -> str:
    t, lang, times = groups.context.t, groups.context.selection.lang, gap.ratio
    every = _of_every(groups, gap)
    if says_ratio(groups, gap) and times and times.value and times.lower and times.upper:
        high, low = (
            (named["reference"], named["group"])
            if groups.favourable
            else (named["group"], named["reference"])
        )
        said = t(
            "The figure for {high_group} is **{times}** that of {low_group} ({ratio_low} to {ratio_high}), "
            "a gap of **{points}** ({low} to {high}).",
            high_group=high,
            low_group=low,
            times=fmt.times(times.value, t=t),
            ratio_low=fmt.bare_times(times.lower, lang=lang),
            ratio_high=fmt.bare_times(times.upper, lang=lang),
            points=named["points"],
            low=named["low"],
            high=named["high"],
        )
    else:
        said = _points_apart(groups, named)
    return f"{said} {every}".strip()


def says_ratio(groups: Groups, gap: Gap) -> bool:
    """Whether the ratio goes into words."""
    lower = gap.group if groups.favourable else gap.reference
    cell = groups.total if lower == OVERALL else groups.cells.get(lower or "")
    return worth_saying(gap, unit=groups.indicator.unit, cases=cell.numerator if cell else None)


def _of_every(groups: Groups, gap: Gap) -> str:
    if groups.indicator.unit != "percent" or gap.difference is None or gap.difference.value is None:
        return ""
    t = groups.context.t
    people = fmt.of_every(gap.difference.value, favourable=groups.favourable, t=t)
    return t("That is {people}.", people=people) if people else ""


def _people_behind(groups: Groups, people: Estimate | None) -> str:
    t, lang = groups.context.t, groups.context.selection.lang
    if people is not None and people.flag == FEW_PEOPLE:
        return few_people(groups)
    if people is None or people.value is None or people.lower is None or people.upper is None:
        return ""
    return t(
        "Closing it would change this for about **{people} people** ({low} to {high}).",
        people=fmt.people(people.value, lang=lang),
        low=fmt.people(people.lower, lang=lang),
        high=fmt.people(people.upper, lang=lang),
    )


def few_people(groups: Groups) -> str:
    """People who are too few to be counted out."""
    least = groups.context.least_count(groups.indicator)
    return groups.context.t("Fewer than {n} people are behind it.", n=least)


def no_gap(groups: Groups, gap: Gap) -> tuple[str, ...]:
    """Why there is no gap to tell of."""
    t, lang, unit = groups.context.t, groups.context.selection.lang, groups.indicator.unit
    name = groups.indicator.name.said(lang).words
    by = in_words(groups.dimension, lang=lang)
    if groups.hidden:
        said = [
            t("{indicator} by {dimension}: __not shown to protect privacy__.", indicator=name, dimension=by),
            t("At least one group is so small that its people could be found."),
        ]
        total = groups.total
        if total and total.estimate is not None and status(total) == "shown":
            said.append(t("For everyone it is __{value}__.", value=fmt.value(total.estimate, unit=unit, t=t)))
        return tuple(said)
    asked = {"indicator": name, "dimension": by}
    reasons = {
        "reference_not_reliable": t(
            "{indicator}: the figure of the group to compare with is not sure enough.", **asked
        ),
        "group_not_reliable": t(
            "{indicator}: the figure of the group asked for is not sure enough.", **asked
        ),
        "end_not_reliable": t(
            "{indicator}: the figure of the first or the last group is not sure enough.",
            **asked,
        ),
        "no_overall": t("{indicator}: there is no figure for everyone to compare with.", **asked),
    }
    none = t("{indicator}: there are not two groups sure enough to compare.", **asked)
    return (reasons.get(gap.reason, none),)


def gap_method(groups: Groups, gap: Gap, *, reference: str | None = None) -> str:
    """Between which groups the gap is, and how the reference was fixed."""
    if gap.group is None or gap.reference is None:
        return ""
    t = groups.context.t
    said = t(
        "The gap is between {group} and {reference}.",
        group=groups.names[gap.group],
        reference=groups.names[gap.reference],
    )
    if groups.overlap:
        said += " " + t(
            "The groups overlap: some people are in two of them. So the gap may be wider than it looks."
        )
    fixed = groups.fixed_in
    if groups.rule(reference) != BEST_RELIABLE or groups.dimension.ordered or fixed is None:
        return said
    why = t(
        "Of the groups sure enough to compare, {reference} was best off in {years}, the first years with data. "
        "It stays the group to compare with.",
        reference=groups.names[gap.reference],
        years=groups.context.period_text(fixed),
    )
    return f"{said} {why}"


def gap_measures(groups: Groups, gap: Gap) -> tuple[MeasureValue, ...]:
    """Difference, ratio and people as `show` prints them."""
    unit = groups.indicator.unit
    named = (
        ("difference", gap.difference, "points" if unit == "percent" else unit),
        ("ratio", gap.ratio, "times"),
        ("people", gap.people, "people"),
    )
    return tuple(
        MeasureValue(name, e.value, e.lower, e.upper, said, gap.reference, gap.group)
        for name, e, said in named
        if e is not None
    )
