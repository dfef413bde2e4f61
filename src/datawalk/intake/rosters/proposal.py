"""Which sector an organisation may be of: a proposal with its reason, for a host to look through."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from datawalk.domain.sectors import SectorList
from datawalk.domain.text import LANGUAGES
from datawalk.intake.rosters.found import Found

_SIGNS = Path(__file__).parents[1] / "bundled" / "sector_signs.csv"
_SHOWN = 3
_CHARACTERS = 20_000
"""So much of an organisation's words is looked through."""


class Proposal(NamedTuple):
    """A sector's code, blank where nothing says one, and why."""

    sector: str
    reason: str


class _Signs(NamedTuple):
    """What says a sector: words of a name in the order they count, words of services, codes of a taxonomy."""

    name: tuple[tuple[re.Pattern[str], str], ...]
    words: tuple[tuple[re.Pattern[str], str], ...]
    taxonomy: dict[str, str]


@cache
def _signs() -> _Signs:
    with _SIGNS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    patterns: dict[str, list[tuple[re.Pattern[str], str]]] = {"name": [], "words": []}
    for row in rows:
        if row["kind"] in patterns:
            words = "|".join(re.escape(word) for word in row["match"].split(";"))
            patterns[row["kind"]].append((re.compile(rf"\b(?:{words})\b"), row["sector"]))
    codes = {row["match"]: row["sector"] for row in rows if row["kind"] == "taxonomy"}
    return _Signs(tuple(patterns["name"]), tuple(patterns["words"]), codes)


def propose(found: Found, listed: SectorList) -> Proposal:
    """The sector the file itself names, else what the name says, else what most services are, else their words.

    A code of ours that the workspace's list does not have is not proposed, but told.
    """
    told = _named(found.sector_words, listed) or _of_name(found) or _of_terms(found) or _of_words(found)
    if told is None:
        return Proposal("", "Nothing in its name or its services says a sector.")
    if told.sector not in {sector.id for sector in listed.sector}:
        return Proposal("", f"{told.reason} That would be {told.sector}, which is not in your sector list.")
    return told


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower().replace("'", "").replace("&", " and ")).split())


def _named(words: Iterable[str], listed: SectorList) -> Proposal | None:
    """A sector by its code or by its name in either language."""
    names = {_plain(sector.id): sector.id for sector in listed.sector}
    for sector in listed.sector:
        names |= {_plain(sector.name.said(lang).words): sector.id for lang in LANGUAGES}
    for word in words:
        if (code := names.get(_plain(word))) is not None:
            return Proposal(code, f"Its list says '{word}'.")
    return None


def _of_name(found: Found) -> Proposal | None:
    name = _plain(found.name)
    for pattern, sector in _signs().name:
        if sign := pattern.search(name):
            return Proposal(sector, f"Its name says '{sign[0]}'.")
    return None


def _of_terms(found: Found) -> Proposal | None:
    """The sector of most services; of a service it is that of most of its codes."""
    votes: Counter[str] = Counter()
    codes: dict[str, Counter[str]] = {}
    for terms in found.terms:
        of_service = Counter(sector for term in terms if (sector := _of_code(term)))
        if of_service:
            sector = min(of_service, key=lambda one: (-of_service[one], one))
            votes[sector] += 1
            codes.setdefault(sector, Counter()).update(one for one in terms if _of_code(one) == sector)
    if not votes:
        return None
    sector = min(votes, key=lambda one: (-votes[one], one))
    kinds = ", ".join(code for code, _ in codes[sector].most_common(_SHOWN))
    services = (
        "its one service is" if votes.total() == 1 else f"{votes[sector]} of {votes.total()} services are"
    )
    return Proposal(sector, f"{services[:1].upper()}{services[1:]} of this sector by their codes ({kinds}).")


@cache
def _of_code(term: str) -> str:
    """The sector of the longest beginning of a code that is known; groups of people (Y) are no services."""
    known = _signs().taxonomy
    return next((known[term[:end]] for end in range(len(term), 0, -1) if term[:end] in known), "")


def _of_words(found: Found) -> Proposal | None:
    text = _plain(" ".join((*found.services, *found.term_names, found.description))[:_CHARACTERS])
    hits = {sector: Counter(pattern.findall(text)) for pattern, sector in _signs().words}
    sector = min(hits, key=lambda one: (-hits[one].total(), one))
    if not hits[sector]:
        return None
    said = ", ".join(f"'{word}'" for word, _ in hits[sector].most_common(_SHOWN))
    return Proposal(sector, f"Its services or description say {said}.")
