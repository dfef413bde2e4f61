"""Every real file either comes in with its numbers or is refused with a reason; the docs say which."""

import re
from pathlib import Path

import pytest

from datawalk.intake.formats import FORMATS
from public_files import DOCUMENT, FORMAT_OF, INTRODUCTION, SHARED, line, outcome, shared_files

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared files are not on this machine")
TOLD = DOCUMENT.read_text(encoding="utf-8").removeprefix(INTRODUCTION).splitlines()
FILES = shared_files() if SHARED.is_dir() else []
EACH = 4
"""Files of a folder that are read before a commit, its smallest; the others are read at night."""


def _when(path: Path) -> list[pytest.MarkDecorator]:
    folder = sorted((one for one in FILES if one.parent == path.parent), key=lambda one: one.stat().st_size)
    return [] if path in folder[:EACH] else [pytest.mark.nightly]


def test_the_docs_tell_of_every_file_in_order() -> None:
    assert DOCUMENT.read_text(encoding="utf-8").startswith(INTRODUCTION)
    told = [re.split(r"(?<!\\) \| ", line)[0].removeprefix("| ") for line in TOLD]
    assert told == [path.relative_to(SHARED).as_posix() for path in FILES]


def test_every_format_of_a_publisher_meets_a_real_file() -> None:
    assert {*FORMAT_OF.values(), "table"} == FORMATS.keys()


@pytest.mark.parametrize(
    "path", [pytest.param(path, marks=_when(path)) for path in FILES], ids=lambda path: path.name
)
def test_a_file_comes_in_whole_or_not_at_all_and_the_docs_say_so(path: Path) -> None:
    one = outcome(path)
    assert line(one) in TOLD, "write it anew: python tests/public_files.py"
    brought = any(parsed.observations or parsed.places or parsed.layers for parsed in one.parsed)
    assert bool(one.problems.errors) != brought
    assert len(one.problems.errors) <= 1
    assert all(fault.remedy for fault in one.problems.errors)
    grains = [cell.grain for cell in one.observations]
    assert len(set(grains)) == len(grains)
