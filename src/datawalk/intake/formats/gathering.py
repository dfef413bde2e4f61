"""What the readers of published files share: which places are kept, the years in a file's name, and one note for many rows."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from datawalk.domain.indicators import Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.intake.formats.cells import CellError
from datawalk.intake.formats.geography import NATION
from datawalk.intake.formats.rows import Row
from datawalk.intake.formats.shape import ALL, Parsed, Reading
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Faulty

Value = TypeVar("Value")

BY_NAME = "?"
"""Between a state's digits and a county's name, in the id of a place whose file has no number for it."""


class Gathering:
    """The places and figures of one published file as its reader meets them.

    A publisher's file is never edited, so what is odd in it but does no harm is left out with one note for all
    its rows; only a cell that cannot be read is a problem.
    """

    def __init__(self, file: str, *, reading: Reading, problems: Problems) -> None:
        self.file = file
        self._reading, self._problems = reading, problems
        self._parsed = Parsed(file)
        self._places: dict[str, Row[Place]] = {}
        self._notes: Counter[tuple[str, str]] = Counter()
        self._kept = self._left_out = False
        self._noted_first: dict[tuple[str, str], str] = {}

    def keeps(self, place_id: str) -> bool:
        """Whether the source's `within` keeps the place."""
        kept = keeps(place_id, within=self._reading.within)
        self._kept, self._left_out = self._kept or kept, self._left_out or not kept
        return kept

    def period(self, said: str | None) -> Period | None:
        """The period the file says in its own words or name, else the source's; None, with a problem, without both."""
        try:
            if said:
                return Period.parse(said)
        except ValueError:
            self.fault(0, "", f"'{said}' is not a period.", "Correct the name of the file.")
            return None
        if self._reading.period is None:
            what = "The file does not say which year or years it is about."
            remedy = 'Add it with --period 2019-2023, or write period = "2019-2023" into its source.toml.'
            self.fault(0, "", what, remedy)
        return self._reading.period

    def place(self, place: Place, *, row: int) -> None:
        """Note a place; the one with a name, then with the later population, is kept."""
        kept = self._places.get(place.place_id)
        if kept is None or _says_more(place, kept.model):
            self._places[place.place_id] = Row(place, row)

    def figure(
        self, indicator: Indicator, *, row: int, column: str, place_id: str, period: Period, **cell: Any
    ) -> None:
        """Keep one observation; `cell` holds its other fields. An interval not around the estimate is left out."""
        hidden = cell.get("flag") in ("suppressed", "missing")
        cell |= _BLANK if hidden else {}
        one = Observation(indicator_id=indicator.id, place_id=place_id, period=period, **cell)
        if one.lower is None or one.upper is None:
            one = one if one.lower is one.upper else one.model_copy(update=_OPEN)
        elif one.estimate is not None and not one.lower <= one.estimate <= one.upper:
            self.note(row, column, "The interval is not around the estimate and is left out.")
            one = one.model_copy(update=_OPEN)
        self._parsed.indicators.setdefault(indicator.id, indicator)
        self._parsed.observations.append(Row(one, row, column))

    def fault(self, row: int, column: str, what: str, remedy: str) -> None:
        """A problem that must be mended; what the file would have brought counts as there."""
        where = ", ".join(
            part for part in (f"row {row}" if row else "", f"column {column}" if column else "") if part
        )
        self._problems.add(self.file, where, what, remedy)
        self._parsed.unread |= {("places", ALL), ("indicators", ALL)}

    def note(self, row: int, column: str, what: str, remedy: str = "") -> None:
        """Something left out or changed: told once, with its first row and how many there are."""
        self._notes[what, remedy] += 1
        where = f"row {row}" + (f", column {column}" if column else "") if row else ""
        self._noted_first.setdefault((what, remedy), where)

    def read(
        self, cells: Mapping[str, str], column: str, read: Callable[[str], Value], *, row: int
    ) -> Value | None:
        """The cell of a column as a value; None when it is blank, or not to be read and told so."""
        text = cells.get(column, "")
        if not text:
            return None
        if isinstance(text, Faulty):
            self.fault(row, column, text.what, text.remedy)
            return None
        try:
            return read(text)
        except CellError as error:
            self.fault(row, column, error.what, error.remedy)
            return None

    def finish(self, *, lost: bool = False) -> Parsed:
        """All that was gathered; `lost` when rows of the file could not be read."""
        for (what, remedy), count in self._notes.items():
            said = f"{what.removesuffix('.')} ({count} rows like it)." if count > 1 else what
            where = self._noted_first[what, remedy]
            self._problems.add(self.file, where, said, remedy, severity="warning")
        if self._left_out and not self._kept:
            what = (
                f"No place of the file is within {', '.join(self._reading.within)}, so nothing of it is kept."
            )
            self._problems.add(self.file, "", what, "Correct within in source.toml.", severity="warning")
        if lost:
            self._parsed.unread |= {("places", ALL), ("indicators", ALL)}
        self._parsed.places = list(self._places.values())
        return self._parsed


_OPEN: dict[str, Any] = {"lower": None, "upper": None}
_BLANK: dict[str, Any] = dict.fromkeys(("estimate", "lower", "upper", "se", "numerator", "denominator"))


def _says_more(place: Place, kept: Place) -> bool:
    if bool(place.name) != bool(kept.name):
        return bool(place.name)
    if place.population is None or place.population_period is None:
        return False
    return kept.population_period is None or place.population_period > kept.population_period


def keeps(place_id: str, *, within: Sequence[str]) -> bool:
    """Whether `within` keeps a place: one it names, one in it, or one it lies in; the nation always."""
    return (
        not within
        or place_id == NATION
        or any(place_id.startswith(one) or one.startswith(place_id) for one in within)
    )


def year_in_name(file: str, pattern: str) -> str | None:
    """What the file's own name says of its period: the pattern's groups joined by `-`, case ignored."""
    found = re.search(pattern, file.rpartition("/")[2], re.IGNORECASE)
    return "-".join(part for part in found.groups() if part) if found else None
