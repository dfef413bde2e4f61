"""The library that comes with datawalk, beside the workspace's own resources."""

import shutil
from pathlib import Path
from typing import get_args

import pytest

from datawalk.domain.goals import Area
from datawalk.domain.resources import Resource
from datawalk.intake.check import check_workspace
from datawalk.intake.formats import read_file
from datawalk.intake.library import library
from datawalk.intake.problems import Problems

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"
FILE = Path(__file__).parents[2] / "src" / "datawalk" / "intake" / "bundled" / "resources.csv"
TOPICS = {
    "partnerships", "governance", "funding", "equity", "community voice", "data", "rural", "health care",
    "systems change", "communication",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = Path(shutil.copytree(ALDER, tmp_path / "alder"))
    (copied / "tables" / "resources.csv").unlink(missing_ok=True)
    return copied


def resources(folder: Path) -> tuple[Resource, ...]:
    contents, problems = check_workspace(folder)
    assert contents is not None
    assert problems.errors == []
    return contents.of(Resource)


def test_the_library_is_read_without_a_problem() -> None:
    problems = Problems()
    [parsed] = read_file(FILE, format_name="table", file=FILE.name, problems=problems)
    assert problems.found == []
    assert len(parsed.rows[Resource]) == len(library()) == len({one.resource_id for one in library()}) == 11


@pytest.mark.parametrize("one", library(), ids=lambda one: one.resource_id)
def test_an_entry_keeps_to_the_words_and_guesses_no_address(one: Resource) -> None:
    assert one.kind in ("guide", "report", "toolkit", "brief")
    assert one.topics
    assert set(one.topics) <= TOPICS
    assert one.area in get_args(Area)
    assert one.url is None
    assert one.title
    assert one.organization


def test_a_workspace_without_resources_has_the_library(folder: Path) -> None:
    assert resources(folder) == library()


def test_own_rows_come_first_and_replace_ours_of_the_same_id(folder: Path) -> None:
    table = "resource_id,title,kind,organization\nrooms,Free rooms,in_kind,The library\n"
    table += "going_all_in,Going All In (our notes),notes,Us\n"
    (folder / "tables" / "resources.csv").write_text(table, encoding="utf-8")
    own, notes, *ours = resources(folder)
    assert (own.resource_id, notes.title) == ("rooms", "Going All In (our notes)")
    assert ours == [one for one in library() if one.resource_id != "going_all_in"]


def test_own_rows_that_are_doubled_are_still_told(folder: Path) -> None:
    table = "resource_id,title,kind,organization\n" + 2 * "rooms,Free rooms,in_kind,The library\n"
    (folder / "tables" / "resources.csv").write_text(table, encoding="utf-8")
    _, problems = check_workspace(folder)
    assert len(problems.errors) == 1
