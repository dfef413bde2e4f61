"""Files made to do harm, and machines that give up half-way: nothing is lost, and the sentence says what to do."""

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from datawalk.cli import app
from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.check import check_workspace
from datawalk.intake.problems import ProblemsFound
from datawalk.settings import PROBLEMS_SHOWN
from datawalk.store.releases import Releases

SMALL = Path(__file__).parents[1] / "data" / "small"
DAMAGED = (
    "cash.xlsx: The workbook is damaged and cannot be opened. "
    "Open it in a spreadsheet and save it as .xlsx or as 'CSV UTF-8'."
)
TEN_TIMES = "".join(f'<!ENTITY e{n} "{(f"&e{n - 1};" if n else "boom") * 10}">' for n in range(10))
"""Each entity holds the one before it ten times: ten thousand million booms."""


@pytest.fixture
def alder(tmp_path: Path) -> Path:
    return Path(copytree(SMALL / "alder", tmp_path / "alder", ignore=lambda *_: {"cash.csv"}))


def _workbook(path: Path, sheet: Callable[[str], str] = str) -> Path:
    """A sound workbook whose sheet's XML was changed by hand."""
    book = Workbook()
    book.active.append(["date", "unrestricted", "restricted"])  # type: ignore[union-attr]
    book.active.append(["2026-01-01", 10, 20])  # type: ignore[union-attr]
    sound = path.with_name("sound.xlsx")
    book.save(sound)
    with zipfile.ZipFile(sound) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            data = given.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                data = sheet(data.decode()).encode()
            made.writestr(part.filename, data)
    return path


def _with_entity(entities: str, name: str) -> Callable[[str], str]:
    row = f'<row r="9"><c r="A9" t="inlineStr"><is><t>&{name};</t></is></c></row>'

    def change(xml: str) -> str:
        return f"<!DOCTYPE x [{entities}]>" + xml.replace("</sheetData>", f"{row}</sheetData>")

    return change


def _refused(folder: Path, path: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        add_files(folder, files=[path], format_name="table", accessed_on=date(2026, 2, 10))
    assert not (folder / "tables" / path.name).exists()
    return [str(one) for one in found.value.problems.errors]


def test_a_workbook_that_unfolds_without_end_is_refused(alder: Path, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "cash.xlsx", _with_entity(TEN_TIMES, "e9"))
    start = time.monotonic()
    assert _refused(alder, path) == [DAMAGED]
    assert time.monotonic() - start < 20  # it would take hours, and all memory


def test_a_workbook_reads_no_file_of_the_machine(alder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("123456")
    path = _workbook(tmp_path / "cash.xlsx", _with_entity(f'<!ENTITY e SYSTEM "{secret.as_uri()}">', "e"))
    assert _refused(alder, path) == [DAMAGED]


def test_a_zip_bomb_is_not_opened(alder: Path, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "cash.xlsx", lambda xml: xml + " " * 60_000_000)
    assert path.stat().st_size < 1_000_000
    assert _refused(alder, path) == [
        "cash.xlsx: The workbook holds 60 MB; up to 50 MB are read. "
        "Save its sheets as 'CSV UTF-8', or split it into several workbooks."
    ]


def test_a_zip_bomb_that_lies_about_its_size_is_damaged(alder: Path, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "cash.xlsx", lambda xml: xml + " " * 60_000_000)
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert path.read_bytes().count(size) == 2
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    assert _refused(alder, path) == [DAMAGED]


def test_a_cell_at_the_end_of_the_sheet_costs_nothing(alder: Path, tmp_path: Path) -> None:
    row = '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>'
    path = _workbook(tmp_path / "cash.xlsx", lambda xml: xml.replace("</sheetData>", f"{row}</sheetData>"))
    assert _refused(alder, path) == [
        "cash.xlsx, sheet Sheet, row 1048576: The cell XFD1048576 lies beyond the last named column. "
        "Name its column in row 1, or clear the cell."
    ]


def test_ten_thousand_problems_are_a_page_not_a_flood(alder: Path) -> None:
    header = "indicator_id,place_id,period,dimension,subgroup,estimate\n"
    faults = (
        "no_insurance,alder,Y{n},total,total,1",
        "no_insurance,alder,2024,total,total,{n}%",
        "no_insurance,alder,2024,side,x{n},1",
        "gone{n},alder,2024,total,total,1",
    )
    rows = [faults[n % len(faults)].format(n=n) for n in range(10_000)]
    (alder / "tables" / "observations.csv").write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["check", "-w", str(alder)])
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert len(lines) < PROBLEMS_SHOWN
    assert "10000 problems, 0 notes." in lines
    assert sum("(and 2495 more like it)" in line for line in lines) == len(faults)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="file sizes cannot be limited here")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("build",), "The old release is still served."),
        (
            ("add", "wide.csv", "--as", "table"),
            "Free some space or allow writing there, then add the files again.",
        ),
    ],
)
def test_a_disk_that_fills_leaves_everything_as_it_was(
    alder: Path, tmp_path: Path, command: tuple[str, ...], said: str
) -> None:
    release = build(alder).release
    before = {path: path.read_bytes() for path in alder.rglob("*") if path.is_file()}
    (alder / "tables" / "goals.csv").write_text(
        (alder / "tables" / "goals.csv").read_text().replace("12.5", "12.6")
    )
    before[alder / "tables" / "goals.csv"] = (alder / "tables" / "goals.csv").read_bytes()
    wide = (
        "date,unrestricted,restricted\n" + "".join(f"20{n:02d}-01-01,1,2\n" for n in range(99)) + " " * 90_000
    )
    (tmp_path / "wide.csv").write_text(wide, encoding="utf-8")
    script = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384));"
        "from datawalk.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *command, "-w", str(alder)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 4
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert Releases(alder / "built").current() == release
    after = {path: path.read_bytes() for path in alder.rglob("*") if path.is_file() and path.name[0] != "."}
    assert after == before


