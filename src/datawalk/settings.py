"""Paths and limits; the only reader of the environment."""

import os
import sys
from pathlib import Path
from typing import Literal

WORKSPACE_VARIABLE = "DATAWALK_WORKSPACE"
VISITORS_VARIABLE = "DATAWALK_VISITORS"
FRONTEND_VARIABLE = "DATAWALK_FRONTEND"
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


def serve_environment(workspace: Path, frontend: Path, *, visitors: Visitors) -> dict[str, str]:
    """The environment of the server's child process."""
    return {
        **os.environ,
        WORKSPACE_VARIABLE: str(workspace.resolve()),
        FRONTEND_VARIABLE: str(frontend.resolve()),
        VISITORS_VARIABLE: visitors,
    }


def python() -> str:
    """The interpreter that runs the server."""
    return sys.executable
