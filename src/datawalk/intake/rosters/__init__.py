"""Rosters from elsewhere: a directory of services or a list of others, turned into candidate partners for a host to review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from datawalk.domain.roster import Partner
from datawalk.errors import UsageProblem
from datawalk.intake.problems import Problems, ProblemsFound
from datawalk.intake.progress import tell
from datawalk.intake.rosters.hsds import is_hsds, read_hsds
from datawalk.intake.rosters.partner_list import Matched, read_list
from datawalk.intake.rosters.review import Candidate, Known, candidates, write_candidates
from datawalk.intake.workspace import read_workspace

HSDS, PARTNER_LIST = "hsds", "partner_list"
ROSTERS = (HSDS, PARTNER_LIST)
"""The formats that bring candidates, not figures."""


@dataclass(frozen=True)
class Roster:
    """What came of a directory or list: the candidates, where they are to be looked through, how columns were matched."""

    candidates: list[Candidate]
    review: Path
    columns: list[Matched]
    problems: Problems


def is_roster(paths: Sequence[Path], *, format_name: str | None) -> bool:
    """Whether these are to be read as a roster of others."""
    return format_name in ROSTERS or (format_name is None and len(paths) == 1 and paths[0].is_dir())


def add_roster(
    workspace: Path,
    *,
    path: Path,
    format_name: str | None,
    columns: Mapping[str, str],
    good_rows: bool,
    today: date,
) -> Roster:
    """Write the review file of a directory or a list. Nothing else changes.

    With problems nothing is written, unless `good_rows`: then what is sound is. Raises ProblemsFound with all of them.
    """
    problems = Problems()
    tell(f"Reading {path.name}")
    _check_there(path, format_name=format_name)
    matched: list[Matched] = []
    if path.is_dir():
        found = read_hsds(path, problems=problems)
    else:
        found, matched = read_list(path, named=columns, problems=problems)
    if problems.errors and not (good_rows and found):
        raise ProblemsFound(problems)
    if not found:
        raise UsageProblem(f"'{path.name}' names no organization.", remedy="Check that it is the right one.")
    read = read_workspace(workspace, problems=Problems())
    if read is None:
        raise UsageProblem(
            "The workspace's datawalk.toml or sector list cannot be read.",
            remedy="Run 'datawalk check' first.",
        )
    known = [Known(one.partner_id, one.name, one.website or "") for one in read.contents.of(Partner)]
    made = candidates(found, listed=read.contents.sector_list, known=known)
    review = write_candidates(workspace, made, name=path.stem, today=today)
    return Roster(made, review, matched, problems)


def _check_there(path: Path, *, format_name: str | None) -> None:
    if not path.exists():
        raise UsageProblem(f"There is no file or folder '{path}'.", remedy="Check the name and the folder.")
    if path.is_dir() and format_name == PARTNER_LIST:
        raise UsageProblem(f"'{path}' is a folder.", remedy="Name the file of the list.")
    if path.is_dir() and not is_hsds(path):
        raise UsageProblem(
            f"'{path}' holds no organizations.csv.",
            remedy="A directory in HSDS has one. Name single files to add them as tables or figures.",
        )
    if path.is_file() and format_name == HSDS:
        raise UsageProblem(f"'{path}' is a file.", remedy="Name the folder with organizations.csv in it.")
