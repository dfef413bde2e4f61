"""The wheel: everything is in it, nothing that was built here, and its demo answers from any folder."""

import os
import socket
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from this checkout with the builder that is installed already, so without the internet."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `datawalk` of an environment of its own, which borrows the packages it needs from this one."""
    folder = tmp_path_factory.mktemp("empty") / "env"
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [programs / "python", "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel)], check=True
    )
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    needed = sysconfig.get_paths()[
        "purelib"
    ]  # a folder named in a .pth file does not bring its own .pth files
    (Path(paths["purelib"]) / "needed.pth").write_text(needed + "\n", encoding="utf-8")
    return programs / "datawalk"


def test_the_wheel_has_the_app_and_nothing_that_was_built(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    inside = "datawalk/_app/"
    wanted = {
        "app.py",
        ".streamlit/config.toml",
        "data/datawalk.toml",
        "data/walks/equity.toml",
        "pages/home.py",
    }
    assert {f"{inside}{name}" for name in wanted} <= names
    assert {
        f"{inside}{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "data" / "tables").iterdir()
    } <= names
    sources = (ROOT / "src" / "datawalk").rglob("*")
    kept = {
        f"datawalk/{path.relative_to(ROOT / 'src' / 'datawalk').as_posix()}"
        for path in sources
        if path.is_file() and "__pycache__" not in path.parts and "_app" not in path.parts
    }
    assert kept <= names
    assert not [name for name in names if "/built/" in name or "/collected/" in name or "__pycache__" in name]
    assert not [name for name in names if name.endswith((".duckdb", ".pyc"))]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def demo(installed: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Where the installed demo is served, started in an empty folder."""
    port = free_port()
    place = tmp_path / "anywhere"
    place.mkdir()
    plain = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    child = subprocess.Popen(
        [installed, "demo", "--port", str(port)],
        cwd=place,
        env=plain,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield f"http://127.0.0.1:{port}", place
    finally:
        if hasattr(os, "killpg"):
            os.killpg(child.pid, 2)
        else:
            child.terminate()
        child.wait(timeout=20)


def test_the_demo_of_the_wheel_answers_from_any_folder(demo: tuple[str, Path], installed: Path) -> None:
    address, place = demo
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=1) as answer:
                assert answer.status == 200
            break
        except OSError:
            sleep(0.25)
    else:
        pytest.fail("the demo of the wheel did not answer within a minute")
    with urllib.request.urlopen(f"{address}/download/indicators.csv", timeout=10) as answer:
        assert "People without health insurance" in answer.read().decode("utf-8-sig")
    assert list(place.iterdir()) == []
    package = next(installed.parents[1].rglob("datawalk/_app"))
    assert not (package / "data" / "built").exists()
