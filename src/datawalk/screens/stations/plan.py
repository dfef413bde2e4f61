"""The `plan` station: a year's action plan and what became of each line. It opens with what the year before has taught."""

from collections.abc import Sequence

from datawalk.charts.written import Grid, GridCell, GridRow, GridTone
from datawalk.domain.goals import Goal
from datawalk.domain.plan import PlanItem, PlanState
from datawalk.domain.walks import PlanStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.views import Choice, Fact, MeasureValue, StationView, TableView
from datawalk.screens.wording import Words

_IN_THE_ROOM = 8
_LESSONS_IN_THE_ROOM = 2
_STATES: tuple[PlanState, ...] = ("done", "carried", "changed", "dropped", "planned")
_TONES: dict[PlanState, GridTone] = {
    "done": "good",
    "carried": "far",
    "changed": "plain",
    "dropped": "hollow",
    "planned": "plain",
}


def load_plan(context: Context, station: PlanStation) -> StationView:
    """The plan of the year asked for, else of the station's, else the newest that is not later than the release."""
    t, store = context.t, context.store
    items = [one for one in store.rows(PlanItem) if station.owner in (None, one.owner)]
    years = sorted({one.year for one in items})
    if not years:
        return cannot_show(
            context, t("There is no action plan here yet. Add a plan table, then build again.")
        )
    default = station.year or max([year for year in years if year <= store.built_on.year], default=years[-1])
    asked = context.selection.year or ""
    year = int(asked) if asked.isdecimal() and int(asked) in years else default
    options = tuple((str(one), str(one)) for one in reversed(years))
    choice = Choice("year", t("Year"), options, str(year)) if len(years) > 1 else None
    own = [one for one in items if one.year == year]
    if not own:
        none = t(
            "There is no plan for {year}. There are plans for {years}.",
            year=year,
            years=fmt.listed([str(one) for one in years], lang=t.lang),
        )
        return cannot_show(context, none)
    worded = _Worded(context, own, [one for one in items if one.year == year - 1], year)
    method = t("What the collaborative itself wrote down at the end of the year, line by line.")
    told = finding(*worded.sentences())
    return assemble(
        context,
        finding=told,
        picture=worded.picture(_IN_THE_ROOM if context.in_room else None),
        measures=worded.measures(),
        table=worded.table(),
        n=len(own),
        n_text=t.plural("one line", "{n} lines", len(own)),
        method=method,
        cannot_say=t("Whether a plan was a good one, or whether lives are better for it."),
        alt=str(told),
        footer=context.footer(t("What a line taught is written when it is closed.")),
        facts=(*worded.lessons_as_facts(), *context.own_facts(method)),
        when=str(year),
        choices=(choice,) if choice else (),
    )


def state_name(state: PlanState, *, t: Words) -> str:
    """What became of a line, in words."""
    return {
        "done": t("done"),
        "carried": t("carried over"),
        "changed": t("changed"),
        "dropped": t("dropped"),
        "planned": t("still open"),
    }[state]


class _Worded:
    """A plan in words."""

    def __init__(self, context: Context, items: list[PlanItem], before: list[PlanItem], year: int) -> None:
        self.context, self.t = context, context.t
        self.before, self.year = before, year
        self.items = sorted(items, key=lambda one: _STATES.index(one.state))
        self.owners = context.store.partner_names
        self.goals = {goal.goal_id: goal.statement for goal in context.store.rows(Goal)}

    def _in(self, state: PlanState, items: Sequence[PlanItem]) -> int:
        return sum(one.state == state for one in items)

    def sentences(self) -> tuple[str, ...]:
        """What last year taught, then what became of this year's lines."""
        return self._opening(), self._became(self.items, self.year)

    def _opening(self) -> str:
        """The year opens with what the year before has taught."""
        t = self.t
        lessons = [one.lesson for one in self.before if one.lesson]
        if not lessons:
            return ""
        said = fmt.listed(
            [f"“{lesson.rstrip('.')}”" for lesson in lessons[:_LESSONS_IN_THE_ROOM]], lang=t.lang
        )
        return t("{year} taught us: {lessons}.", year=self.year - 1, lessons=said)

    def _became(self, items: Sequence[PlanItem], year: int) -> str:
        t = self.t
        counts = {state: self._in(state, items) for state in _STATES}
        named = {
            "done": t("__{n} done__", n=counts["done"]),
            "carried": t("{n} carried over", n=counts["carried"]),
            "changed": t("{n} changed", n=counts["changed"]),
            "dropped": t("{n} dropped", n=counts["dropped"]),
            "planned": t("{n} still open", n=counts["planned"]),
        }
        said = fmt.listed([named[state] for state in _STATES if counts[state]], lang=t.lang)
        return t.plural(
            "Of one line for {year}: {parts}.",
            "Of {n} lines for {year}: {parts}.",
            len(items),
            year=year,
            parts=said,
        )

    def picture(self, most: int | None) -> Grid:
        """A line of the plan a row: what became of it, why, and what it taught; `most`: so many, the closed ones first."""
        t = self.t
        items = self.items if most is None else self.items[:most]
        columns = t("What became of it"), t("Why"), t("What we learned")
        return Grid(t("Planned for {year}", year=self.year), columns, tuple(self._row(one) for one in items))

    def _row(self, item: PlanItem) -> GridRow:
        t, owner = self.t, self.owners.get(item.owner or "", item.owner or "")
        cells = (
            GridCell(state_name(item.state, t=t), _TONES[item.state]),
            GridCell(item.reason or "–", "words" if item.reason else "missing"),
            GridCell(item.lesson or "–", "words" if item.lesson else "missing"),
        )
        return GridRow(item.statement, cells, owner)

    def measures(self) -> tuple[MeasureValue, ...]:
        """How many lines of the year, and of the year before, have which state; how many have their lesson."""
        counted = [(state, self._in(state, self.items)) for state in _STATES]
        counted += [(f"{state}_before", self._in(state, self.before)) for state in _STATES]
        counted.append(("with_lesson", sum(bool(one.lesson) for one in self.items)))
        return tuple(MeasureValue(name, k, None, None, "lines", None, None) for name, k in counted)

    def table(self) -> TableView:
        t = self.t
        every = [*self.items, *sorted(self.before, key=lambda one: _STATES.index(one.state))]
        rows = tuple(
            {
                "id": one.item_id,
                "label": one.statement,
                "year": one.year,
                "goal": one.goal_id,
                "owner": one.owner,
                "state": one.state,
                "reason": one.reason,
                "lesson": one.lesson,
            }
            for one in every
        )
        lines = tuple(
            (
                one.statement,
                str(one.year),
                self.owners.get(one.owner or "", one.owner or "–"),
                self.goals.get(one.goal_id or "", "–"),
                state_name(one.state, t=t),
                one.reason or "–",
                one.lesson or "–",
            )
            for one in every
        )
        header = (
            t("Line"),
            t("Year"),
            t("Whose"),
            t("Goal"),
            t("What became of it"),
            t("Why"),
            t("What we learned"),
        )
        return TableView(rows, header, lines)

    def lessons_as_facts(self) -> tuple[Fact, ...]:
        """Every lesson of the year before: the year opens with them."""
        lessons = [f"{one.statement}: {one.lesson}" for one in self.before if one.lesson]
        if not lessons:
            return ()
        became = str(finding(self._became(self.before, self.year - 1)))
        return (Fact(self.t("What {year} taught us", year=self.year - 1), " ".join([became, *lessons])),)
