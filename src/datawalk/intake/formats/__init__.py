"""The source formats datawalk reads, and reading one file as one of them."""

from collections.abc import Sequence
from pathlib import Path

from datawalk.domain.tables import TABLES
from datawalk.intake.csvfile import read_rows
from datawalk.intake.formats import (
    acs,
    atlasplus,
    boundaries,
    chr,
    chsi,
    cms_mmd,
    heat,
    places,
    svi,
    table,
    wisqars,
    wonder,
)
from datawalk.intake.formats.shape import ALL, Format, Parsed, Reading
from datawalk.intake.jsonfile import read_json_rows
from datawalk.intake.problems import Problems
from datawalk.intake.progress import tell
from datawalk.intake.tabular import Layout, Sheet, Table

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        table.FORMAT,
        places.FORMAT,
        cms_mmd.FORMAT,
        heat.FORMAT,
        svi.FORMAT,
        acs.FORMAT,
        chr.FORMAT,
        atlasplus.FORMAT,
        wonder.FORMAT,
        wisqars.FORMAT,
        chsi.FORMAT,
        boundaries.FORMAT,
    )
}

OTHER_SPREADSHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".numbers"})
"""Endings of spreadsheets that are not read."""

_BROUGHT = ("places", "indicators", *TABLES)
"""What a file that cannot be read might have brought."""


def read_file(
    path: Path, *, format_name: str, file: str, problems: Problems, reading: Reading | None = None
) -> list[Parsed]:
    """Read one file as the named format, a key of FORMATS: one Parsed, or one for each sheet of a workbook.

    A file that looks like another format is refused as a whole, so that it gives one problem, not hundreds.
    """
    asked = FORMATS[format_name]
    tell(f"Reading {path.name}")
    if asked.read_whole is not None:
        return [asked.read_whole(path, file=file, problems=problems)]
    sheets = _sheets(path, asked=asked, file=file, problems=problems)
    return [_parsed(sheet, asked=asked, reading=reading or Reading(), problems=problems) for sheet in sheets]


def open_table(path: Path, *, format_name: str, file: str, problems: Problems) -> Table | None:
    """The one table of a file as text; None, with the problem, when it cannot be opened or holds several."""
    sheets = _sheets(path, asked=FORMATS[format_name], file=file, problems=problems)
    if len(sheets) > 1:
        what = f"The workbook has {len(sheets)} sheets that can be seen."
        problems.add(file, "", what, "Save each of them as a file of its own.")
        return None
    return sheets[0].table


def format_of(path: Path) -> str | None:
    """The name of the format that reads a file, or says why it cannot be read; None when no format knows it."""
    unheard, ending = Problems(), path.suffix.lower()
    asks: dict[str, list[Sheet]] = {}
    for one in FORMATS.values():
        if one.read_whole is not None:
            continue
        # every format sees the same rows of a CSV file; in a workbook each looks for its own sheets
        opened = one.name if ending == ".xlsx" else f"json {one.json}"
        if opened not in asks:
            asks[opened] = _sheets(path, asked=one, file=path.name, problems=unheard)
        firsts = [sheet.first for sheet in asks[opened] if sheet.first]
        if any(one.shape_of(first) or one.refuses(first[0]) for first in firsts):
            return one.name
    return next((one.name for one in FORMATS.values() if ending in one.endings), None)


def _sheets(path: Path, *, asked: Format, file: str, problems: Problems) -> list[Sheet]:
    def lays(first: Sequence[Sequence[str]]) -> Layout | None:
        found = asked.shape_of(first) if asked.source else None
        return found[1] if found else None

    ending = path.suffix.lower()
    if asked.json and ending == ".json":
        return [read_json_rows(path, file=file, problems=problems, lays=lays)]
    if asked.workbooks and ending == ".xlsx":
        from datawalk.intake.workbook import read_workbook  # its package is slow to import and seldom needed

        return read_workbook(path, file=file, problems=problems, knows=_is_header, lays=lays)
    if asked.workbooks and ending in OTHER_SPREADSHEETS:
        remedy = "Open it in a spreadsheet and save it as .xlsx or as 'CSV UTF-8' in its place."
        problems.add(file, "", "This kind of spreadsheet is not read.", remedy)
        return [Sheet(file, None)]
    return [read_rows(path, file=file, problems=problems, knows=_is_header, lays=lays)]


def _is_header(names: Sequence[str]) -> bool:
    return any(one.knows(names) for one in FORMATS.values())


def _parsed(sheet: Sheet, *, asked: Format, reading: Reading, problems: Problems) -> Parsed:
    file, opened, first = sheet
    nothing = Parsed(file, unread={(kind, ALL) for kind in _BROUGHT})
    if opened is None:
        return nothing
    if found := asked.shape_of(first):
        return found[0].read(opened, file=file, reading=reading, problems=problems)
    if refusal := _refusal(first, asked=asked):
        problems.add(file, "row 1", *refusal)
        return nothing
    if asked.otherwise:
        return asked.otherwise(opened, file=file, reading=reading, problems=problems)
    problems.add(file, "row 1", *asked.needs)
    return nothing


def _refusal(first: Sequence[Sequence[str]], *, asked: Format) -> tuple[str, str] | None:
    """Why a file is not one of the format asked for: it is another's, or one nobody reads."""
    for other in FORMATS.values():
        if refusal := other.refuses(first[0]):
            return refusal
        if other is not asked and other.shape_of(first):
            return f"This is {other.title}, not {asked.title}.", f"Add it with '--as {other.name}'."
    return None
