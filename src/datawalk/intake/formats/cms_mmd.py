"""The format `cms_mmd`: Mapping Medicare Disparities, one row a state or county, mostly one file a race.

A rate whose denominator is only a range (`1,000-4,999`) is kept without a denominator; its note says the range.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.places import Place
from datawalk.intake.formats.catalogue import measures, source_text
from datawalk.intake.formats.cells import period, published
from datawalk.intake.formats.gathering import Gathering
from datawalk.intake.formats.geography import bundled_places, fips_digits, fips_place
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems, nearest
from datawalk.intake.tabular import Table

COLUMNS = (
    "population",
    "year",
    "geography",
    "measure",
    "adjustment",
    "analysis",
    "condition",
    "primary_sex",
    "primary_age",
    "primary_dual",
    "fips",
    "primary_race",
    "primary_eligibility",
    "primary_denominator",
    "analysis_value",
)
"""The columns read; a county file also has `county`."""

_EVERYONE = {
    "population": "Medicare Fee For Service",
    "analysis": "Base measure",
    "primary_dual": "Dual & non-dual",
    "primary_eligibility": "All",
}
"""What these columns say in the figures that are read."""

_GROUPED = ("condition", "measure", "adjustment", *_EVERYONE, "primary_sex", "primary_age", "primary_race")
_RACES = {
    "American Indian/Alaska Native": "aian",
    "Asian/Pacific Islander": "asian",
    "Black": "black",
    "Hispanic": "hispanic",
    "White": "white",
}
_SEXES = {"Female": "female", "Male": "male"}
_STATES, _COUNTIES = "State/Territory", "County"
_AGAIN = "Download the file again."
_HIDDEN = "Not published: Medicare shows no figure of fewer than 11 people."
_MISSING = "Not published by Mapping Medicare Disparities."


class _About(NamedTuple):
    """What the figures of a row are about."""

    indicator: Indicator
    dimension: str
    subgroup: str


class _NotRead(NamedTuple):
    """Why the figures of a row are not read: its column, what is wrong and the remedy."""

    column: str
    what: str
    remedy: str


def looks_like(header: Sequence[str]) -> bool:
    """Whether most of the columns are there."""
    return len(set(COLUMNS) & set(header)) >= len(COLUMNS) - 4


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row that is about everyone, one race or one sex."""
    gathering = Gathering(file, reading=reading, problems=problems)
    if not _header_is_sound(table.header, gathering):
        return gathering.finish()
    said: dict[tuple[str, ...], _About | _NotRead] = {}
    left_out: list[tuple[int, _NotRead]] = []
    any_read = False
    for row, cells in table.rows:
        place = _place(cells, row=row, gathering=gathering)
        if place is None:
            continue
        key = tuple(cells[column] for column in _GROUPED)
        about = said[key] if key in said else said.setdefault(key, _about(cells))
        if isinstance(about, _NotRead):
            left_out.append((row, about))
            continue
        any_read = True
        gathering.place(place, row=row)
        _figure(cells, about=about, place_id=place.place_id, row=row, gathering=gathering)
    for row, reason in left_out if any_read else _first_of_each(left_out):
        if any_read:
            gathering.note(row, reason.column, f"{reason.what} They are left out.")
        else:
            gathering.fault(row, reason.column, reason.what, reason.remedy)
    return gathering.finish(lost=bool(table.lost))


def _first_of_each(left_out: list[tuple[int, _NotRead]]) -> list[tuple[int, _NotRead]]:
    first: dict[_NotRead, int] = {}
    for row, reason in left_out:
        first.setdefault(reason, row)
    return [(row, reason) for reason, row in first.items()]


def _header_is_sound(header: Sequence[str], gathering: Gathering) -> bool:
    missing = [name for name in COLUMNS if name not in header]
    others = [name for name in header if name not in COLUMNS]
    for name in missing:
        close = get_close_matches(name, others, n=1, cutoff=0.7)
        remedy = f"'{close[0]}' looks like it: rename it to '{name}'." if close else _AGAIN
        what = f"The column '{name}' of a Mapping Medicare Disparities file is missing."
        gathering.fault(1, "", what, remedy)
    return not missing


