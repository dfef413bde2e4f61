"""What it was measured on, and what a process spends there."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = ("streamlit", "duckdb", "pandas", "plotly", "dash")


def described() -> dict[str, str]:
    """The machine and the versions of what runs on it."""
    return {
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GB",
        "processor": _processor(),
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
        "chromium": _chromium(),
        "commit": _commit(),
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def _chromium() -> str:
    from find_chromium import find

    path = find()
    return _said([path, "--version"]).partition(" ")[2] if path else "none"


def _commit() -> str:
    changed = "+" if _said(["git", "status", "--porcelain", "--untracked-files=no"]) else ""
    return _said(["git", "rev-parse", "--short", "HEAD"]) + changed


def _said(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


class Spent:
    """The CPU seconds and the memory of a process and all it started."""

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)

    def cpu_seconds(self) -> float:
        return sum(one.user + one.system for one in (process.cpu_times() for process in self._all()))

    def megabytes(self) -> float:
        """What the processes hold for themselves alone; what they share with others is not counted."""
        return sum(process.memory_full_info().uss for process in self._all()) / 2**20

    def _all(self) -> list[psutil.Process]:
        return [self._root, *self._root.children(recursive=True)]
