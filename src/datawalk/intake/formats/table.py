"""The format `table`: a coordinator's own CSV tables; the kind is known from the columns."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from datawalk.domain.tables import TABLES
from datawalk.intake.csvfile import Table
from datawalk.intake.formats.cells import CellError
from datawalk.intake.formats.kinds import FIELD_OF, KINDS, Kind
from datawalk.intake.formats.numbers import check_numbers
from datawalk.intake.formats.shape import ALL, Format, Parsed, Row
from datawalk.intake.problems import Problems


def looks_like(header: Sequence[str]) -> bool:
    """Whether the columns are those of one of our tables, allowing for some that are missing or misspelt."""
    return kind_of(header) is not None


def kind_of(header: Sequence[str]) -> Kind | None:
    """The kind whose columns fit best; None when fewer than half of its required columns are there."""
    names = set(header)

    def fit(kind: Kind) -> tuple[float, float]:
        known = [name for name in header if name in kind.columns]
        return len(names & set(kind.required)) / len(kind.required), len(known) / len(header)

    best = max(KINDS, key=fit)
    return best if fit(best)[0] >= 0.5 else None


def read(table: Table, *, file: str, problems: Problems) -> Parsed:
    """Read one table. A row with a problem is left out; a header with a problem leaves all rows out."""
    parsed = Parsed(file)
    kind = kind_of(table.header)
    if kind is None:
        known = "; ".join(f"{one.name}: {', '.join(one.required)}" for one in KINDS)
        what = "The columns are those of no table known here."
        problems.add(file, "row 1", what, f"A table needs at least one of these sets of columns: {known}.")
        parsed.unread |= {(one.name, ALL) for one in KINDS}
        return parsed
    if not _header_is_sound(table.header, kind=kind, file=file, problems=problems):
        parsed.unread.add((kind.name, ALL))
        return parsed
    rows: list[Row[Any]] = []
    columns = [name for name in table.header if name in kind.columns]
    for number, cells in table.rows:
        model = _model(cells, kind=kind, columns=columns, file=file, row=number, problems=problems)
        if model is None:
            parsed.unread.add((kind.name, cells[kind.required[0]]))
        else:
            rows.append(Row(model, number))
    if table.lost:
        parsed.unread.add((kind.name, ALL))
    _keep(rows, kind=kind, parsed=parsed, file=file, problems=problems)
    return parsed


def _keep(rows: list[Row[Any]], *, kind: Kind, parsed: Parsed, file: str, problems: Problems) -> None:
    if kind.name == "observations":
        parsed.observations = check_numbers(rows, file=file, problems=problems)
    elif kind.name == "places":
        parsed.places = rows
    else:
        parsed.rows[TABLES[kind.name]] = rows


def _header_is_sound(header: Sequence[str], *, kind: Kind, file: str, problems: Problems) -> bool:
    missing = [name for name in kind.required if name not in header]
    if kind.either and not any(set(group) <= set(header) for group in kind.either):
        missing.append(kind.either[0][0])
    absent = [name for name in kind.columns if name not in header]
    sound = True
    for name in header:
        if name in kind.columns:
            continue
        plain = name.lower().replace(" ", "_")
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


def _model(
    cells: dict[str, str], *, kind: Kind, columns: list[str], file: str, row: int, problems: Problems
) -> object | None:
    values: dict[str, Any] = {}
    sound = True
    for column in columns:
        cell = cells[column]
        if not cell:
            continue
        try:
            values[FIELD_OF.get(column, column)] = kind.columns[column](cell)
        except CellError as fault:
            problems.add(file, f"row {row}, column {column}", fault.what, fault.remedy)
            sound = False
    for column, field in ((column, FIELD_OF.get(column, column)) for column in columns):
        if kind.model.model_fields[field].is_required() and not cells[column]:
            problems.add(file, f"row {row}, column {column}", "The cell is blank.", "Fill it in.")
            sound = False
    if not sound:
        return None
    try:
        return kind.model(**values)
    except ValidationError as error:
        for one in error.errors():
            field = str(one["loc"][0]) if one["loc"] else ""
            column = next((name for name, own in FIELD_OF.items() if own == field), field)
            where = f"row {row}, column {column}" if column else f"row {row}"
            problems.add(file, where, f"{one['msg']}.", "Correct the cell.")
        return None


FORMAT = Format(name="table", title="one of our tables", looks_like=looks_like, read=read)
