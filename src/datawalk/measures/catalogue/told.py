"""How an estimate is given to another program."""

from typing import Any

from datawalk.measures.refusals import SENTENCES, Refused
from datawalk.measures.result import Estimate


def interval(told: Estimate) -> list[float] | None:
    """Both limits as a list, or None."""
    return None if told.interval is None else list(told.interval)


def needed(told: Estimate | None) -> Estimate:
    """An estimate with a value. Refuses one without, by its flag."""
    if told is None:
        raise Refused("few_groups", groups=1, least=2)
    if told.value is None:
        raise Refused(told.flag if told.flag in SENTENCES else "too_large")
    return told


def everything(told: Estimate) -> dict[str, Any]:
    """All that is known of an estimate."""
    return {
        "value": told.value,
        "se": told.se,
        "ci95": interval(told),
        "method": told.method,
        "reference": told.reference,
        "direction": told.direction,
        "flag": told.flag,
    }
