"""The browser tests on the newest Streamlit there is: told, so that the next pin is no surprise, and never failed."""

import os
import re
import sys
import tempfile
import venv
from pathlib import Path

from packaging.version import Version

from commands import ON_TWO_CORES, ROOT, counted, run
from night import Night, Outcome

PIP = ("-m", "pip", "--disable-pip-version-check")
LOCK = ROOT / "constraints.txt"


def look(night: Night) -> Outcome:
    """In an environment of its own, at the versions of `constraints.txt` but for Streamlit and what that needs newer."""
    pins = LOCK.read_text(encoding="utf-8").splitlines()
    pinned = next(line.partition("==")[2] for line in pins if line.startswith("streamlit=="))
    asked = run([sys.executable, *PIP, "index", "versions", "streamlit"], seconds=120, shown=False)
    found = re.search(r"^streamlit \((\S+)\)", asked.output, re.MULTILINE)
    if asked.code or found is None:
        return Outcome("not run (no index of packages answered)")
    newest = found[1]
    if Version(newest) <= Version(pinned):
        return Outcome(f"not run (no newer streamlit than {pinned})")
    with tempfile.TemporaryDirectory() as folder:
        others = Path(folder) / "others.txt"
        others.write_text(
            "\n".join(line for line in pins if not line.startswith("streamlit==")), encoding="utf-8"
        )
        venv.create(Path(folder) / "env", with_pip=True)
        python = str(Path(folder) / "env" / ("Scripts" if os.name == "nt" else "bin") / "python")
        for wanted in (
            ["--no-deps", "-r", str(others)],
            [f"streamlit=={newest}"],
            ["--no-deps", "-e", str(ROOT)],
        ):
            done = run([python, *PIP, "install", "--quiet", *wanted], seconds=night.seconds_left())
            if done.code:
                return Outcome(f"streamlit {newest}: could not be installed (told)")
        what = "tests/browser/test_judge.py" if night.quick else "tests/browser"
        done = run([python, "-m", "pytest", *ON_TWO_CORES, what], seconds=night.seconds_left())
    return Outcome(f"streamlit {newest}: {counted(done)} (told)")
