"""datawalk as a coordinator has it: the wheel in an environment of its own, which holds what it asks for and no more."""

import os
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from time import sleep
from urllib.request import urlopen

from packaging.requirements import Requirement

from serving import make_files_smaller, with_kept_cache

ROOT = Path(__file__).parents[1]
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


@dataclass(frozen=True)
class Installed:
    """A `datawalk`, and the variables that tell it where its user already has what takes half a minute to make."""

    program: Path
    kept: Mapping[str, str] = field(default_factory=dict)


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, made by the builder that is installed already, so without the internet."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def with_links(wheel: Path, folder: Path) -> Installed:
    """The wheel's `datawalk`. What it asks for, and what that asks for, is linked from this environment: nothing else."""
    environment = folder / "env"
    venv.create(environment)
    python = environment / PROGRAMS / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.check_output([python, "-c", asked], text=True).strip())
    [installed] = distributions(name="datawalk", path=[str(site)])
    for needed in _needed(installed):
        for name in {file.parts[0] for file in needed.files or []} - {"..", "__pycache__"}:
            if not (site / name).exists():
                (site / name).symlink_to(str(needed.locate_file(name)))
    make_files_smaller()
    return Installed(environment / PROGRAMS / "datawalk", with_kept_cache())


def _needed(wanting: Distribution) -> Iterator[Distribution]:
    seen, left = set[str](), [wanting]
    while left:
        for line in left.pop().requires or []:
            asked = Requirement(line)
            if asked.name not in seen and (asked.marker is None or asked.marker.evaluate({"extra": ""})):
                seen.add(asked.name)
                left.append(distribution(asked.name))
                yield left[-1]


def with_pipx(wheel: Path, folder: Path) -> Installed:
    """What `pipx install` makes of the wheel, with a pipx and packages fresh from the index; nothing is kept for it."""
    venv.create(folder / "pipx", with_pip=True)
    python = folder / "pipx" / PROGRAMS / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "pipx"], check=True)
    places = {"PIPX_HOME": str(folder / "home"), "PIPX_BIN_DIR": str(folder / "bin")}
    command = [python, "-m", "pipx", "install", "--python", sys.executable, str(wheel)]
    subprocess.run(command, env={**os.environ, **places}, check=True, capture_output=True)
    return Installed(folder / "bin" / "datawalk")


def temporary(folder: Path) -> Path:
    """Where commands started in `folder` keep what is gone afterwards."""
    (folder.parent / "temporary").mkdir(exist_ok=True)
    return folder.parent / "temporary"


def nobodys(installed: Installed, folder: Path) -> dict[str, str]:
    """The environment of somebody who set nothing up and works in `folder`."""
    home, kept = str(folder.parent), str(temporary(folder))
    windows = {key: os.environ[key] for key in ("SYSTEMROOT",) if key in os.environ}
    own = {"HOME": home, "USERPROFILE": home, "TMPDIR": kept, "TEMP": kept, "PATH": os.defpath}
    return {**own, **installed.kept, **windows}


@contextmanager
def running(installed: Installed, words: Sequence[str], *, folder: Path, address: str) -> Iterator[None]:
    """The command while it serves: from its first answer at `address` until it is told to end."""
    command, environment = [installed.program, *words], nobodys(installed, folder)
    child = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(240):
            if child.poll() is not None:
                raise RuntimeError("the command ended before it answered")
            with suppress(OSError), urlopen(f"{address}/health", timeout=1):
                break
            sleep(0.25)
        yield
    finally:
        child.terminate()
        child.wait(timeout=20)
