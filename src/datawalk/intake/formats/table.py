"""The format `table`: a coordinator's own tables; the kind is known from the columns, or the name where they fit two."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from datawalk.domain.tables import TABLES
from datawalk.intake.formats import public_money
from datawalk.intake.formats.kinds import KINDS, Kind
from datawalk.intake.formats.models import read_models
from datawalk.intake.formats.observations import read_observations
from datawalk.intake.formats.shape import ALL, Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table

_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
_OF_PLACES = frozenset(
    {
        "geoid",
        "fips",
        "countyfips",
        "locationfips",
        "locationid",
        "st_name",
        "state",
        "county",
        "datasourceyear",
    }
)
"""Columns, in lower case, of files about places that are not a coordinator's own."""


def looks_like(header: Sequence[str]) -> bool:
    """Whether the columns are those of one of our tables, allowing for some that are missing or misspelt."""
    return bool(kinds_of(header))


def kinds_of(header: Sequence[str]) -> list[Kind]:
    """The kinds whose columns fit best: none when fewer than half of its required columns are there for any.

    More than one only when the columns are those of several kinds, such as milestones and commitments.
    """
    fits = {kind.name: _fit(header, kind) for kind in KINDS}
    best = max(fits.values())
    return [kind for kind in KINDS if fits[kind.name] == best] if best > (0, 0) else []


def _fit(header: Sequence[str], kind: Kind) -> tuple[float, float]:
    """The share of the required columns that are there, then the share of the columns that are known."""
    names = {_plain(name) for name in header}
    known = len(names & kind.columns.keys())
    required = len(names & set(kind.required)) / len(kind.required)
    share = known / len(header) if header else 0
    enough = required > 0.5 or (required == 0.5 and (share > 0.5 or _first_is_there(names, kind)))
    return (required, share) if known > 1 and enough else (0, 0)


def _first_is_there(names: set[str], kind: Kind) -> bool:
    """Half of the required columns alone is too little: files of others have a year and a state too."""
    return bool(get_close_matches(kind.required[0], names, n=1, cutoff=0.6))


def _plain(name: str) -> str:
    """A column's name as the contract would write it: `Partner ID` is `partner_id`."""
    return name.lower().replace(" ", "_")


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read one table. A row with a problem is left out; a header with a problem leaves all rows out."""
    parsed = Parsed(file)
    kinds = kinds_of(table.header)
    kind = kinds[0] if len(kinds) == 1 else _named(kinds, table=table)
    if kind is None:
        problems.add(file, "row 1", *(_several(kinds, table=table) if kinds else _no_kind(table)))
        parsed.unread |= {(one.name, ALL) for one in kinds or KINDS}
        return parsed
    if not _header_is_sound(table.header, kind=kind, file=file, problems=problems):
        parsed.unread.add((kind.name, ALL))
        return parsed
    if kind.name == "observations":
        read_observations(table, kind=kind, parsed=parsed, problems=problems)
    else:
        rows = list(read_models(table.rows, kind=kind, parsed=parsed, problems=problems))
        if kind.name == "places":
            parsed.places = rows
        else:
            parsed.rows[TABLES[kind.name]] = rows
    if table.lost:
        parsed.unread.add((kind.name, ALL))
    return parsed


def _named(kinds: Sequence[Kind], *, table: Table) -> Kind | None:
    """The one kind that the sheet's name or else the file's name holds."""
    for name in (table.sheet, table.name):
        words = re.split(r"[\W_]+", name.lower())
        found = [kind for kind in kinds if kind.name in words]
        if len(found) == 1:
            return found[0]
    return None


def _several(kinds: Sequence[Kind], *, table: Table) -> tuple[str, str]:
    names = [kind.name for kind in kinds]
    what = f"The columns are those of the tables {' and '.join(names)}, and the name is neither."
    if table.sheet:
        return what, f"Name the sheet {' or '.join(names)}."
    return what, f"Name the file {' or '.join(f'{name}.csv' for name in names)}."


def _no_kind(table: Table) -> tuple[str, str]:
    """What is wrong with columns that fit nothing, naming the table that has most of them."""
    if years := [name for name in table.header if _YEAR.fullmatch(name)]:
        what = f"The years are columns here: {years[0]} and {len(years) - 1} more."
        if len(years) > 1:
            return what, "Make one row of each year, in a table with the columns of observations."

    def shared(kind: Kind) -> tuple[int, float]:
        found = sum(name in kind.columns for name in table.header)
        return found, found / len(kind.columns)

    nearest_kind = max(KINDS, key=shared)
    remedy = "Write the column names of one table into the first row; docs/workspace.md lists them."
    if _OF_PLACES & {name.lower() for name in table.header}:
        remedy = (
            "If it is a publisher's own file, no format reads it: copy what you need of it into a table with the "
            "columns of observations; docs/workspace.md lists them."
        )
    if shared(nearest_kind)[0] > 1:
        remedy = f"The nearest is {nearest_kind.name}, which needs {', '.join(nearest_kind.required)}."
    if table.sheet:
        remedy += " A sheet that is no table can be hidden or deleted."
    return "The columns are those of no table known here.", remedy


def _header_is_sound(header: Sequence[str], *, kind: Kind, file: str, problems: Problems) -> bool:
    missing = [name for name in kind.required if name not in header]
    if kind.either and not any(set(group) <= set(header) for group in kind.either):
        missing.append(kind.either[0][0])
    absent = [name for name in kind.columns if name not in header]
    sound = True
    for name in header:
        if name in kind.columns:
            continue
        plain = _plain(name)
        close = get_close_matches(plain, missing, n=1, cutoff=0.6)
        close = close or get_close_matches(plain, absent, n=1, cutoff=0.8)
        if close:
            what = f"'{name}' is not a column of the table {kind.name}."
            problems.add(file, "row 1", what, f"Rename it to '{close[0]}'.")
            missing = [one for one in missing if one != close[0]]
            sound = False
        else:
            what = f"The column '{name}' is not one of the table {kind.name} and is left out."
            problems.add(file, "row 1", what, "It may stay.", severity="warning")
    for name in missing:
        what = f"The column '{name}' of the table {kind.name} is missing."
        ways = " or ".join(" and ".join(group) for group in kind.either)
        remedy = f"Add {ways}." if kind.either and name == kind.either[0][0] else "Add it."
        problems.add(file, "row 1", what, remedy)
        sound = False
    return sound


FORMAT = Format(
    name="table",
    title="one of our tables",
    shapes=(Shape(looks_like, read),),
    otherwise=read,
    workbooks=True,
    refuses=public_money.refuses,
)
