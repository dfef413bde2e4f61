"""A server of its own for a test: started, waited for, ended."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from datawalk.actions.keys import known_key, new_key
from datawalk.actions.tokens import secret_of
from datawalk.frontend import kept_folder, make_smaller
from datawalk.server import command
from datawalk.settings import Visitors, cache_folder, serve_environment


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_answers(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; fail when it ended or took a minute."""
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server did not answer within a minute")


@cache
def make_files_smaller() -> None:
    """Make Streamlit's files smaller, unless they are already, where `datawalk` keeps them for whoever runs the tests.

    Whoever asks first makes them, for half a minute; others wait. A later run has them too.
    """
    folder = kept_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder.parent / "tests.lock", timeout=600)) as lock:
        lock.execute("BEGIN EXCLUSIVE")  # a lock that every system has and that ends with its process
        make_smaller(folder)


def with_kept_cache() -> dict[str, str]:
    """The environment of a command that keeps what can be made anew where whoever runs the tests does."""
    return {"XDG_CACHE_HOME": str(cache_folder().parent)}


def serve(
    workspace: Path, port: int, *, cwd: Path, visitors: Visitors = "anybody"
) -> subprocess.Popen[bytes]:
    """The server that `datawalk serve` starts, without the command beside it; in another folder than the app's."""
    make_files_smaller()
    key_hash = secret_of(known_key(workspace) or new_key())
    environment = serve_environment(workspace, kept_folder(), visitors=visitors, key_hash=key_hash)
    run = command(port=port, address="127.0.0.1")
    return subprocess.Popen(
        run,
        cwd=cwd,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def serve_by_command(
    workspace: Path, port: int, *, environment: Mapping[str, str], said: Path
) -> subprocess.Popen[bytes]:
    """`datawalk serve --by-link-only` as a host types it. What it and its server say goes to the file `said`."""
    make_files_smaller()
    typed = [sys.executable, "-m", "datawalk", "serve", "--workspace", str(workspace), "--port", str(port)]
    with said.open("wb") as file:
        return subprocess.Popen(
            [*typed, "--by-link-only"],
            cwd=workspace.parent,
            env={**os.environ, **with_kept_cache(), **environment},
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and the process it started."""
    if hasattr(os, "killpg"):
        os.killpg(server.pid, 15)
    else:
        server.terminate()
    server.wait(timeout=20)
