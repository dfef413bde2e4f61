"""Measures of privacy, under the names other programs ask for them by."""

from math import sqrt

from datawalk.measures.privacy.audit import audit, baseline, ignorant, is_safe, required, self_disclosing
from datawalk.measures.privacy.protection import SelfDisclosing
from datawalk.measures.privacy.protection import protect as protected
from datawalk.measures.privacy.rounding import possible_counts
from datawalk.measures.privacy.system import Relation, System, of_counts, of_table
from datawalk.measures.readers import Positions
from datawalk.measures.refusals import Refused
from datawalk.measures.registry import Outputs, measure

CMS = "Centers for Medicare and Medicaid Services, cell size suppression policy (ResDAC)"
FISCHETTI = "Fischetti and Salazar 2000, Journal of the American Statistical Association 95:916"
THRESHOLDS = (5, 10, 11, 16, 20)
ATTACKERS = ("knows the rule", "does not know the rule")
ZEROS = ("shown", "hidden")
_UNSTABLE = 30.0


@measure(
    topic="privacy",
    outputs=tuple(f"lt{threshold}" for threshold in THRESHOLDS),
    formula="primary: 0 < x < t; where zeros are hidden, 0 <= x < t",
    source=CMS,
)
def primary_thresholds(counts: list[float], zeros: str = "shown") -> Outputs:
    least = 1 if _one_of(ZEROS, zeros, key="zeros") == "shown" else 0
    if any(count < 0 for count in counts):
        raise Refused("not_a_count", value=min(counts))
    return {f"lt{limit}": [count for count in counts if least <= count < limit] for limit in THRESHOLDS}


@measure(
    topic="privacy",
    outputs=("suppress", "reason"),
    formula="primary where 0 < x < t or 0 < n - x < t",
    source=CMS,
)
def primary_complement(numerator: float, denominator: float, threshold: float) -> Outputs:
    if not 0 <= numerator <= denominator:
        raise Refused("not_counted_in", part=numerator, whole=denominator)
    rest = denominator - numerator
    for name, count in (("count", numerator), ("complement", rest)):
        if 0 < count < threshold:
            return {"suppress": True, "reason": f"{name} {count:g} is below threshold"}
    return {"suppress": False, "reason": ""}


@measure(
    topic="privacy",
    outputs=("rse_percent", "unstable_at_30"),
    formula="RSE = 100 / sqrt(x)",
    source="Brillinger 1986, Biometrics 42:693",
)
def rse_of_count(events: list[float]) -> Outputs:
    if any(count <= 0 for count in events):
        raise Refused("not_a_count", value=min(events))
    errors = [100 / sqrt(count) for count in events]
    return {"rse_percent": errors, "unstable_at_30": [error > _UNSTABLE for error in errors]}


@measure(
    topic="privacy",
    outputs=("count",),
    formula="x = the whole number with round(100000 x / n) = rate",
    source=CMS,
)
def rate_gives_count(rate_per_100k: float, population: float, rounded_to: float = 0.1) -> Outputs:
    found = possible_counts(rate_per_100k, people=population, per=100_000, rounded_to=rounded_to)
    return {"count": found[0] if len(found) == 1 else None}


@measure(
    topic="privacy",
    outputs=("possible_counts",),
    formula="every x with round(100 x / n) = percent",
    source=CMS,
)
def rounded_percent_gives_count(
    percent: float, denominator: float, percent_rounded_to: float = 0.1
) -> Outputs:
    found = possible_counts(percent, people=denominator, per=100, rounded_to=percent_rounded_to)
    return {"possible_counts": list(found)}


