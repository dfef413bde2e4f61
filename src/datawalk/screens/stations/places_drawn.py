"""Compared places as dots or a strip, with a map, and as a table: made once, then marked with a visitor's own place."""

from dataclasses import replace
from typing import TypeVar

from datawalk.charts.inputs import Atlas
from datawalk.charts.plotted import SPOKEN, DotRow, Dots, Strip, StripPoint, Tone
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.text import Language
from datawalk.screens import format as fmt
from datawalk.screens.axis import axis
from datawalk.screens.fitness import refusal
from datawalk.screens.kept import Later, kept
from datawalk.screens.stations.cells import (
    cell_line,
    cell_row,
    cell_text,
    dot_text,
    drawn,
    reason,
    status,
    table_header,
)
from datawalk.screens.stations.maps import map_of
from datawalk.screens.stations.places_beside import Beside
from datawalk.screens.stations.places_words import DOTS_AT_MOST, Told
from datawalk.screens.views import TableView

_READ_AT_MOST = 200
_READ_AT_AN_END = 50
"""Of more places than `_READ_AT_MOST`, the table on the page and the words for a screen reader hold both ends."""

_Read = tuple[tuple[str, ...], str]
"""A place as a line of the table, and in words."""
_Item = TypeVar("_Item")


@kept(12)
def compared(places: Beside, period: Period, lang: Language) -> "Compared":
    """The places in a period, made once for all visitors who ask for one of them."""
    return Compared(Told(places, period, lang))


