"""The source formats datawalk reads, and reading one file as one of them."""

from collections.abc import Sequence
from pathlib import Path

from datawalk.domain.tables import TABLES
from datawalk.intake.csvfile import read_rows
from datawalk.intake.formats import boundaries, places, table
from datawalk.intake.formats.shape import ALL, Format, Parsed
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Sheet

FORMATS: dict[str, Format] = {one.name: one for one in (table.FORMAT, places.FORMAT, boundaries.FORMAT)}

OTHER_SPREADSHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".numbers"})
"""Endings of spreadsheets that are not read."""

_BROUGHT = ("places", "indicators", *TABLES)
"""What a file that cannot be read might have brought."""


def read_file(path: Path, *, format_name: str, file: str, problems: Problems) -> list[Parsed]:
    """Read one file as the named format, a key of FORMATS: one Parsed, or one for each sheet of a workbook.

    A file that looks like another format is refused as a whole, so that it gives one problem, not hundreds.
    """
    asked = FORMATS[format_name]
    if asked.read_whole is not None:
        return [asked.read_whole(path, file=file, problems=problems)]
    if asked.workbooks and path.suffix.lower() == ".xlsx":
        from datawalk.intake.workbook import read_workbook  # its package is slow to import and seldom needed

        sheets = read_workbook(path, file=file, problems=problems, knows=_is_header)
    elif asked.workbooks and path.suffix.lower() in OTHER_SPREADSHEETS:
        remedy = "Open it in a spreadsheet and save it as .xlsx or as 'CSV UTF-8' in its place."
        problems.add(file, "", "This kind of spreadsheet is not read.", remedy)
        sheets = [Sheet(file, None)]
    else:
        sheets = [Sheet(file, read_rows(path, file=file, problems=problems, knows=_is_header))]
    return [_parsed(sheet, asked=asked, problems=problems) for sheet in sheets]


def _is_header(names: Sequence[str]) -> bool:
    return any(one.looks_like(names) or one.refuses(names) for one in FORMATS.values())


def _parsed(sheet: Sheet, *, asked: Format, problems: Problems) -> Parsed:
    file, opened = sheet
    nothing = Parsed(file, unread={(kind, ALL) for kind in _BROUGHT})
    if opened is None:
        return nothing
    if not asked.looks_like(opened.header):
        for other in FORMATS.values():
            if refusal := other.refuses(opened.header):
                problems.add(file, "row 1", *refusal)
                return nothing
            if other.looks_like(opened.header):
                what = f"This is {other.title}, not {asked.title}."
                problems.add(file, "row 1", what, f"Add it with '--as {other.name}'.")
                return nothing
    return asked.read(opened, file=file, problems=problems)
