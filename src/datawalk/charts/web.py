"""A network as a ring: knots arc by arc, each tie a thread that bends towards the middle."""

from collections.abc import Iterator, Sequence
from html import escape
from math import cos, pi, sin

from datawalk.charts.scale import marked
from datawalk.charts.written import Web

_SIZE, _RADIUS = 600.0, 285.0
_GAP = 1.2
"""The room between two arcs, in knots."""

_BEND = 0.35
"""How far from the middle a thread keeps: 1 is a straight line."""

_BROAD_KNOT, _FINE_KNOT = 11.0, 3.5


def web_markup(picture: Web) -> str:
    """The ring, and the names of its arcs around it. The table beside it says the same to a screen reader."""
    return f'<div class="dw-web">{ring_drawing(picture)}<ul>{_names(picture)}</ul></div>'


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


def ring_drawing(picture: Web) -> str:
    """The threads and, over them, the knots."""
    places = _angles(picture)
    threads = sorted(picture.threads, key=lambda one: _is_spoken(one, picture))
    radius = max(_FINE_KNOT, min(_BROAD_KNOT, 320 / max(len(picture.knots), 1)))
    knots = []
    for mark, (knot, angle) in enumerate(zip(picture.knots, places, strict=True)):
        x, y = _point(angle)
        kind, size = ("dw-knot dw-spoken", 1.3 * radius) if knot.spoken else ("dw-knot", radius)
        knots.append(
            f'<circle class="{kind}" cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}"{marked(mark, knot.label)}/>'
        )
    drawn = "".join((*(_thread(one, places, spoken=_is_spoken(one, picture)) for one in threads), *knots))
    return f'<svg focusable="false" viewBox="0 0 {_SIZE:.0f} {_SIZE:.0f}">{drawn}</svg>'


def _is_spoken(thread: tuple[int, int, int], picture: Web) -> bool:
    return any(picture.knots[at].spoken for at in thread[:2])


def _thread(thread: tuple[int, int, int], places: Sequence[float], *, spoken: bool) -> str:
    one, other, ties = thread
    (x, y), (to_x, to_y) = _point(places[one]), _point(places[other])
    bend_x, bend_y = (
        _SIZE / 2 + _BEND * ((here + there) / 2 - _SIZE / 2) for here, there in ((x, to_x), (y, to_y))
    )
    wide = min(10.0, 1.6 + 0.9 * (ties - 1))
    kind = "dw-thread dw-spoken" if spoken else "dw-thread"
    return (
        f'<path class="{kind}" d="M{x:.0f} {y:.0f}Q{bend_x:.0f} {bend_y:.0f} {to_x:.0f} {to_y:.0f}" '
        f'stroke-width="{wide:.1f}"/>'
    )


def arc_places(picture: Web) -> Iterator[tuple[int, float, float]]:
    """Each arc that has knots, and where its middle lies from the ring's: across and down, in parts of its radius."""
    places = _angles(picture)
    for arc in range(len(picture.arcs)):
        own = [angle for knot, angle in zip(picture.knots, places, strict=True) if knot.arc == arc]
        if own:
            angle = sum(own) / len(own)
            yield arc, cos(angle), sin(angle)


def _names(picture: Web) -> str:
    """The number and name of each arc outside the ring, at its middle; a phone has room for the numbers."""
    parts = []
    for arc, across, down in arc_places(picture):
        side = "left" if across < 0 else "right"
        # the name's box touches the ring's rim with the side, corner or edge that faces it
        place = f"left:{50 + 55 * across:.1f}%;top:{50 + 55 * down:.1f}%"
        moved = f"transform:translate({50 * across - 50:.0f}%,{50 * down - 50:.0f}%)"
        name = escape(picture.arcs[arc])
        parts.append(
            f'<li class="dw-{side}" style="{place};{moved}"><i>{arc + 1}</i><span>{name}</span></li>'
        )
    return "".join(parts)