def _place(cells: dict[str, str], *, row: int, gathering: Gathering) -> Place | None:
    """The state or county of a row; None when it is not kept, or not to be read and told so."""
    raw, level = cells["fips"], cells["geography"]
    if level not in (_STATES, _COUNTIES):
        what = f"'{level}' is not a kind of place read here."
        gathering.fault(row, "geography", what, f"Download the file of '{_STATES}' or of '{_COUNTIES}'.")
        return None
    if level == _STATES and not (raw.isdecimal() and raw.isascii() and len(raw) <= 2):
        gathering.fault(row, "fips", f"'{raw}' is not the number of a state.", "Write its two digits.")
        return None
    if not raw:
        gathering.fault(row, "fips", "The cell is blank.", _AGAIN)
        return None
    fips = raw.zfill(2) if level == _STATES else gathering.read(cells, "fips", fips_digits, row=row)
    if fips is None or not gathering.keeps(fips):
        return None
    if fips[:2] not in bundled_places():
        gathering.note(row, "fips", "The place is in no state or territory known here and is left out.")
        return None
    return bundled_places()[fips] if level == _STATES else fips_place(fips, name=cells.get("county", ""))


def _about(cells: dict[str, str]) -> _About | _NotRead:
    condition = cells["condition"]
    known = {str(one.read["condition"]): one for one in measures("cms_mmd").values()}
    if condition not in known:
        what = f"'{condition}' is not a measure of Mapping Medicare Disparities known here."
        return _NotRead("condition", what, nearest(condition, known))
    indicator, wanted = known[condition]
    for column, word in {**wanted, **_EVERYONE}.items():
        by_sex = column == "primary_sex" and word == "All" and cells[column] in _SEXES
        if cells[column] != word and not by_sex:
            what = f"The figures are those of '{cells[column]}', and only '{word}' is read."
            return _NotRead(column, what, f"Download the file with '{word}'.")
    race, sex = cells["primary_race"], cells["primary_sex"]
    if race != "All" and race not in _RACES:
        what = f"'{race}' is not a group of the dimension 'race_ethnicity' known here."
        return _NotRead("primary_race", what, nearest(race, ("All", *_RACES)))
    if sex == wanted["primary_sex"]:
        return _About(indicator, *(("race_ethnicity", _RACES[race]) if race in _RACES else (TOTAL, TOTAL)))
    if race == "All":
        return _About(indicator, "sex", _SEXES[sex])
    what = f"The figures are those of one race and one sex at once, '{race}' and '{sex}'."
    return _NotRead("primary_sex", what, "Download the file with one of the two.")


def _figure(cells: dict[str, str], *, about: _About, place_id: str, row: int, gathering: Gathering) -> None:
    said = gathering.read(cells, "year", period, row=row)
    estimate = gathering.read(cells, "analysis_value", published, row=row)
    if said is None:
        if not cells["year"]:
            gathering.fault(row, "year", "The cell is blank.", _AGAIN)
        return
    if estimate is None and cells["analysis_value"]:
        return
    people = cells["primary_denominator"]
    hidden = about.dimension != TOTAL
    note = f"Medicare says of the number of people: {people}." if people else ""
    gathering.figure(
        about.indicator,
        row=row,
        column="analysis_value",
        place_id=place_id,
        period=said,
        dimension=about.dimension,
        subgroup=about.subgroup,
        estimate=estimate,
        flag="" if estimate is not None else "suppressed" if hidden else "missing",
        note=note if estimate is not None else _HIDDEN if hidden else _MISSING,
    )


FORMAT = Format(
    name="cms_mmd",
    title="a file of Mapping Medicare Disparities",
    shapes=(Shape(looks_like, read),),
    needs=(
        "The columns are not those of a file of Mapping Medicare Disparities.",
        "Download the table of the tool as CSV, with the columns fips, primary_race and analysis_value.",
    ),
    source=source_text("cms_mmd"),
)
