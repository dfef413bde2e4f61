"""Every real file either comes in with its numbers or is refused with a reason; the docs say which."""

from pathlib import Path

import pytest

from datawalk.intake.formats import FORMATS
from public_files import DOCUMENT, FORMAT_OF, SHARED, document, outcome, shared_files

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared files are not on this machine")


def test_the_table_in_the_docs_is_what_reading_gives() -> None:
    told = DOCUMENT.read_text(encoding="utf-8")
    assert document() == told, "write it anew: python tests/public_files.py"


def test_every_format_of_a_publisher_meets_a_real_file() -> None:
    assert {*FORMAT_OF.values(), "table"} == FORMATS.keys()


@pytest.mark.parametrize("path", shared_files() if SHARED.is_dir() else [], ids=lambda path: path.name)
def test_a_file_comes_in_whole_or_not_at_all(path: Path) -> None:
    one = outcome(path)
    brought = any(parsed.observations or parsed.places or parsed.layers for parsed in one.parsed)
    assert bool(one.problems.errors) != brought
    assert len(one.problems.errors) <= 1
    assert all(fault.remedy for fault in one.problems.errors)
    grains = [cell.grain for cell in one.observations]
    assert len(set(grains)) == len(grains)
