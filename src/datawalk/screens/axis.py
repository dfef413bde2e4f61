"""A calm value axis: round steps, from zero unless the values lie far from it."""

from math import ceil, floor, log10

from datawalk.charts.plotted import Axis
from datawalk.domain.indicators import Unit
from datawalk.screens.format import axis_value
from datawalk.screens.wording import Words

_ZOOM_BELOW = 0.4
"""Values that span less than this part of the highest one are drawn on a zoomed axis, which says so."""


def _step(span: float) -> float:
    rough = span / 5
    power = 10 ** floor(log10(rough))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)


def axis(values: list[float], *, unit: Unit, t: Words) -> Axis:
    """An axis that holds all `values` (not empty)."""
    low, high = min(0.0, *values), max(values)
    zoomed = 0 < min(values) < high and (high - min(values)) < _ZOOM_BELOW * high
    if zoomed:
        margin = (high - min(values)) * 0.4 or abs(high) * 0.05
        low = max(0.0, min(values) - margin)
    step = _step((high - low) or abs(high) or 1.0)
    start = floor(low / step + 1e-9) * step
    end = ceil(high / step - 1e-9) * step
    if unit == "percent":
        end = min(end, 100.0) if high <= 100 else end
    count = round((end - start) / step)
    ticks = tuple(
        (start + i * step, axis_value(round(start + i * step, 9), unit=unit, t=t)) for i in range(count + 1)
    )
    note = t("The scale starts at {start}, not at zero.", start=ticks[0][1]) if start > 0 else ""
    return Axis(start, end, ticks, note)
