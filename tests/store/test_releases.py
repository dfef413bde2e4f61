"""Releases: immutable, content-addressed, protected; the pointer moves last."""

import os
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest

from datawalk.domain.workspace import Workspace
from datawalk.errors import MachineProblem, ReleaseProblem
from datawalk.intake.build import publish
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from worlds import GROUPS, cell, contents


def test_the_same_content_is_the_same_release(tmp_path: Path) -> None:
    first = publish(contents(tmp_path)).release
    again = publish(contents(tmp_path)).release
    other = publish(contents(tmp_path, observations=GROUPS)).release
    assert first == again
    assert other != first
    assert Releases(tmp_path / "built").current() == other


def test_going_back_moves_the_pointer(tmp_path: Path) -> None:
    first = publish(contents(tmp_path)).release
    publish(contents(tmp_path, observations=GROUPS))
    releases = Releases(tmp_path / "built")
    releases.use(first.id, rule_version=3, min_count=11)
    assert releases.current() == first
    assert len(releases.all()) == 2


@pytest.mark.parametrize(("rule_version", "min_count"), [(4, 11), (3, 16)])
def test_a_weaker_release_cannot_be_chosen(tmp_path: Path, rule_version: int, min_count: int) -> None:
    release = publish(contents(tmp_path)).release
    with pytest.raises(ReleaseProblem, match="weaker privacy rule"):
        Releases(tmp_path / "built").use(release.id, rule_version=rule_version, min_count=min_count)


def test_no_release_and_a_broken_one_are_named(tmp_path: Path) -> None:
    releases = Releases(tmp_path / "built")
    with pytest.raises(ReleaseProblem, match="There is no release yet"):
        releases.current()
    release = publish(contents(tmp_path)).release
    release.path.write_bytes(b"not a database")
    with pytest.raises(ReleaseProblem, match="cannot be read"):
        PublishedStore(release)
    release.path.unlink()
    with pytest.raises(ReleaseProblem, match="is not here"):
        releases.current()


def test_what_a_killed_build_left_is_swept_and_the_old_release_serves(tmp_path: Path) -> None:
    release = publish(contents(tmp_path)).release
    left, other = (tmp_path / "built" / f".building-{process}.duckdb" for process in (1, 2))
    for file in (left, other):
        file.write_bytes(b"half")
    os.utime(left, (0, 0))
    assert Releases(tmp_path / "built").current() == release
    publish(contents(tmp_path, observations=GROUPS))
    assert not left.exists()
    assert other.exists()  # another build may still be writing it


def test_a_pointer_that_another_process_holds_is_waited_for(tmp_path: Path) -> None:
    release = publish(contents(tmp_path)).release
    reads = [PermissionError, PermissionError, f"{release.id}\n"]
    with patch.object(Path, "read_text", side_effect=reads):
        assert Releases(tmp_path / "built").current() == release


def test_a_disk_that_refuses_is_a_problem_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "built").write_text("a file where the folder should be")
    with pytest.raises(MachineProblem, match="could not be written"):
        publish(contents(tmp_path))


def test_no_hidden_number_is_in_the_file(tmp_path: Path) -> None:
    odd = (*GROUPS[:3], cell(7, 6123, subgroup="white", note="seven people"))
    release = publish(contents(tmp_path, observations=(cell(647, 10000), *odd))).release
    with duckdb.connect(str(release.path), read_only=True) as connection:
        rows = connection.execute("SELECT * FROM observations WHERE dimension = 'race'").fetchall()
    assert len(rows) == 4
    hidden = [row for row in rows if row[12] == "suppressed"]
    assert {row[5] for row in hidden} == {"asian", "white"}
    for row in hidden:
        assert row[6:12] == (None,) * 6
        assert row[13] == "Not shown to protect privacy"
    assert b"seven people" not in release.path.read_bytes()


def test_a_stricter_workspace_hides_more(tmp_path: Path) -> None:
    base = contents(tmp_path)
    strict = replace(base, workspace=Workspace(name="n", place="county", sector_list="three", min_count=100))
    assert publish(base).withheld == 0
    assert publish(strict).withheld == 2
    with_min = publish(strict).release
    assert Releases(tmp_path / "built").use(with_min.id, rule_version=3, min_count=20).id == with_min.id
