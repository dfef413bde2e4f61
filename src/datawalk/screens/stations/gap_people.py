"""The `gap_people` station: the people behind one gap as figures, and a quarter, half or all of it closed."""

from dataclasses import dataclass
from math import ceil

from datawalk.charts.written import Icons
from datawalk.domain.indicators import PER
from datawalk.domain.walks import GapPeopleStation
from datawalk.measures.compare import surely_worse
from datawalk.measures.gaps import Gap
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.settle import choose_period
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.cells import cell_text, kind_text
from datawalk.screens.stations.gap_words import few_people, gap_measures, gap_method, gap_sentences, no_gap
from datawalk.screens.stations.groups import FEW_PEOPLE, Groups, groups_of
from datawalk.screens.stations.one_gap import one_gap
from datawalk.screens.stations.worked_out import gap_working
from datawalk.screens.views import Choice, MeasureValue, StationView, TableView
from datawalk.screens.wording import Words

_PARTS = {"quarter": 0.25, "half": 0.5, "all": 1.0}
_FIGURES_AT_MOST = 100
_ROUND = (1, 2, 5)


@dataclass(frozen=True)
class _People:
    """People with their interval, of whom a part may be told."""

    value: float
    lower: float
    upper: float

    def part(self, share: float) -> "_People":
        return _People(self.value * share, self.lower * share, self.upper * share)


def load_gap_people(context: Context, station: GapPeopleStation) -> StationView:
    """The people behind the gap of the station's group, else of the worst-off one."""
    t, lang = context.t, context.selection.lang
    asked = one_gap(context, station)
    if isinstance(asked, StationView):
        return asked
    indicator = asked.indicator
    if indicator.unit not in PER:
        said = t(
            "{indicator}: these figures are not shares of people, so no people can be counted behind the gap.",
            indicator=indicator.name.said(lang).words,
        )
        return cannot_show(context, said, indicator=indicator)
    period, when_notice = choose_period(context, (cell.period for cell in asked.cells))
    groups = groups_of(
        context, indicator, asked.dimension, place_id=asked.place_id, period=period, cells=asked.cells
    )
    gap = groups.gap(reference=station.reference, group=station.group)
    people = _sure_people(gap)
    asked_part = context.selection.part
    chosen = asked_part if asked_part in _PARTS else station.part
    own = groups.cells.get(gap.group or "")
    method = " ".join(
        part
        for part in (
            kind_text(context.kind_of(indicator), t=t),
            gap_method(groups, gap, reference=station.reference),
            t("People behind the gap are the people of the group, times the difference.") if people else "",
        )
        if part
    )
    return assemble(
        context,
        finding=finding(*_sentences(groups, gap, people, chosen)),
        picture=_picture(people, chosen, t=t) if people else None,
        indicator=indicator,
        place_id=asked.place_id,
        period=period,
        measures=_measures(groups, gap, people, chosen),
        table=_table(groups, people) if people else TableView(),
        n=own.denominator if own else None,
        n_text=t("about {people}", people=fmt.people(own.denominator, lang=lang))
        if own and own.denominator
        else "",
        method=method,
        alt=str(finding(*_sentences(groups, gap, people, chosen))),
        notice=" ".join(part for part in (asked.notice, when_notice) if part),
        footer=context.footer(
            f"{indicator.technical_name.said(lang)}.",
            f"{context.source_of(indicator).producer}, {context.period_text(period)}.",
        ),
        working=gap_working(groups, gap),
        choices=(_choice(chosen, t=t),) if people else (),
    )


def _sure_people(gap: Gap) -> _People | None:
    """The people behind a gap that is surely there."""
    people: Estimate | None = gap.people
    if not surely_worse(gap.difference) or people is None:
        return None
    if people.value is None or people.lower is None or people.upper is None:
        return None
    return _People(people.value, people.lower, people.upper)


def _choice(chosen: str, *, t: Words) -> Choice:
    options = (("quarter", t("A quarter")), ("half", t("Half")), ("all", t("All")))
    return Choice("part", t("How much of the gap is closed"), options, chosen)


