"""What must hold between the numbers of one observation, whatever its format."""

import numpy as np

from datawalk.domain.cells import NUMBERS, Cells
from datawalk.domain.observations import Observation
from datawalk.measures.many_levels import known

_HIDDEN = ("suppressed", "missing")


def fault(one: Observation) -> tuple[str, str] | None:
    """What is wrong between an observation's numbers and its flag, and the remedy."""
    given = [name for name in NUMBERS if getattr(one, name) is not None]
    if one.flag in _HIDDEN:
        if given:
            what = f"The row is flagged {one.flag} but has {', '.join(given)}."
            return what, "Clear the numbers, or clear the flag."
        return None
    if one.estimate is None:
        if one.numerator is None or one.denominator is None:
            what = "The row has no estimate, and no numerator with a denominator."
            return what, "Write the numbers, or 'suppressed' or 'missing' in the column flag."
        return None
    if (one.lower is None) != (one.upper is None):
        return "The interval has only one end.", "Give both lower and upper, or neither."
    if one.lower is not None and one.upper is not None and not one.lower <= one.estimate <= one.upper:
        what = f"The interval {one.lower:g} to {one.upper:g} is not around the estimate {one.estimate:g}."
        return what, "Check the columns lower, estimate and upper."
    return None


def faulty(cells: Cells) -> np.ndarray:
    """Which cells `fault` finds something wrong with."""
    estimate, lower, upper = (cells.numbers(name) for name in ("estimate", "lower", "upper"))
    given = np.logical_or.reduce([known(cells.numbers(name)) for name in NUMBERS])
    counts = known(cells.numbers("numerator")) & known(cells.numbers("denominator"))
    ends = known(lower), known(upper)
    apart = ends[0] & ends[1] & ~((lower <= estimate) & (estimate <= upper))
    wrong = np.where(known(estimate), (ends[0] != ends[1]) | apart, ~counts)
    return np.where(cells.is_word("flag", *_HIDDEN), given, wrong)
