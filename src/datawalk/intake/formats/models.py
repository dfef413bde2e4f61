"""The rows of a coordinator's own tables as models, cell by cell."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from datawalk.intake.formats.cells import OR_BLANK, CellError
from datawalk.intake.formats.kinds import FIELD_OF, Kind
from datawalk.intake.formats.rows import Row
from datawalk.intake.formats.shape import ALL, Parsed
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Faulty, lone_cell


def read_models(
    rows: Iterable[tuple[int, dict[str, str]]], *, kind: Kind, parsed: Parsed, problems: Problems
) -> Iterator[Row[Any]]:
    """The rows of one of our tables as its models; a row with a problem is left out and noted as unread."""
    for number, cells in rows:
        model = _model(cells, kind=kind, file=parsed.file, row=number, problems=problems)
        if model is None:
            parsed.unread.add((kind.name, cells[kind.required[0]] or ALL))
        else:
            yield Row(model, number)


def _model(cells: dict[str, str], *, kind: Kind, file: str, row: int, problems: Problems) -> object | None:
    columns = [name for name in cells if name in kind.columns]
    values: dict[str, Any] = {}
    sound = True
    blank = any(not cells[column] and _is_needed(column, kind=kind) for column in columns)
    if blank and (lone := lone_cell(list(cells.values()))):
        problems.add(file, f"row {row}", *lone)
        return None
    for column in columns:
        cell = cells[column]
        if not cell:
            continue
        if isinstance(cell, Faulty):
            problems.add(file, f"row {row}, column {column}", cell.what, cell.remedy)
            sound = False
            continue
        try:
            values[FIELD_OF.get(column, column)] = kind.columns[column](cell)
        except CellError as fault:
            needed = _is_needed(column, kind=kind)
            remedy = fault.remedy.replace(OR_BLANK, "") if needed else fault.remedy
            problems.add(file, f"row {row}, column {column}", fault.what, remedy)
            sound = False
    for column in columns:
        if _is_needed(column, kind=kind) and not cells[column]:
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


def _is_needed(column: str, *, kind: Kind) -> bool:
    """Whether every row must have something in the column."""
    return kind.model.model_fields[FIELD_OF.get(column, column)].is_required()
