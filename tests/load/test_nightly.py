"""The runner of the nights, and the faults it makes up."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SOUND = '''"""Words."""

def share(part: int, whole: int | None) -> float:
    """Of -1 or more."""
    if whole and not part < 0:
        return min(1, part / whole)
    return 0.5
'''


def _nightly(name: str, patch: pytest.MonkeyPatch) -> ModuleType:
    patch.syspath_prepend(str(ROOT / "nightly"))
    return import_module(name)


def test_a_part_that_breaks_ends_neither_the_night_nor_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    night = _nightly("night", monkeypatch)

    def broken(_: object) -> None:
        raise OSError("no disk")

    parts = {
        "first": broken,
        "second": lambda _: night.Outcome("3 passed"),
        "third": lambda _: night.Outcome("1 failed", failed=True),
    }
    assert night.spend(night.Night(7), parts) == 1
    told = capsys.readouterr().out.splitlines()[-1]
    assert told.startswith("nightly at ")
    assert told.endswith(
        "(seed 7): 3 parts in 0 min: first broke: OSError, second 3 passed, third 1 failed; FAILED: first, third"
    )


def test_a_part_that_is_not_there_is_told_with_those_that_are() -> None:
    command = [sys.executable, str(ROOT / "nightly"), "--only", "nothing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "there is no nothing; there are tests, hypothesis, soak" in done.stderr


def test_every_mutation_is_another_program_and_leaves_words_and_types(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = _nightly("mutator", monkeypatch).mutations(SOUND)
    sound = ast.dump(ast.parse(SOUND))
    assert all(ast.dump(ast.parse(one.text)) != sound for one in found)
    assert {(one.before, one.after) for one in found} == {
        ("if whole and not part < 0:", "if (whole or not part < 0):"),
        ("if whole and not part < 0:", "if (not (whole and (not part < 0))):"),
        ("if whole and not part < 0:", "if whole and (part < 0):"),
        ("if whole and not part < 0:", "if whole and not (part <= 0):"),
        ("if whole and not part < 0:", "if whole and not part < 1:"),
        ("return min(1, part / whole)", "return max(1, part / whole)"),
        ("return min(1, part / whole)", "return min(2, part / whole)"),
        ("return min(1, part / whole)", "return min(1, (part * whole))"),
        ("return 0.5", "return 1.5"),
    }


def test_every_fault_can_be_planted_and_names_a_test_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for fault in _nightly("faults", monkeypatch).FAULTS:
        assert (ROOT / fault.file).read_text(encoding="utf-8").count(fault.old) == 1, fault.name
        if fault.by_test:
            file, _, name = fault.by.partition("::")
            assert f"def {name.partition('[')[0]}(" in (ROOT / file).read_text(encoding="utf-8"), fault.name
