"""What would break on another machine: text read in the machine's own encoding, letters a terminal has no sign for.

Names that Windows lacks (`os.fork`, `fcntl`, ...) are found by `make check`: pyright reads the product as if on Windows.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from datawalk.intake import new

ROOT = Path(__file__).parents[2]
PRODUCT = [*(ROOT / "src").rglob("*.py"), *(ROOT / "pages").glob("*.py"), *(ROOT / "data").rglob("*.py")]


def _opened_in_any_encoding(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        binary = any(isinstance(one, ast.Constant) and one.value in ("rb", "wb", "rb+") for one in node.args)
        binary |= ast.unparse(node.func) == "os.open"  # bytes, never text
        said = any(word.arg == "encoding" for word in node.keywords)
        if name in ("open", "read_text", "write_text") and not said and not binary:
            yield f"{path.name}:{node.lineno}"


def test_text_is_read_and_written_as_utf8() -> None:
    assert [place for path in PRODUCT for place in _opened_in_any_encoding(path)] == []


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", pytest.param("utf-8", marks=pytest.mark.nightly)])
def test_no_letter_ends_a_command(tmp_path: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "datawalk", "check", "-w", "ʻāina → ñ"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True)
    assert done.returncode == 2
    assert "There is no workspace in" in done.stderr.decode(encoding)


def test_the_demo_is_copied_without_the_rights_of_an_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = tmp_path / "demo"
    (demo / "walks").mkdir(parents=True)
    (demo / "walks" / "one.toml").write_text("", encoding="utf-8")
    for path in (demo / "walks" / "one.toml", demo / "walks", demo):
        path.chmod(path.stat().st_mode & 0o555)
    monkeypatch.setattr(new, "demo_workspace", lambda: demo)
    copied = new.copy_demo(tmp_path / "copy")
    for path in (copied, copied / "walks", copied / "walks" / "one.toml"):
        assert path.stat().st_mode & 0o200
