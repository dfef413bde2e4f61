"""The source formats datawalk reads, and reading one file as one of them."""

from pathlib import Path

from datawalk.intake.csvfile import read_rows
from datawalk.intake.formats import places, table
from datawalk.intake.formats.shape import ALL, Format, Parsed
from datawalk.intake.problems import Problems

FORMATS: dict[str, Format] = {one.name: one for one in (table.FORMAT, places.FORMAT)}


def read_file(path: Path, *, format_name: str, file: str, problems: Problems) -> Parsed:
    """Read one file as the named format, a key of FORMATS.

    A file that looks like another format is refused as a whole, so that it gives one problem, not hundreds.
    """
    opened = read_rows(path, file=file, problems=problems)
    nothing = Parsed(file, unread={(kind, ALL) for kind in ("places", "indicators", "partners")})
    if opened is None:
        return nothing
    asked = FORMATS[format_name]
    if not asked.looks_like(opened.header):
        for other in FORMATS.values():
            if refusal := other.refuses(opened.header):
                problems.add(file, "row 1", *refusal)
                return nothing
            if other.looks_like(opened.header):
                what = f"This is {other.title}, not {asked.title}."
                problems.add(file, "row 1", what, f"Add it with '--as {other.name}'.")
                return nothing
    return asked.read(opened, file=file, problems=problems)
