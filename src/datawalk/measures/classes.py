"""Classes of a map: equal steps from the lowest to the highest value."""

COUNT = 5
"""How many shades a map has."""


def class_limits(low: float, high: float) -> tuple[tuple[float, float], ...]:
    """Where each class starts and ends; one class when there is one value. Example: 0 and 10: (0, 2), (2, 4), ..."""
    if high <= low:
        return ((low, high),)
    step = (high - low) / COUNT
    return tuple((low + i * step, low + (i + 1) * step) for i in range(COUNT))


def class_of(value: float, *, low: float, high: float) -> int:
    """The class of a value, from 0; a value on a limit is in the upper one, the highest in the last.

    Raises ValueError for a value outside `low` to `high`.
    """
    if not low <= value <= high:
        raise ValueError(f"{value} is not between {low} and {high}")
    return min(COUNT - 1, int(COUNT * (value - low) / (high - low))) if high > low else 0