def _sentences(groups: Groups, gap: Gap, people: _People | None, chosen: str) -> tuple[str, ...]:
    t, unit = groups.context.t, groups.indicator.unit
    if people is None:
        return _no_people(groups, gap)
    named = {"group": groups.names[gap.group or ""], "reference": groups.names[gap.reference or ""]}
    own = groups.cells[gap.group or ""]
    other = groups.cells.get(gap.reference or "") or groups.total
    levels = ""
    if other is not None:
        levels = t(
            "{indicator}: {group} {value}, {reference} {other}.",
            indicator=groups.indicator.name.said(groups.context.selection.lang).words,
            value=cell_text(own, unit=unit, t=t),
            other=cell_text(other, unit=unit, t=t),
            **named,
        )
    numbers = _numbers(people.part(_PARTS[chosen]), t=t)
    closed = {
        "quarter": t(
            "Closing a quarter of the gap would change this for about **{people} people** ({low} to {high}).",
            **numbers,
        ),
        "half": t(
            "Closing half of the gap would change this for about **{people} people** ({low} to {high}).",
            **numbers,
        ),
        "all": t(
            "Closing the whole gap would change this for about **{people} people** ({low} to {high}).",
            **numbers,
        ),
    }
    return levels, closed[chosen]


def _no_people(groups: Groups, gap: Gap) -> tuple[str, ...]:
    t = groups.context.t
    if gap.difference is None or gap.difference.value is None:
        return no_gap(groups, gap)
    if not surely_worse(gap.difference):
        return gap_sentences(groups, gap)
    if gap.people is not None and gap.people.flag == FEW_PEOPLE:
        return gap_sentences(groups, gap)[0], few_people(groups)
    return (
        gap_sentences(groups, gap)[0],
        t("How many people are in the group is not known, so none are counted behind the gap."),
    )


def _numbers(people: _People, *, t: Words) -> dict[str, str]:
    values = {"people": people.value, "low": people.lower, "high": people.upper}
    return {key: fmt.people(number, lang=t.lang) for key, number in values.items()}


def _each(people: float) -> int:
    """How many people one figure stands for: 1, 2, 5, 10, ... so that there are at most 100 figures."""
    scale = 1
    while True:
        for step in _ROUND:
            if people <= step * scale * _FIGURES_AT_MOST:
                return step * scale
        scale *= 10


def _picture(people: _People, chosen: str, *, t: Words) -> Icons:
    each, reached = _each(people.value), people.part(_PARTS[chosen])
    count = max(1, round(people.value / each))
    left = people.value - reached.value
    said = fmt.people(reached.value, lang=t.lang)
    reached_texts = {
        "quarter": t("about {people} people, with a quarter of the gap closed", people=said),
        "half": t("about {people} people, with half of the gap closed", people=said),
        "all": t("about {people} people, with the whole gap closed", people=said),
    }
    return Icons(
        count=count,
        reached=count if chosen == "all" else min(count, ceil(count * _PARTS[chosen] - 1e-9)),
        each=t("Each person drawn stands for one person.")
        if each == 1
        else t("Each person drawn stands for about {n} people.", n=fmt.number(each, lang=t.lang)),
        reached_text=reached_texts[chosen],
        left_text=t("about {people} people still behind", people=fmt.people(left, lang=t.lang))
        if chosen != "all"
        else "",
    )


def _table(groups: Groups, people: _People) -> TableView:
    """The people of each part, with their range."""
    t = groups.context.t
    labels = {
        "quarter": t("A quarter of the gap closed"),
        "half": t("Half of the gap closed"),
        "all": t("The whole gap closed"),
    }
    rows, lines = [], []
    for key, share in _PARTS.items():
        part = people.part(share)
        rows.append(
            {
                "id": key,
                "label": labels[key],
                "place": groups.place_id,
                "period": str(groups.period),
                "estimate": part.value,
                "lower": part.lower,
                "upper": part.upper,
                "status": "shown",
                "reason": None,
            }
        )
        lines.append((labels[key], *_numbers(part, t=t).values()))
    header = t("How much of the gap is closed"), t("People"), t("Lowest likely"), t("Highest likely")
    return TableView(tuple(rows), header, tuple(lines))


def _measures(groups: Groups, gap: Gap, people: _People | None, chosen: str) -> tuple[MeasureValue, ...]:
    """The gap's measures, and the people of the part that is chosen."""
    measures = gap_measures(groups, gap)
    if people is None or chosen == "all":
        return measures
    part = people.part(_PARTS[chosen])
    reached = MeasureValue(
        "people_reached", part.value, part.lower, part.upper, "people", gap.reference, gap.group
    )
    return (*measures, reached)
