"""What pictures of words and simple shapes are drawn from: small, frozen, already worded. Imports no plotly."""

from dataclasses import dataclass
from typing import Literal

from datawalk.charts.plotted import LayerTone
from datawalk.domain.text import Language

GoalTone = Literal["good", "caution", "bad", "unknown"]


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
    lang: Language = "en"


Shade = Literal[0, 1, 2, 3, 4]


@dataclass(frozen=True)
class Shape:
    """One place on a map. `polygons`: outer ring and holes of (longitude, latitude). `shade` None: no figure."""

    label: str
    text: str
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    shade: Shade | None = None
    chosen: bool = False
    said: str = ""


@dataclass(frozen=True)
class Map:
    """Places drawn from their boundaries, shaded by value; `legend` says what each shade stands for."""

    shapes: tuple[Shape, ...]
    legend: tuple[tuple[Shade, str], ...]
    no_figure: str = ""  # the words for places without a figure; empty when every place has one


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
    said: str = ""


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
class Letter:
    """What to say to somebody, in steps: a name and a text each."""

    title: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figures:
    """A few numbers that stand for themselves: what each is, the number, and a quiet word below.

    `key`: what the layers of the picture above are.
    """

    figures: tuple[tuple[str, str, str], ...]
    key: tuple[tuple[LayerTone, str], ...] = ()
