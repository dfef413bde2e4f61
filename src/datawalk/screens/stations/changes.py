"""The `changes` station: systems changes in mindset, practice and policy, the newest first."""

from datetime import date

from datawalk.charts.inputs import Event, Timeline
from datawalk.domain.changes import Change, ChangeKind
from datawalk.domain.text import Language
from datawalk.domain.walks import ChangesStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.views import Fact, MeasureValue, StationView, TableView
from datawalk.screens.wording import Words

_EVENTS_AT_MOST = 6
"""What fits on a projector; the table holds the rest."""
_KINDS: tuple[ChangeKind, ...] = ("mindset", "practice", "policy")


def load_changes(context: Context, station: ChangesStation) -> StationView:
    """The changes since a day, or all, of one component, or all."""
    t, store, lang = context.t, context.store, context.selection.lang
    today = store.built_on
    changes = [
        change
        for change in store.rows(Change)
        if station.component in (None, change.component)
        and (station.since is None or station.since <= change.date)
    ]
    if not changes:
        return cannot_show(
            context, t("There are no systems changes here yet. Add a changes table, then build again.")
        )
    changes.sort(key=lambda change: (change.date, change.change_id), reverse=True)
    recent = [change for change in changes if _a_year_before(today) < change.date <= today]
    worded = _Worded(context, changes, recent, today)
    method = t("What the collaborative itself has written down, with the day it noticed the change.")
    method += " " + t("Verified means that someone outside the work has seen it.")
    first, last = changes[-1].date.isoformat(), changes[0].date.isoformat()
    return assemble(
        context,
        finding=finding(*worded.sentences()),
        picture=Timeline(tuple(worded.event(change) for change in changes[:_EVENTS_AT_MOST])),
        measures=worded.measures(),
        table=worded.table(),
        n=len(changes),
        n_text=t.plural("one change", "{n} changes", len(changes)),
        method=method,
        cannot_say=t("Who made a change happen, or whether lives are better for it yet."),
        alt=worded.alt(),
        footer=context.footer(t("An open mark is a change nobody outside the work has verified yet.")),
        facts=(Fact(t("Method"), method), Fact(t("Release"), store.release_id)),
        when=t("{first} to {last}", first=fmt.day(first, lang=lang), last=fmt.day(last, lang=lang))
        if first != last
        else fmt.day(last, lang=lang),
    )


def _a_year_before(day: date) -> date:
    """The same day of the year before; the 28th for a 29th of February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def kind_name(kind: ChangeKind, *, t: Words) -> str:
    """The kind of a change in words."""
    return {"mindset": t("mindset"), "practice": t("practice"), "policy": t("policy")}[kind]


def _in_kind(kind: ChangeKind, count: int, *, t: Words) -> str:
    return {
        "mindset": t("{n} in mindset", n=count),
        "practice": t("{n} in practice", n=count),
        "policy": t("{n} in policy", n=count),
    }[kind]


class _Worded:
    """Changes in words."""

    def __init__(self, context: Context, changes: list[Change], recent: list[Change], today: date) -> None:
        self.context, self.t = context, context.t
        self.lang: Language = context.selection.lang
        self.changes, self.recent, self.today = changes, recent, today

    def _day(self, day: date) -> str:
        return fmt.day(day.isoformat(), lang=self.lang)

    def sentences(self) -> tuple[str, ...]:
        """How many in the last year and of which kind, how many are verified or have evidence, and how many are older."""
        t, recent = self.t, self.recent
        earlier = len(self.changes) - _EVENTS_AT_MOST
        tail = (
            t.plural("One earlier change is in the table.", "{n} earlier changes are in the table.", earlier)
            if earlier > 0
            else ""
        )
        if not recent:
            none = t(
                "__No change__ was written down in the 12 months before {day}.", day=self._day(self.today)
            )
            return none, t("The newest is of {day}.", day=self._day(self.changes[0].date)), tail
        counts: dict[ChangeKind, int] = {
            kind: sum(change.kind == kind for change in recent) for kind in _KINDS
        }
        by_kind = fmt.listed(
            [_in_kind(kind, count, t=t) for kind, count in counts.items() if count], lang=self.lang
        )
        found = t.plural(
            "__One change__ in the 12 months before {day}: {kinds}.",
            "__{n} changes__ in the 12 months before {day}: {kinds}.",
            len(recent),
            day=self._day(self.today),
            kinds=by_kind,
        )
        proof = t(
            "{verified} of them verified from outside, {evidence} with evidence.",
            verified=sum(change.verified for change in recent),
            evidence=sum(bool(change.evidence) for change in recent),
        )
        return found, proof, tail

    def event(self, change: Change) -> Event:
        detail = " · ".join(
            part
            for part in (change.component, (change.evidence or "").rstrip("."), self._standing(change))
            if part
        )
        return Event(
            self._day(change.date),
            kind_name(change.kind, t=self.t),
            change.statement,
            detail,
            sure=change.verified,
        )

    def _standing(self, change: Change) -> str:
        return self.t("verified") if change.verified else self.t("not verified yet")

    def measures(self) -> tuple[MeasureValue, ...]:
        counted = (
            ("changes_in_a_year", len(self.recent)),
            *((kind, sum(change.kind == kind for change in self.recent)) for kind in _KINDS),
            ("verified", sum(change.verified for change in self.recent)),
            ("with_evidence", sum(bool(change.evidence) for change in self.recent)),
        )
        return tuple(MeasureValue(name, count, None, None, "changes", None, None) for name, count in counted)

    def table(self) -> TableView:
        t = self.t
        rows = tuple(
            {
                "id": change.change_id,
                "label": change.statement,
                "date": change.date.isoformat(),
                "kind": change.kind,
                "component": change.component,
                "evidence": change.evidence,
                "verified": change.verified,
            }
            for change in self.changes
        )
        lines = tuple(
            (
                self._day(change.date),
                kind_name(change.kind, t=t),
                change.statement,
                change.component or "–",
                change.evidence or "–",
                self._standing(change),
            )
            for change in self.changes
        )
        header = (t("Date"), t("Kind"), t("Change"), t("Part of the system"), t("Evidence"), t("Verified"))
        return TableView(rows, header, lines)

    def alt(self) -> str:
        events = [self.event(change) for change in self.changes[:_EVENTS_AT_MOST]]
        said = "; ".join(f"{event.when}, {event.tag}: {event.text}" for event in events)
        return f"{finding(*self.sentences())} {said}."
