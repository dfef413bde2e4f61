"""Candidate partners in a file a host looks through, edits and adds as a table of partners."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from datawalk.domain.sectors import SectorList
from datawalk.intake.letters import without_accents
from datawalk.intake.reviewfile import write_review
from datawalk.intake.rosters.alike import alike
from datawalk.intake.rosters.found import Found
from datawalk.intake.rosters.proposal import propose

COLUMNS: tuple[str, ...] = (
    "partner_id", "name", "sectors", "joined_on", "left_on", "backbone", "places", "populations",
    "speaks_for_residents", "works_on", "languages", "website", "reason", "services", "looks_like",
)  # fmt: skip
"""Those of the partners table, then what is to be looked at: it may stay in the file, and is left out."""

_LONGEST_ID = 60


class Known(NamedTuple):
    """A partner that is in the workspace already."""

    partner_id: str
    name: str
    website: str


@dataclass(frozen=True)
class Candidate:
    """An organisation that may become a partner. `looks_like` names partners and other candidates that may be the same."""

    partner_id: str
    found: Found
    sector: str
    reason: str
    looks_like: str


def candidates(found: Sequence[Found], *, listed: SectorList, known: Sequence[Known]) -> list[Candidate]:
    """Each organisation with an id of its own, a proposed sector, and what it looks like. None is merged or left out."""
    taken = {one.partner_id for one in known}
    ids = [_id_of(one.name, taken) for one in found]
    pairs = [(one.name, one.website) for one in (*known, *found)]
    others = alike(pairs)[len(known) :]
    names = [f"your partner {one.name}" for one in known]
    names += [f"{one.name} ({id_})" for one, id_ in zip(found, ids, strict=True)]
    made = []
    for one, id_, same in zip(found, ids, others, strict=True):
        sector, reason = propose(one, listed)
        looks = "; ".join(f"{names[at]}, same {why}" for at, why in sorted(same.items()))
        made.append(Candidate(id_, one, sector, reason, looks))
    return made


def _id_of(name: str, taken: set[str]) -> str:
    letters = without_accents(name)
    plain = (
        re.sub(r"[^a-z0-9]+", "_", letters.replace("'", "")).strip("_")[:_LONGEST_ID].strip("_") or "partner"
    )
    id_, number = plain, 2
    while id_ in taken:
        id_, number = f"{plain}_{number}", number + 1
    taken.add(id_)
    return id_


def _address(website: str) -> str:
    """A website as our tables want it, with http:// where it has no beginning; blank for what is none."""
    plain = website.strip()
    if not plain or " " in plain or "." not in plain:
        return ""
    return plain if plain.lower().startswith(("http://", "https://")) else f"http://{plain}"


def by_sector(made: Sequence[Candidate]) -> list[tuple[str, int]]:
    """How many candidates each sector has, most first; blank for those without."""
    return Counter(one.sector for one in made).most_common()


def write_candidates(workspace: Path, made: Sequence[Candidate], *, name: str, today: date) -> Path:
    """The review file of candidates. Raises UsageProblem when there is one of the name already."""
    rows = (
        {
            **one.found.given,
            "partner_id": one.partner_id,
            "name": one.found.name,
            "sectors": one.sector,
            "backbone": 0,
            "speaks_for_residents": 0,
            "website": _address(one.found.website),
            "reason": one.reason,
            "services": len(one.found.services) or "",
            "looks_like": one.looks_like,
        }
        for one in made
    )
    return write_review(workspace, table="partners", name=name, today=today, columns=COLUMNS, rows=rows)
