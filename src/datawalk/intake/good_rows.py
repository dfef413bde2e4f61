"""`add --good-rows`: of a table with problems the rows without any, and the others kept apart with what is wrong with each."""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from datawalk.errors import UsageProblem
from datawalk.intake.crosscheck import crosscheck
from datawalk.intake.formats import open_table, read_file
from datawalk.intake.problems import Problem, Problems, ProblemsFound
from datawalk.intake.workspace import read_workspace

_ROW = re.compile(r"row (\d+)\b")
_ROUNDS = 10
"""Leaving rows out may make others wrong; so often it is tried again."""

PROBLEM = "problem"
"""The column of the rows left out that says what is wrong."""


class Parted(NamedTuple):
    """A table in two: CSV text of the sound rows, of the rows left out, and every problem that was found."""

    good: bytes
    left_out: bytes
    rows: int
    problems: Problems


def good_rows(workspace: Path, path: Path) -> Parted:
    """Check a table as if it lay in the workspace, and part it. Changes nothing.

    Raises ProblemsFound where the problem is not one of single rows, such as a missing column; UsageProblem where no row is
    left.
    """
    file = f"tables/{path.stem}.csv"
    unreadable = Problems()
    table = open_table(path, format_name="table", file=file, problems=unreadable)
    lines = dict(table.rows) if table else {}
    if table is None:
        raise ProblemsFound(unreadable)
    read_file(path, format_name="table", file=file, problems=unreadable)
    wrong = _by_row(unreadable, file)
    told = list(dict.fromkeys(unreadable.found))
    with TemporaryDirectory(prefix="datawalk-") as folder:
        part = Path(folder) / f"{path.stem}.csv"
        kept: list[int] = []
        for _ in range(_ROUNDS):
            kept = [row for row in lines if row not in wrong]
            if not kept:
                break
            part.write_bytes(_csv(table.header, [lines[row] for row in kept]))
            found = _checked(workspace, part, file)
            new = {kept[at - 2]: said for at, said in _by_row(found, file).items() if 0 <= at - 2 < len(kept)}
            told += [_at(problem, kept) for problem in found.found if problem.file == file]
            if not new:
                break
            wrong |= new
    if not kept:
        problems = Problems(told)
        raise ProblemsFound(problems) if problems.errors else UsageProblem(f"'{path.name}' has no rows.")
    left_out = [{**lines[row], PROBLEM: " ".join(wrong[row])} for row in lines if row in wrong]
    return Parted(
        _csv(table.header, [lines[row] for row in kept]),
        _csv((*table.header, PROBLEM), left_out) if left_out else b"",
        len(kept),
        Problems(list(dict.fromkeys(told))),
    )


def _checked(workspace: Path, part: Path, file: str) -> Problems:
    problems = Problems()
    read = read_workspace(workspace, problems=problems, also=(part,))
    if read is None:
        raise UsageProblem("The workspace cannot be read.", remedy="Run 'datawalk check' first.")
    crosscheck(read.contents, rows_at=read.origins, problems=problems)
    return problems


def _by_row(problems: Problems, file: str) -> dict[int, list[str]]:
    """What is wrong with each row of the file. Raises ProblemsFound when something is wrong with all of it."""
    found: dict[int, list[str]] = defaultdict(list)
    for problem in problems.errors:
        if problem.file != file:
            continue
        first = _ROW.search(problem.where)
        if first is None or first[1] == "1":
            raise ProblemsFound(problems)
        for row in problem.rows or (int(first[1]),):
            found[row].append(f"{problem.what} {problem.remedy}".strip())
    return found


def _at(problem: Problem, kept: Sequence[int]) -> Problem:
    """A problem of the part, with the row it has in the file."""

    def as_given(match: re.Match[str]) -> str:
        at = int(match[1]) - 2
        return f"row {kept[at]}" if 0 <= at < len(kept) else match[0]

    return Problem(
        problem.file, _ROW.sub(as_given, problem.where), problem.what, problem.remedy, problem.severity
    )


def _csv(header: Sequence[str], lines: Sequence[Mapping[str, str]]) -> bytes:
    out = StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode("utf-8-sig")
