"""Paths and limits; the only reader of the environment."""

import os
import socket
import sys
from collections.abc import Collection
from pathlib import Path
from secrets import token_hex
from typing import Literal

from datawalk.errors import MachineProblem

WORKSPACE_VARIABLE = "DATAWALK_WORKSPACE"
VISITORS_VARIABLE = "DATAWALK_VISITORS"
FRONTEND_VARIABLE = "DATAWALK_FRONTEND"
HOST_KEY_VARIABLE = "DATAWALK_HOST_KEY"
HOST_KEY_HASH_VARIABLE = "DATAWALK_HOST_KEY_HASH"
RUN_VARIABLE = "DATAWALK_RUN"
NAMES_VARIABLE = "DATAWALK_NAMES"
COLLECTED = "collected"
"""The folder of a workspace that holds what the app collects."""

DEFAULT_PORT = 8501
DEFAULT_MIN_COUNT = 11
Visitors = Literal["anybody", "with_link"]
PROBLEMS_SHOWN = 200


_PACKAGED = Path(__file__).parent / "_app"


def is_installed() -> bool:
    """Whether this is the wheel, whose folder may not be written to, and not a checkout."""
    return _PACKAGED.is_dir()


def app_folder() -> Path:
    """The folder holding app.py, pages/ and data/: the wheel's copy, else the checkout."""
    return _PACKAGED if is_installed() else Path(__file__).parents[2]


def demo_workspace() -> Path:
    """The folder of the fictional demo, Riverbend County."""
    return app_folder() / "data"


def cache_folder() -> Path:
    """Where what can be made anew is kept. Raises RuntimeError where nobody has a home."""
    named = os.environ.get("XDG_CACHE_HOME")
    return (Path(named) if named else Path.home() / ".cache") / "datawalk"


def served_workspace() -> Path:
    """The workspace the running server reads: set by `datawalk serve`, else the demo."""
    named = os.environ.get(WORKSPACE_VARIABLE)
    return Path(named) if named else demo_workspace()


def by_link_only() -> bool:
    """Whether only visitors with a link are let in: set by `datawalk serve --by-link-only`."""
    return os.environ.get(VISITORS_VARIABLE) == "with_link"


def frontend_folder() -> Path | None:
    """Where Streamlit's files lie in their smaller form: set by `datawalk serve`, else nowhere."""
    named = os.environ.get(FRONTEND_VARIABLE)
    return Path(named) if named else None


def given_host_key() -> str | None:
    """The host key as the environment has it."""
    return os.environ.get(HOST_KEY_VARIABLE)


def host_key_hash() -> str:
    """The hash of the host key: set by `datawalk serve`, else empty, and nobody can sign in."""
    return os.environ.get(HOST_KEY_HASH_VARIABLE, "")


def server_run() -> str:
    """The name of this run of the server: sign-ins end with it. Set by `datawalk serve`, else empty."""
    return os.environ.get(RUN_VARIABLE, "")


def names_of_server() -> frozenset[str]:
    """The names besides its addresses and those of this machine under which visitors may reach the server."""
    own = socket.gethostname().lower()
    named = os.environ.get(NAMES_VARIABLE, "").lower().split()
    return frozenset({"localhost", own, f"{own.partition('.')[0]}.local", *named})


def serve_environment(
    workspace: Path, frontend: Path, *, visitors: Visitors, key_hash: str, names: Collection[str] = ()
) -> dict[str, str]:
    """The environment of the server's child process. The host key itself is not handed on."""
    kept = {name: value for name, value in os.environ.items() if name != HOST_KEY_VARIABLE}
    return {
        **kept,
        WORKSPACE_VARIABLE: str(workspace.resolve()),
        FRONTEND_VARIABLE: str(frontend.resolve()),
        VISITORS_VARIABLE: visitors,
        HOST_KEY_HASH_VARIABLE: key_hash,
        RUN_VARIABLE: token_hex(8),
        NAMES_VARIABLE: " ".join(names),
    }


def only_owner_reads(file: Path) -> bool:
    """Whether nobody else on this machine may read a file; Windows keeps that with the folder, so it counts as so."""
    return os.name != "posix" or not file.stat().st_mode & 0o077


def write_for_owner(file: Path, text: str) -> None:
    """Write a file that nobody else may read. Raises MachineProblem."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with os.fdopen(
            os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as out:
            out.write(text)
    except OSError as error:
        raise MachineProblem(
            f"'{file}' cannot be written.", error.strerror or str(error), remedy="Allow writing there."
        ) from error


def python() -> str:
    """The interpreter that runs the server."""
    return sys.executable
