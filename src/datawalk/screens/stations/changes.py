"""The `changes` station: systems changes in mindset, practice and policy, by part of the system, against the year before."""

from collections.abc import Sequence
from datetime import date

from datawalk.charts.inputs import Changed
from datawalk.charts.written import Event, Grid, GridCell, GridRow, Timeline
from datawalk.domain.changes import Change, ChangeKind
from datawalk.domain.periods import years_from
from datawalk.domain.text import Language
from datawalk.domain.walks import ChangesStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.views import MeasureValue, StationView, TableView
from datawalk.screens.wording import Words

_EVENTS_AT_MOST = 4
"""What fits on a projector; the table holds the rest."""
_KINDS: tuple[ChangeKind, ...] = ("mindset", "practice", "policy")
COMPONENTS = ("shared_purpose", "data", "governance", "financing")
"""The parts of a collaborative that changes are counted by; any other word of a workspace's own stands after them."""


def load_changes(context: Context, station: ChangesStation) -> StationView:
    """The changes since a day, or all, of one component, or all."""
    t, store = context.t, context.store
    today = store.built_on
    changes = [
        change
        for change in store.rows(Change)
        if (station.component is None or _key(station.component) == _key(change.component))
        and (station.since is None or station.since <= change.date)
    ]
    if not changes:
        return cannot_show(
            context, t("There are no systems changes here yet. Add a changes table, then build again.")
        )
    changes.sort(key=lambda change: (change.date, change.change_id), reverse=True)
    worded = _Worded(context, changes, today)
    method = t("What the collaborative itself has written down, with the day it noticed the change.")
    method += " " + t(
        "Verified means that someone outside the work has seen it; the others are reported by those who do it."
    )
    return assemble(
        context,
        finding=finding(*worded.sentences()),
        picture=Changed(
            worded.counts(), Timeline(tuple(worded.event(change) for change in changes[:_EVENTS_AT_MOST]))
        ),
        measures=worded.measures(),
        table=worded.table(),
        n=len(changes),
        n_text=t.plural("one change", "{n} changes", len(changes)),
        method=method,
        cannot_say=t("Who made a change happen, or whether lives are better for it yet."),
        alt=worded.alt(),
        footer=context.footer(
            t("An open mark is a change that is reported, and verified by nobody outside the work yet.")
        ),
        facts=context.own_facts(method),
        when=fmt.days(changes[-1].date, changes[0].date, t=t),
    )


def _key(component: str | None) -> str:
    return (component or "").strip().lower().replace(" ", "_")


def component_name(component: str | None, *, t: Words) -> str:
    """The part of the system in words; a workspace's own word as it is written."""
    return {
        "shared_purpose": t("Shared purpose"),
        "data": t("Data"),
        "governance": t("Governance"),
        "financing": t("Financing"),
        "": t("No part named"),
    }.get(_key(component), component or "")


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

    def __init__(self, context: Context, changes: list[Change], today: date) -> None:
        self.context, self.t = context, context.t
        self.lang: Language = context.selection.lang
        self.changes, self.today = changes, today
        year = years_from(today, -1)
        self.recent = [change for change in changes if year < change.date <= today]
        self.before = [change for change in changes if years_from(year, -1) < change.date <= year]

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
        verified = sum(change.verified for change in recent)
        proof = t(
            "Of them, {verified} verified from outside and {reported} reported by those who do the work.",
            verified=verified,
            reported=len(recent) - verified,
        )
        return found, proof, self._year_before(), tail

    def _year_before(self) -> str:
        """How many there were in the year before that."""
        if not self.before:
            return self.t("In the year before, none was written down.")
        return self.t("In the year before, there were {n}.", n=len(self.before))

    def counts(self) -> Grid:
        """How many changes there are in each part of the system, by kind; how many of them are verified."""
        t = self.t
        own = sorted(
            {_key(change.component) for change in self.changes} - set(COMPONENTS),
            key=lambda key: (not key, key),
        )
        words = {_key(change.component): change.component for change in self.changes}
        rows = []
        known = COMPONENTS if len(own) < len(words) else ()  # those nobody names are no oversight
        for key in (*known, *own):
            told = [change for change in self.changes if _key(change.component) == key]
            cells = tuple(self._count([one for one in told if one.kind == kind]) for kind in _KINDS)
            rows.append(GridRow(component_name(words.get(key, key), t=t), cells))
        return Grid(t("Part of the system"), tuple(kind_name(kind, t=t) for kind in _KINDS), tuple(rows))

    def _count(self, changes: Sequence[Change]) -> GridCell:
        if not changes:
            return GridCell("–", "missing")
        verified = sum(change.verified for change in changes)
        recent = sum(change in self.recent for change in changes)
        note = self.t("{k} verified, {n} reported", k=verified, n=len(changes) - verified)
        return GridCell(str(len(changes)), "good" if recent else "plain", note)

    def event(self, change: Change) -> Event:
        detail = " · ".join(
            part
            for part in (
                component_name(change.component, t=self.t),
                (change.evidence or "").rstrip("."),
                self._standing(change),
            )
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
        return self.t("verified") if change.verified else self.t("reported")

    def measures(self) -> tuple[MeasureValue, ...]:
        counted = (
            ("changes_in_a_year", len(self.recent)),
            ("changes_in_the_year_before", len(self.before)),
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
                component_name(change.component, t=t) if change.component else "–",
                change.evidence or "–",
                self._standing(change),
            )
            for change in self.changes
        )
        header = (t("Date"), t("Kind"), t("Change"), t("Part of the system"), t("Evidence"), t("Seen by"))
        return TableView(rows, header, lines)

    def alt(self) -> str:
        events = [self.event(change) for change in self.changes[:_EVENTS_AT_MOST]]
        said = "; ".join(f"{event.when}, {event.tag}: {event.text}" for event in events)
        return f"{finding(*self.sentences())} {said}."
