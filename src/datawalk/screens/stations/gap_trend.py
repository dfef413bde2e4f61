"""The `gap_trend` station: the gap between two fixed groups over time, and whether it surely changed."""

from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.walks import GapTrendStation
from datawalk.measures.change import GapChange
from datawalk.measures.gaps import BEST_RELIABLE, OVERALL, Gap
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.settle import choose_period
from datawalk.screens.stations import several
from datawalk.screens.stations.assemble import assemble
from datawalk.screens.stations.cells import band_text, drawn, margin_end, method_text, status
from datawalk.screens.stations.gap_words import no_gap
from datawalk.screens.stations.groups import Groups, groups_of
from datawalk.screens.stations.marks import in_a_line
from datawalk.screens.stations.one_gap import OneGap, one_gap
from datawalk.screens.stations.over_time import Series, direction_of, kept_periods, lines_of, table_of
from datawalk.screens.stations.trend_worked_out import trend_working
from datawalk.screens.stations.two_times import FEWEST, TwoTimes, two_times
from datawalk.screens.views import Fact, MeasureValue, StationView, TableView
from datawalk.screens.wording import Words


def load_gap_trend(context: Context, station: GapTrendStation) -> StationView:
    """The two groups over time, and the fixed word for what became of the gap between them."""
    t = context.t
    asked = one_gap(context, station, uses=("groups", "trend"))
    if isinstance(asked, StationView):
        return asked
    indicator = asked.indicator
    periods, left_out = kept_periods(asked.cells, t=t)
    asked_for, when_notice = choose_period(context, periods)
    periods = [period for period in periods if period <= asked_for]
    groups = _groups(context, asked, periods)
    gap = groups.first_gap(reference=_reference(groups, station.reference), group=station.group)
    told = two_times(groups, gap)
    series = _series(groups, gap, periods)
    known = [one for one in series if sum(map(drawn, one.cells)) >= FEWEST]
    first = next((cell for one in series for cell in one.cells if drawn(cell)), None)
    sentences = _sentences(groups, gap, told)
    sentence = finding(*sentences)
    rest = in_a_line(sentences[0])
    if told and told.change.verdict == "no_change":
        rest = t("No change we can detect in the gap.")  # beside lines that may both climb
    method = " ".join(
        part
        for part in (
            method_text(context.kind_of(indicator), first, t=t) if first else "",
            _how_chosen(groups, gap, station),
            left_out,
        )
        if part
    )
    years = several.periods_text(context, periods)
    return assemble(
        context,
        finding=sentence,
        picture=lines_of(known, indicator=indicator, t=t, rest=rest) if known else None,
        indicator=indicator,
        place_id=asked.place_id,
        period=groups.period,
        when=years,
        measures=_measures(told) if told else (),
        table=table_of(series, indicator=indicator, t=t) if series else TableView(),
        method=method,
        alt=f"{indicator.name.said(context.selection.lang)}. {sentence}",
        notice=" ".join(part for part in (asked.notice, when_notice, left_out) if part),
        footer=context.footer(
            f"{indicator.technical_name.said(context.selection.lang)}.",
            band_text(first, t=t) if first else "",
            f"{context.source_of(indicator).producer}, {years}.",
        ),
        facts=(
            *context.indicator_facts(indicator, n_text="", method=method),
            *(Fact(t("Each line by itself"), direction_of(one, indicator=indicator, t=t)) for one in known),
        ),
        working=trend_working(told) if told else None,
    )


def _groups(context: Context, asked: OneGap, periods: list[Period]) -> Groups:
    """The groups in the newest period that has two sure ones, else in the newest."""
    cells = [cell for cell in asked.cells if cell.period in periods]
    found = periods[-1]
    for period in reversed(periods):
        if sum(cell.period == period and status(cell) == "shown" for cell in cells) >= FEWEST:
            found = period
            break
    return groups_of(
        context, asked.indicator, asked.dimension, place_id=asked.place_id, period=found, cells=cells
    )


def _reference(groups: Groups, asked: str | None) -> str | None:
    """A trend is told between two groups: everyone holds the group itself, so the best group takes its place."""
    return BEST_RELIABLE if groups.rule(asked) == OVERALL else asked


def _series(groups: Groups, gap: Gap, periods: list[Period]) -> list[Series]:
    """The two groups, the worse-off first, and everyone."""
    t, found = groups.context.t, []
    for key, tone in ((gap.group, "worst"), (gap.reference, "reference")):
        cells = [cells[key] for cells in groups.every_period.values() if key in cells] if key else []
        if key and cells:
            found.append(Series(groups.names[key], tuple(cells), tone))  # type: ignore[arg-type]
    totals = groups.context.store.cells(groups.indicator.id, place_id=groups.place_id, dimension=TOTAL)
    everyone: list[Observation] = [cell for cell in totals if cell.period in periods]
    if everyone:
        place = groups.context.place_name(groups.place_id)
        found.append(Series(t("Everyone in {place}", place=place), tuple(everyone)))
    return found


