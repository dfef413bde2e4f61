"""The `loop` station: what was asked, what people said, and what came of it, done or not now with the reason."""

from statistics import median

from datawalk.charts.written import Grid, GridCell, GridRow, GridTone
from datawalk.domain.plan import LoopStatus, LoopTheme
from datawalk.domain.walks import LoopStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.views import MeasureValue, StationView, TableView
from datawalk.screens.wording import Words

_IN_THE_ROOM = 6
_STATES: tuple[LoopStatus, ...] = ("done", "doing", "not_now")
_TONES: dict[LoopStatus, GridTone] = {"done": "good", "doing": "plain", "not_now": "hollow"}


def load_loop(context: Context, station: LoopStation) -> StationView:
    """The themes asked since a day, or all, the newest forum first."""
    t = context.t
    themes = [
        one for one in context.store.rows(LoopTheme) if station.since is None or station.since <= one.date
    ]
    if not themes:
        return cannot_show(
            context, t("Nothing that was asked is written down here yet. Add a loop table, then build again.")
        )
    themes.sort(key=lambda one: (-one.date.toordinal(), _STATES.index(one.status)))
    worded = _Worded(context, themes)
    method = t(
        "What the collaborative wrote down after its forums. Closed is what is done, or not taken up now for a reason."
    )
    told = finding(*worded.sentences())
    return assemble(
        context,
        finding=told,
        picture=worded.picture(_IN_THE_ROOM if context.in_room else None),
        measures=worded.measures(),
        table=worded.table(),
        n=len(themes),
        n_text=t.plural("one theme", "{n} themes", len(themes)),
        method=method,
        cannot_say=t("Whether those who spoke are content with what came of it. Ask them."),
        alt=str(told),
        footer=context.footer(t("We asked, you said, we did.")),
        facts=context.own_facts(method),
        when=fmt.days(themes[-1].date, themes[0].date, t=t),
    )


def loop_status_name(status: LoopStatus, *, t: Words) -> str:
    """What became of a theme, in words."""
    return {"done": t("done"), "doing": t("under way"), "not_now": t("not now")}[status]


class _Worded:
    """A loop in words."""

    def __init__(self, context: Context, themes: list[LoopTheme]) -> None:
        self.context, self.t, self.themes = context, context.t, themes

    def _in(self, status: LoopStatus) -> int:
        return sum(one.status == status for one in self.themes)

    @property
    def days(self) -> list[int]:
        """How long each closed theme took, in days."""
        return [(one.closed_on - one.date).days for one in self.themes if one.closed_on is not None]

    def sentences(self) -> tuple[str, ...]:
        """How many themes were closed, how fast, and what is still open."""
        t, n = self.t, len(self.themes)
        closed = self._in("done") + self._in("not_now")
        said = [
            t.plural(
                "__{k} of {n} theme is closed__: {done} done, {not_now} not now, with the reason.",
                "__{k} of {n} themes are closed__: {done} done, {not_now} not now, with the reason.",
                n,
                k=closed,
                done=self._in("done"),
                not_now=self._in("not_now"),
            )
        ]
        if self.days:
            half = round(median(self.days))
            said.append(
                t.plural(
                    "Half of them were closed within one day.",
                    "Half of them were closed within {n} days.",
                    half,
                )
            )
        if self._in("doing"):
            said.append(t.plural("One is under way.", "{n} are under way.", self._in("doing")))
        return tuple(said)

    def picture(self, most: int | None) -> Grid:
        """Asked, said, did; `most`: so many rows, some of each kind."""
        t = self.t
        themes = self.themes if most is None else self._some(most)
        return Grid(
            t("We asked"),
            (t("You said"), t("We did, or why not"), t("Where it stands")),
            tuple(self._row(one) for one in themes),
        )

    def _some(self, most: int) -> list[LoopTheme]:
        """So many themes, in turns of each kind, in their order."""
        by_kind = [[one for one in self.themes if one.status == status] for status in _STATES]
        turns = [one for turn in range(most) for kind in by_kind for one in kind[turn : turn + 1]]
        chosen = {one.theme_id for one in turns[:most]}
        return [one for one in self.themes if one.theme_id in chosen]

    def _row(self, one: LoopTheme) -> GridRow:
        t = self.t
        became = one.did or one.reason or ""
        standing = GridCell(loop_status_name(one.status, t=t), _TONES[one.status], self._closed(one))
        return GridRow(
            one.asked,
            (
                GridCell(one.said, "words"),
                GridCell(became or "–", "words" if became else "missing"),
                standing,
            ),
        )

    def _closed(self, one: LoopTheme) -> str:
        if one.closed_on is None:
            return ""
        return self.t.plural("after one day", "after {n} days", (one.closed_on - one.date).days)

    def measures(self) -> tuple[MeasureValue, ...]:
        """How many themes are where, and in how many days half of the closed ones were closed."""
        counted = [(status, self._in(status)) for status in _STATES]
        counts = tuple(MeasureValue(name, k, None, None, "themes", None, None) for name, k in counted)
        half = float(median(self.days)) if self.days else None
        return (*counts, MeasureValue("median_days_to_close", half, None, None, "days", None, None))

    def table(self) -> TableView:
        t, lang = self.t, self.t.lang
        rows = tuple(
            {
                "id": one.theme_id,
                "label": one.said,
                "date": one.date.isoformat(),
                "asked": one.asked,
                "said": one.said,
                "did": one.did,
                "status": one.status,
                "reason": one.reason,
                "closed_on": one.closed_on.isoformat() if one.closed_on else None,
            }
            for one in self.themes
        )
        lines = tuple(
            (
                one.asked,
                one.said,
                one.did or "–",
                loop_status_name(one.status, t=t),
                one.reason or "–",
                fmt.day(one.date.isoformat(), lang=lang),
                fmt.day(one.closed_on.isoformat(), lang=lang) if one.closed_on else "–",
            )
            for one in self.themes
        )
        header = (
            t("We asked"),
            t("You said"),
            t("We did"),
            t("Where it stands"),
            t("Reason"),
            t("Asked on"),
            t("Closed on"),
        )
        return TableView(rows, header, lines)
