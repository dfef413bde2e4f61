"""`datawalk new`: a commented starter workspace a coordinator can fill in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from datawalk.errors import MachineProblem, UsageProblem
from datawalk.settings import demo_workspace, is_installed

_STARTER = Path(__file__).parent / "starter"
_PITCH = Path(__file__).parent / "bundled" / "pitches" / "any.toml"
_DATE = "DATE"
_HIDDEN = {"gitignore": ".gitignore"}
"""Files whose name would have a meaning of its own where the starter lies."""


def _quoted(value: str) -> str:
    """The inside of a TOML basic string."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(letter if letter >= " " else " " for letter in escaped)


@contextmanager
def demo_folder() -> Iterator[Path]:
    """Where the demo is built: the checkout's own; for an installed datawalk a copy that is gone afterwards."""
    if not is_installed():
        yield demo_workspace()
        return
    with TemporaryDirectory(prefix="datawalk-demo-", ignore_cleanup_errors=True) as folder:
        yield copy_demo(Path(folder))


def copy_demo(folder: Path) -> Path:
    """A copy of the demo in `folder`, left as it is when it already is a workspace. Returns the folder.

    Raises UsageProblem when something else is there, MachineProblem when the disk refuses.
    """
    if (folder / "datawalk.toml").is_file():
        return folder
    _must_be_empty(folder)
    demo = demo_workspace()
    try:
        for path in demo.rglob("*"):
            parts = path.relative_to(demo).parts
            if path.is_file() and not {"built", "collected", "__pycache__"} & set(parts):
                target = folder.joinpath(*parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)  # without its rights: an installation may be read-only
    except OSError as error:
        raise MachineProblem(
            f"'{folder}' cannot be written.", str(error), remedy="Choose another folder."
        ) from error
    return folder


def _must_be_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageProblem(
            f"'{folder}' is not empty.", remedy="Choose a new folder name; nothing was changed."
        )


def new_workspace(folder: Path, *, name: str, place: str, today: date) -> list[Path]:
    """Write the starter into `folder`, which must be new or empty. Returns the files written.

    Raises UsageProblem when something is already there, MachineProblem when the disk refuses.
    """
    for option, value in (("name", name), ("place", place)):
        if not value.strip():
            raise UsageProblem(f"The {option} is empty.", remedy=f"Write it after --{option}.")
    _must_be_empty(folder)
    values = {"name": _quoted(name), "place": _quoted(place), "today": today.isoformat()}
    written = []
    try:
        for named, template in _templates():
            parts = (today.isoformat() if part == _DATE else _HIDDEN.get(part, part) for part in named.parts)
            relative = Path(*parts)
            target = folder / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(
                Template(template.read_text(encoding="utf-8")).safe_substitute(values), encoding="utf-8"
            )
            written.append(relative)
        (folder / "tables").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineProblem(
            f"'{folder}' cannot be written.", str(error), remedy="Choose another folder."
        ) from error
    return written


def _templates() -> list[tuple[Path, Path]]:
    """Each file of a new workspace by its name there, and what it is made of; the pitch for all comes with datawalk anyway."""
    starter = (path for path in _STARTER.rglob("*") if path.is_file())
    return sorted(
        [(path.relative_to(_STARTER), path) for path in starter] + [(Path("pitches", _PITCH.name), _PITCH)]
    )
