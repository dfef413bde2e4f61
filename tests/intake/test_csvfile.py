"""CSV files as spreadsheets write them."""

from pathlib import Path

import pytest

from datawalk.intake.csvfile import read_rows
from datawalk.intake.problems import Problems


def rows_of(tmp_path: Path, content: bytes) -> list[tuple[int, dict[str, str]]]:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    problems = Problems()
    table = read_rows(path, file="table.csv", problems=problems).table
    assert table is not None
    rows = list(table.rows)
    assert problems.found == []
    return rows


@pytest.mark.parametrize(
    "content",
    [
        "name,note\nPeña,x\n".encode(),
        "name,note\r\nPeña,x\r\n".encode("utf-8-sig"),
        "name,note\r\nPeña,x\r\n".encode("cp1252"),
        'name , note,,\n"Peña", x ,,\n'.encode(),
    ],
    ids=["utf-8", "bom", "cp1252", "spaces and empty columns"],
)
def test_encodings_ends_and_spaces(tmp_path: Path, content: bytes) -> None:
    assert rows_of(tmp_path, content) == [(2, {"name": "Peña", "note": "x"})]


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    content = b'name,note\n\na,"two\nlines"\n,\nb,x\n'
    assert [(row, cells["name"]) for row, cells in rows_of(tmp_path, content)] == [(3, "a"), (5, "b")]


@pytest.mark.parametrize(
    ("above", "row"), [(b"Our partners\n", 2), (b"\n\n", 3), (b"Our partners,,\n2026,,\n,,\n", 4)]
)
def test_column_names_below_the_first_row_are_found(above: bytes, row: int, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(above + b"name,note\na,x\n")
    problems = Problems()
    table = read_rows(path, file="t.csv", problems=problems, knows=lambda names: "name" in names).table
    assert table is None
    assert [str(one) for one in problems.found] == [
        f"t.csv, row {row}: The column names are in row {row}, not in row 1. Delete the rows above it."
    ]


def test_column_names_are_looked_for_in_fifteen_rows_only(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"title\n" * 15 + b"name,note\n")
    problems = Problems()
    table = read_rows(path, file="t.csv", problems=problems, knows=lambda names: "name" in names).table
    assert table is not None
    assert table.header == ("title",)


def test_a_cell_beyond_the_limit_says_so(tmp_path: Path) -> None:
    path, problems = tmp_path / "table.csv", Problems()
    path.write_text(f"name,note\nAnn,{'x' * 200_000}\n", encoding="utf-8")
    table = read_rows(path, file="table.csv", problems=problems).table
    assert table is not None
    assert list(table.rows) == []
    assert [str(one) for one in problems.found] == [
        "table.csv, row 2: A cell of the row holds more than 131072 characters. "
        "Check its quotation marks: each must be closed."
    ]
