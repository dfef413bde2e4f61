"""What a mark of a picture says by itself: whose it is, its value and interval, and whether it surely differs."""

from datawalk.domain.indicators import Unit
from datawalk.domain.observations import Observation
from datawalk.measures.result import Estimate, leaves_out
from datawalk.screens import format as fmt
from datawalk.screens.finding import finding
from datawalk.screens.stations.cells import drawn, reason
from datawalk.screens.wording import Words

_LETTERS = 110
"""What one line below a picture holds on a page."""


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


def judged(apart: Estimate | None, other: str, *, upward: bool, t: Words) -> str:
    """Whether a figure surely lies above or below that of `other`; empty where nobody can tell.

    `apart`: the difference the findings and tables judge by, never one of our own. `upward`: whether it is positive where
    the figure is the higher one.
    """
    if apart is None or apart.interval is None:
        return ""
    if not leaves_out(apart, 0.0):
        return t("No sure difference from {other}.", other=other)
    if (apart.interval[0] > 0) == upward:
        return t("Surely higher than {other}.", other=other)
    return t("Surely lower than {other}.", other=other)


def in_a_line(*sentences: str) -> str:
    """The first of these sentences of a finding that fits on one line, without its marks; empty where none does."""
    plain = (str(finding(sentence)) for sentence in sentences)
    return next((sentence for sentence in plain if sentence and len(sentence) <= _LETTERS), "")
