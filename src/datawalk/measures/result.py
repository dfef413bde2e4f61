"""What every measure returns."""

from dataclasses import dataclass, field
from math import exp, isfinite, log

from datawalk.measures.intervals import Z


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval. `se` is None where the method gives an interval only; `flag` says why a value is None.

    `reference` is what was compared with, `direction` is `more_is_better` or `less_is_better` where it matters; two
    estimates may be alike without them. `seed` is that of a simulated interval. What is not a finite number is never
    kept: it becomes None, with flag `too_large`.
    """

    value: float | None
    lower: float | None = None
    upper: float | None = None
    se: float | None = None
    method: str = ""
    flag: str = ""
    reference: str = field(default="", compare=False)
    direction: str = field(default="", compare=False)
    seed: int | None = None

    def __post_init__(self) -> None:
        numbers = {"value": self.value, "lower": self.lower, "upper": self.upper, "se": self.se}
        lost = {name for name, number in numbers.items() if number is not None and not isfinite(number)}
        for name in numbers.keys() if "value" in lost else lost:
            object.__setattr__(self, name, None)
        if lost:
            object.__setattr__(self, "flag", "too_large")

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both limits, or None."""
        return None if self.lower is None or self.upper is None else (self.lower, self.upper)


def leaves_out(told: Estimate | None, number: float) -> bool:
    """Whether an estimate has an interval, and the number lies outside it."""
    return (
        told is not None and told.interval is not None and not told.interval[0] <= number <= told.interval[1]
    )


def around(
    value: float, *, se: float | None, method: str, reference: str = "", direction: str = ""
) -> Estimate:
    """A value with the symmetric interval of its standard error, without an interval where there is none."""
    value = float(value)
    if se is None:
        return Estimate(value, reference=reference, direction=direction)
    se = float(se)
    return Estimate(value, value - Z * se, value + Z * se, se, method, "", reference, direction)


def log_around(
    value: float, *, se: float | None, method: str, reference: str = "", direction: str = ""
) -> Estimate:
    """A ratio with an interval symmetric on the log scale; `se` is that of the logarithm. A ratio of 0 has no interval."""
    value = float(value)
    if se is None or value <= 0:
        return Estimate(value, reference=reference, direction=direction)
    middle, se = log(value), float(se)
    return Estimate(value, exp(middle - Z * se), exp(middle + Z * se), se, method, "", reference, direction)


def direction(favourable: bool) -> str:
    """The word of a direction."""
    return "more_is_better" if favourable else "less_is_better"
