"""Links made and revoked by a process that is killed: whatever it was told holds."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from datawalk.actions.links import link_of_token, links_of
from datawalk.store.eventfile import read_store

WRITER = """
import sys
from datetime import date
from pathlib import Path
from datawalk.actions.links import make_link, revoke_link
from datawalk.actions.rights import AT_THE_MACHINE
from datawalk.domain.links import Cover
from datawalk.store.collected import CollectedStore
store = CollectedStore(Path(sys.argv[1]))
while True:
    link, token = make_link(
        AT_THE_MACHINE, store, cover=Cover(kind="everything"), release="r", until=date(2100, 1, 1), made_for="x"
    )
    print("made", link.id, token, flush=True)
    if int(link.id, 16) % 2:
        revoke_link(AT_THE_MACHINE, store, link.id)
        print("revoked", link.id, flush=True)
"""


def told(folder: Path, *, lines: int) -> list[list[str]]:
    """What the process was told before and while it was killed, line by line."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines)]
    os.kill(process.pid, signal.SIGKILL)
    said += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    return [line.split() for line in said if line.endswith("\n")]


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.nightly)])
@pytest.mark.skipif(sys.platform == "win32", reason="a signal of its own")
def test_what_was_acknowledged_holds(kills: int, tmp_path: Path) -> None:
    acknowledged = lost = 0
    for kill in range(kills):
        said = told(tmp_path / "c", lines=4 + kill % 7)
        links = links_of(read_store(tmp_path / "c"))
        for line in said:
            acknowledged += 1
            if line[0] == "made":
                found = link_of_token(links.values(), line[2])
                lost += found is None or found.id != line[1]
            else:
                lost += line[1] not in links or not links[line[1]].revoked
    print(f"{acknowledged} acknowledged, {lost} lost")
    assert acknowledged >= 4 * kills
    assert lost == 0
