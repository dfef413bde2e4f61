"""`datawalk add`: files into a workspace, all of them or none, and only when every one can be read."""

import json
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from datawalk.domain.indicators import Source
from datawalk.domain.periods import Period
from datawalk.errors import MachineProblem, UsageProblem
from datawalk.intake.declarations import declared, read_toml
from datawalk.intake.formats import FORMATS, OTHER_SPREADSHEETS, format_of, read_file
from datawalk.intake.formats.shape import Format, Reading
from datawalk.intake.good_rows import good_rows as part_table
from datawalk.intake.problems import Problems, ProblemsFound, nearest

_ENDINGS = (".csv", ".txt", ".xlsx", *sorted(ending for one in FORMATS.values() for ending in one.endings))
"""What a file's own name is without."""


def add_files(
    folder: Path,
    *,
    files: Sequence[Path],
    format_name: str | None = None,
    accessed_on: date,
    within: Sequence[str] = (),
    period: Period | None = None,
    replace: bool = False,
    good_rows: bool = False,
) -> list[str]:
    """Copy files into the workspace and give the paths written, relative to it.

    Without a `format_name` it is told from the files' columns. `within` (FIPS codes: only these places are kept)
    and `period` are written into a new `source.toml`.

    Tables go to `tables/`; other formats to `sources/<format>/<accessed_on>/` with their `source.toml`. Raises
    UsageProblem for a folder, format or file that is not there or a name that is taken (unless `replace`),
    ProblemsFound when a file cannot be read without errors, MachineProblem when the disk refuses. Nothing is
    changed then. With `good_rows` a table is checked against the workspace too; the rows without a problem are taken, and
    the others go to `review/` with what is wrong with each.
    """
    if format_name is not None:
        _format(format_name)
    _check_paths(folder, files=files)
    chosen = _format(format_name or _told_by(files))
    format_name = chosen.name
    target = Path("tables") if not chosen.source else Path("sources", format_name, accessed_on.isoformat())
    named = _named(files, folder=folder / target, chosen=chosen, replace=replace)
    declaration = target / "source.toml"
    there = (folder / declaration).exists()
    if (within or period) and (there or not chosen.source):
        where = f"{declaration.as_posix()} is there already" if there else "our own tables have no such thing"
        remedy = "Write within or period into it by hand." if there else "Leave out --within and --period."
        raise UsageProblem(f"--within and --period go into a new source.toml; {where}.", remedy=remedy)
    reading = _reading(folder / declaration) if there else Reading(tuple(within), period)
    if good_rows:
        if chosen.source:
            what = "--good-rows is for your own tables; a publisher's file is taken whole or not at all."
            raise UsageProblem(what, remedy="Leave it out.")
        return [name for path in files for name in _add_good_rows(folder, path, accessed_on)]
    _check_contents(named, format_name=format_name, reading=reading)
    text = ""
    if chosen.source and not there:
        lines = [f"accessed_on = {accessed_on.isoformat()}"]
        lines += [f"within = {json.dumps(list(within))}"] if within else []
        lines += [f'period = "{period}"'] if period else []
        text = chosen.source + "\n".join(lines) + "\n"
    try:
        _write(named, target=folder / target, declaration=text)
    except OSError as error:
        remedy = "Free some space or allow writing there, then add the files again."
        raise MachineProblem("The files cannot be written.", str(error), remedy=remedy) from error
    return [(target / name).as_posix() for name in named] + ([declaration.as_posix()] if text else [])


def _add_good_rows(folder: Path, path: Path, day: date) -> list[str]:
    """The sound rows of a table into `tables/`, the others into `review/`."""
    parted = part_table(folder, path)
    name = f"{_own_name(path)}.csv"
    wanted = {f"tables/{name}": parted.good}
    if parted.left_out:
        wanted[f"review/left-out-{day.isoformat()}-{name}"] = parted.left_out
    for target in wanted:
        if (folder / target).exists():
            raise UsageProblem(f"There is already a file '{target}'.", remedy="Rename or delete it first.")
    try:
        for target, content in wanted.items():
            (folder / target).parent.mkdir(exist_ok=True)
            part = (folder / target).with_name(f".{Path(target).name}.part")
            part.write_bytes(content)
            os.replace(part, folder / target)
    except OSError as error:
        remedy = "Free some space or allow writing there, then add the files again."
        raise MachineProblem("The files cannot be written.", str(error), remedy=remedy) from error
    return list(wanted)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UsageProblem(f"There is no format '{name}'.", remedy=nearest(name, FORMATS))
    return FORMATS[name]


def _told_by(files: Sequence[Path]) -> str:
    """The format all the files are of."""
    found = {path.name: format_of(path) for path in files}
    unknown = [name for name, format_name in found.items() if format_name is None]
    if unknown:
        raise UsageProblem(
            f"What kind of file '{unknown[0]}' is cannot be told from its columns.",
            remedy=f"Say it with --as: {', '.join(FORMATS)}.",
        )
    named = sorted({str(format_name) for format_name in found.values()})
    if len(named) > 1:
        raise UsageProblem(
            f"These files are of several formats: {', '.join(named)}.",
            remedy="Add those of one format at a time.",
        )
    return named[0]


