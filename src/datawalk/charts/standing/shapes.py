"""Maps and rings, drawn alone: the drawing of a page, its classes turned into colours."""

import re

from datawalk.charts.maps import map_drawing
from datawalk.charts.standing.ink import COLOURS, SMALL, WIDTH, Column, Part, text, words
from datawalk.charts.standing.worded import key
from datawalk.charts.web import arc_places, ring_drawing
from datawalk.charts.written import Map, Web

_TALLEST = 460.0
_QUIET = f'stroke="{COLOURS.card}" stroke-width="2"'
_LOOKS = {
    **{f"dw-shape-{at}": f'fill="{shade}" {_QUIET}' for at, shade in enumerate(COLOURS.shades)},
    "dw-shape-none": f'fill="{COLOURS.card}" stroke="{COLOURS.muted}" stroke-width="2"',
    "dw-unknown": f'fill="{COLOURS.card}" stroke="{COLOURS.muted}" stroke-width="2" stroke-dasharray="4 4"',
    "dw-thread": f'fill="none" stroke="{COLOURS.grey}" stroke-opacity="0.55"',
    "dw-knot": f'fill="{COLOURS.grey}"',
}
_SPOKEN = {"dw-thread": f'fill="none" stroke="{COLOURS.teal}"', "dw-knot": f'fill="{COLOURS.teal}"'}
_NAME = (
    f'<text font-size="25" font-weight="600" text-anchor="middle" dominant-baseline="central" fill="{COLOURS.ink}"'
    f' stroke="{COLOURS.card}" stroke-width="5" stroke-linejoin="round" paint-order="stroke">'
)


def map_alone(picture: Map) -> Part:
    """The places with their names, and what the shades mean."""
    drawing = map_drawing(picture)
    across, down = map(float, re.findall(r'viewBox="-3 -3 (\d+) (\d+)"', drawing)[0])
    scale = min(WIDTH / across, _TALLEST / down)
    column = Column()
    column.add(Part(_placed(drawing, across * scale, down * scale), down * scale), room=14)
    shades = [(COLOURS.shades[shade], COLOURS.line, said) for shade, said in picture.legend]
    if picture.no_figure:
        shades.append(("none", COLOURS.muted, picture.no_figure))
    column.add(key(shades))
    return column.part


def ring_alone(picture: Web) -> Part:
    """The ring, its arcs numbered by the list beside it."""
    wide = 440.0
    column = Column()
    for at, name in enumerate(picture.arcs):
        if any(knot.arc == at for knot in picture.knots):
            column.add(words(f"{at + 1}  {name}", wide=WIDTH - wide - 60, size=SMALL), left=wide + 50, room=3)
    names = _numbers(picture, wide - 60)
    drawn = (
        f'<g transform="translate(30 30)">{_placed(ring_drawing(picture), wide - 60, wide - 60)}</g>{names}'
    )
    return Part(column.part.drawn + drawn, max(column.tall, wide))


def _numbers(picture: Web, wide: float) -> str:
    """The number of each arc outside the ring."""
    return "".join(
        text(
            30 + wide * (0.5 + 0.54 * across),
            30 + wide * (0.5 + 0.54 * down),
            str(at + 1),
            size=SMALL,
            anchor="middle",
            weight=600,
        )
        for at, across, down in arc_places(picture)
    )


def _placed(drawing: str, wide: float, tall: float) -> str:
    """The drawing in a size, with colours for classes and no marks of a page."""
    drawing = re.sub(r' (?:data-mark|data-group|focusable|preserveAspectRatio)="[^"]*"', "", drawing)
    drawing = re.sub(r'class="([^"]*)"', lambda found: _look(found[1].split()), drawing)
    head, _, rest = drawing.partition(">")
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    return f'{head} width="{wide:.1f}" height="{tall:.1f}">{rest}'.replace("<text>", _NAME)


def _look(kinds: list[str]) -> str:
    looks = {**_LOOKS, **(_SPOKEN if "dw-spoken" in kinds else {})}
    known = [looks[kind] for kind in kinds if kind in looks]
    if "dw-chosen" in kinds:
        return known[-1].replace(
            f'stroke="{COLOURS.card}" stroke-width="2"', f'stroke="{COLOURS.ink}" stroke-width="5"'
        )
    return known[-1] if known else ""
