"""`add --good-rows`: the sound rows of a table are taken, the others kept with what is wrong, and nothing else changes."""

import csv
import shutil
from pathlib import Path

from typer.testing import CliRunner

from datawalk.cli import app
from datawalk.intake.check import check_workspace

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"
RUN = CliRunner()


def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    shutil.copytree(ALDER, folder)
    return folder


def add(folder: Path, name: str, text: str, *more: str) -> tuple[int, str]:
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    result = RUN.invoke(
        app, ["add", "--as", "table", str(path), "-w", str(folder), "--date", "2026-11-23", *more]
    )
    return result.exit_code, result.output


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


SEATS = """partner_id,body,voting,from,to
school,council,1,2025-01-01,
nobody,council,1,2025-01-01,
nobody,board,1,2025-01-01,
school,panel,1,2025-06-01,2025-01-01
clinic,board,1,2024-01-01,
school,club,perhaps,,
"""


def test_each_row_left_out_says_why(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    code, said = add(folder, "more_seats.csv", SEATS, "--good-rows")
    assert code == 0, said
    assert [row["body"] for row in rows_of(folder / "tables" / "more_seats.csv")] == ["council"]
    left = rows_of(folder / "review" / "left-out-2026-11-23-more_seats.csv")
    assert [(row["partner_id"], row["body"], row["problem"].split(".")[0]) for row in left] == [
        ("nobody", "council", "'nobody' is not a partner of this workspace (2 rows)"),
        ("nobody", "board", "'nobody' is not a partner of this workspace (2 rows)"),
        ("school", "panel", "2025-01-01 is before 2025-06-01 in the column from"),
        ("clinic", "board", "The same partner_id, body, voting, from and to are in tables/seats"),
        ("school", "club", "'perhaps' is neither yes nor no"),
    ]
    _, problems = check_workspace(folder)
    assert problems.errors == []


def test_without_the_flag_nothing_changes(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    code, said = add(folder, "more_seats.csv", SEATS)
    assert code == 1
    assert "'perhaps' is neither yes nor no" in said
    assert not (folder / "tables" / "more_seats.csv").exists()
    assert not (folder / "review").exists()


def test_a_sound_table_is_taken_whole(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    code, _ = add(folder, "more_seats.csv", "\n".join(SEATS.splitlines()[:2]) + "\n", "--good-rows")
    assert code == 0
    assert len(rows_of(folder / "tables" / "more_seats.csv")) == 1
    assert not (folder / "review").exists()


def test_a_fault_of_the_whole_table_cannot_be_left_out(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    code, said = add(folder, "more_seats.csv", "partner_id,body,vote\nschool,council,1\n", "--good-rows")
    assert code == 1
    assert "'vote' is not a column of the table seats. Rename it to 'voting'." in said
    code, said = add(folder, "no_seats.csv", "partner_id,body,voting\nnobody,council,1\n", "--good-rows")
    assert code == 1
    assert "'nobody' is not a partner of this workspace" in said
    assert not (folder / "tables" / "no_seats.csv").exists()


def test_names_that_are_taken_are_left_alone(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    before = (folder / "tables" / "seats.csv").read_bytes()
    code, said = add(folder, "seats.csv", SEATS, "--good-rows")
    assert code == 2
    assert "There is already a file 'seats.csv' in tables" in said
    assert (folder / "tables" / "seats.csv").read_bytes() == before


def test_a_publishers_file_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    path = tmp_path / "places.csv"
    path.write_text("x\n1\n", encoding="utf-8")
    result = RUN.invoke(app, ["add", "--as", "places", str(path), "-w", str(folder), "--good-rows"])
    assert result.exit_code == 2
    assert "a publisher's file is taken whole or not at all" in result.output