@pytest.mark.nightly
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing can be killed so here")
def test_a_build_killed_at_any_moment_leaves_the_old_release(alder: Path) -> None:
    release = build(alder).release
    goals = alder / "tables" / "goals.csv"
    luck = random.Random(20261123)
    changed = 0
    for turn in range(40):
        goals.write_text(goals.read_text().replace("12.", f"12.{turn}"))
        child = subprocess.Popen(
            [sys.executable, "-c", "from datawalk.cli import main; main()", "build", "-w", str(alder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(luck.uniform(0.05, 1.5))
        child.kill()
        child.wait()
        current = Releases(alder / "built").current()
        changed += current != release
        release = current
        assert check_workspace(alder)[0] is not None
    assert build(alder).release == Releases(alder / "built").current()
    assert changed > 0  # some of them were late enough


@pytest.mark.nightly
def test_a_file_of_300_mb_is_read(tmp_path: Path) -> None:
    """Thirty million cells: kept whole, or only one county of it."""
    header = (
        "Year,StateAbbr,LocationName,Data_Value,Data_Value_Footnote,Low_Confidence_Limit,"
        "High_Confidence_Limit,TotalPopulation,LocationID,MeasureId,DataValueTypeID,Measure\n"
    )
    words = "Current lack of health insurance among the adults of this county at length " * 8
    path = tmp_path / "big.csv"
    rows = 0
    with path.open("w", encoding="utf-8") as text:
        text.write(header)
        while text.tell() < 300_000_000:
            year, county = 1000 + rows // 67, 1001 + 2 * (rows % 67)
            text.write(f"{year},AL,Place{county},9.5,,8.1,10.9,5000,0{county},ACCESS2,CrdPrv,{words}\n")
            rows += 1
    folder = Path(copytree(SMALL / "alder", tmp_path / "alder"))
    add_files(folder, files=[path], format_name="places", accessed_on=date(2026, 2, 10), within=("01001",))
    contents, problems = check_workspace(folder)
    assert contents is not None
    assert problems.errors == []
    assert sum(one.place_id == "01001" for one in contents.observations) == -(-rows // 67)
    declaration = folder / "sources" / "places" / "2026-02-10" / "source.toml"
    declaration.write_text(declaration.read_text().replace('within = ["01001"]', ""))
    contents, problems = check_workspace(folder)
    assert contents is not None
    assert problems.errors == []
    assert sum(one.place_id.startswith("01") for one in contents.observations) == rows
