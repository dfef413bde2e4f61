"""The `goals` station: each goal's baseline, value now and target, its status, and its pace on the line between them."""

from collections.abc import Sequence

from datawalk.charts.written import GoalTone, Track, Tracks
from datawalk.domain.goals import Goal, Status
from datawalk.domain.text import Language
from datawalk.domain.walks import GoalsStation
from datawalk.measures.pace import position
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.promises.standing import HIDDEN, Promise, promises
from datawalk.screens.stations.promises.words import (
    AREAS,
    PACES,
    STATUSES,
    area_name,
    beside_verdict,
    doubt_text,
    group_line,
    pace_words,
    rules,
    target_text,
    value_text,
    verdict,
)
from datawalk.screens.views import Choice, Fact, Finding, MeasureValue, StationView, TableView

_NAMED_AT_MOST = 2
_IN_THE_ROOM = 8
"""What fits on a projector; the table holds the rest."""

_TONES: dict[Status, GoalTone] = {
    "met": "good",
    "improving": "good",
    "no_change": "caution",
    "worse": "bad",
    "baseline": "unknown",
    "informational": "unknown",
}
_SPOKEN_FIRST: tuple[Status, ...] = ("worse", "met", "improving", "no_change", "baseline", "informational")


def load_goals(context: Context, station: GoalsStation) -> StationView:
    """The goals of the station's area and owner, all of them when it names none; a visitor may choose another owner."""
    t, store = context.t, context.store
    every = [goal for goal in store.rows(Goal) if station.area in (None, goal.area)]
    owner = context.selection.owner or station.owner
    if owner not in {goal.owner for goal in every}:
        owner = station.owner
    goals = [goal for goal in every if owner in (None, goal.owner)]
    if not goals:
        return cannot_show(context, t("There are no goals here yet. Add a goals table, then build again."))
    goals.sort(key=lambda goal: AREAS.index(goal.area))
    worded = _Worded(context, promises(context, goals, dimension=station.dimension))
    return assemble(
        context,
        finding=worded.finding(),
        picture=worded.picture(_IN_THE_ROOM if context.in_room else None),
        measures=worded.measures(),
        table=worded.table(),
        period=max((each.period for each in worded.told if each.period), default=None),
        method=t(
            "Status by the rule of Healthy People; pace against a straight line from baseline to target."
        ),
        alt=worded.alt(),
        notice=worded.refusals(),
        footer=context.footer(
            t("Status by the rule of Healthy People."),
            t("Pace: against a straight line from baseline to target."),
        ),
        facts=(
            *rules(t),
            *worded.doubts(),
            Fact(t("What this cannot say"), t("Why a figure moved, or who made it move.")),
            Fact(t("Release"), store.release_id),
        ),
        choices=worded.choices(every, owner),
    )


