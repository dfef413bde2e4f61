"""What every page of a partner's desk is loaded from, and the parts they share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from datawalk.domain.indicators import Indicator
from datawalk.domain.places import Place
from datawalk.domain.text import Language, Said
from datawalk.domain.walks import Station
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.nearest import nearest, short
from datawalk.screens.pageview import Entry, Link, PageName, Section
from datawalk.screens.selection import Selection
from datawalk.screens.stations import load_station
from datawalk.screens.views import Fact, StationView
from datawalk.screens.wording import Words, words
from datawalk.store.published import PublishedStore


@dataclass(frozen=True, eq=False)
class Desk:
    """One page for one visitor."""

    store: PublishedStore
    selection: Selection

    @cached_property
    def t(self) -> Words:
        return words(self.selection.lang)

    @property
    def lang(self) -> Language:
        return self.selection.lang

    def said(self, text: str) -> Said:
        """Words of ours, or a name that is the same in every language."""
        return Said(words=text, lang=self.lang)

    @cached_property
    def place_id(self) -> str:
        """The address's place when there is such a place, else the workspace's."""
        asked = self.selection.place
        return asked if asked in self.store.places else self.store.workspace.place  # type: ignore[return-value]

    @cached_property
    def day(self) -> date:
        """The day whose roster is shown: the address's when it is a day, else the release's."""
        return self.selection.day or self.store.built_on

    def place_name(self, place_id: str) -> str:
        place = self.store.places.get(place_id)
        return place.name if place else place_id

    def level_name(self, place: Place) -> str:
        """The place's level as people say it."""
        t = self.t
        names = {
            "nation": t("nation"),
            "state": t("state"),
            "county": t("county"),
            "planning_region": t("planning region"),
            "neighborhood": t("neighborhood"),
            "town": t("town"),
            "city": t("city"),
            "district": t("district"),
            "tract": t("census tract"),
            "zip": t("ZIP code area"),
        }
        return names.get(place.level, place.level)

    def domain_name(self, domain: str) -> str:
        """The domain as people say it; a workspace's own word stays as written."""
        t = self.t
        names = {
            "health": t("Health"),
            "learning": t("Learning"),
            "livelihood": t("Livelihood"),
            "place": t("Place and environment"),
        }
        return names.get(domain, domain.replace("_", " ").capitalize())

    def link(self, label: str, page: PageName, **chosen: str | None) -> Link:
        """A way to a page in this language and place."""
        return Link(label, page, self.selection.at(**chosen))

    def station(self, station: Station) -> StationView:
        """A station made on the spot."""
        return load_station(Context(self.store, "", station, self.selection))

    def indicator_entry(self, indicator: Indicator, *, text: str = "", value: str = "") -> Entry:
        """A line that leads to an indicator."""
        name = indicator.name.said(self.lang)
        return Entry(name, text, value, self.link(name.words, "indicators", indicator=indicator.id))

    def nearest(self, asked: str, names: dict[str, str]) -> tuple[str | None, str]:
        """The id nearest to one that is not there, and the sentence that says so."""
        t, near = self.t, nearest(asked, names)
        if near is None:
            return None, t("There is no '{id}' here any more. Here is all there is.", id=short(asked))
        return near, t(
            "There is no '{id}' here any more. This is the nearest: {name}.",
            id=short(asked),
            name=names[near],
        )

    @cached_property
    def place_notice(self) -> str:
        """The sentence for an address whose place is not there."""
        asked = self.selection.place
        if not asked or asked in self.store.places:
            return ""
        shown = self.place_name(self.place_id)
        return self.t("There is no place '{id}' here. This shows {shown}.", id=short(asked), shown=shown)

    def nothing(self, sentence: str, everything: Link | None = None) -> Section:
        """An empty page: a sentence and a way on."""
        entries = (Entry(self.said(everything.label), link=everything),) if everything else ()
        return Section("none", paragraphs=(sentence,), entries=entries)

    def nothing_found(self, wanted: str, everything: Link) -> Section:
        """A search without a hit."""
        sentence = self.t("Nothing was found for '{q}'. Try another word, or see them all.", q=wanted)
        return self.nothing(sentence, everything)

    def head(self, source_ids: Iterable[str] = (), *, method: str = "") -> tuple[Fact, ...]:
        """The head of a download: where its numbers come from, how they came about, and which release they are of."""
        t = self.t
        facts = [Fact(t("Collaborative"), self.store.workspace.name)]
        if self.store.workspace.fictional:
            facts.append(Fact(t("Note"), t("The place and its numbers are made up.")))
        for id_ in sorted(set(source_ids)):
            source = self.store.sources[id_]
            facts.append(Fact(t("Source"), f"{source.producer}. {source.title}. {source.citation}"))
            facts.append(Fact(t("License"), source.license))
        if method:
            facts.append(Fact(t("Method"), method))
        facts.append(Fact(t("Release"), self.store.release_id))
        facts.append(Fact(t("Published on"), fmt.day(self.store.about["built_at"], lang=self.lang)))
        return tuple(facts)


def station_section(
    view: StationView, *, id: str, title: str = "", t: Words, open_facts: bool = False
) -> Section:
    """A station as a part of a page."""
    facts = view.facts
    if view.cannot_say:
        facts = (Fact(t("What this cannot say"), view.cannot_say.words), *facts)
    return Section(
        id=id,
        title=title,
        finding=view.finding,
        notice=view.notice,
        picture=view.picture,
        alt=view.alt,
        table=view.table,
        table_title=t("The numbers as a table"),
        facts=facts,
        facts_title="" if open_facts else t("Source and method"),
        working=view.working,
    )
