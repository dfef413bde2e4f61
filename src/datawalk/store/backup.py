"""A backup: the workspace, the served release and what was collected in one file, with a checksum of each part.

Left out are `private/`, which is nobody else's, and whatever can be made again.
"""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from datawalk.domain.collected import Recorded
from datawalk.errors import DataProblem, MachineProblem, UsageProblem
from datawalk.store.eventfile import read_store, write_store
from datawalk.store.releases import POINTER

MANIFEST = "manifest.json"
_LAYOUT = 1
_NOT_KEPT = frozenset({"private", "built", "collected", "look", "__pycache__", ".git", ".venv"})
_BUILT, _COLLECTED = "built", "collected"


@dataclass(frozen=True)
class BackedUp:
    """What a backup holds: how many files, how many events, and which release."""

    files: int
    events: int
    release: str


def back_up(workspace: Path, target: Path, *, collected: Sequence[Recorded]) -> BackedUp:
    """Write a backup, and read it again. Raises UsageProblem when the file is there; MachineProblem when the disk refuses."""
    if target.exists():
        raise UsageProblem(f"'{target}' is there already.", remedy="Choose another name, or delete it first.")
    part = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / _COLLECTED
            write_store(store, collected)
            parts = [
                *_of_workspace(workspace),
                *((f"{_COLLECTED}/{path.name}", path) for path in store.iterdir()),
            ]
            sums: dict[str, str] = {}
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, path in parts:
                    content = path.read_bytes()
                    sums[name] = sha256(content).hexdigest()
                    archive.writestr(name, content)
                made = {
                    "layout": _LAYOUT,
                    "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "files": sums,
                }
                archive.writestr(MANIFEST, json.dumps(made, indent=1))
        with zipfile.ZipFile(part) as archive:
            _checked(archive)
        os.replace(part, target)
    except (OSError, MachineProblem) as error:
        part.unlink(missing_ok=True)
        remedy = "Free some space, or choose another place; nothing was changed."
        detail = error.detail if isinstance(error, MachineProblem) else error.strerror or str(error)
        raise MachineProblem(f"'{target}' cannot be written.", detail, remedy=remedy) from error
    pointer = workspace / _BUILT / POINTER
    release = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""
    return BackedUp(len(sums), len(collected), release)


def restore(source: Path, folder: Path) -> BackedUp:
    """Unpack a backup into a folder that is empty or not there yet, when every part of it is whole.

    Raises UsageProblem, DataProblem for what is no backup or a damaged one, MachineProblem.
    """
    if not source.is_file():
        raise UsageProblem(f"There is no file '{source}'.", remedy="Check the name and the folder.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageProblem(f"'{folder}' is not empty.", remedy="Choose a new folder; nothing was changed.")
    part = folder.with_name(f".{folder.name}.part")
    try:
        with zipfile.ZipFile(source) as archive:
            contents = _checked(archive)
        shutil.rmtree(part, ignore_errors=True)
        for name, content in contents.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        events = len(read_store(part / _COLLECTED))
        if folder.exists():
            folder.rmdir()
        os.replace(part, folder)
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        remedy = "It was cut or changed since it was made. Take another backup."
        raise DataProblem(f"'{source.name}' is no whole backup.", str(error), remedy=remedy) from error
    except OSError as error:
        raise MachineProblem(
            f"'{folder}' cannot be written.", str(error), remedy="Choose another folder."
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    pointer = contents.get(f"{_BUILT}/{POINTER}", b"")
    return BackedUp(len(contents), events, pointer.decode().strip())


def _of_workspace(workspace: Path) -> Iterator[tuple[str, Path]]:
    """The files to keep, by their name in the backup: the workspace's own, and the served release with its proof."""
    if not (workspace / "datawalk.toml").is_file():
        raise UsageProblem(f"There is no workspace in '{workspace}'.", remedy="Name it with --workspace.")
    for path in sorted(workspace.rglob("*")):
        parts = path.relative_to(workspace).parts
        if path.is_file() and not _NOT_KEPT & set(parts) and not path.name.endswith(".part"):
            yield "/".join(parts), path
    pointer = workspace / _BUILT / POINTER
    if pointer.is_file():
        release = pointer.read_text(encoding="utf-8").strip()
        yield f"{_BUILT}/{POINTER}", pointer
        for path in sorted((workspace / _BUILT).glob(f"*-{release}.*")):
            yield f"{_BUILT}/{path.name}", path


def _checked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts of a backup. Raises ValueError unless each is there and whole, and nothing else."""
    names = archive.namelist()
    if MANIFEST not in names:
        raise ValueError("It has no list of its parts.")
    made = json.loads(archive.read(MANIFEST))
    if made.get("layout") != _LAYOUT:
        raise ValueError("It was made by another version of datawalk.")
    sums: dict[str, str] = made["files"]
    if sorted(names) != sorted([*sums, MANIFEST]):
        raise ValueError("Its parts are not those of its list.")
    contents = {}
    for name, checksum in sums.items():
        way = PurePosixPath(name)
        if way.is_absolute() or ".." in way.parts or "\\" in name or ":" in name:
            raise ValueError(f"'{name}' would lie outside of its folder.")
        contents[name] = archive.read(name)
        if sha256(contents[name]).hexdigest() != checksum:
            raise ValueError(f"'{name}' is not what was kept.")
    return contents
