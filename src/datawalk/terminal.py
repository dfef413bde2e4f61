"""How the commands speak on a terminal: problems by file and kind, reports, a bar while files are read, errors by name."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from datawalk.errors import DatawalkError, MachineProblem
from datawalk.intake.problems import Problem, Problems, ProblemsFound
from datawalk.intake.progress import watched
from datawalk.settings import PROBLEMS_SHOWN

if TYPE_CHECKING:
    from datawalk.intake.build import BuildReport
    from datawalk.intake.programs import Programs
    from datawalk.intake.rosters import Roster
    from datawalk.intake.targets import Targets
    from datawalk.measures.release_audit import Audited

out = Console(soft_wrap=True, highlight=False)
err = Console(soft_wrap=True, highlight=False, stderr=True)

LIKE_IT_SHOWN = 5
"""Problems shown of one column of one file with one remedy."""

_SAMPLE = 60
"""Letters of a value that are shown as an example."""

P = ParamSpec("P")
R = TypeVar("R")


def speak_any_language() -> None:
    """Let no letter end a command: what a terminal or a file it is sent to has no sign for becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def bar() -> Iterator[None]:
    """A bar on the terminal while files are read, checked and published; none where nobody watches."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as drawn:
        task = drawn.add_task("Starting", total=None)

        def show(step: str, part: float | None) -> None:
            drawn.update(task, description=step, total=None if part is None else 1.0, completed=part or 0.0)

        with watched(show):
            yield


def told(command: Callable[P, R]) -> Callable[P, R]:
    """Turn a named error into its sentence and its exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ProblemsFound as found:
            print_problems(found.problems)
            err.print("Nothing was published or changed.", markup=False)
            raise typer.Exit(found.exit_code) from None
        except DatawalkError as error:
            err.print(str(error), markup=False)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            named = f"'{error.filename}'" if error.filename else "A file"
            err.print(f"{named} cannot be used: {error.strerror}. Look at its rights.", markup=False)
            raise typer.Exit(MachineProblem.exit_code) from None

    return run


def print_problems(problems: Problems) -> None:
    """Errors first, then warnings as notes, then how many of each."""
    found = [*problems.errors, *problems.warnings]
    print_each(found)
    if found:
        err.print(
            f"{count(len(problems.errors), 'problem')}, {count(len(problems.warnings), 'note')}.",
            markup=False,
        )


def print_each(found: Sequence[Problem]) -> None:
    """The first few of each kind, so that a column of wrong dates does not drown the other files."""
    alike = Counter(map(_kind, found))
    shown: Counter[tuple[str, ...]] = Counter()
    lines = []
    for problem in found:
        kind = _kind(problem)
        shown[kind] += 1
        if shown[kind] > LIKE_IT_SHOWN:
            continue
        lines.append(f"{'Problem' if problem.severity == 'error' else 'Note'}: {problem}")
        if shown[kind] == LIKE_IT_SHOWN and (more := alike[kind] - LIKE_IT_SHOWN):
            lines[-1] += f" (and {more} more like it)"
    for line in lines[:PROBLEMS_SHOWN]:
        err.print(line, markup=False)
    if len(lines) > PROBLEMS_SHOWN:
        err.print(f"... and {len(lines) - PROBLEMS_SHOWN} more kinds.", markup=False)


def _kind(problem: Problem) -> tuple[str, ...]:
    """What problems of one column with one remedy share."""
    return problem.severity, problem.file, problem.where.partition(", ")[2], problem.remedy


def print_build(report: "BuildReport") -> None:
    """What a build made, chose and hid."""
    print_each(report.warnings)
    for choice in report.choices:
        out.print(f"chose {choice}", markup=False)
    if report.withheld:
        out.print(f"{count(report.withheld, 'row')} of figures not shown, to protect privacy.")
        for hiding in report.hidings:
            out.print(f"  {hiding}", markup=False)
    if report.unsure:
        out.print(f"{count(report.unsure, 'row')} of figures about too few people to be sure.")
    out.print(f"Release {report.release.id} is published: {count(report.rows, 'row')} of figures.")


