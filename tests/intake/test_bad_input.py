"""Every fault has its fixture, and the whole message is held: place, what is wrong, remedy."""

import shutil
import tomllib
from pathlib import Path

import pytest

from datawalk.intake.check import check_workspace
from datawalk.intake.declarations import KINDS

DATA = Path(__file__).parents[1] / "data"
KINDS_OF_STATIONS = ", ".join(KINDS)
MESSAGES: dict[str, list[str]] = tomllib.loads(
    (DATA / "bad" / "messages.toml").read_text(encoding="utf-8").replace("{kinds}", KINDS_OF_STATIONS)
)


def said(folder: Path) -> list[str]:
    _, problems = check_workspace(folder)
    return [f"{'warning: ' * (one.severity == 'warning')}{one}" for one in problems.found]


def laid_over(tmp_path: Path, *faults: str) -> Path:
    folder = tmp_path / "workspace"
    shutil.copytree(DATA / "small" / "alder", folder)
    for fault in faults:
        shutil.copytree(DATA / "bad" / fault, folder, dirs_exist_ok=True)
    return folder


def test_the_fixture_itself_has_no_problem(tmp_path: Path) -> None:
    assert said(laid_over(tmp_path)) == []


def test_every_fault_has_a_message() -> None:
    assert {path.name for path in (DATA / "bad").iterdir() if path.is_dir()} == set(MESSAGES)


@pytest.mark.parametrize("fault", MESSAGES)
def test_a_fault_gives_its_whole_message(fault: str, tmp_path: Path) -> None:
    assert said(laid_over(tmp_path, fault)) == MESSAGES[fault]


def test_faults_of_several_files_come_in_one_report(tmp_path: Path) -> None:
    faults = ("toml_misspelt_key", "text_in_number", "unknown_sector", "walk_unknown_kind", "not_a_csv")
    wanted = sorted(message for fault in faults for message in MESSAGES[fault])
    assert sorted(said(laid_over(tmp_path, *faults))) == wanted


def test_a_broken_datawalk_toml_does_not_silence_the_rest(tmp_path: Path) -> None:
    folder = laid_over(tmp_path, "text_in_number")
    (folder / "datawalk.toml").write_text('nmae = "Alder"\nplace = "alder"\n', encoding="utf-8")
    assert said(folder) == [
        "datawalk.toml, key nmae: 'nmae' is not a key here. Did you mean 'name'?",
        *MESSAGES["text_in_number"],
    ]


def test_one_wrong_word_in_many_rows_is_one_problem(tmp_path: Path) -> None:
    folder = laid_over(tmp_path)
    table = folder / "tables" / "observations.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",alder,", ",aldr,"), encoding="utf-8")
    assert said(folder) == [
        "tables/observations.csv, row 2, column place_id: 'aldr' is not a place of this workspace (3 rows). "
        "Did you mean 'alder'?"
    ]


def test_what_has_its_own_problem_is_not_called_unknown_elsewhere(tmp_path: Path) -> None:
    folder = laid_over(tmp_path, "toml_misspelt_key")
    partners = folder / "tables" / "partners.csv"
    text = partners.read_text(encoding="utf-8")
    partners.write_text(text.replace("schools,,0,,", "schools,May 2024,0,,"), encoding="utf-8")
    assert said(folder) == [
        "tables/partners.csv, row 3, column joined_on: 'May 2024' is not a date. "
        "Write year-month-day, such as 2026-03-31.",
        *MESSAGES["toml_misspelt_key"],
    ]
