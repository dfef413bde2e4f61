"""The runner of the measurements. What it measures is too slow and too noisy for a test."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bench"), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_quick_run_prints_a_table_and_keeps_its_figures(tmp_path: Path) -> None:
    done = _run("--quick", "--only", "reading", "--results", str(tmp_path / "results.jsonl"))
    assert done.returncode == 0, done.stderr
    assert "python 3." in done.stdout
    assert "| reading 100,000 figures of table " in done.stdout
    [line] = (tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    assert kept["quick"] is True
    assert kept["figures"]["reading"][0]["unit"] == "s"


def test_a_module_that_is_not_there_is_told_with_those_that_are() -> None:
    done = _run("--only", "nothing")
    assert done.returncode == 2
    assert "there is no nothing; there are desk_pages" in done.stderr
