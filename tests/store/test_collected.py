"""What is collected: nothing acknowledged is ever lost without a word, whatever becomes of the files or the process."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from datawalk.domain.collected import Event
from datawalk.errors import MachineProblem
from datawalk.store.chain import Damaged
from datawalk.store.collected import COPIES, CollectedStore
from datawalk.store.eventfile import FILE, HEAD, Busy, read_store

KILLS = 3


def event(number: int) -> Event:
    return Event(
        kind="link_made", id=str(number), at="2026-03-01T00:00:00.000000Z", by="host", data={"for": "á"}
    )


def filled(folder: Path, events: int) -> Path:
    store = CollectedStore(folder)
    for number in range(events):
        store.append([event(number)])
    store.close(copy=True)
    return folder


def test_what_is_stored_is_there_again(tmp_path: Path) -> None:
    store = CollectedStore(tmp_path / "c")
    [first] = store.append([event(1)])
    store.append([event(2), event(3)])
    assert first.number == 1
    assert [one.event.id for one in store.recorded()] == ["1", "2", "3"]
    assert [one.event.id for one in store.recorded(after=2)] == ["3"]
    store.close()
    with pytest.raises(MachineProblem, match="The store is closed"):
        store.append([event(4)])
    assert [one.event for one in read_store(tmp_path / "c")] == [event(1), event(2), event(3)]


def test_many_threads_are_each_told_their_own(tmp_path: Path) -> None:
    store = CollectedStore(tmp_path / "c")
    told: dict[int, list[str]] = {}

    def write(own: int) -> None:
        told[own] = [row.event.id for at in range(5) for row in store.append([event(100 * own + at)])]

    threads = [threading.Thread(target=write, args=(own,)) for own in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    assert told == {own: [str(100 * own + at) for at in range(5)] for own in range(20)}
    assert [row.number for row in read_store(tmp_path / "c")] == list(range(1, 101))


def test_another_process_is_told_that_it_is_open(tmp_path: Path) -> None:
    store = CollectedStore(tmp_path / "c")
    code = (
        "import sys; from pathlib import Path; from datawalk.store.collected import CollectedStore\n"
        "from datawalk.store.eventfile import Busy\n"
        f"try: CollectedStore(Path({str(tmp_path / 'c')!r}))\n"
        "except Busy as busy: print(busy.title)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    store.close()
    assert said.strip() == "Another program has what is collected open."
    assert issubclass(Busy, MachineProblem)


def cut(folder: Path) -> None:
    path = folder / FILE
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(folder: Path) -> None:
    (folder / FILE).write_bytes(b"")


def deleted(folder: Path) -> None:
    (folder / FILE).unlink()


def swapped(folder: Path) -> None:
    other = filled(folder.parent / "other", 9)
    shutil.copyfile(other / FILE, folder / FILE)


def older(folder: Path) -> None:
    copy = sorted((folder / COPIES).iterdir())[0]
    shutil.copyfile(copy / FILE, folder / FILE)


def headless(folder: Path) -> None:
    (folder / HEAD).unlink()


def unreadable(folder: Path) -> None:
    (folder / HEAD).write_text("{", encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (cut, "cannot be"),
        (emptied, "cannot be opened"),
        (deleted, "is gone; it held 7 events"),
        (swapped, "that of another store: it was swapped"),
        (older, "2 of 7 events are gone"),
        (headless, "which says how many events there are, is gone"),
        (unreadable, "cannot be read"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_kind_of_damage_is_told_with_the_way_back(harm: object, said: str, tmp_path: Path) -> None:
    folder = filled(filled(tmp_path / "c", 5), 2)
    harm(folder)  # type: ignore[operator]
    with pytest.raises(Damaged, match="What was collected is damaged") as found:
        CollectedStore(folder)
    assert said in found.value.detail
    assert "datawalk recover" in found.value.remedy


def test_a_log_that_is_cut_emptied_or_deleted_is_found(tmp_path: Path) -> None:
    """A process that is killed leaves its newest events in the log beside the file alone."""
    killed(tmp_path / "c", acknowledged=20)
    log = tmp_path / "c" / f"{FILE}.wal"
    assert log.stat().st_size
    for name, content in (
        ("cut", log.read_bytes()[: log.stat().st_size // 2]),
        ("emptied", b""),
        ("deleted", None),
    ):
        folder = Path(shutil.copytree(tmp_path / "c", tmp_path / name))
        if content is None:
            (folder / log.name).unlink()
        else:
            (folder / log.name).write_bytes(content)
        with pytest.raises(Damaged):
            CollectedStore(folder)


def test_a_store_that_was_not_begun_whole_is_begun_again(tmp_path: Path) -> None:
    """Killed, or out of room, before its tables were there: nobody was told anything yet, so nothing is damaged."""
    folder = tmp_path / "c"
    CollectedStore(folder).close()
    (folder / FILE).unlink()
    duckdb.connect(str(folder / FILE)).close()
    assert len(read_store(filled(folder, 2))) == 2
    (folder / FILE).unlink()
    duckdb.connect(str(folder / FILE)).close()
    with pytest.raises(Damaged):
        CollectedStore(folder)


WRITER = """
import sys
from pathlib import Path
from datawalk.domain.collected import Event
from datawalk.store.collected import CollectedStore
store = CollectedStore(Path(sys.argv[1]))
at = len(store.recorded())
while True:
    at += 1
    [row] = store.append([Event(kind="link_made", id=str(at), at="", by="host")])
    print(row.number, flush=True)
