"""A network as a ring: knots arc by arc, each tie a thread that bends towards the middle."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from math import cos, pi, sin

from datawalk.charts.inputs import Theme
from datawalk.charts.palette import PALETTES, Palette
from datawalk.charts.written import Web

_SIZE, _RADIUS = 600.0, 285.0
_GAP = 1.2
"""The room between two arcs, in knots."""

_BEND = 0.35
"""How far from the middle a thread keeps: 1 is a straight line."""

_BROAD_KNOT, _FINE_KNOT = 11.0, 3.5


def web_markup(picture: Web, *, theme: Theme) -> str:
    """The ring as an image, the names of its arcs around it. The table beside it says the same to a screen reader."""
    places = _angles(picture)
    coded = b64encode(_ring(picture, places, PALETTES[theme]).encode()).decode()
    return (
        f'<div class="dw-web"><img alt="{escape(picture.said)}" src="data:image/svg+xml;base64,{coded}">'
        f'<ul aria-hidden="true">{_names(picture, places)}</ul></div>'
    )


def _angles(picture: Web) -> list[float]:
    """The angle of each knot: evenly around the ring from the top, with a gap between two arcs."""
    arcs = [knot.arc for knot in picture.knots]
    breaks = sum(one != other for one, other in zip(arcs, [*arcs[1:], *arcs[:1]], strict=True))
    step = 2 * pi / (len(arcs) + _GAP * breaks or 1)
    at, found = -pi / 2, []
    for place, arc in enumerate(arcs):
        if place and arcs[place - 1] != arc:
            at += _GAP * step
        found.append(at)
        at += step
    return found


def _point(angle: float) -> tuple[float, float]:
    return _SIZE / 2 + _RADIUS * cos(angle), _SIZE / 2 + _RADIUS * sin(angle)


def _ring(picture: Web, places: Sequence[float], colours: Palette) -> str:
    quiet = [one for one in picture.threads if not _is_spoken(one, picture)]
    spoken = [one for one in picture.threads if _is_spoken(one, picture)]
    threads = [_thread(one, places, colours.grey, 0.5) for one in quiet]
    threads += [_thread(one, places, colours.teal, 0.9) for one in spoken]
    radius = max(_FINE_KNOT, min(_BROAD_KNOT, 320 / max(len(picture.knots), 1)))
    knots = []
    for knot, angle in zip(picture.knots, places, strict=True):
        x, y = _point(angle)
        colour, size = (colours.teal, 1.3 * radius) if knot.spoken else (colours.grey, radius)
        knots.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}" fill="{colour}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE:.0f} {_SIZE:.0f}" '
        f'width="{_SIZE:.0f}" height="{_SIZE:.0f}">{"".join((*threads, *knots))}</svg>'
    )


def _is_spoken(thread: tuple[int, int, int], picture: Web) -> bool:
    return any(picture.knots[at].spoken for at in thread[:2])


def _thread(thread: tuple[int, int, int], places: Sequence[float], colour: str, ink: float) -> str:
    one, other, ties = thread
    (x, y), (to_x, to_y) = _point(places[one]), _point(places[other])
    bend_x, bend_y = (
        _SIZE / 2 + _BEND * ((here + there) / 2 - _SIZE / 2) for here, there in ((x, to_x), (y, to_y))
    )
    wide = min(10.0, 1.6 + 0.9 * (ties - 1))
    return (
        f'<path d="M{x:.0f} {y:.0f}Q{bend_x:.0f} {bend_y:.0f} {to_x:.0f} {to_y:.0f}" fill="none" '
        f'stroke="{colour}" stroke-opacity="{ink}" stroke-width="{wide:.1f}"/>'
    )


def _names(picture: Web, places: Sequence[float]) -> str:
    """The number and name of each arc outside the ring, at its middle; a phone has room for the numbers."""
    parts = []
    for arc, name in enumerate(picture.arcs):
        own = [angle for knot, angle in zip(picture.knots, places, strict=True) if knot.arc == arc]
        if own:
            angle = sum(own) / len(own)
            across, down = cos(angle), sin(angle)
            side = "left" if across < 0 else "right"
            # the name's box touches the ring's rim with the side, corner or edge that faces it
            place = f"left:{50 + 55 * across:.1f}%;top:{50 + 55 * down:.1f}%"
            moved = f"transform:translate({50 * across - 50:.0f}%,{50 * down - 50:.0f}%)"
            parts.append(
                f'<li class="dw-{side}" style="{place};{moved}"><i>{arc + 1}</i><span>{escape(name)}</span></li>'
            )
    return "".join(parts)
