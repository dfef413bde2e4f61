"""The files of a workspace: the newest day of each of its sources, and its tables."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from datawalk.domain.indicators import Source
from datawalk.intake.declarations import declared, read_toml
from datawalk.intake.formats import FORMATS, OTHER_SPREADSHEETS, read_file
from datawalk.intake.formats.shape import Parsed, Reading
from datawalk.intake.problems import Problems

_ID = re.compile(r"[a-z0-9_]+")
_READABLE = {".csv", ".xlsx", *OTHER_SPREADSHEETS}


def read_sources(folder: Path, *, problems: Problems) -> tuple[dict[str, Source], list[Parsed]]:
    """Every source with its newest day; the files of that day, where the folder is named like a format."""
    sources: dict[str, Source] = {}
    files: list[Parsed] = []
    for path in sorted(one for one in (folder / "sources").glob("*") if one.is_dir()):
        if not _ID.fullmatch(path.name):
            remedy = "Use lower-case letters, digits and _ only."
            problems.add(f"sources/{path.name}", "", f"'{path.name}' cannot be an id.", remedy)
            continue
        newest = _newest_day(path, problems=problems)
        if newest is None:
            continue
        name = f"sources/{path.name}/{newest.name}"
        source = _source(newest / "source.toml", name=name, id=path.name, problems=problems)
        if source is not None:
            sources[path.name] = source
            _check_filled_in(source, file=f"{name}/source.toml", problems=problems)
        if path.name in FORMATS:
            reading = Reading(source.within, source.period) if source else Reading()
            files += _files(newest, name=name, format_name=path.name, reading=reading, problems=problems)
    return sources, files


def _check_filled_in(source: Source, *, file: str, problems: Problems) -> None:
    """Warn of words that `add` wrote to be replaced: visitors read them on the methods page."""
    asked = FORMATS.get(source.id)
    if asked is None or not asked.fill_in:
        return
    form = tomllib.loads(asked.source)
    left = [key for key in ("producer", "title", "citation", "license") if getattr(source, key) == form[key]]
    if left:
        what = f"{', '.join(left)}: the words here are only a form, and visitors read them."
        problems.add(
            file, "", what, "Write who made the files, and how they may be used.", severity="warning"
        )


def _newest_day(folder: Path, *, problems: Problems) -> Path | None:
    days: list[tuple[date, Path]] = []
    for path in sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith(".")):
        try:
            days.append((date.fromisoformat(path.name), path))
        except ValueError:
            remedy = "Name the folder year-month-day, such as 2026-03-31."
            problems.add(f"sources/{folder.name}/{path.name}", "", "The folder's name is not a date.", remedy)
    if not days:
        return None
    *older, (_, newest) = sorted(days)
    for _, path in older:
        what = f"This folder is not read: {newest.name} is newer and takes its place whole."
        remedy = "Copy what you still need into the newer folder."
        problems.add(f"sources/{folder.name}/{path.name}", "", what, remedy, severity="warning")
    return newest


def _source(path: Path, *, name: str, id: str, problems: Problems) -> Source | None:
    file = f"{name}/source.toml"
    if not path.is_file():
        remedy = "Say in it who produced the data, under which licence, and when they were accessed."
        problems.add(file, "", "The file is missing.", remedy)
        return None
    data = read_toml(path, file=file, problems=problems)
    return None if data is None else declared(Source, data, file=file, problems=problems, id=id)


def read_tables(folder: Path, *, problems: Problems, also: Sequence[Path] = ()) -> list[Parsed]:
    """The coordinator's tables, those in `also` after the others as if they lay beside them."""
    here = _files(folder / "tables", name="tables", format_name="table", reading=Reading(), problems=problems)
    for path in also:
        here += read_file(path, format_name="table", file=f"tables/{path.name}", problems=problems)
    return here


def _files(
    folder: Path, *, name: str, format_name: str, reading: Reading, problems: Problems
) -> list[Parsed]:
    asked = FORMATS[format_name]
    endings = asked.endings or (_READABLE | {".json"} if asked.json else _READABLE)
    paths = sorted(
        one
        for one in folder.glob("*")
        if one.suffix.lower() in endings and one.is_file() and not one.name.startswith((".", "~"))
    )
    return [
        parsed
        for path in paths
        for parsed in read_file(
            path, format_name=format_name, file=f"{name}/{path.name}", reading=reading, problems=problems
        )
    ]
