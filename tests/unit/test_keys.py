"""The host key: where it comes from, who may read it, and when a server does not start without one."""

import os
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from datawalk import server
from datawalk.actions.keys import KEY_FILE, keep_new_key, known_key, new_key
from datawalk.actions.tokens import secret_of
from datawalk.cli import app
from datawalk.errors import UsageProblem
from datawalk.server import Serving
from datawalk.settings import HOST_KEY_VARIABLE, serve_environment
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