def _check_paths(folder: Path, *, files: Sequence[Path]) -> None:
    if not (folder / "datawalk.toml").is_file():
        raise UsageProblem(
            f"There is no workspace in '{folder}': it has no datawalk.toml.",
            remedy="Go to the workspace's folder, name it with --workspace, or start one with 'datawalk new'.",
        )
    if not files:
        raise UsageProblem("No file is named.", remedy="Name one or more files to add.")
    for path in files:
        if path.is_dir():
            raise UsageProblem(f"'{path}' is a folder.", remedy="Name the files in it.")
        if not path.is_file():
            raise UsageProblem(f"There is no file '{path}'.", remedy="Check the name and the folder.")


def _named(files: Sequence[Path], *, folder: Path, chosen: Format, replace: bool) -> dict[str, Path]:
    """Each file by the name it will have: its own, without any folder, with the ending that its format reads."""
    named: dict[str, Path] = {}
    for path in files:
        _check_ending(path, chosen=chosen)
        ending = path.suffix.lower()
        kept = ending in chosen.endings or ending == ".xlsx" or (chosen.json and ending == ".json")
        name = f"{_own_name(path)}{ending if kept else '.csv'}"
        if name in named:
            raise UsageProblem(f"Two files are named '{name}'.", remedy="Rename one of them.")
        if (folder / name).exists() and not replace:
            raise UsageProblem(
                f"There is already a file '{name}' in {folder.name}.",
                remedy="Rename the new file, or delete the old one first.",
            )
        named[name] = path
    return named


def _check_ending(path: Path, *, chosen: Format) -> None:
    ending = path.suffix.lower()
    if chosen.endings and ending not in chosen.endings:
        what = f"'{path.name}' is not read as {chosen.title}: its name ends in none of {_listed(chosen.endings)}."
        raise UsageProblem(what, remedy="Export it from your map program as GeoJSON.")
    other = next((one for one in FORMATS.values() if ending in one.endings), chosen)
    if other is not chosen and not chosen.endings and not (chosen.json and ending == ".json"):
        what = f"'{path.name}' looks like {other.title}, not {chosen.title}."
        raise UsageProblem(what, remedy=f"Add it with '--as {other.name}'.")
    if ending in OTHER_SPREADSHEETS or (ending == ".xlsx" and not chosen.workbooks):
        ways = ".xlsx or as 'CSV UTF-8'" if chosen.workbooks else "'CSV UTF-8'"
        what = f"'{path.name}' is a kind of spreadsheet that is not read as {chosen.title}."
        raise UsageProblem(what, remedy=f"Open it in a spreadsheet and save it as {ways}.")


def _listed(endings: Iterable[str]) -> str:
    return ", ".join(sorted(endings))


def _own_name(path: Path) -> str:
    last = re.split(r"[/\\]", path.name)[-1]
    ending = next((one for one in _ENDINGS if last.lower().endswith(one)), "")
    stem = last[: len(last) - len(ending)]
    return re.sub(r"[\x00-\x1f<>:\"|?*]", "_", stem).removeprefix("~$").strip("~. ") or "table"


def _reading(declaration: Path) -> Reading:
    """What a source.toml that is there says of reading; `check` tells what is wrong with it."""
    unheard = Problems()
    data = read_toml(declaration, file=declaration.name, problems=unheard)
    source = None
    if data is not None:
        source = declared(Source, data, file=declaration.name, problems=unheard, id="source")
    return Reading(source.within, source.period) if source else Reading()


def _check_contents(named: dict[str, Path], *, format_name: str, reading: Reading) -> None:
    problems = Problems()
    for path in named.values():
        read_file(path, format_name=format_name, file=path.name, reading=reading, problems=problems)
    if problems.errors:
        raise ProblemsFound(problems)


def _write_folder(named: dict[str, Path], *, target: Path, declaration: str) -> None:
    """A new folder gets its name when everything is in it: half of one would take the place of an older one."""
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        for name, path in named.items():
            shutil.copyfile(path, part / name)
        if declaration:
            (part / "source.toml").write_text(declaration, encoding="utf-8")
        os.replace(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if not target.exists():
            with suppress(OSError):
                target.parent.rmdir()  # an empty folder would look like a source


def _write(named: dict[str, Path], *, target: Path, declaration: str) -> None:
    """Copy beside the final names first: what fails mostly fails there, and then nothing has changed."""
    if not target.exists():
        _write_folder(named, target=target, declaration=declaration)
        return
    parts: dict[Path, Path] = {}
    try:
        for name, path in named.items():
            part = target / f".{name}.part"
            parts[part] = target / name
            shutil.copyfile(path, part)
        if declaration:
            part = target / ".source.toml.part"
            parts[part] = target / "source.toml"
            part.write_text(declaration, encoding="utf-8")
        for part, final in parts.items():
            os.replace(part, final)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
