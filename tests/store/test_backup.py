"""Backups and the way back: whole or not at all, and never what is private."""

import json
import subprocess
import sys
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from datawalk.actions.rights import ANYBODY, AT_THE_MACHINE, NotAllowed
from datawalk.actions.trail import record
from datawalk.cli import app
from datawalk.errors import DataProblem, MachineProblem, UsageProblem
from datawalk.intake.build import build
from datawalk.intake.check import check_workspace
from datawalk.intake.new import new_workspace
from datawalk.store.backup import MANIFEST, back_up, restore
from datawalk.store.collected import COPIES, CollectedStore
from datawalk.store.eventfile import FILE, read_store
from datawalk.store.published import PublishedStore
from datawalk.store.recovery import look, put_in_place
from datawalk.store.releases import Releases


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A built workspace with two events in its trail, and something private."""
    folder = tmp_path / "w"
    new_workspace(folder, name="Ours", place="44", today=date(2026, 3, 1))
    build(folder)
    (folder / "private" / "conflict_notes.md").write_text("They shouted, 564738.", encoding="utf-8")
    store = CollectedStore(folder / "collected")
    for id in ("one", "two"):
        record(AT_THE_MACHINE, store, done="published", id=id)
    store.close(copy=True)
    return folder


def run(*words: str | Path) -> tuple[int, str]:
    told = CliRunner().invoke(app, [str(word) for word in words])
    return told.exit_code, told.stdout + told.stderr


def backed_up(workspace: Path) -> Path:
    target = workspace.parent / "kept.zip"
    back_up(workspace, target, collected=read_store(workspace / "collected"))
    return target


def test_a_backup_is_everything_but_what_is_private(workspace: Path) -> None:
    file = backed_up(workspace)
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert not any(b"564738" in archive.read(name) for name in names)
    assert not any(name.startswith(("private/", "collected/copies")) for name in names)
    again = workspace.parent / "again"
    told = restore(file, again)
    release = Releases(workspace / "built").current().id
    assert (told.events, told.release) == (2, release)
    assert read_store(again / "collected") == read_store(workspace / "collected")
    assert PublishedStore(Releases(again / "built").current()).release_id == release
    assert not check_workspace(again)[1].errors
    assert {path.name for path in (again / "built").iterdir()} == {
        "current",
        f"published-{release}.duckdb",
        f"proof-{release}.json.gz",
    }


def test_a_backup_never_takes_the_place_of_another_file(workspace: Path) -> None:
    file = backed_up(workspace)
    before = file.read_bytes()
    with pytest.raises(UsageProblem, match="is there already"):
        back_up(workspace, file, collected=())
    assert file.read_bytes() == before


def test_a_disk_that_refuses_leaves_nothing_behind(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(MachineProblem, match="cannot be written"):
        back_up(workspace, tmp_path / "nowhere" / "kept.zip", collected=())
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of its own")
@pytest.mark.parametrize("room", [13_000, 400_000, pytest.param(1_000, marks=pytest.mark.nightly)])
def test_a_full_disk_leaves_nothing_behind(room: int, workspace: Path, tmp_path: Path) -> None:
    """Where no file may grow beyond some size, a backup ends with a sentence, and all that was collected is there."""
    before = read_store(workspace / "collected")
    asked = [str(tmp_path / "kept.zip"), "--workspace", str(workspace)]
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"
    script = f"{limit}\nfrom datawalk.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", script, "backup", *asked], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (4, False)
    said = " ".join(done.stderr.split())
    assert "kept.zip' cannot be written." in said
    assert "Free some space, or choose another place; nothing was changed." in said
    assert list(tmp_path.glob("*kept*")) == []
    assert read_store(workspace / "collected") == before


@pytest.mark.parametrize("at", [10, 500, -30, -1])
def test_a_cut_backup_is_refused_whole(workspace: Path, at: int) -> None:
    file = backed_up(workspace)
    file.write_bytes(file.read_bytes()[:at])
    with pytest.raises(DataProblem, match="is no whole backup"):
        restore(file, workspace.parent / "again")
    assert not (workspace.parent / "again").exists()
    assert not list(workspace.parent.glob(".*.part"))


def changed(file: Path, **content: bytes) -> None:
    """Write the backup anew with other parts; its list stays."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, old in {**parts, **content}.items():
            archive.writestr(name, old)


