"""What pictures of values on an axis are drawn from: small, frozen, already worded and formatted. Imports no plotly."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "worst", "reference", "hollow", "hidden"]
SPOKEN: tuple[Tone, ...] = ("worst", "reference")
"""The two a finding speaks about."""


@dataclass(frozen=True)
class Axis:
    """A value axis: where it starts and ends, its ticks as (value, label), and a note if it does not start at 0."""

    start: float
    end: float
    ticks: tuple[tuple[float, str], ...]
    note: str = ""


@dataclass(frozen=True)
class DotRow:
    """One group or place: a dot with its interval, or, when `estimate` is None, the reason in `text`.

    `note` stands small below the dot, such as why to doubt it. `said`: the whole of it as a sentence. `place`: the id of the
    place it is, where it is one.
    """

    label: str
    text: str
    tone: Tone = "plain"
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    note: str = ""
    said: str = ""
    place: str = ""


@dataclass(frozen=True)
class Dots:
    """Dots with intervals, one row each, and the overall as a dotted line with its label.

    `rest` of this and the other pictures: what the reading line below says while no mark is chosen.
    """

    axis: Axis
    rows: tuple[DotRow, ...]
    line: float | None = None
    line_label: str = ""
    rest: str = ""


@dataclass(frozen=True)
class StripPoint:
    """One place on a strip, and its id. Spoken ones (`worst`, `reference`) are named beside their dot."""

    label: str
    text: str
    value: float
    tone: Tone = "plain"
    said: str = ""
    place: str = ""


@dataclass(frozen=True)
class Strip:
    """Many values along one axis, a dot each, the overall as a dotted line with its label."""

    axis: Axis
    points: tuple[StripPoint, ...]
    line: float | None = None
    line_label: str = ""
    rest: str = ""


@dataclass(frozen=True)
class LinePoint:
    """One period: `at` is its middle year; `value` None leaves a gap in the line, and `text` says why."""

    at: float
    label: str
    text: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    hollow: bool = False
    said: str = ""


@dataclass(frozen=True)
class Line:
    """One place or group over time; its name stands at the line's end.

    `way`: how it is drawn: a line; dashed, what is only expected; or an aim, a mark at the point alone.
    """

    label: str
    points: tuple[LinePoint, ...]
    tone: Tone = "plain"
    way: Literal["line", "dashed", "aim"] = "line"


@dataclass(frozen=True)
class Moment:
    """Something marked in time below the lines: when, as a year with its fraction, and the number it has in the list."""

    at: float
    mark: str
    done: bool = True


@dataclass(frozen=True)
class Lines:
    """Values with intervals over time. `axis` is the value axis; `ticks` are the periods as (middle year, label).

    `moments` are marked in time; `since`: a year at which something began, with its words. `low`: drawn less tall, because
    a list stands below.
    """

    axis: Axis
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]
    moments: tuple[Moment, ...] = ()
    since: tuple[float, str] | None = None
    low: bool = False
    rest: str = ""


LayerTone = Literal["sure", "quiet", "hoped", "lacking"]


@dataclass(frozen=True)
class Layer:
    """One part of what lies on top of another in every step, with the words for what it is."""

    label: str
    values: tuple[float, ...]
    tone: LayerTone
    said: str = ""


@dataclass(frozen=True)
class Steps:
    """Parts of a whole, month by month as steps: one step for each value of a layer, the first layer at the bottom.

    `ticks` are (the step's number, label); `mark`: a step at which something begins, with its words; `line`: a height all
    along, with its words.
    """

    axis: Axis
    ticks: tuple[tuple[int, str], ...]
    layers: tuple[Layer, ...]
    mark: tuple[int, str] | None = None
    line: tuple[float, str] | None = None
    low: bool = False
    rest: str = ""
