"""The wide ("GIS friendly") county file of CDC PLACES: one row a county, four columns a measure, no years."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from datawalk.domain.indicators import Indicator
from datawalk.domain.places import Place
from datawalk.intake.formats.cells import CellError, number, whole
from datawalk.intake.formats.gathering import Gathering
from datawalk.intake.formats.geography import fips_digits, fips_place, state
from datawalk.intake.formats.places_measures import (
    HIDDEN_BY_PUBLISHER,
    indicator_id,
    measure_ids,
    measure_indicators,
    unknown_measures,
)
from datawalk.intake.formats.shape import Parsed, Reading, Shape
from datawalk.intake.problems import Problems, nearest
from datawalk.intake.tabular import Table

_MEASURED = re.compile(r"(\w+)_(crude|adj)(prev|95ci)", re.IGNORECASE)
_WORDS = {"crude": "crude", "adj": "adjusted"}
_SMALLER = {"TractFIPS": "census tracts", "PlaceFIPS": "towns", "ZCTA5": "ZIP codes"}
_AGAIN = "Download the file again."


class _Column(NamedTuple):
    """Where one indicator lies; `interval` is empty when the file has none for it."""

    indicator: Indicator
    value: str
    interval: str


def _is_wide(header: Sequence[str]) -> bool:
    return sum(name.endswith(("_CrudePrev", "_AdjPrev")) for name in header) > 1


def looks_like(header: Sequence[str]) -> bool:
    """Whether there are columns of measures, and none of places smaller than a county."""
    return _is_wide(header) and not _SMALLER.keys() & set(header)


def refuses(header: Sequence[str]) -> tuple[str, str] | None:
    """The same file for smaller places: several of its rows would be one county."""
    smaller = next((words for name, words in _SMALLER.items() if name in header), "")
    if not smaller or not _is_wide(header):
        return None
    return f"This is the PLACES file of {smaller}, not of counties.", "Download the county data of PLACES."


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row. The file leaves out the years of its data, so the source must say them."""
    gathering = Gathering(file, reading=reading, problems=problems)
    if "CountyFIPS" not in table.header:
        what = "The column 'CountyFIPS' of a wide PLACES file is missing."
        gathering.fault(1, "", what, _AGAIN)
        return gathering.finish()
    columns = _columns(table.header, gathering)
    period = gathering.period(None)
    if period is None or not columns:
        return gathering.finish()
    for row, cells in table.rows:
        place = _place(cells, row=row, gathering=gathering)
        if place is None:
            continue
        gathering.place(place, row=row)
        for indicator, value, interval in columns:
            estimate = gathering.read(cells, value, number, row=row)
            if estimate is None and cells[value]:
                continue
            lower, upper = gathering.read(cells, interval, _ends, row=row) or (None, None)
            blank = estimate is None
            gathering.figure(
                indicator,
                row=row,
                column=value,
                place_id=place.place_id,
                period=period,
                estimate=estimate,
                lower=lower,
                upper=upper,
                flag="missing" if blank else "",
                note=HIDDEN_BY_PUBLISHER if blank else "",
            )
    return gathering.finish(lost=bool(table.lost))


def _columns(header: Sequence[str], gathering: Gathering) -> list[_Column]:
    """The columns of every measure known; a note for the others, a problem when there is no other."""
    by_name = {name.lower(): name for name in header}
    found: list[_Column] = []
    unknown: list[str] = []
    for name in header:
        parts = _MEASURED.fullmatch(name)
        if parts is None or parts[3].lower() != "prev":
            continue
        measure, word = parts[1], parts[2].lower()
        if measure in measure_ids():
            indicator = measure_indicators()[indicator_id(measure, word=_WORDS[word])]
            found.append(_Column(indicator, name, by_name.get(f"{measure}_{word}95CI".lower(), "")))
        elif measure not in unknown:
            unknown.append(measure)
    if unknown and found:
        gathering.note(0, "", unknown_measures(unknown))
    elif unknown:
        what = f"'{unknown[0]}' is not a PLACES measure known here."
        gathering.fault(1, "", what, nearest(unknown[0], measure_ids()))
    return found


def _place(cells: dict[str, str], *, row: int, gathering: Gathering) -> Place | None:
    """The county of a row with its population; None when it is not kept, or not to be read and told so."""
    fips = gathering.read(cells, "CountyFIPS", fips_digits, row=row)
    if fips is None:
        if not cells["CountyFIPS"]:
            gathering.fault(row, "CountyFIPS", "The cell is blank.", _AGAIN)
        return None
    if not gathering.keeps(fips):
        return None
    inside = gathering.read(cells, "StateAbbr", state, row=row)
    if inside is not None and inside.place_id != fips[:2]:
        what = f"The county {fips} is not in {inside.name}, whose counties begin with {inside.place_id}."
        gathering.fault(row, "CountyFIPS", what, "Correct CountyFIPS or StateAbbr.")
        return None
    name = cells.get("CountyName", "")
    place = gathering.read(cells, "CountyFIPS", lambda raw: fips_place(raw.zfill(5), name=name), row=row)
    people = gathering.read(cells, "TotalPopulation", _people, row=row)
    return place and place.model_copy(update={"population": people})


def _people(cell: str) -> int:
    return whole(cell.replace(",", ""))


def _ends(cell: str) -> tuple[float, float]:
    """The two limits written as `( 4.9,  6.3)`."""
    low, _, high = cell.removeprefix("(").removesuffix(")").partition(",")
    try:
        return number(low.strip()), number(high.strip())
    except CellError:
        raise CellError(f"'{cell}' is not an interval.", _AGAIN) from None


SHAPE = Shape(looks_like, read)
