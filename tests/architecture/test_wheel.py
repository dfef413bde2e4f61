"""The wheel: everything is in it, nothing that was built here, and it works from any folder, with nothing set up."""

import ast
import sys
import tomllib
import zipfile
from email.message import Message
from email.parser import Parser
from importlib.metadata import packages_distributions
from pathlib import Path
from urllib.request import urlopen

import pytest
from packaging.requirements import Requirement

from installation import ROOT, Installed, running, temporary
from serving import free_port

SOURCE = ROOT / "src" / "datawalk"
COMPANIONS = {"pydantic-core": "pydantic", "markupsafe": "jinja2"}
"""What another package brings at just the version it needs, by the name of that package."""
AT_RUN_TIME = {"tzdata"}
"""Needed without an import: Windows has no time zones of its own."""


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return Parser().parsestr(archive.read(name).decode())


def _files(folder: Path, *, inside: str) -> set[str]:
    """Every file of ours below the folder, by its name in the wheel."""
    left = {"built", "collected", "__pycache__"}
    every = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {f"{inside}{path.as_posix()}" for path in every if not left & set(path.parts)}


def test_the_wheel_has_the_product_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    app = "datawalk/_app/"
    wanted = _files(SOURCE, inside="datawalk/") | {f"{app}app.py"}
    for folder in ("pages", ".streamlit", "data"):
        wanted |= _files(ROOT / folder, inside=f"{app}{folder}/")
    makers = {name for name in wanted if name.startswith(f"{app}data/") and name.endswith(".py")}
    assert names == wanted - makers
    assert wheel.stat().st_size < 1_000_000


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    said = _metadata(wheel)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert said["License-Expression"] == "MIT"
    assert said["License-File"] == "LICENSE"
    assert said["Requires-Python"] == ">=3.11"
    assert said["Version"] == project["version"]
    assert "Walk your community through its own data" in str(said.get_payload())
    with zipfile.ZipFile(wheel) as archive:
        [entry] = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "datawalk = datawalk.cli:main" in archive.read(entry).decode()


def _imported() -> set[str]:
    """The distributions that the code imports, those within functions too."""
    modules = set()
    paths = [*SOURCE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add(str(node.module).partition(".")[0])
    owners = packages_distributions()
    others = modules - set(sys.stdlib_module_names) - {"datawalk"}
    return {owners[module][0].lower().replace("_", "-") for module in others}


def test_what_is_imported_is_asked_for_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {Requirement(line).name for line in project["dependencies"]}
    assert {COMPANIONS.get(name, name) for name in _imported()} == asked - AT_RUN_TIME


def test_the_demo_answers_from_any_folder_and_leaves_nothing_behind(
    installed: Installed, anywhere: Path
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with running(installed, ["demo", "--port", str(port)], folder=anywhere, address=address):
        with urlopen(f"{address}/download/indicators.csv", timeout=10) as answer:
            assert "People without health insurance" in answer.read().decode("utf-8-sig")
        assert any(temporary(anywhere).iterdir())
    assert list(anywhere.iterdir()) == list(temporary(anywhere).iterdir()) == []
    with pytest.raises(OSError, match="refused"):
        urlopen(f"{address}/health", timeout=1)
    package = next(installed.program.resolve().parents[1].rglob("datawalk/_app"))
    assert not (package / "data" / "built").exists()
