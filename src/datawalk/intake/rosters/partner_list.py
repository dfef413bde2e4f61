"""Organisations out of a list whose columns are not ours: each column is known by its name, and the match is shown."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from datawalk.intake.csvfile import read_rows
from datawalk.intake.problems import Problems
from datawalk.intake.rosters.found import Found
from datawalk.intake.tabular import Sheet, Table

_COLUMNS = Path(__file__).parents[1] / "bundled" / "partner_columns.csv"
_GIVEN = ("languages", "joined_on", "left_on", "populations")
"""Columns that go into the review file as they are."""


class Matched(NamedTuple):
    """One column of the list: ours it was matched to (blank: none), and a value of it."""

    theirs: str
    ours: str
    sample: str


class Listed(NamedTuple):
    """What was found in a list, and how its columns were matched."""

    found: list[Found]
    columns: list[Matched]


def read_list(path: Path, *, named: Mapping[str, str], problems: Problems) -> Listed:
    """Every organisation of a CSV file or of the first sheet of a workbook. `named`: our columns with theirs, as told."""
    [sheet, *_] = _sheets(path, problems=problems)
    if sheet.table is None:
        return Listed([], [])
    matched = _match(sheet.table, named=named, file=sheet.file, problems=problems)
    if matched is None:
        return Listed([], [])
    lines = list(sheet.table.rows)
    samples = {
        theirs: next((one[theirs] for _, one in lines if one[theirs]), "") for theirs in sheet.table.header
    }
    ours = {theirs: column for column, theirs in matched.items()}
    columns = [Matched(theirs, ours.get(theirs, ""), samples[theirs]) for theirs in sheet.table.header]
    found = []
    for row, one in lines:
        told = {column: one[theirs] for column, theirs in matched.items()}
        if not told["name"]:
            where = f"row {row}, column {matched['name']}"
            problems.add(sheet.file, where, "The organization has no name.", "Write it, or delete the row.")
            continue
        found.append(
            Found(
                name=" ".join(told["name"].split()),
                file=sheet.file,
                row=row,
                website=told.get("website", ""),
                sector_words=tuple(
                    part.strip() for part in told.get("sectors", "").split(";") if part.strip()
                ),
                given={column: told[column] for column in _GIVEN if told.get(column)},
            )
        )
    return Listed(found, columns)


def _sheets(path: Path, *, problems: Problems) -> Sequence[Sheet]:
    if path.suffix.lower() == ".xlsx":
        from datawalk.intake.workbook import read_workbook  # its package is slow to import and seldom needed

        return read_workbook(path, file=path.name, problems=problems) or [Sheet(path.name, None)]
    return [read_rows(path, file=path.name, problems=problems)]


@cache
def _names() -> dict[str, list[str]]:
    """The names each of our columns may have in lists of others, the likeliest first."""
    with _COLUMNS.open(encoding="utf-8", newline="") as file:
        return {row["column"]: row["match"].split(";") for row in csv.DictReader(file)}


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


def _match(table: Table, *, named: Mapping[str, str], file: str, problems: Problems) -> dict[str, str] | None:
    """Our columns with theirs; None, with the problem, when no column or more than one can be the name."""
    before = len(problems.errors)
    theirs = {_plain(one): one for one in table.header}
    found: dict[str, str] = {}
    for ours, name in named.items():
        if ours not in _names():
            problems.add(
                file, "", f"'{ours}' is not a column to match.", f"Known here: {', '.join(_names())}."
            )
        elif name not in table.header:
            problems.add(
                file, "row 1", f"There is no column '{name}'.", f"There are: {', '.join(table.header)}."
            )
        else:
            found[ours] = name
    for ours, names in _names().items():
        if ours in found:
            continue
        fits = [theirs[name] for name in names if name in theirs and theirs[name] not in found.values()]
        if ours == "name":
            fits = fits or [one for plain, one in theirs.items() if plain.endswith(" name")]
            if len(fits) != 1 and len(problems.errors) == before:
                problems.add(file, "row 1", *_no_name(fits, table))
        if fits:
            found[ours] = fits[0]
    return None if len(problems.errors) > before else found


def _no_name(fits: Sequence[str], table: Table) -> tuple[str, str]:
    example = (fits or table.header)[0]
    remedy = f'Say which: --column name="{example}".'
    if fits:
        return f"More than one column may hold the names: {', '.join(fits)}.", remedy
    return f"No column looks like the names of organizations: {', '.join(table.header)}.", remedy