"""


def killed(folder: Path, *, acknowledged: int) -> int:
    """Write in another process until so many events are acknowledged, and kill it. Gives the last number it was told."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    last = 0
    for _ in range(acknowledged):
        last = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    rest = [int(line) for line in process.stdout.read().split()]
    process.wait()
    process.stdout.close()
    return max([last, *rest])


@pytest.mark.parametrize("kills", [KILLS, pytest.param(50, marks=pytest.mark.nightly)])
@pytest.mark.skipif(sys.platform == "win32", reason="a signal of its own")
def test_a_process_that_is_killed_loses_nothing_it_was_told(kills: int, tmp_path: Path) -> None:
    for kill in range(kills):
        told = killed(tmp_path / "c", acknowledged=5 + kill)
        stored = read_store(tmp_path / "c")
        assert len(stored) - told in (0, 1)
        assert [row.event.id for row in stored] == [str(number) for number in range(1, len(stored) + 1)]


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("a file", encoding="utf-8")
    with pytest.raises(MachineProblem, match="could not be stored"):
        CollectedStore(tmp_path / "c")


FILLER = """
import resource, sys
from pathlib import Path
from datawalk.domain.collected import Event
from datawalk.errors import MachineProblem
from datawalk.store.collected import CollectedStore
from datawalk.store.eventfile import FILE
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
store = CollectedStore(Path(sys.argv[1]))
long = Event(kind="link_made", id="x" * 5_000, at="", by="host")
store.append([long])
log = Path(sys.argv[1]) / (FILE + ".wal")
resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 20_000, hard))
told = refused = 0
for _ in range(20):
    try:
        store.append([long])
        told += 1
    except MachineProblem as error:
        refused += 1
        said = str(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
store.append([long])
store.close()
print(told + 2, refused, len(store.recorded()), said)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of its own")
def test_a_full_disk_refuses_and_loses_nothing(tmp_path: Path) -> None:
    """While nothing more fits each event is refused; once there is room again the same store goes on."""
    done = subprocess.run(
        [sys.executable, "-c", FILLER, str(tmp_path / "c")], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    told, refused, stored, said = done.stdout.split(maxsplit=3)
    assert int(refused) > 0
    assert int(stored) == int(told) == len(read_store(tmp_path / "c"))
    assert said.startswith("What happened could not be stored.")
    assert "Free some space" in said
