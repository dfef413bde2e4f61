"""Parts of a whole over months, drawn alone."""

from datawalk.charts.plotted import LayerTone, Steps
from datawalk.charts.standing.ink import COLOURS, LETTER, SMALL, WIDTH, Part, rule, short, text

_TOP, _BOTTOM = 34.0, 320.0
_PATTERNS = (
    '<defs><pattern id="hoped" width="7" height="7" patternUnits="userSpaceOnUse">'
    f'<circle cx="3" cy="3" r="1.6" fill="{COLOURS.teal}"/></pattern>'
    '<pattern id="lacking" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<path d="M0 0V7" stroke="{COLOURS.coral}" stroke-width="3"/></pattern></defs>'
)
_FILLS: dict[LayerTone, str] = {
    "sure": COLOURS.teal,
    "quiet": COLOURS.line,
    "hoped": "url(#hoped)",
    "lacking": "url(#lacking)",
}


def steps_alone(picture: Steps) -> Part:
    """The layers on top of each other, with the mark and the line."""
    left = 16 + max(len(label) for _, label in picture.axis.ticks) * SMALL * LETTER
    right, steps = WIDTH - 24, len(picture.layers[0].values)

    def across(step: float) -> float:
        return left + step / steps * (right - left)

    def down(value: float) -> float:
        span = picture.axis.end - picture.axis.start or 1.0
        return _BOTTOM - (value - picture.axis.start) / span * (_BOTTOM - _TOP)

    parts = [_PATTERNS]
    for tick, label in picture.axis.ticks:
        parts.append(rule(left, down(tick), right, down(tick), colour=COLOURS.line))
        parts.append(text(left - 10, down(tick), label, colour=COLOURS.muted, size=SMALL, anchor="end"))
    floor = [0.0] * steps
    for layer in picture.layers:
        for step, value in enumerate(layer.values):
            if value:
                top, bottom = down(floor[step] + value), down(floor[step])
                parts.append(
                    f'<rect x="{across(step):.1f}" y="{top:.1f}" width="{across(1) - across(0) + 0.8:.1f}"'
                    f' height="{bottom - top:.1f}" fill="{_FILLS[layer.tone]}"/>'
                )
        floor = [below + value for below, value in zip(floor, layer.values, strict=True)]
    every = -(-len(picture.ticks) // 6)
    for step, label in picture.ticks[::every]:
        parts.append(
            text(across(step), _BOTTOM + 20, label, colour=COLOURS.muted, size=SMALL, anchor="middle")
        )
    if picture.line:
        at, words = picture.line
        parts.append(rule(left, down(at), right, down(at), colour=COLOURS.ink, thick=2, dash="6 6"))
        parts.append(text(right, down(at) - 12, short(words), size=SMALL, anchor="end"))
    if picture.mark:
        at, words = picture.mark
        x = across(at)
        side = "start" if at / steps < 0.35 else "end" if at / steps > 0.65 else "middle"
        parts.append(rule(x, _TOP, x, _BOTTOM, colour=COLOURS.coral, thick=2.5))
        parts.append(text(x, _TOP - 14, short(words), colour=COLOURS.coral, anchor=side, weight=700))
    return Part("".join(parts), _BOTTOM + 40)
