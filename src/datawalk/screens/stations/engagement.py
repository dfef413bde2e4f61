"""The `engagement` station: who comes to the meetings, by sector and month. No partner is named or stands alone."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from datawalk.charts.written import Grid, GridCell, GridRow, GridTone
from datawalk.domain.text import Language
from datawalk.domain.walks import EngagementStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.stations.assemble import cannot_show
from datawalk.screens.stations.roster import Roster, roster_of
from datawalk.screens.views import MeasureValue, StationView, TableView
from datawalk.store.published import Attended

MONTHS = 12
_HALF = MONTHS // 2
_FEWEST_PARTNERS = 2
"""Sectors with fewer partners stand together: a row must not be about one of them."""

_FEWEST_INVITED = 6
"""Of fewer invitations in half a year no change is told."""

_ROWS_IN_THE_ROOM = 9
_CHANGED = 0.25
"""By how much of all invitations attendance must have changed to be spoken of."""


@dataclass
class Row:
    """One line of the picture: invitations and attendance by month."""

    id: str
    name: str
    partners: int = 0
    invited: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    attended: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, counts: Attended) -> None:
        self.invited[counts.month] += counts.invited
        self.attended[counts.month] += counts.attended

    def of(self, months: list[str]) -> tuple[int, int]:
        """How often its partners came in these months, and how often they were invited."""
        return sum(self.attended[one] for one in months), sum(self.invited[one] for one in months)


def load_engagement(context: Context, station: EngagementStation) -> StationView:
    """Attendance of the twelve months up to the day."""
    t = context.t
    roster = roster_of(context, station)
    if isinstance(roster, StationView):
        return roster
    last = context.store.last_meeting(roster.day)
    if last is None:
        return cannot_show(
            context, t("No meeting is in the tables yet. Add an engagement table, then build again.")
        )
    worded = _Worded(roster, last, station.meeting)
    if not worded.rows:
        return cannot_show(
            context, t("No partner was invited to such a meeting in the year before this day.")
        )
    return roster.view(
        *worded.sentences(),
        picture=worded.picture(_ROWS_IN_THE_ROOM if context.in_room else None),
        measures=worded.measures(),
        table=worded.table(),
        method=worded.method(),
        cannot_say=t(
            "Why somebody stays away. A meeting may be at a bad hour, or far, or in one language only."
        ),
        footer=context.footer(t("Came of invited, by sector and month."), t("One sector a partner.")),
        n=worded.total.of(worded.months)[1],
        n_text="",
        when=worded.when(),
    )


class _Worded:
    """Attendance in words."""

    def __init__(self, roster: Roster, last: date, meeting: str | None) -> None:
        self.roster, self.t = roster, roster.context.t
        self.lang: Language = roster.context.selection.lang
        self.months = _months_up_to(last)
        self.before, self.now = self.months[:_HALF], self.months[_HALF:]
        store = roster.context.store
        since = date.fromisoformat(f"{self.months[0]}-01") - timedelta(days=1)
        counts = store.attendance(roster.day, since=since, meeting=meeting)
        self.total = Row("total", self.t("All partners"))
        for one in counts:
            self.total.take(one)
        self.rows = self._rows(counts)
        self.fading = len(store.fading_partners(roster.day))

    def _rows(self, counts: list[Attended]) -> list[Row]:
        """A row a sector in the list's order; those of one partner together at the end, unless that is one alone."""
        names = self.roster.sector_names
        rows: dict[str, Row] = {key: Row(key, name) for key, name in names.items()}
        for one in counts:
            row = rows.setdefault(one.sector or "", Row(one.sector or "", one.sector or self.t("No sector")))
            row.take(one)
            row.partners = max(row.partners, one.partners)
        met = [row for row in rows.values() if row.of(self.months)[1]]
        alone = [row for row in met if row.partners < _FEWEST_PARTNERS]
        apart = [row for row in met if row.partners >= _FEWEST_PARTNERS]
        if len(alone) < _FEWEST_PARTNERS:
            return apart
        together = Row("others", self.t("Sectors with one partner"), len(alone))
        for row in alone:
            for month in self.months:
                together.invited[month] += row.invited[month]
                together.attended[month] += row.attended[month]
        return [*apart, together]

    def sentences(self) -> tuple[str, ...]:
        """How many came, how that changed, where most, and how many partners may be on their way out."""
        t = self.t
        came, asked = self.total.of(self.now)
        came_before, asked_before = self.total.of(self.before)
        if not asked:
            said = [t("No one was invited in the last six months.")]
        elif asked_before:
            said = [
                t(
                    "Of every 100 invitations, __{now}__ were followed in the last six months, {before} in the six before.",
                    now=round(100 * came / asked),
                    before=round(100 * came_before / asked_before),
                )
            ]
        else:
            said = [
                t(
                    "Of every 100 invitations, __{now}__ were followed in the last six months.",
                    now=round(100 * came / asked),
                )
            ]
        said.append(self._changed())
        if self.fading:
            said.append(
                t.plural(
                    "One partner came before, and to none of its last four meetings. The host can ask how it is.",
                    "{n} partners came before, and to none of their last four meetings. The host can ask how they are.",
                    self.fading,
                )
            )
        return tuple(said)

    def _change(self, row: Row) -> float:
        (came, asked), (came_before, asked_before) = row.of(self.now), row.of(self.before)
        if min(asked, asked_before) < _FEWEST_INVITED:
            return 0.0
        return came / asked - came_before / asked_before

    def _changed(self) -> str:
        row = min((one for one in self.rows if one.id != "others"), key=self._change, default=None)
        if row is None or self._change(row) > -_CHANGED:
            return ""
        (came, asked), (came_before, asked_before) = row.of(self.now), row.of(self.before)
        return self.t(
            "**{sector}: {came} of {asked}**, after {came_before} of {asked_before}.",
            sector=row.name,
            came=came,
            asked=asked,
            came_before=came_before,
            asked_before=asked_before,
        )

    def picture(self, most: int | None) -> Grid:
        """The months beside each other; `most`: so many sectors, those with most invitations."""
        t, rows = self.t, self.rows
        if most is not None and len(rows) > most:
            largest = sorted(rows, key=lambda row: -row.of(self.months)[1])[:most]
            rows = [row for row in rows if row in largest]
        held = [month for month in self.months if self.total.invited[month]]
        return Grid(
            t("Sector"),
            tuple(fmt.month(month, lang=self.lang) for month in held),
            tuple(GridRow(row.name, tuple(self._cell(row, month) for month in held)) for row in rows),
            (
                ("most", t("two of three came, or more")),
                ("more", t("one to two of three")),
                ("some", t("fewer than one of three")),
            ),
            short=tuple(
                fmt.month(month, lang=self.lang, with_year=not at or month.endswith("-01"))
                for at, month in enumerate(held)
            ),
        )

    def _cell(self, row: Row, month: str) -> GridCell:
        came, asked = row.attended[month], row.invited[month]
        if not asked:
            return GridCell("–", "missing")
        return GridCell(f"{came}/{asked}", _tone(came / asked))

    def measures(self) -> tuple[MeasureValue, ...]:
        """The share of invitations followed, of everyone and by row, and how many partners fade."""
        shares = []
        for row in (self.total, *self.rows):
            for name, months in (("attendance", self.now), ("attendance_before", self.before)):
                came, asked = row.of(months)
                value = 100 * came / asked if asked else None
                shares.append(MeasureValue(name, value, None, None, "percent", None, row.id))
        return (*shares, MeasureValue("partners_fading", self.fading, None, None, "partners", None, None))

    def table(self) -> TableView:
        t, rows, lines = self.t, [], []
        for row in (*self.rows, self.total):
            for month in self.months:
                came, asked = row.attended[month], row.invited[month]
                rows.append(
                    {"id": row.id, "label": row.name, "month": month, "attended": came, "invited": asked}
                )
            (came, asked), (came_before, asked_before) = row.of(self.now), row.of(self.before)
            lines.append(
                (
                    row.name,
                    t("{k} of {n}", k=came_before, n=asked_before) if asked_before else "–",
                    t("{k} of {n}", k=came, n=asked) if asked else "–",
                )
            )
        header = t("Sector"), t("The six months before"), t("The last six months")
        return TableView(tuple(rows), header, tuple(lines))

    def method(self) -> str:
        t = self.t
        return " ".join(
            (
                t(
                    "How often partners came of how often they were invited, each in the first sector it names."
                ),
                t("Sectors with one partner stand together, so that no line is about one of them."),
                t(
                    "A sector is spoken of when at least {change} of every 100 invitations fewer were followed than in "
                    "the six months before.",
                    change=round(100 * _CHANGED),
                ),
                t("The tables are a full list, not a sample, so there is no margin of error."),
            )
        )

    def when(self) -> str:
        first, last = (fmt.month(month, lang=self.lang) for month in (self.months[0], self.months[-1]))
        return self.t("{first} to {last}", first=first, last=last)


def _tone(share: float) -> GridTone:
    return "most" if share >= 2 / 3 else "more" if share >= 1 / 3 else "some"


def _months_up_to(day: date) -> list[str]:
    """Twelve months, the one of the day last, as 2026-03."""
    count = 12 * day.year + day.month - 1
    return [
        f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(max(12, count - MONTHS + 1), count + 1)
    ]