class Compared:
    """The picture and the table of places, whichever of them is asked for. Shared, so it never changes."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self._named = [
            (cell, told.name(cell)) for cell in (*told.ordered, *([told.total] if told.total else []))
        ]
        self._rows = Later(self._every_row, len(self._named))
        cut = _READ_AT_AN_END if len(self._named) > _READ_AT_MOST else len(self._named)
        self._first = tuple(self._read(*each) for each in self._named[:cut])
        self._unread = {cell.place_id: (cell, name) for cell, name in self._named[cut:-cut]}
        self._last = tuple(self._read(*each) for each in self._named[cut:][-cut:])
        few = len(told.ordered) <= DOTS_AT_MOST
        self._marked = [cell for cell in told.ordered if few or drawn(cell)]
        self._mark_at = {cell.place_id: at for at, cell in enumerate(self._marked)}
        self._picture = self._atlas(few=few) if told.first else None
        boundaries = told.context.store.boundaries()
        outlined = [cell.place_id for cell in told.ordered if cell.place_id in boundaries]
        self._shape_at = {place_id: at for at, place_id in enumerate(outlined)}

    def picture(self, chosen: str | None) -> Atlas | None:
        """The picture with those set apart that a visitor should see; None when no place has a figure."""
        if self._picture is None:
            return None
        values, on_map = self._picture.values, self._picture.map
        apart: dict[int, Tone] = {self._mark_at[key]: tone for key, tone in self._set_apart(chosen).items()}
        if isinstance(values, Dots):
            rows = {at: self._row(self._marked[at], tone) for at, tone in apart.items()}
            values = replace(values, rows=_with(values.rows, rows))
        else:
            points = {at: self._point(self._marked[at], tone) for at, tone in apart.items()}
            values = replace(values, points=_with(values.points, points))
        if on_map and chosen in self._shape_at:
            at = self._shape_at[chosen]
            shape = replace(on_map.shapes[at], chosen=True)
            on_map = replace(on_map, shapes=_with(on_map.shapes, {at: shape}))
        return Atlas(values, on_map)

    def table(self, chosen: str | None) -> TableView:
        """All places, for a download; of thousands the page shows both ends and the one asked for."""
        header = table_header(self.told.t, first=self.told.t("Place"))
        return TableView(self._rows, header, tuple(line for line, _ in self._worth_reading(chosen)))

    def alt(self, chosen: str | None) -> str:
        """What the table on the page says, in words."""
        name = self.told.indicator.name.said(self.told.t.lang)
        return f"{name}. " + "; ".join(words for _, words in self._worth_reading(chosen)) + "."

    def order_text(self, chosen: str | None) -> str:
        """How the rows of the table are ordered, and which are left out on the page."""
        t, shown, there = self.told.t, len(self._worth_reading(chosen)), len(self._named)
        cut = ""
        if shown < there:
            cut = t(
                "Of {n} rows the page has the {k} at both ends. The file to download has all.",
                n=fmt.number(there, lang=t.lang),
                k=shown,
            )
        if self.told.ranked:
            return f"{t('By value, the worst first. Places without a figure come last.')} {cut}".strip()
        return f"{t('By name.')} {refusal('rank', t=t)} {cut}".strip()

    def _every_row(self) -> list[dict[str, object]]:
        return [cell_row(cell, id=cell.place_id, label=name, t=self.told.t) for cell, name in self._named]

    def _worth_reading(self, chosen: str | None) -> list[_Read]:
        own = [self._read(*self._unread[chosen])] if chosen in self._unread else []
        return [*self._first, *own, *self._last]

    def _read(self, cell: Observation, name: str) -> _Read:
        unit, t = self.told.indicator.unit, self.told.t
        return cell_line(cell, name, unit=unit, t=t), f"{name}: {cell_text(cell, unit=unit, t=t)}"

    def _set_apart(self, chosen: str | None) -> dict[str, Tone]:
        """The place asked for, if it is sure; else, where the source may rank, two ends that surely differ."""
        told, ends = self.told, self.told.ends
        if chosen is not None:
            cell = told.cells.get(chosen)
            return {chosen: "reference"} if cell and status(cell) == "shown" else {}
        if ends is None or not told.ranked or not told.surely_apart():
            return {}
        return {ends.best.place_id: "reference", ends.worst.place_id: "worst"}

    def _atlas(self, *, few: bool) -> Atlas:
        """The picture with none set apart."""
        told, cells, line, line_label = self.told, self._marked, None, ""
        if told.total and drawn(told.total) and told.total.estimate is not None:
            line = told.total.estimate
            line_label = told.t(
                "Everyone in {place} {value}", place=told.name(told.total), value=told.value(line)
            )
        ends = [end for cell in cells if few and drawn(cell) for end in (cell.lower, cell.upper)]
        known = [v for v in (*(cell.estimate for cell in cells), *ends, line) if v is not None]
        along = axis(known, unit=told.indicator.unit, t=told.t)
        if few:
            rows = tuple(self._row(cell, _tone(cell)) for cell in cells)
            values: Dots | Strip = Dots(along, rows, line, line_label, told.rest())
        else:
            points = tuple(self._point(cell, _tone(cell)) for cell in cells)
            values = Strip(along, points, line, line_label, told.rest())
        return Atlas(values, map_of(told.context, told.indicator, told.ordered))

    def _row(self, cell: Observation, tone: Tone) -> DotRow:
        told, t = self.told, self.told.t
        return DotRow(
            label=told.name(cell),
            text=dot_text(cell, unit=told.indicator.unit, t=t),
            tone=tone,
            estimate=cell.estimate if drawn(cell) else None,
            lower=cell.lower,
            upper=cell.upper,
            note=reason(cell, t=t) if drawn(cell) else "",
            said=told.said(cell),
            place=cell.place_id,
        )

    def _point(self, cell: Observation, tone: Tone) -> StripPoint:
        """A place on the strip; of very many, only those that are spoken about have a sentence."""
        told = self.told
        said = told.said(cell) if len(told.ordered) <= _READ_AT_MOST or tone in SPOKEN else ""
        text = cell_text(cell, unit=told.indicator.unit, t=told.t)
        return StripPoint(told.name(cell), text, cell.estimate or 0.0, tone, said, cell.place_id)


def _tone(cell: Observation) -> Tone:
    """How a place is drawn that is not set apart."""
    if not drawn(cell):
        return "hidden"
    return "hollow" if status(cell) == "unreliable" else "plain"


def _with(items: tuple[_Item, ...], others: dict[int, _Item]) -> tuple[_Item, ...]:
    """The items, some of them replaced by their positions."""
    if not others:
        return items
    changed = list(items)
    for at, other in others.items():
        changed[at] = other
    return tuple(changed)