@measure(
    topic="privacy",
    outputs=("intervals", "safe"),
    formula="min and max of x_i over whole tables with A x = 0 that equal what is shown and keep the rule",
    source=FISCHETTI,
)
def audit_interval(
    threshold: int,
    suppressed: Positions,
    table_with_totals: list[list[int]] | None = None,
    cells: list[int] | None = None,
    relations: list[Relation] | None = None,
    zeros: str = "shown",
    attacker: str = "knows the rule",
    names: list[str] | None = None,
) -> Outputs:
    system, width = _system(threshold, table_with_totals, cells, relations, zeros)
    hidden = {_position(at, width, cells=len(system.cells)) for at in suppressed}
    knows_the_rule = _one_of(ATTACKERS, attacker, key="attacker") == ATTACKERS[0]
    view = system.view(hidden) if knows_the_rule else ignorant(system, hidden)
    found = audit(view, of=sorted(hidden))
    intervals = {_name(cell, width): [each.lower, each.upper] for cell, each in found.items()}
    ends = required(system, baseline(system))
    return {
        "intervals": intervals,
        "safe": not self_disclosing(system, ends) and is_safe(found, required=ends),
    }


@measure(
    topic="privacy",
    outputs=("suppressed", "intervals", "safe"),
    formula="the cheapest cells so that every small one can be at both ends of what the rule alone tells",
    source=FISCHETTI,
)
def protect(
    threshold: int,
    table_with_totals: list[list[int]] | None = None,
    cells: list[int] | None = None,
    relations: list[Relation] | None = None,
    zeros: str = "shown",
) -> Outputs:
    system, width = _system(threshold, table_with_totals, cells, relations, zeros)
    try:
        found = protected(system)
    except SelfDisclosing as lost:
        raise Refused("self_disclosing", cells=", ".join(_name(at, width) for at in lost.cells)) from None
    return {
        "suppressed": [_name(at, width) for at in sorted(found.hidden)],
        "intervals": {_name(at, width): [each.lower, each.upper] for at, each in found.proof.items()},
        "safe": True,
    }


@measure(
    topic="privacy",
    outputs=("self_disclosing_cells", "action"),
    formula="cells with fewer than 3 counts in any table that keeps the rule, everything being hidden",
    source=FISCHETTI,
)
def rule_self_disclosure(
    threshold: int,
    table_with_totals: list[list[int]] | None = None,
    cells: list[int] | None = None,
    relations: list[Relation] | None = None,
    zeros: str = "shown",
) -> Outputs:
    system, width = _system(threshold, table_with_totals, cells, relations, zeros)
    lost = self_disclosing(system, required(system, baseline(system)))
    return {
        "self_disclosing_cells": [list(divmod(at, width)) if width else at for at in lost],
        "action": "merge categories or withhold the row" if lost else "",
    }


def _one_of(words: tuple[str, str], word: str, *, key: str) -> str:
    if word not in words:
        raise Refused(
            "wrong_type", key=key, value=repr(word), wanted=" or ".join(f"'{one}'" for one in words)
        )
    return word


def _system(
    threshold: int,
    table: list[list[int]] | None,
    cells: list[int] | None,
    relations: list[Relation] | None,
    zeros: str,
) -> tuple[System, int]:
    """The system of a table or of cells with relations, and the table's width (0 where there is none)."""
    about_zeros = "shown" if _one_of(ZEROS, zeros, key="zeros") == "shown" else "hidden"
    if table is not None:
        return of_table(table, threshold=threshold, zeros=about_zeros), len(table[0]) if table else 0
    if cells is None:
        raise Refused("missing", key="table_with_totals")
    return of_counts(cells, relations or (), threshold, about_zeros), 0


def _position(at: int | list[int], width: int, *, cells: int) -> int:
    """A cell's position, from a row and a column in a table."""
    row, column = (0, at) if isinstance(at, int) else at
    inside = isinstance(at, int) or 0 <= column < width
    found = row * width + column
    if not (inside and 0 <= found < cells):
        raise Refused("no_cell", cell=at, cells=cells)
    return found


def _name(cell: int, width: int) -> str:
    return ",".join(map(str, divmod(cell, width))) if width else str(cell)
