"""What becomes of each real file in the shared folder: `docs/public-files.md`, written by running this file.

A test compares, so that the table cannot be out of date.
"""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Parsed, Reading
from datawalk.intake.problems import Problems

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
DOCUMENT = ROOT / "docs" / "public-files.md"
LEFT_OUT = ("rosters", "funding")
"""Folders that hold no indicators."""

FORMAT_OF = {
    "acs": "acs",
    "cdc_atlasplus": "atlasplus",
    "cdc_wisqars": "wisqars",
    "cdc_wonder": "wonder",
    "chr": "chr",
    "chsi": "chsi",
    "cms_mmd": "cms_mmd",
    "geo": "boundaries",
    "places": "places",
    "svi": "svi",
    "who": "heat",
}
"""What a coordinator would call the files of a folder; any other folder's are tried as our own tables."""

PERIODS = {"chsi": "2003-2007", "census_api_2024": "2020-2024", "county_wide_2024": "2022"}
"""Years a coordinator gives with --period, by folder, where the file does not say them."""

INTRODUCTION = """# Which public files come in

Every file below was read by the test that writes this table. *Kept* figures equal the publisher's own (proportions from
0 to 1 are shown as percentages). *Hidden* are those the publisher hid, *missing* those it does not have. What is
refused is refused with the sentence in the last column, and nothing of it comes in. `--period` was given where the file
does not say its years. The formats are described in [workspace.md](workspace.md).

| File | `--as` | Kept | Hidden | Missing | Unsure | Places | Indicators | What was said |
|---|---|---|---|---|---|---|---|---|
"""


class Outcome(NamedTuple):
    """What reading one file gave."""

    path: Path
    format_name: str
    period: str
    parsed: list[Parsed]
    problems: Problems
    observations: list[Observation]


def shared_files() -> list[Path]:
    """Every file of the shared folder that may hold indicators or boundaries."""
    folders = (one for one in sorted(SHARED.iterdir()) if one.is_dir() and one.name not in LEFT_OUT)
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def outcome(path: Path) -> Outcome:
    """Read a file as a coordinator would: as its publisher's format, as boundaries, or as a table of our own."""
    inside = path.relative_to(SHARED).parts
    name = FORMAT_OF.get(inside[0], "boundaries" if path.suffix == ".geojson" else "table")
    period = next((PERIODS[part] for part in inside if part in PERIODS), "")
    reading = Reading(period=Period.parse(period) if period else None)
    problems = Problems()
    parsed = read_file(path, format_name=name, file=path.name, problems=problems, reading=reading)
    observations = [row.model for one in parsed for row in one.observations]
    return Outcome(path, name, period, parsed, problems, observations)


def line(one: Outcome) -> str:
    """What the page says of a file."""
    name = one.path.relative_to(SHARED).as_posix()
    given = f"{one.format_name} --period {one.period}" if one.period else one.format_name
    flags = Counter(cell.flag for cell in one.observations)
    kept = sum(cell.estimate is not None for cell in one.observations)
    places = {row.model.place_id for parsed in one.parsed for row in parsed.places}
    indicators = {cell.indicator_id for cell in one.observations}
    shapes = sum(len(layer.features) for parsed in one.parsed for layer in parsed.layers)
    counts = (kept, flags["suppressed"], flags["missing"], flags["unreliable"], len(places), len(indicators))
    said = [f"**Refused.** {fault.what} {fault.remedy}".strip() for fault in one.problems.errors[:1]]
    said += [f"{note.what} {note.remedy}".strip() for note in one.problems.warnings]
    if shapes:
        said.append(f"{shapes} outlines.")
    cells = [name, given, *(f"{count:,}" if count else "" for count in counts), " ".join(said)]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def document() -> str:
    """The whole page."""
    return INTRODUCTION + "".join(f"{line(outcome(path))}\n" for path in shared_files())


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
