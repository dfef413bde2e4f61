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

from datawalk.frontend import kept_folder, make_smaller
from datawalk.settings import cache_folder


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
def with_smaller_files() -> dict[str, str]:
    """The environment of a server that finds Streamlit's files made smaller already.

    Whoever asks first makes them, for half a minute; others wait. They lie where `datawalk` keeps them for whoever runs the
    tests, so a later run has them too.
    """
    folder = kept_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder.parent / "tests.lock", timeout=600)) as lock:
        lock.execute("BEGIN EXCLUSIVE")  # a lock that every system has and that ends with its process
        make_smaller(folder)
    return {"XDG_CACHE_HOME": str(cache_folder().parent)}


def serve(
    workspace: Path,
    port: int,
    *,
    cwd: Path,
    visitors: str = "anybody",
    environment: Mapping[str, str] | None = None,
    said: Path | None = None,
) -> subprocess.Popen[bytes]:
    """`datawalk serve` as a child process, started in another folder than the app's. What it says goes to the file `said`."""
    command = [sys.executable, "-m", "datawalk", "serve", "--workspace", str(workspace), "--port", str(port)]
    command += ["--by-link-only"] if visitors == "with_link" else []
    own = {**os.environ, **with_smaller_files(), **(environment or {})}
    if said is None:
        return subprocess.Popen(command, cwd=cwd, env=own, stdout=subprocess.DEVNULL, start_new_session=True)
    with said.open("wb") as file:
        return subprocess.Popen(
            command, cwd=cwd, env=own, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
        )


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and the process it started."""
    if hasattr(os, "killpg"):
        os.killpg(server.pid, 15)
    else:
        server.terminate()
    server.wait(timeout=20)
