"""What every measure returns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval. `se` is None where the method gives an interval only; `flag` says why a value is None."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    se: float | None = None
    method: str = ""
    flag: str = ""
