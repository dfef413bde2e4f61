"""Measures everything and prints one table: `make bench`, or `make bench ONLY=store,sessions` for a part.

Each module named here gives its figures by `measure(quick=...)`, from the cheapest to the dearest; `soak` only when it is
asked for. The run is added to `bench/results.jsonl`; `--write` puts its table into docs/performance.md.
"""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import worlds
from figures import Figure
from machine import described

MODULES = (
    "desk_pages",
    "station_to_station",
    "loads",
    "reading",
    "beside",
    "sessions",
    "builds",
    "store",
    "rosters",
    "promises",
    "money",
    "protection",
)
ASKED_FOR = ("soak",)
RESULTS = Path(__file__).with_name("results.jsonl")
DOCUMENT = worlds.ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"


def number(value: float | None) -> str:
    """Three digits that matter."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def ratio(peer: float | None, ours: float) -> str:
    """How many times ours the peer took."""
    return f"{peer / ours:.2g} x" if peer is not None and ours else ""


def cells(figure: Figure) -> tuple[str, ...]:
    """One line of the table."""
    met = "" if figure.aim is None else "yes" if figure.ours <= figure.aim else "**no**"
    peers = (ratio(figure.dash, figure.ours), ratio(figure.streamlit, figure.ours))
    return figure.name, number(figure.ours), figure.unit, number(figure.aim), met, *peers, figure.note


def table(figures: list[Figure]) -> str:
    """All figures as one table, in Markdown that reads well in a terminal."""
    head = ("Figure", "Ours", "Unit", "Aim", "Met", "Dash took", "Streamlit took", "Note")
    rows = [cells(figure) for figure in figures]
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "".join(
        "| " + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) + " |\n"
        for line in lines
    )


def on_what(machine: dict[str, str]) -> str:
    """The machine and the versions in one line."""
    return ", ".join(f"{key} {value}" for key, value in machine.items())


def write(text: str) -> None:
    """Put the table between its marks in the document."""
    before, begin, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def measured(names: list[str], *, quick: bool, minutes: float) -> tuple[dict[str, list[Figure]], list[str]]:
    """The figures of each module, and what could not be measured."""
    figures, failed = {}, []
    for name in names:
        print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
        start = time.perf_counter()
        try:
            options = {"minutes": minutes} if name in ASKED_FOR else {}
            figures[name] = import_module(name).measure(**options, **({"quick": True} if quick else {}))
        except (Exception, SystemExit) as error:  # what was measured before must not be lost
            failed.append(f"{name} could not be measured: {error!r}")
        print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr)
    return figures, failed


def main() -> int:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="bench", description="Measures datawalk beside its peers.")
    parser.add_argument("--only", default="", help="modules, with commas between them")
    parser.add_argument(
        "--quick", action="store_true", help="few repeats on little data: does it run at all?"
    )
    parser.add_argument("--minutes", type=float, default=30, help="how long to soak")
    parser.add_argument("--strict", action="store_true", help="fail where an aim is missed")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file to add this run to")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = parser.parse_args()
    names = [name for name in asked.only.split(",") if name] or [name for name in MODULES if find_spec(name)]
    unknown = [name for name in names if name not in (*MODULES, *ASKED_FOR)]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join((*MODULES, *ASKED_FOR))}")
    machine = described()
    figures, failed = measured(names, quick=asked.quick, minutes=asked.minutes)
    every = [one for part in figures.values() for one in part]
    text = f"{on_what(machine)}\n\n{table(every)}"
    print(text)
    if asked.strict:
        failed += [f"missed: {one.name}" for one in every if one.aim is not None and one.ours > one.aim]
    print("\n".join(failed), file=sys.stderr)
    told = {name: [one._asdict() for one in part] for name, part in figures.items()}
    record = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "quick": asked.quick, **machine}
    with asked.results.open("a", encoding="utf-8") as kept:
        kept.write(json.dumps({**record, "figures": told}) + "\n")
    if asked.write:
        write(text)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
