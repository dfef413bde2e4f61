"""The frozen views of stations and walks. Everything in them is already worded, formatted and safe to show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from datawalk.charts.inputs import Picture
from datawalk.domain.text import Language, Said

SpanTone = Literal["plain", "strong", "worst"]


@dataclass(frozen=True)
class Span:
    """A run of words and how it is set: plain, strong (ink, bold) or worst (coral, bold)."""

    words: str
    tone: SpanTone = "plain"


@dataclass(frozen=True)
class Finding:
    """One computed sentence (or two) in runs."""

    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return "".join(span.words for span in self.spans)


@dataclass(frozen=True)
class MeasureValue:
    """One measure as `show` prints it; numbers unrounded."""

    name: str
    value: float | None
    lower: float | None
    upper: float | None
    unit: str
    reference: str | None
    group: str | None


@dataclass(frozen=True)
class TableView:
    """The station's numbers. `rows`: raw dictionaries for `show`. `header` and `lines`: the same, worded, for the page."""

    rows: Sequence[dict[str, object]] = ()
    header: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()

    @property
    def of_numbers(self) -> tuple[bool, ...]:
        """Which columns hold numbers and stand on the right; words stand on the left."""
        return tuple(map(_of_numbers, zip(*self.lines, strict=True)))


def _of_numbers(column: tuple[str, ...]) -> bool:
    said = [text for text in column if text not in ("", "–")]
    return bool(said) and all(text.lstrip("-−$")[:1].isdigit() for text in said)


@dataclass(frozen=True)
class SourceView:
    """The source of a station's numbers."""

    id: str
    producer: str
    title: str
    accessed_on: str
    citation: str
    license: str


@dataclass(frozen=True)
class Fact:
    """One line of *source and method*: a label and its text."""

    label: str
    text: str


@dataclass(frozen=True)
class Step:
    """How one number came about: in words, in symbols, with the numbers put in, and where the formula is from."""

    name: str
    in_words: str
    formula: str
    lines: tuple[str, ...]
    result: str
    source: str


@dataclass(frozen=True)
class Working:
    """*How this was worked out*: what went in, and a step a number.

    `questions` are the entries of a file that `datawalk measure` turns into the same numbers.
    """

    inputs: TableView
    steps: tuple[Step, ...]
    questions: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Choice:
    """Something a visitor may choose; `key` is its name in the address. Without options it is a search.

    `left_out`: options that were ticked off, where each may be; the address then names those.
    """

    key: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    left_out: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Ask:
    """One thing a tool asks for: a number of at least `least` (`whole`: without decimals), or one of the `options`."""

    id: str
    label: str
    value: float | str
    least: float = 0.0
    most: float | None = None
    whole: bool = True
    options: tuple[tuple[str, str], ...] = ()


Answers = Mapping[str, float | str]
"""What was answered, by the id of what was asked."""


@dataclass(frozen=True)
class Worked:
    """What came of the answers. `take_along`: the name and the text of a file to take away, where there is one."""

    finding: Finding
    table: TableView = TableView()
    take_along: tuple[str, str] | None = None


@dataclass(frozen=True)
class Tool:
    """Something to try out on a page: what it asks, and what comes of it. Nothing of it is kept."""

    id: str
    title: str
    lead: str
    asks: tuple[Ask, ...]
    work: Callable[[Answers], Worked]


@dataclass(frozen=True)
class StationView:
    """One station for one visitor: place, period and language are settled.

    `picture` is None when the data cannot support the station; `finding` then says so.
    """

    walk_id: str
    station_id: str
    kind: str
    title: Said
    finding: Finding
    prompts: tuple[Said, ...]
    picture: Picture | None
    measures: tuple[MeasureValue, ...]
    table: TableView
    place_id: str | None
    place_name: str
    period: str | None
    period_text: str
    source: SourceView | None
    n: float | None
    n_text: str
    method: str
    cannot_say: Said | None
    alt: str
    notice: str  # such as "No figures for Rhode Island; this shows Bristol County." Empty when nothing needs saying
    footer: str  # one line for the projector: unit, interval, source, fictional
    facts: tuple[Fact, ...]
    minutes: int
    release: str
    lang: Language
    working: Working | None = None
    choices: tuple[Choice, ...] = ()  # what can be chosen at the station itself
    tools: tuple[Tool, ...] = ()  # what can be tried out on its page


@dataclass(frozen=True)
class StationLink:
    """A station in a walk's list."""

    id: str
    title: Said
    desk: bool


@dataclass(frozen=True)
class PlaceOption:
    """A place a visitor may choose; `depth` 0 is the topmost."""

    id: str
    name: str
    depth: int


@dataclass(frozen=True)
class WalkView:
    """A walk opened at a station, with what is needed to move through it."""

    id: str
    title: Said
    stations: tuple[StationLink, ...]
    index: int
    station: StationView
    places: tuple[PlaceOption, ...]
    previous_id: str | None
    next_id: str | None
    notice: str = ""  # such as "There is no station 'x' in this walk; this is the first one."

    @property
    def position(self) -> int:
        """1 for the first station."""
        return self.index + 1
