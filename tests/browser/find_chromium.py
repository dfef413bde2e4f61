"""Finds a Chrome or Chromium for the browser tests, and says plainly what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without a window's own pages: it loads ours for half the price."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FOLDERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
MISSING = (
    "The browser tests need Chrome or Chromium and none was found. "
    "Install one (on Debian: apt-get install chromium) or name it in the variable CHROMIUM."
)


def find() -> str | None:
    """The path of a browser, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next(
        (path for name in NAMES if (path := shutil.which(name))),
        next((p for p in FOLDERS if Path(p).exists()), None),
    )


def install() -> None:
    """Install Debian's package where that is allowed, the whole browser where there is no shell of it; say what happens."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    print("Installing Debian's chromium for the browser tests ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    for name in (SHELL, "chromium"):
        if find() is None:
            subprocess.run(["apt-get", "install", "-y", "-qq", name], check=False, **quiet)


if __name__ == "__main__":
    if find() is None and "--install" in sys.argv:
        install()
    if find() is None:
        sys.exit(MISSING)
