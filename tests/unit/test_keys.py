"""The host key: where it comes from, who may read it, when a server does not start without one, and what a server is told."""

import os
import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from datawalk import server
from datawalk.actions.keys import KEY_FILE, keep_new_key, known_key, new_key
from datawalk.actions.tokens import secret_of
from datawalk.cli import app
from datawalk.errors import UsageProblem
from datawalk.server import Serving
from datawalk.settings import HOST_KEY_VARIABLE, RUN_VARIABLE, serve_environment
from serving import free_port
from worlds import built_alder

KEY = re.compile(r"[a-z2-9]{5}(-[a-z2-9]{5}){5}")


def test_a_key_is_long_and_never_the_same() -> None:
    made = {new_key() for _ in range(50)}
    assert len(made) == 50
    assert all(KEY.fullmatch(one) for one in made)


def test_a_kept_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert known_key(tmp_path) is None
    key = keep_new_key(tmp_path)
    assert known_key(tmp_path) == key
    assert keep_new_key(tmp_path) != key
    if sys.platform != "win32":
        assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
        os.chmod(tmp_path / KEY_FILE, 0o644)
        with pytest.raises(UsageProblem, match="Others on this computer may read") as told:
            known_key(tmp_path)
        assert told.value.remedy.startswith("Type: chmod 600")


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_new_key(tmp_path)
    monkeypatch.setenv(HOST_KEY_VARIABLE, "from-the-environment")
    assert known_key(tmp_path) == "from-the-environment"
    for bad in ("", "short", "with a blank in it all"):
        monkeypatch.setenv(HOST_KEY_VARIABLE, bad)
        with pytest.raises(UsageProblem, match="too short to be safe"):
            known_key(tmp_path)


def test_the_server_is_told_the_hash_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOST_KEY_VARIABLE, "from-the-environment")
    hash_ = secret_of("from-the-environment")
    told = serve_environment(tmp_path, tmp_path, visitors="anybody", key_hash=hash_)
    assert "from-the-environment" not in told.values()
    assert hash_ in told.values()
    again = serve_environment(tmp_path, tmp_path, visitors="anybody", key_hash=hash_)
    assert told != again, "every run has a name of its own"


@pytest.mark.parametrize(
    ("words", "starts"),
    [((), True), (("--network",), False), (("--address", "0.0.0.0"), False), (("--address", "::"), False)],
)
def test_nobody_else_can_connect_without_a_key(
    words: tuple[str, ...], starts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Serving] = []
    monkeypatch.setattr(server, "run", lambda _, serving: started.append(serving) or 0)
    folder = built_alder(tmp_path)

    def serve() -> tuple[int, str]:
        told = CliRunner().invoke(app, ["serve", *words, "--workspace", str(folder)])
        return told.exit_code, told.output

    code, said = serve()
    assert (code == 0, len(started)) == (starts, int(starts))
    if starts:
        found = KEY.search(said)
        assert found
        assert started[0].key_hash == secret_of(found[0])
        return
    assert "there is no host key" in " ".join(said.split())
    made = CliRunner().invoke(app, ["key", "--workspace", str(folder)]).output
    code, said = serve()
    assert (code, len(started)) == (0, 1)
    key = KEY.search(made)
    assert key
    assert key[0] not in said, "a key that is kept is not told again"
    assert started[0].key_hash == secret_of(key[0])


@pytest.mark.parametrize(
    ("words", "visitors", "names"),
    [
        ((), "anybody", ()),
        (("--by-link-only",), "with_link", ()),
        (("--name", "walk.example.org", "--name", "walk"), "anybody", ("walk.example.org", "walk")),
    ],
)
def test_a_server_lets_in_whom_the_host_names(
    words: tuple[str, ...],
    visitors: str,
    names: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[tuple[Path, Serving]] = []
    monkeypatch.setattr(server, "run", lambda *told: started.append(told) or 0)
    folder = built_alder(tmp_path)
    asked = ["serve", *words, "--workspace", str(folder), "--port", "8600"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    [(workspace, serving)] = started
    assert workspace == folder
    assert (serving.visitors, serving.names) == (visitors, names)
    assert (serving.port, serving.address) == (8600, "127.0.0.1")


def test_the_server_is_started_with_all_that_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[list[str], dict[str, str]]] = []

    def note(command: list[str], *, env: dict[str, str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        ran.append((command, env))
        return subprocess.CompletedProcess(command, 7)

    frontend = tmp_path / "smaller"
    monkeypatch.setattr(server, "made_smaller", lambda: nullcontext(frontend))
    monkeypatch.setattr(server.subprocess, "run", note)
    monkeypatch.setenv(HOST_KEY_VARIABLE, "from-the-environment")
    port, names = free_port(), ("walk.example.org", "walk")
    serving = Serving(port, "127.0.0.1", secret_of("a-key"), "with_link", names)
    assert server.run(tmp_path, serving) == 7
    [(command, environment)] = ran
    assert command == server.command(port=port, address="127.0.0.1")
    told = serve_environment(
        tmp_path, frontend, visitors="with_link", key_hash=secret_of("a-key"), names=names
    )
    assert environment.pop(RUN_VARIABLE)
    del told[RUN_VARIABLE]  # every run has a name of its own
    assert environment == told