class _Worded:
    """Goals in words."""

    def __init__(self, context: Context, told: list[Promise]) -> None:
        self.context, self.t, self.told = context, context.t, told
        self.lang: Language = context.selection.lang
        self.owners = context.store.partner_names

    def _with(self, word: Status) -> list[Promise]:
        return [each for each in self.told if each.told is not None and each.told.status == word]

    def finding(self) -> Finding:
        """How many goals have which status, which get worse, for whom a target is reached, and how many are on pace."""
        t, total = self.t, len(self.told)
        counted = [self._counted(word, len(self._with(word))) for word in STATUSES if self._with(word)]
        hidden = sum(each.state == HIDDEN for each in self.told)
        untold = sum(each.told is None for each in self.told) - hidden
        if hidden:
            counted.append(
                t.plural(
                    "one is not shown to protect privacy", "{n} are not shown to protect privacy", hidden
                )
            )
        if untold:
            counted.append(t.plural("one is not told", "{n} are not told", untold))
        listed = fmt.listed(counted, lang=self.lang)
        sentences = [t.plural("Of one goal, {parts}.", "Of {n} goals, {parts}.", total, parts=listed)]
        if worse := self._with("worse"):
            sentences.append(t("**Getting worse: {goals}.**", goals=self._named(worse)))
        known = [each for each in self.told if each.pace != "not_known_yet"]
        if known:
            on = sum(each.pace == "on_pace" for each in known)
            sentences.append(t.plural("{k} of {n} is on pace.", "{k} of {n} are on pace.", len(known), k=on))
        return finding(*sentences)

    def _counted(self, word: Status, count: int) -> str:
        t = self.t
        return {
            "met": self._reached(),
            "improving": t.plural("__one is getting better__", "__{n} are getting better__", count),
            "no_change": t.plural("one shows no sure change", "{n} show no sure change", count),
            "worse": t.plural("one is getting worse", "{n} are getting worse", count),
            "baseline": t.plural("one has one year of data", "{n} have one year of data", count),
            "informational": t.plural("one has no target", "{n} have no target", count),
        }[word]

    def _reached(self) -> str:
        """How many have reached their target, and for whom: it is never said without."""
        t, met = self.t, self._with("met")
        if len(met) == 1:
            return t("one has reached its target {groups}", groups=group_line(met[0], t=t))
        whole = sum(bool(each.by_group and each.by_group.reached == each.by_group.total) for each in met)
        return t("{n} have reached their target, {k} of them for every group", n=len(met), k=whole)

    def _named(self, told: Sequence[Promise]) -> str:
        return fmt.first_few([each.goal.statement for each in told], most=_NAMED_AT_MOST, t=self.t)

    def refusals(self) -> str:
        """The goals that are not told because of what their figures are not for, each use with its reason."""
        by_use: dict[str, list[str]] = {}
        for each in self.told:
            if each.refused:
                by_use.setdefault(refusal(each.refused, t=self.t), []).append(each.goal.statement)
        return " ".join(
            f"{self.t('Not told: {goals}.', goals=fmt.listed(named, lang=self.lang))} {why}"
            for why, named in by_use.items()
        )

    def doubts(self) -> tuple[Fact, ...]:
        """The goals whose newest figure does not count, and those of which only one may be told; why."""
        doubted = [(each, doubt_text(each.doubt, t=self.t)) for each in self.told if each.doubt]
        doubted += [
            (each, refusal("trend", t=self.t))
            for each in self.told
            if each.told and not each.followed.over_time
        ]
        return tuple(Fact(each.goal.statement, why) for each, why in doubted)

    def picture(self, most: int | None) -> Tracks:
        """A track a goal; `most`: so many, the ones to talk about, in the order of the areas."""
        told = self.told
        if most is not None and len(told) > most:
            first = sorted(told, key=lambda each: _SPOKEN_FIRST.index(each.told.status) if each.told else 9)
            chosen = {id(each) for each in first[:most]}
            told = [each for each in told if id(each) in chosen]
        return Tracks(tuple(self.track(each) for each in told))

    def track(self, promise: Promise) -> Track:
        t, goal = self.t, promise.goal
        hidden = promise.state == HIDDEN
        where = self._position(promise.current.value, promise)
        line = None if goal.direction == "maintain" else promise.expected
        expected = self._position(line, promise)
        start = promise.baseline.value
        return Track(
            area=area_name(goal.area, t=t),
            statement=goal.statement,
            owner=self.owners.get(goal.owner or "", goal.owner or ""),
            baseline_text=""
            if hidden or start is None
            else t("{value} baseline", value=self._value(start, promise)),
            target_text="" if hidden or goal.target is None else target_text(promise, t=t),
            current_text=self._current_text(promise),
            expected_text=t("expected by now") if line is not None else "",
            verdict=verdict(promise, t=t),
            detail=beside_verdict(promise, t=t),
            tone=_TONES[promise.told.status] if promise.told else "unknown",
            position=None if where is None else min(max(where, 0.0), 1.0),
            expected=None if expected is None else min(max(expected, 0.0), 1.0),
        )

    def _value(self, number: float | None, promise: Promise) -> str:
        return value_text(number, promise.goal, promise.indicator, t=self.t)

    def _position(self, number: float | None, promise: Promise) -> float | None:
        start, target = promise.baseline.value, promise.goal.target
        if number is None or start is None or target is None:
            return None
        return position(number, baseline=start, target=target)

    def _current_text(self, promise: Promise) -> str:
        if promise.state == HIDDEN:
            return ""
        if promise.current.value is None or promise.period is None:
            return self.t("no figure yet")
        return self._value(promise.current.value, promise)

    def measures(self) -> tuple[MeasureValue, ...]:
        """How many goals have each status, and each pace."""
        counted = [(word, len(self._with(word))) for word in STATUSES]
        counted += [(word, sum(e.pace == word and e.told is not None for e in self.told)) for word in PACES]
        return tuple(MeasureValue(word, k, None, None, "goals", None, None) for word, k in counted)

    def table(self) -> TableView:
        t = self.t
        header = (
            t("Goal"),
            t("Baseline"),
            t("Now"),
            t("When"),
            t("Target"),
            t("Expected by now"),
            t("Status"),
            t("Pace"),
            t("Target reached by group"),
        )
        return TableView(
            tuple(self._row(each) for each in self.told),
            header,
            tuple(self._line(each) for each in self.told),
        )

    def _row(self, each: Promise) -> dict[str, object]:
        by = each.by_group
        return {
            "id": each.goal.goal_id,
            "label": each.goal.statement,
            "baseline": each.baseline.value,
            "current": each.current.value,
            "target": None if each.state == HIDDEN else each.goal.target,
            "expected": each.expected,
            "status": each.told.status if each.told else each.state,
            "pace": None if each.told is None else each.pace,
            "z": each.told.z if each.told else None,
            "groups_reached": by.reached if by else None,
            "groups": by.total if by else None,
            "groups_not_shown": by.not_shown if by else None,
            "period": str(each.period) if each.period else None,
        }

    def _line(self, each: Promise) -> tuple[str, ...]:
        t, goal = self.t, each.goal
        if each.state == HIDDEN:
            return (goal.statement, *("–",) * 5, verdict(each, t=t), "–", "–")
        when = self.context.period_text(each.period) if each.period else "–"
        start, now = (self._value(number, each) for number in (each.baseline.value, each.current.value))
        target, expected = (self._value(number, each) for number in (goal.target, each.expected))
        pace = pace_words(each.pace, t=t) if each.told else "–"
        told = verdict(each, t=t)
        groups = "–" if each.by_group is None and each.followed.is_gap else group_line(each, t=t)
        return goal.statement, start, now, when, target, expected, told, pace, groups

    def alt(self) -> str:
        """Each goal in a sentence; of many, the first."""
        tracks = [self.track(each) for each in self.told[:_IN_THE_ROOM]]
        parts = [(one.current_text, one.target_text, one.verdict, one.detail) for one in tracks]
        return " ".join(
            f"{one.statement}: {', '.join(filter(None, said))}."
            for one, said in zip(tracks, parts, strict=True)
        )

    def choices(self, every: Sequence[Goal], owner: str | None) -> tuple[Choice, ...]:
        """Whose goals to look at, where there are several owners."""
        owners = sorted(
            {goal.owner for goal in every if goal.owner}, key=lambda one: self.owners.get(one, one)
        )
        if len(owners) < 2:
            return ()
        options = (("", self.t("Everyone")), *((one, self.owners.get(one, one)) for one in owners))
        return (Choice("owner", self.t("Whose goals"), options, owner or ""),)
