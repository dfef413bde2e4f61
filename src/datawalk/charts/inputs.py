"""What charts are drawn from: small, frozen, already worded and formatted. Imports no plotly."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "worst", "reference", "hollow", "hidden"]
GoalTone = Literal["good", "caution", "bad", "unknown"]


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

    `note` stands small below the dot, such as why to doubt it.
    """

    label: str
    text: str
    tone: Tone = "plain"
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Dots:
    """Dots with intervals, one row each, and the overall as a dotted line with its label."""

    axis: Axis
    rows: tuple[DotRow, ...]
    line: float | None = None
    line_label: str = ""


@dataclass(frozen=True)
class Tile:
    """One sector: its name, how many partners, and the words beside it when the seat is empty."""

    label: str
    count: int
    text: str
    filled: bool


@dataclass(frozen=True)
class Tiles:
    """The sector list as tiles, in the list's order with empty ones last."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Track:
    """One goal: positions are fractions of the way from baseline (0) to target (1), cut to 0..1; None draws no mark."""

    area: str
    statement: str
    owner: str
    baseline_text: str
    target_text: str
    current_text: str
    expected_text: str
    verdict: str
    detail: str
    tone: GoalTone
    position: float | None = None
    expected: float | None = None


@dataclass(frozen=True)
class Tracks:
    """Goals as tracks, grouped by area in the given order."""

    tracks: tuple[Track, ...]


@dataclass(frozen=True)
class Prose:
    """A text to be read: paragraphs and who said it."""

    paragraphs: tuple[str, ...]
    by: str = ""
    lang: str = "en"


Picture = Dots | Tiles | Tracks | Prose
Size = Literal["page", "projector"]
Theme = Literal["light", "dark"]
