"""What must hold between the numbers of one observation, whatever its format."""

from datawalk.domain.observations import Observation
from datawalk.intake.formats.shape import Row
from datawalk.intake.problems import Problems

_HIDDEN = ("suppressed", "missing")
_NUMBERS = ("estimate", "lower", "upper", "se", "numerator", "denominator")


def check_numbers(rows: list[Row[Observation]], *, file: str, problems: Problems) -> list[Row[Observation]]:
    """The rows whose numbers agree with each other and with their flag; a problem for each other row."""
    sound = []
    for row in rows:
        fault = _fault(row.model)
        if fault:
            problems.add(file, f"row {row.number}", *fault)
        else:
            sound.append(row)
    return sound


def _fault(one: Observation) -> tuple[str, str] | None:
    given = [name for name in _NUMBERS if getattr(one, name) is not None]
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
