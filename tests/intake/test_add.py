"""Adding files: where they go, and that a refusal changes nothing."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from datawalk.errors import MachineProblem, UsageProblem
from datawalk.intake.add import add_files
from datawalk.intake.check import check_workspace
from datawalk.intake.formats import format_of
from datawalk.intake.problems import ProblemsFound

SMALL = Path(__file__).parents[1] / "data" / "small"
COUNTY = SMALL / "places" / "22_columns.csv"
DAY = date(2026, 2, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL / "alder", tmp_path / "alder"))


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")
            if path.is_file()}  # fmt: skip


def test_a_source_goes_to_its_day_with_its_declaration(folder: Path) -> None:
    written = add_files(folder, files=[COUNTY], format_name="places", accessed_on=DAY)
    assert written == ["sources/places/2026-02-01/22_columns.csv", "sources/places/2026-02-01/source.toml"]
    assert (folder / written[0]).read_bytes() == COUNTY.read_bytes()
    assert "accessed_on = 2026-02-01\n" in (folder / written[1]).read_text(encoding="utf-8")
    names = SMALL / "places" / "names.csv"
    again = add_files(folder, files=[names], format_name="places", accessed_on=DAY)
    assert again == ["sources/places/2026-02-01/names.csv"]


def test_a_table_goes_to_the_tables(folder: Path, tmp_path: Path) -> None:
    seats = tmp_path / "Our seats.CSV"
    seats.write_text("partner_id,body,voting\nclinic,council,1\n", encoding="utf-8")
    assert add_files(folder, files=[seats], format_name="table", accessed_on=DAY) == ["tables/Our seats.csv"]
    assert not (folder / "tables" / "source.toml").exists()


def a_workbook(path: Path, *sheets: tuple[str, tuple[object, ...], tuple[object, ...]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, header, row in sheets:
        sheet = book.create_sheet(name)
        sheet.append(header)
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_keeps_its_ending(folder: Path, tmp_path: Path) -> None:
    seats = ("Seats", ("partner_id", "body", "voting"), ("clinic", "council", 1))
    cash = ("Cash", ("date", "unrestricted"), (DAY, 40000))
    path = a_workbook(tmp_path / "Our books.XLSX", seats, cash)
    assert add_files(folder, files=[path], format_name="table", accessed_on=DAY) == ["tables/Our books.xlsx"]
    assert (folder / "tables" / "Our books.xlsx").read_bytes() == path.read_bytes()


def test_a_workbook_with_one_bad_sheet_is_kept_out_whole(folder: Path, tmp_path: Path) -> None:
    seats = ("Seats", ("partner_id", "body", "voting"), ("clinic", "council", 1))
    cash = ("Cash", ("date", "unrestricted"), (DAY, "lots"))
    path = a_workbook(tmp_path / "books.xlsx", seats, cash)
    before = files_in(folder)
    with pytest.raises(ProblemsFound) as caught:
        add_files(folder, files=[path], format_name="table", accessed_on=DAY)
    assert [str(one) for one in caught.value.problems.errors] == [
        "books.xlsx, sheet Cash, row 2, column unrestricted: 'lots' is not a number. "
        "Write digits with a point for decimals."
    ]
    assert files_in(folder) == before


@pytest.mark.parametrize(
    ("name", "format_name", "message"),
    [
        ("county.xlsx", "places", "Open it in a spreadsheet and save it as 'CSV UTF-8'."),
        ("seats.xls", "table", "Open it in a spreadsheet and save it as .xlsx or as 'CSV UTF-8'."),
        ("seats.ods", "table", "Open it in a spreadsheet and save it as .xlsx or as 'CSV UTF-8'."),
    ],
)
def test_other_spreadsheets_are_refused(
    folder: Path, tmp_path: Path, name: str, format_name: str, message: str
) -> None:
    (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(UsageProblem, match="is a kind of spreadsheet that is not read as") as caught:
        add_files(folder, files=[tmp_path / name], format_name=format_name, accessed_on=DAY)
    assert caught.value.remedy == message


def test_one_bad_file_keeps_all_out(folder: Path) -> None:
    before = files_in(folder)
    bad = Path(__file__).parents[1] / "data" / "bad" / "table_as_places" / "sources" / "places"
    with pytest.raises(ProblemsFound) as caught:
        add_files(
            folder, files=[COUNTY, bad / "2026-01-15" / "county.csv"], format_name="places", accessed_on=DAY
        )
    assert [str(one) for one in caught.value.problems.errors] == [
        "county.csv, row 1: This is one of our tables, not a PLACES file. Add it with '--as table'."
    ]
    assert files_in(folder) == before


def test_a_name_that_is_taken_is_refused_unless_replaced(folder: Path) -> None:
    seats = SMALL / "alder" / "tables" / "seats.csv"
    with pytest.raises(UsageProblem, match=r"already a file 'seats.csv' in tables"):
        add_files(folder, files=[seats], format_name="table", accessed_on=DAY)
    written = add_files(folder, files=[seats], format_name="table", accessed_on=DAY, replace=True)
    assert written == ["tables/seats.csv"]


def test_names_cannot_lead_elsewhere(folder: Path, tmp_path: Path) -> None:
    tricky = tmp_path / "..\\..\\seats: 2.csv"
    tricky.write_text("partner_id,body,voting\nclinic,council,1\n", encoding="utf-8")
    assert add_files(folder, files=[tricky], format_name="table", accessed_on=DAY) == ["tables/seats_ 2.csv"]


@pytest.mark.parametrize(
    ("format_name", "name", "message"),
    [
        ("place", "22_columns.csv", "There is no format 'place'. Did you mean 'places'?"),
        ("places", "none.csv", "Check the name and the folder."),
        ("places", "", "Name the files in it."),
    ],
)
def test_usage_faults_are_told(folder: Path, format_name: str, name: str, message: str) -> None:
    with pytest.raises(UsageProblem, match=message.replace("?", r"\?")):
        add_files(folder, files=[SMALL / "places" / name], format_name=format_name, accessed_on=DAY)


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"it has no datawalk\.toml"):
        add_files(tmp_path, files=[COUNTY], format_name="places", accessed_on=DAY)


def test_a_disk_that_refuses_leaves_nothing_behind(folder: Path) -> None:
    (folder / "sources" / "places").write_text("in the way", encoding="utf-8")
    with pytest.raises(MachineProblem):
        add_files(folder, files=[COUNTY], format_name="places", accessed_on=DAY)
    assert (folder / "sources" / "places").read_text(encoding="utf-8") == "in the way"


def test_a_copy_that_fails_leaves_no_newer_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_files(folder, files=[COUNTY], format_name="places", accessed_on=date(2026, 1, 1))
    before = files_in(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(MachineProblem):
        add_files(folder, files=[COUNTY], format_name="places", accessed_on=DAY)
    assert files_in(folder) == before
    assert [path.name for path in (folder / "sources" / "places").iterdir()] == ["2026-01-01"]


def test_what_a_killed_add_leaves_is_harmless(folder: Path) -> None:
    left = folder / "sources" / "places" / f".{DAY}.part"
    left.mkdir(parents=True)
    (left / COUNTY.name).write_text("half of", encoding="utf-8")
    assert check_workspace(folder)[1].found == []
    add_files(folder, files=[COUNTY], format_name="places", accessed_on=DAY)
    assert [path.name for path in left.parent.iterdir()] == [DAY.isoformat()]


def test_a_file_named_like_a_lock_is_read_after_it_is_added(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "~$cash.csv"
    table.write_text("date,unrestricted\n2026-02-28,1\n", encoding="utf-8")
    (folder / "tables" / "cash.csv").unlink()
    assert add_files(folder, files=[table], format_name="table", accessed_on=DAY) == ["tables/cash.csv"]


@pytest.mark.parametrize(
    ("file", "format_name"),
    [
        ("places/22_columns.csv", "places"),
        ("alder/tables/partners.csv", "table"),
        ("chr/county_fips.csv", "chr"),
    ],
)
def test_the_format_is_told_from_the_columns(file: str, format_name: str) -> None:
    assert format_of(SMALL / file) == format_name


def test_files_without_a_format_are_added_as_what_they_are(folder: Path) -> None:
    added = add_files(folder, files=[SMALL / "places" / "22_columns.csv"], accessed_on=date(2026, 2, 1))
    assert added[0] == "sources/places/2026-02-01/22_columns.csv"


def test_files_of_several_formats_and_of_none_are_told(folder: Path, tmp_path: Path) -> None:
    files = [SMALL / "places" / "22_columns.csv", SMALL / "alder" / "tables" / "partners.csv"]
    with pytest.raises(UsageProblem) as found:
        add_files(folder, files=files, accessed_on=date(2026, 2, 1))
    assert str(found.value) == (
        "These files are of several formats: places, table. Add those of one format at a time."
    )
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageProblem) as found:
        add_files(folder, files=[tmp_path / "odd.csv"], accessed_on=date(2026, 2, 1))
    assert str(found.value).startswith(
        "What kind of file 'odd.csv' is cannot be told from its columns. Say it with --as: table, places,"
    )