def print_roster(roster: "Roster") -> None:
    """How the columns of a list were matched, how many candidates there are, and what to do with them."""
    print_problems(roster.problems)
    for one in roster.columns:
        into = f"is our {one.ours}" if one.ours else "is left out"
        sample = f" ('{one.sample[:_SAMPLE]}')" if one.sample else ""
        out.print(f"  {one.theirs} {into}{sample}", markup=False)
    found = roster.candidates
    out.print(f"{count(len(found), 'candidate')}. Proposed sectors:", markup=False)
    from datawalk.intake.rosters.review import by_sector

    for sector, n in by_sector(found):
        out.print(f"  {sector or 'none yet'}: {n}", markup=False)
    alike = sum(bool(one.looks_like) for one in found)
    if alike:
        out.print(f"{count(alike, 'candidate')} may be the same as another or as a partner: see looks_like.")
    out.print(f"Wrote {roster.review}.", markup=False)
    out.print("Next: keep the rows you want, fill in missing sectors, then:", markup=False)
    out.print(f'datawalk add --as table "{roster.review}"', markup=False)


def print_targets(found: "Targets") -> None:
    """How many goals were made of targets, what was left out and why, and what to do with them."""
    out.print(f"{count(len(found.goals), 'goal')}:", markup=False)
    for goal in found.goals:
        line = f"  {goal['element']}: {goal['target']} by {goal['target_period']}, followed by {goal['indicator_id']}"
        out.print(line, markup=False)
    if found.without_indicator:
        out.print(f"No indicator here: {', '.join(found.without_indicator)}.", markup=False)
    if found.without_target:
        out.print(f"No target in the file: {', '.join(found.without_target)}.", markup=False)
    out.print(f"Wrote {found.review}.", markup=False)
    out.print("Next: keep the goals you follow, set their area and owner, then:", markup=False)
    out.print(f'datawalk add --as table "{found.review}"', markup=False)


def print_programs(found: "Programs") -> None:
    """How many resources were made of programs, what was left out and why, and what to do with them."""
    out.print(
        f"{count(len(found.resources), 'resource')} of programs that pay nonprofits or local governments.",
        markup=False,
    )
    out.print(
        f"Left out: {found.for_others} that pay others, {found.without_money} without money in 2020.",
        markup=False,
    )
    out.print(f"Wrote {found.review}.", markup=False)
    out.print("Next: keep those that fit you, then:", markup=False)
    out.print(f'datawalk add --as table "{found.review}"', markup=False)


def print_audit(found: "Audited", *, release_id: str) -> None:
    """The faults an audit found, or what it went through."""
    for fault in found.faults[:PROBLEMS_SHOWN]:
        err.print(f"Fault: {fault}.", markup=False)
    if found.faults:
        err.print(f"{count(len(found.faults), 'fault')}. Do not serve release {release_id}.", markup=False)
        return
    out.print(
        f"Release {release_id}: {count(found.hidden, 'figure')} hidden. In {count(found.blocks, 'block')}, "
        f"{count(found.small, 'small count')} can be any that the rule allows: each witness adds up. "
        f"{count(found.closed, 'figure')} hidden with all that is linked.",
        markup=False,
    )


def print_station(shown: dict[str, Any]) -> None:
    """A station: its finding and its numbers."""
    out.print(shown["title"], style="bold", markup=False)
    out.print(shown["finding"], markup=False)
    for row in shown["table"]:
        numbers = "  ".join(
            f"{key} {value}" for key, value in row.items() if key not in ("id", "label") and value is not None
        )
        out.print(f"  {row['label']}: {numbers}", markup=False)


def count(n: int, word: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{n} {word}" + ("" if n == 1 else "s")
