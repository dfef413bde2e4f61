"""What charts are drawn from: pictures of values, pictures of words, and those made of several. Imports no plotly."""

from dataclasses import dataclass
from typing import Literal

from datawalk.charts.plotted import Dots, Lines, Steps, Strip
from datawalk.charts.written import (
    Figures,
    Grid,
    Icons,
    Letter,
    Map,
    Pairs,
    Prose,
    Tiles,
    Timeline,
    Tracks,
    Web,
)


@dataclass(frozen=True)
class Atlas:
    """Places compared: dots or a strip, and a map where there are boundaries."""

    values: Dots | Strip
    map: Map | None = None


@dataclass(frozen=True)
class Woven:
    """A network twice: group by group as a table, then as a map."""

    table: Grid
    map: Web


@dataclass(frozen=True)
class Invitation:
    """Whom to ask, as a table, and what to say to one of them."""

    table: Grid
    letter: Letter


@dataclass(frozen=True)
class Curve:
    """A goal over time, and below it what was promised on the way, by the numbers of its moments."""

    lines: Lines
    steps: Timeline | None = None


@dataclass(frozen=True)
class Changed:
    """What changed, counted by part and kind, then one by one."""

    counts: Grid
    events: Timeline


@dataclass(frozen=True)
class Means:
    """What is paid for month by month, the numbers that go with it, and, without some sources, what falls."""

    steps: Steps
    figures: Figures
    falls: Grid | None = None


Plotted = Dots | Strip | Lines | Steps
"""Pictures of values, drawn as a figure."""


Written = Tiles | Tracks | Prose | Map | Grid | Pairs | Timeline | Icons | Web | Letter | Figures
"""Pictures drawn as markup."""


Picture = Plotted | Written | Atlas | Woven | Invitation | Curve | Changed | Means


Size = Literal["page", "projector"]


Theme = Literal["light", "dark"]


def parts(picture: Picture) -> tuple[Plotted | Written, ...]:
    """The pictures a picture is made of; most are one."""
    if isinstance(picture, Atlas):
        return (picture.values, picture.map) if picture.map else (picture.values,)
    if isinstance(picture, Woven):
        return picture.table, picture.map
    if isinstance(picture, Invitation):
        return picture.table, picture.letter
    if isinstance(picture, Curve):
        return (picture.lines, picture.steps) if picture.steps else (picture.lines,)
    if isinstance(picture, Changed):
        return picture.counts, picture.events
    if isinstance(picture, Means):
        return (picture.steps, picture.figures, *([picture.falls] if picture.falls else []))
    return (picture,)
