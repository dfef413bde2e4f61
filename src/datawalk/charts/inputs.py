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


SeatState = Literal["filled", "listed", "perhaps", "empty"]


@dataclass(frozen=True)
class Tile:
    """One sector: its name, and in `text` how many partners it has or that its seat is empty.

    `state`: filled; listed (nobody took part lately); perhaps (the roster cannot tell); empty.
    """

    label: str
    text: str
    state: SeatState


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


@dataclass(frozen=True)
class StripPoint:
    """One place on a strip. Spoken ones (`worst`, `reference`) are named beside their dot."""

    label: str
    text: str
    value: float
    tone: Tone = "plain"


@dataclass(frozen=True)
class Strip:
    """Many values along one axis, a dot each, the overall as a dotted line with its label."""

    axis: Axis
    points: tuple[StripPoint, ...]
    line: float | None = None
    line_label: str = ""


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


LayerTone = Literal["sure", "quiet", "hoped", "lacking"]


@dataclass(frozen=True)
class Layer:
    """One part of what lies on top of another in every step, with the words for what it is."""

    label: str
    values: tuple[float, ...]
    tone: LayerTone


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


Shade = Literal[0, 1, 2, 3, 4]


@dataclass(frozen=True)
class Shape:
    """One place on a map. `polygons`: outer ring and holes of (longitude, latitude). `shade` None: no figure."""

    label: str
    text: str
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    shade: Shade | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Map:
    """Places drawn from their boundaries, shaded by value; `legend` says what each shade stands for."""

    shapes: tuple[Shape, ...]
    legend: tuple[tuple[Shade, str], ...]
    no_figure: str = ""  # the words for places without a figure; empty when every place has one


@dataclass(frozen=True)
class Atlas:
    """Places compared: dots or a strip, and a map where there are boundaries."""

    values: Dots | Strip
    map: Map | None = None


GridTone = Literal[
    "plain",
    "best",
    "far",
    "farther",
    "farthest",
    "good",
    "hollow",
    "hidden",
    "missing",
    "some",
    "more",
    "most",
    "words",
]


@dataclass(frozen=True)
class GridCell:
    """A cell: its value in `text`, what it means in `note`."""

    text: str
    tone: GridTone = "plain"
    note: str = ""


@dataclass(frozen=True)
class GridRow:
    """One line of a grid: its name, a quiet note below it, and a cell for each column."""

    label: str
    cells: tuple[GridCell, ...]
    note: str = ""


@dataclass(frozen=True)
class Grid:
    """A table whose shades say how far each cell is from its reference; the words say it too.

    `short`: what stands above the columns where their names have no room there, as a number that is in the rows too.
    """

    corner: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    key: tuple[tuple[GridTone, str], ...] = ()  # what the shades mean
    short: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """Two shares of one sector or group, from 0 to 1, with their words; a share of None has words only.

    `note` is a quiet word below the name; `last` draws a line below the pair, where another kind of pair begins.
    """

    label: str
    first: float | None
    second: float | None
    first_text: str
    second_text: str
    note: str = ""
    spoken: bool = False
    last: bool = False


@dataclass(frozen=True)
class Pairs:
    """Bars in pairs from zero: what the first and the second bar are, and one pair a line."""

    first_label: str
    second_label: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Event:
    """Something that happened: when, of what kind, what, and a quiet line below it."""

    when: str
    tag: str
    text: str
    detail: str = ""
    sure: bool = True  # False: drawn with an open mark


@dataclass(frozen=True)
class Timeline:
    """Events, the newest first."""

    events: tuple[Event, ...]


@dataclass(frozen=True)
class Icons:
    """People as small figures, each standing for several; `reached` of `count` are those the chosen part reaches.

    `each` says what a figure stands for, the other texts what the two kinds of figures are; a blank one is not there.
    """

    count: int
    reached: int
    each: str
    reached_text: str
    left_text: str = ""


@dataclass(frozen=True)
class Knot:
    """A partner or a sector in a web: its name, the arc it belongs to, and whether it is spoken of."""

    label: str
    arc: int
    spoken: bool = False


@dataclass(frozen=True)
class Web:
    """Who works with whom: knots in a ring, arc by arc, and a thread for each tie.

    `arcs` name the arcs, which are numbered from 1; a thread is two knots by position, and how many ties it stands for.
    `said` says in words what is drawn.
    """

    arcs: tuple[str, ...]
    knots: tuple[Knot, ...]
    threads: tuple[tuple[int, int, int], ...]
    said: str


@dataclass(frozen=True)
class Woven:
    """A network twice: group by group as a table, then as a map."""

    table: Grid
    map: Web


@dataclass(frozen=True)
class Letter:
    """What to say to somebody, in steps: a name and a text each."""

    title: str
    steps: tuple[tuple[str, str], ...]


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
class Figures:
    """A few numbers that stand for themselves: what each is, the number, and a quiet word below.

    `key`: what the layers of the picture above are.
    """

    figures: tuple[tuple[str, str, str], ...]
    key: tuple[tuple[LayerTone, str], ...] = ()


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
