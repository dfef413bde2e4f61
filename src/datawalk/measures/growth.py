"""Growth a year, as it is and as a target needs it: how Eurostat tells progress toward sustainable development goals."""

from dataclasses import dataclass
from typing import Literal

from datawalk.measures.refusals import Refused

Progress = Literal["significant", "moderate", "insufficient", "away", "baseline_zero"]
SIGNIFICANT, MODERATE = 0.95, 0.6


@dataclass(frozen=True)
class Growth:
    """Growth a year as a share (0.05 is 5 percent), what the target needs, and their ratio; None from a baseline of 0."""

    actual: float | None
    required: float | None
    ratio: float | None
    progress: Progress


def growth(current: float, *, baseline: float, years: float, target: float, years_to_target: float) -> Growth:
    """The compound growth of `years` against the one that leads from baseline to target in `years_to_target`.

    95 percent of what is needed or more is significant, 60 or more moderate, less insufficient, and the other way away.
    Refuses values below 0, no years, and a target that is the baseline. Example: 20 to 24 in 4 years, 30 after 10: 4.664
    percent of 4.138 needed, ratio 1.13.
    """
    if min(baseline, current, target) < 0:
        raise Refused("negative")
    if years <= 0 or years_to_target <= 0:
        raise Refused("no_time")
    if target == baseline:
        raise Refused("no_way")
    if baseline == 0:
        return Growth(None, None, None, "baseline_zero")
    actual = (current / baseline) ** (1 / years) - 1
    required = (target / baseline) ** (1 / years_to_target) - 1
    ratio = actual / required
    return Growth(actual, required, ratio, _progress(ratio))


def _progress(ratio: float) -> Progress:
    if ratio < 0:
        return "away"
    return "significant" if ratio >= SIGNIFICANT else "moderate" if ratio >= MODERATE else "insufficient"