def test_a_changed_part_is_found(workspace: Path) -> None:
    file = backed_up(workspace)
    changed(file, **{"datawalk.toml": b"name = 'Theirs'"})
    with pytest.raises(DataProblem, match=r"'datawalk\.toml' is not what was kept"):
        restore(file, workspace.parent / "again")


def test_one_part_too_many_is_found(workspace: Path) -> None:
    file = backed_up(workspace)
    changed(file, **{"walks/more.toml": b""})
    with pytest.raises(DataProblem, match="not those of its list"):
        restore(file, workspace.parent / "again")


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/outside.txt", "a/../../outside.txt", "c:outside.txt", "..\\outside.txt"]
)
def test_no_part_lies_outside_of_the_folder(workspace: Path, name: str) -> None:
    file, content = workspace.parent / "evil.zip", b"x"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
        sums = {"layout": 1, "made_at": "", "files": {name: sha256(content).hexdigest()}}
        archive.writestr(MANIFEST, json.dumps(sums))
    with pytest.raises(DataProblem):
        restore(file, workspace.parent / "again")
    assert not list(workspace.parent.rglob("outside.txt"))


def test_nothing_is_restored_over_something_else(workspace: Path) -> None:
    file = backed_up(workspace)
    with pytest.raises(UsageProblem, match="is not empty"):
        restore(file, workspace)


def test_the_way_back_from_damage(workspace: Path) -> None:
    folder = workspace / "collected"
    (folder / FILE).write_bytes(b"")
    found = look(folder)
    assert (len(found.sound), len(found.copy)) == (0, 2)
    aside = put_in_place(folder, found.copy)
    assert (aside / FILE).read_bytes() == b""
    assert [row.event.id for row in read_store(folder)] == ["one", "two"]
    with pytest.raises(UsageProblem, match="Nothing is damaged"):
        put_in_place(folder, found.copy)
    assert (folder / COPIES).is_dir()


def test_what_is_sound_in_the_file_can_be_gone_on_from(workspace: Path) -> None:
    folder = workspace / "collected"
    (folder / "collected.head").write_text(
        (folder / "collected.head").read_text(encoding="utf-8").replace('"number":2', '"number":5'),
        encoding="utf-8",
    )
    found = look(folder)
    assert "3 of 5 events are gone" in found.wrong
    assert [row.event.id for row in found.sound] == ["one", "two"]


def test_only_a_host_writes_the_trail(workspace: Path) -> None:
    store = CollectedStore(workspace / "collected")
    with pytest.raises(NotAllowed, match="Only a host"):
        record(ANYBODY, store, done="published", id="x")
    store.close()
    assert len(read_store(workspace / "collected")) == 2


def test_the_commands_say_what_they_did(workspace: Path) -> None:
    file, again = workspace.parent / "kept.zip", workspace.parent / "again"
    assert run("backup", file, "--workspace", workspace)[0] == 0
    code, said = run("restore", file, again)
    assert (code, "Restored" in said) == (0, True)
    code, said = run("log", "--workspace", again)
    assert [line.split("  ")[2:] for line in said.splitlines()] == [
        ["published", "one"],
        ["published", "two"],
        ["restored", "kept.zip"],
    ]
    assert run("log", "--workspace", workspace)[1].splitlines()[-1].endswith("backed_up  kept.zip")
    assert run("recover", "--workspace", workspace) == (0, "Nothing is damaged: 3 events.\n")
    (workspace / "collected" / FILE).write_bytes(b"")
    assert run("log", "--workspace", workspace)[0] == 3
    code, said = run("build", "--workspace", workspace)
    assert (code, "this is not in the trail" in said) == (0, True)
    code, said = run("recover", "--workspace", workspace)
    assert (code, "copy: 3 events" in said) == (3, True)
    assert run("recover", "--take", "copy", "--workspace", workspace)[0] == 0
    assert "recovered  copy" in run("log", "--workspace", workspace)[1]
