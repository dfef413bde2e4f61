"""Reading one publisher's file in a test: what it gives, and every problem as `check` tells it."""

from pathlib import Path

from datawalk.domain.periods import Period
from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Parsed, Reading
from datawalk.intake.problems import Problems


def read_one(
    format_name: str, path: Path, *, within: tuple[str, ...] = (), period: Period | None = None
) -> tuple[Parsed, list[str]]:
    """The file's only table, and what was said of it; warnings are marked."""
    problems = Problems()
    reading = Reading(within, period)
    [found] = read_file(path, format_name=format_name, file=path.name, problems=problems, reading=reading)
    return found, [f"{'warning: ' * (one.severity == 'warning')}{one}" for one in problems.found]


def with_change(path: Path, folder: Path, old: str, new: str) -> Path:
    """A copy of the file in `folder`, of the same name, every `old` in it replaced."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    copy = folder / path.name
    copy.write_text(text.replace(old, new), encoding="utf-8")
    return copy


def errors(said: list[str]) -> list[str]:
    """What is no warning."""
    return [one for one in said if not one.startswith("warning: ")]
