"""The frozen views of pages. Everything in them is already worded, formatted and safe to show."""

from dataclasses import dataclass, field
from typing import Literal

from datawalk.charts.inputs import Picture
from datawalk.domain.text import Language, Said
from datawalk.screens.selection import Selection
from datawalk.screens.views import Choice, Fact, Finding, SpanTone, TableView, Tool, Working

PageName = Literal[
    "home", "walk", "present", "indicators", "places", "partners", "resources", "methods", "host"
]


@dataclass(frozen=True)
class Link:
    """A way to a page: its words and what is chosen there."""

    label: str
    page: PageName
    selection: Selection


@dataclass(frozen=True)
class Entry:
    """One line of a list. `link` leads on inside, `url` outside; `value` stands at the line's end."""

    title: Said
    text: str = ""
    value: str = ""
    link: Link | None = None
    url: str = ""


@dataclass(frozen=True)
class Stat:
    """One number set large: what it is, the number, and its margin."""

    label: str
    value: str
    note: str = ""
    tone: SpanTone = "plain"


@dataclass(frozen=True)
class Described:
    """A thing and what there is to say of it, line by line."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Section:
    """One part of a page, in this order: its words, its picture, its lines, its numbers, its working, its facts, its things.

    `table_title`, `facts_title` and `described_title` name what is one tap away; facts without a title stand open.
    """

    id: str
    title: str = ""
    finding: Finding = field(default_factory=lambda: Finding(()))
    paragraphs: tuple[str, ...] = ()
    notice: str = ""
    picture: Picture | None = None
    alt: str = ""
    entries: tuple[Entry, ...] = ()
    table: TableView = field(default_factory=TableView)
    table_title: str = ""
    facts: tuple[Fact, ...] = ()
    facts_title: str = ""
    working: Working | None = None
    described: tuple[Described, ...] = ()
    described_title: str = ""


@dataclass(frozen=True)
class PageView:
    """A page a partner reads alone, its downloads included. `head` says where its numbers come from."""

    page: PageName
    title: Said
    lead: str
    lang: Language
    release: str
    sections: tuple[Section, ...]
    notice: str = ""
    back: Link | None = None
    choices: tuple[Choice, ...] = ()
    stats: tuple[Stat, ...] = ()
    tools: tuple[Tool, ...] = ()
    head: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Door:
    """One walk on the home page: its title, one live sentence, and how many stations."""

    walk_id: str
    title: Said
    finding: Finding
    first_station_id: str
    stations_text: str


@dataclass(frozen=True)
class HomeView:
    """The home page."""

    name: str
    place_name: str
    doors: tuple[Door, ...]
    release_text: str
    notice: str = ""
    explore: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class FrameView:
    """What surrounds every page: names, walks, the other pages, the other language, the fictional label."""

    name: str
    lang: Language
    other_lang: Language
    other_lang_name: str
    languages: tuple[Language, ...]
    walks: tuple[Link, ...]
    explore: tuple[Link, ...]
    fictional: str  # empty, or the sentence that says the place and its numbers are made up
