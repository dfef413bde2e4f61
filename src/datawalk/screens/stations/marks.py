"""What a mark of a picture says by itself: whose it is, its value and interval, and whether it surely differs."""

from datawalk.domain.indicators import Indicator, Unit
from datawalk.domain.observations import Observation
from datawalk.measures.gaps import difference
from datawalk.measures.result import leaves_out
from datawalk.screens import format as fmt
from datawalk.screens.stations.cells import drawn, level_of, reason, status
from datawalk.screens.wording import Words


def mark_said(name: str, cell: Observation, *, unit: Unit, t: Words, judged: str = "") -> str:
    """A cell as a sentence, and the sentence `judged` where nothing is to be doubted. Only what the picture shows too."""
    doubt = reason(cell, t=t)
    if cell.estimate is None or not drawn(cell):
        return f"{name}: {doubt}."
    low, high = (None if end is None else fmt.value(end, unit=unit, t=t) for end in (cell.lower, cell.upper))
    value = fmt.value(cell.estimate, unit=unit, t=t)
    if unit.startswith("per_"):
        value = f"{value} {fmt.unit_name(unit, t=t)}"
    said = value_said(name, value, low, high, t=t)
    return " ".join(part for part in (said, f"{doubt}." if doubt else judged) if part)


def value_said(name: str, value: str, low: str | None, high: str | None, *, t: Words) -> str:
    """A value in words, with its interval where there is one."""
    if low is None or high is None:
        return f"{name}: {value}."
    return t("{name}: {value}, from {low} to {high}.", name=name, value=value, low=low, high=high)


def judged(cell: Observation, other: Observation, name: str, *, indicator: Indicator, t: Words) -> str:
    """Whether a cell surely lies above or below another, whose name is given; empty where nobody can tell.

    By the interval of the difference, as the findings judge.
    """
    if cell is other or status(cell) != "shown" or status(other) != "shown":
        return ""
    apart = difference(level_of(cell, indicator), reference=level_of(other, indicator), favourable=False)
    if apart.value is None or apart.lower is None:
        return ""
    if not leaves_out(apart, 0.0):
        return t("No sure difference from {other}.", other=name)
    if apart.value > 0:
        return t("Surely higher than {other}.", other=name)
    return t("Surely lower than {other}.", other=name)
