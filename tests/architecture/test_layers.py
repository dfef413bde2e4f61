"""Modules below the interface start without it, and pages stay thin."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "datawalk"
BELOW = sorted(
    ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCE.rglob("*.py")
    if path.relative_to(SOURCE).parts[0] not in ("ui", "_app", "__main__.py")
)


def test_importing_every_module_below_the_interface_brings_neither_streamlit_nor_plotly() -> None:
    code = f"import importlib, sys\nfor name in {BELOW!r}: importlib.import_module(name)\n" + (
        "print([name for name in ('streamlit', 'plotly') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_screens_and_web_import_no_duckdb_by_themselves() -> None:
    for folder in ("screens", "web", "intake", "measures", "domain"):
        for path in (SOURCE / folder).rglob("*.py"):
            assert "import duckdb" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("page", ["home", "walk", "present"])
def test_a_page_is_a_table_of_contents(page: str) -> None:
    text = (SOURCE.parents[1] / "pages" / f"{page}.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert "SELECT" not in text
