"""Which cells to hide beside the small ones, so that no small one can be worked out, at the least cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from datawalk.measures.privacy.audit import (
    audit,
    baseline,
    is_disclosed,
    is_safe,
    required,
    self_disclosing,
)
from datawalk.measures.privacy.rule import Ends
from datawalk.measures.privacy.search import Search
from datawalk.measures.privacy.solver import Unsolved
from datawalk.measures.privacy.system import System
from datawalk.measures.privacy.witnesses import Interval, faults
from datawalk.measures.refusals import Refused

BLOCK_SECONDS = 120.0
"""How long a block may take: 10,000 linked counts with a tenth small take a minute and a half."""

_SEARCH_SHARE = 0.6
"""The part of the time after which nothing is shown again any more: the audit needs the rest."""


class SelfDisclosing(Refused):
    """Cells that no pattern can protect; they are named by position."""

    def __init__(self, cells: list[int]) -> None:
        super().__init__("self_disclosing", cells=", ".join(map(str, cells)))
        self.cells = cells


@dataclass(frozen=True)
class Pattern:
    """The cells to hide, the ends that must stay possible for the small ones, and the proof: intervals with witnesses."""

    hidden: frozenset[int]
    required: Mapping[int, Ends]
    proof: Mapping[int, Interval]


def protect(system: System, *, seconds: float = BLOCK_SECONDS) -> Pattern:
    """Hide the small cells and the cheapest others, so that the rule alone tells as much as all that is shown.

    For each small cell and each end of what the rule tells of it, a table that looks the same must hold that end; where there
    is none, the cheapest cells whose hiding makes one are added, looked for near the cell first. Then dear ones are shown again
    where every end keeps a table. At last an audit, which is given only what is shown, and an addition check the result.
    Raises SelfDisclosing, and Unsolved when there is no proof in so many `seconds` or a check fails: then nothing may be shown.
    Fischetti and Salazar 2000; Kelly, Golden and Assad 1992.
    Example: 3, 25, 40 / 18, 60, 33 / 22, 31, 90 with totals and threshold 11: four cells of the corner are hidden.
    """
    if not system.relations:
        return _alone(system)
    start = monotonic()
    search = Search(system, deadline=start + seconds)
    for cell in system.primary:
        search.protect(cell)
    lost = [cell for cell, ends in search.required.items() if is_disclosed(system, cell, ends)]
    if lost:  # then all of them are named
        told = baseline(system, deadline=start + seconds)
        raise SelfDisclosing(self_disclosing(system, required(system, told)))
    search.clean_up(until=start + seconds * _SEARCH_SHARE)
    view = system.view(search.hidden)
    proof = audit(view, of=system.primary, deadline=start + seconds)
    wrong = faults(view, proof=proof, required=search.required)
    if wrong or not is_safe(proof, required=search.required):
        raise Unsolved("; ".join(wrong) or "The audit does not hold.")
    return Pattern(frozenset(search.hidden), search.required, proof)


def _alone(system: System) -> Pattern:
    """Cells in no sum need nothing beside them."""
    required = {cell: system.ends(cell, is_hidden=True) for cell in system.primary}
    proof = {cell: Interval(*ends, ({cell: ends[0]}, {cell: ends[1]})) for cell, ends in required.items()}
    return Pattern(frozenset(required), required, proof)