def _sentences(groups: Groups, gap: Gap, told: TwoTimes | None) -> tuple[str, ...]:
    """The word for the gap over time, then the gap at both times with its margin."""
    t = groups.context.t
    if told is None:
        return no_gap(groups, gap)
    named = {"group": groups.names[told.group], "reference": groups.names[told.reference]}
    if len(told.periods) < FEWEST:
        return (
            t("__Cannot say__: {group} and {reference} have sure figures for fewer than two times.", **named),
        )
    if told.change.verdict == "cannot_say":
        return (t("__Cannot say__: the source gives no margin for these figures."),)
    turned = t("Now {reference} fares worse than {group}.", **named) if told.change.reversed else ""
    return f"{verdict_words(told.change, t=t)}.", _then_and_now(told, named), _ratios(told), turned


def verdict_words(change: GapChange, *, t: Words) -> str:
    """The fixed words for a gap over time."""
    mixed = (
        t("__Smaller in points, larger as a ratio__")
        if change.absolute == "narrowed"
        else t("__Larger in points, smaller as a ratio__")
    )
    return {
        "cannot_say": t("__Cannot say__"),
        "closed": t("__The gap is closed__"),
        "no_change": t("__No change we can detect__"),
        "mixed": mixed,
        "levelled_down": t("__The gap is smaller because the better-off group got worse__"),
        "narrowed": t("__The gap is smaller__"),
        "widened": t("**The gap is larger**"),
    }[change.verdict]


def _then_and_now(told: TwoTimes, named: dict[str, str]) -> str:
    t, unit = told.groups.context.t, told.groups.indicator.unit
    then, now = (told.difference(period) for period in (told.periods[0], told.periods[-1]))
    return t(
        "{group} against {reference}: {then} ({low} to {high}) in {start}, {now} ({now_low} to {now_high}) in {end}.",
        then=fmt.difference(then.value or 0.0, unit=unit, t=t),
        low=margin_end(then.lower or 0.0, unit=unit, t=t),
        high=margin_end(then.upper or 0.0, unit=unit, t=t),
        start=fmt.period(str(told.periods[0])),
        now=fmt.difference(now.value or 0.0, unit=unit, t=t),
        now_low=margin_end(now.lower or 0.0, unit=unit, t=t),
        now_high=margin_end(now.upper or 0.0, unit=unit, t=t),
        end=fmt.period(str(told.periods[-1])),
        **named,
    )


def _ratios(told: TwoTimes) -> str:
    """Both ratios, where points and ratio disagree."""
    if told.change.verdict != "mixed":
        return ""
    t = told.groups.context.t
    then, now = (told.ratio(period) for period in (told.periods[0], told.periods[-1]))
    return t(
        "As a ratio it was {then}, and is {now}.",
        then=fmt.times(then.value or 0.0, t=t),
        now=fmt.times(now.value or 0.0, t=t),
    )


def _how_chosen(groups: Groups, gap: Gap, station: GapTrendStation) -> str:
    """How the two groups were fixed."""
    t = groups.context.t
    if gap.group is None or gap.reference is None:
        return ""
    said = t(
        "The two groups stay the same throughout: {group} and {reference}.",
        group=groups.names[gap.group],
        reference=groups.names[gap.reference],
    )
    if groups.dimension.ordered or groups.fixed_in is None or (station.group and station.reference):
        return said
    why = t(
        "They are picked by {years}, the first years with data. "
        "The widest gap then is likely to look smaller later, by chance alone.",
        years=groups.context.period_text(groups.fixed_in),
    )
    return f"{said} {why}"


def _measures(told: TwoTimes) -> tuple[MeasureValue, ...]:
    """The gap at both times, and its change in points and as a ratio of ratios."""
    if len(told.periods) < FEWEST:
        return ()
    unit = "points" if told.groups.indicator.unit == "percent" else told.groups.indicator.unit
    named = (
        ("difference", told.difference(told.periods[-1]), unit),
        ("difference_before", told.difference(told.periods[0]), unit),
        ("change", told.change.difference, unit),
        ("ratio_of_ratios", told.change.ratio, "times"),
    )
    return tuple(
        MeasureValue(name, e.value, e.lower, e.upper, said, told.reference, told.group)
        for name, e, said in named
        if e is not None
    )
