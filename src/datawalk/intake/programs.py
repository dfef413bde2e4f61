"""Federal programs turned into resources for a host to review: those of the Federal Program Inventory that pay others.

The inventory of 2020 has a row for each program and category; a program's totals stand in each of its rows again, so they
are not added up. Kept are programs that gave money to nonprofits or local governments in the newest year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from datawalk.errors import UsageProblem
from datawalk.intake.csvfile import read_rows
from datawalk.intake.problems import Problems, ProblemsFound
from datawalk.intake.reviewfile import write_review

ID, NAME, AGENCY, PAYS_BY = "PROGRAM_ID", "Program Name", "Agency", "Expenditure Method"
RECIPIENTS, CATEGORIES, PAID = "Recipients", "Associated Categories", "FY 2020 Total Program Obligations"
NEEDED = (ID, NAME, AGENCY, PAYS_BY, RECIPIENTS, CATEGORIES, PAID)
COLUMNS = (
    "resource_id", "title", "kind", "organization", "date", "url", "topics", "area", "pays_by", "paid_in_2020_thousands",
)  # fmt: skip
"""Those of the resources table, then what is to be looked at: it may stay in the file, and is left out."""

_TAKERS = (
    "Nonprofit with 501(c)(3) Status",
    "Nonprofit without 501(c)(3) IRS Status",
    "Domestic Local Government",
)
_WAYS = (
    "Discretionary Grants",
    "Formula Grants",
    "Mandatory Grants",
    "Cooperative Agreements",
    "Other Financial Assistance",
)


@dataclass(frozen=True)
class Programs:
    """What came of an inventory: the resources, how many programs were left out and why, and the file to review."""

    resources: list[dict[str, object]]
    for_others: int
    without_money: int
    review: Path


def is_programs(paths: Sequence[Path]) -> bool:
    """Whether this is one file of the inventory, told by its column names."""
    if len(paths) != 1 or not paths[0].is_file():
        return False
    with paths[0].open("rb") as file:
        first = file.readline(4096)
    return all(name.encode() in first for name in NEEDED)


def add_programs(workspace: Path, *, path: Path, today: date) -> Programs:
    """Write the review file of an inventory; nothing else changes. Raises ProblemsFound; UsageProblem without a program."""
    if not (workspace / "datawalk.toml").is_file():
        raise UsageProblem(
            f"There is no workspace in '{workspace}'.", remedy="Start one with 'datawalk new'."
        )
    problems = Problems()
    table = read_rows(path, file=path.name, problems=problems).table
    programs: dict[str, dict[str, str]] = {}
    for row, cells in table.rows if table else ():
        if not cells[ID] or not cells[NAME]:
            problems.add(
                path.name, f"row {row}", "The program has no id or no name.", "Download the file again."
            )
        programs.setdefault(cells[ID], cells)
    if problems.errors:
        raise ProblemsFound(problems)
    open_to_us = [one for one in programs.values() if _is_open(one)]
    paying = [one for one in open_to_us if _amount(one[PAID]) > 0]
    if not paying:
        raise UsageProblem(
            "No program of this file gave money to nonprofits or local governments.",
            remedy="Look at its columns Recipients and FY 2020 Total Program Obligations.",
        )
    rows = [_resource(one) for one in paying]
    review = write_review(
        workspace, table="resources", name=path.stem, today=today, columns=COLUMNS, rows=rows
    )
    return Programs(rows, len(programs) - len(open_to_us), len(open_to_us) - len(paying), review)


def _is_open(program: dict[str, str]) -> bool:
    takers = program[RECIPIENTS]
    return program[PAYS_BY] in _WAYS and any(taker in takers for taker in _TAKERS)


def _amount(text: str) -> float:
    """An amount in thousands of dollars; what is no number counts as none."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return 0.0


def _resource(program: dict[str, str]) -> dict[str, object]:
    topics = [one.strip().lower() for one in program[CATEGORIES].split(";") if one.strip()]
    return {
        "resource_id": f"federal_program_{re.sub(r'[^0-9a-z]+', '_', program[ID].lower())}",
        "title": " ".join(program[NAME].split()),
        "kind": "funding",
        "organization": program[AGENCY],
        "date": "2020",
        "topics": ";".join(topics),
        "area": "sustainability",
        "pays_by": program[PAYS_BY],
        "paid_in_2020_thousands": program[PAID],
    }
