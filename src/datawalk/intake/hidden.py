"""What the host is told of what is hidden: which tables and why, never a number."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from datawalk.domain.indicators import TOTAL
from datawalk.intake.problems import Problem, Problems, ProblemsFound
from datawalk.measures.counts import keys_of
from datawalk.measures.privacy.linked import Key, Name
from datawalk.measures.small_cells import is_withheld
from datawalk.measures.suppression import Protected

PROVED = "proved"

REASONS = {
    PROVED: "small counts, and what they could be worked out from (proved)",
    "no_shares": "hidden with all that is linked: these figures are no shares of people, so there is no proof",
    "no_counts": "hidden with all that is linked: some figures say no whole count of people, so there is no proof",
    "not_adding_up": "hidden with all that is linked: the groups, places or years do not add up",
    "too_large": "hidden with all that is linked: too many linked figures for a proof",
    "no_proof": "hidden with all that is linked: no proof was found in the time given (see --seconds)",
    "told": "hidden with all that is linked: the rule itself would tell some of its publisher's counts",
    "follows": "another form of hidden figures of the same people",
    "withheld": "withheld whole, as datawalk.toml says",
}
"""Why a table is hidden, in part or whole."""


@dataclass(frozen=True)
class Hiding:
    """How many figures of one table are hidden, out of how many, and why (a key of REASONS)."""

    indicator: str
    dimension: str
    hidden: int
    figures: int
    why: str

    def __str__(self) -> str:
        table = self.indicator if self.dimension == TOTAL else f"{self.indicator} by {self.dimension}"
        return f"{table}: {self.hidden} of {self.figures}, {REASONS[self.why]}"


def hidings_of(protected: Protected) -> list[Hiding]:
    """What is hidden by this workspace's rule, table by table, what the publishers hid included."""
    parts = [(one.rows, PROVED) for one in protected.proved]
    parts += [(one.rows, one.why) for one in protected.closed]
    hidden: Counter[tuple[str, str, str]] = Counter()
    for rows, why in parts:
        cells = protected.observations.where(rows)
        for key in keys_of(cells.where(is_withheld(cells))):
            hidden[key.indicator, key.dimension, why] += 1
    frame: Any = protected.observations.frame
    sizes = frame.groupby(["indicator_id", "dimension"], observed=True).size().to_dict() if hidden else {}
    return [
        Hiding(indicator, dimension, count, sizes[indicator, dimension], why)
        for (indicator, dimension, why), count in sorted(hidden.items())
    ]


def unlinked(protected: Protected) -> list[Problem]:
    """A note for each total that its parts are above: it cannot be protected exactly, so all linked with it is hidden."""
    problems = Problems()
    for one in protected.closed:
        if one.off is not None:
            key, above = one.off
            what = f"The parts of {_named(key)} are {above} more than the total."
            remedy = (
                "They cannot be protected one by one, so all linked figures are hidden. Correct the counts."
            )
            problems.add(f"indicators/{key.indicator}.toml", "", what, remedy, severity="warning")
    return problems.warnings


def stop_where_lost(protected: Protected) -> None:
    """Raise ProblemsFound where the rule itself would tell small counts, naming the cells to merge."""
    problems = Problems()
    for cells in protected.lost:
        indicator, dimension = cells[0].key.indicator, _dimension(cells)
        what = f"However much is hidden, these counts could be told: {_listed(cells)}."
        remedy = f'Merge some with others, or write withhold = ["{indicator}/{dimension}"] in datawalk.toml.'
        problems.add(f"indicators/{indicator}.toml", "", what, remedy)
    if problems.errors:
        raise ProblemsFound(problems)


def _dimension(cells: Iterable[Name]) -> str:
    found = Counter(name.key.dimension for name in cells)
    return next((dimension for dimension, _ in found.most_common() if dimension != TOTAL), TOTAL)


def _listed(cells: Iterable[Name]) -> str:
    left = {"cell": "", "rest": "what is left of ", "people": "the people of "}
    names = [left[name.kind] + _named(name.key) for name in cells]
    return "; ".join(names[:12]) + (f"; and {len(names) - 12} more" if len(names) > 12 else "")


def _named(key: Key) -> str:
    group = "" if key.dimension == TOTAL else f", {key.dimension} {key.group}"
    return f"{key.indicator}, {key.place}, {key.period}{group}"
