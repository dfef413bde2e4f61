"""What a station is loaded from: the store, the station's declaration, and the visitor's selection."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from datawalk.domain.indicators import Indicator, Source, SourceKind, Use, counts_people, kind_of
from datawalk.domain.periods import Period
from datawalk.domain.walks import Station
from datawalk.screens import format as fmt
from datawalk.screens.fitness import refused, use_name
from datawalk.screens.selection import Selection
from datawalk.screens.views import Fact, SourceView
from datawalk.screens.wording import Words, words
from datawalk.store.published import PublishedStore

Where = Literal["desk", "room"]
"""Read alone at a desk, or shown to a room on its projector."""


@dataclass(frozen=True, eq=False)
class Context:
    """One station for one visitor."""

    store: PublishedStore
    walk_id: str
    station: Station
    selection: Selection
    where: Where = "desk"

    @cached_property
    def t(self) -> Words:
        return words(self.selection.lang)

    @property
    def in_room(self) -> bool:
        """Whether the station stands in a walk that a room goes through, and has to fit its projector."""
        return bool(self.walk_id) and not self.station.desk

    def known_place(self) -> str | None:
        """The address's place, when there is such a place."""
        return self.selection.place if self.selection.place in self.store.places else None

    def place_name(self, place_id: str) -> str:
        place = self.store.places.get(place_id)
        return place.name if place else place_id

    def children(self, place_id: str) -> list[str]:
        """The places directly inside `place_id`, by name."""
        return [place.place_id for place in self.store.inside.get(place_id, ())]

    def period_text(self, period: Period) -> str:
        return fmt.period(str(period))

    def source_of(self, indicator: Indicator) -> Source:
        return self.store.sources[indicator.source]

    def source_view(self, indicator: Indicator) -> SourceView:
        source = self.source_of(indicator)
        return SourceView(
            source.id,
            source.producer,
            source.title,
            source.accessed_on.isoformat(),
            source.citation,
            source.license,
        )

    def refuses(self, indicator: Indicator, use: Use) -> bool:
        """Whether the figures must not be used so."""
        return use in refused(self.store, indicator)

    def names_places(self, indicator: Indicator) -> bool:
        """Whether a single place may be set above or below the whole: not where its source carries no ranking."""
        return not self.refuses(indicator, "rank") and self.kind_of(indicator) != "modelled"

    def kind_of(self, indicator: Indicator) -> SourceKind:
        """How the indicator's figures are made."""
        return kind_of(indicator, self.source_of(indicator))

    def least_count(self, indicator: Indicator) -> int:
        """The fewest people who may be told of: 0 where figures are not counts of people."""
        source = self.source_of(indicator)
        if not counts_people(indicator, source):
            return 0
        return max(self.store.workspace.min_count, source.min_count or 0)

    def footer(self, *parts: str) -> str:
        """The projector's bottom line."""
        fictional = self.t("The place and its numbers are made up.") if self.store.workspace.fictional else ""
        return " ".join(part for part in (*parts, fictional) if part)

    def own_facts(self, method: str) -> tuple[Fact, ...]:
        """The last lines of *source and method* of a station told from the collaborative's own tables."""
        return Fact(self.t("Method"), method), Fact(self.t("Release"), self.store.release_id)

    def indicator_facts(self, indicator: Indicator, *, n_text: str, method: str) -> tuple[Fact, ...]:
        """The lines of *source and method* that every indicator shares."""
        t, lang, source = self.t, self.selection.lang, self.source_of(indicator)
        facts = [
            Fact(t("Full name"), str(indicator.technical_name.said(lang))),
            Fact(t("Unit"), fmt.unit_name(indicator.unit, t=t)),
        ]
        if indicator.numerator:
            facts.append(Fact(t("Who is counted"), str(indicator.numerator.said(lang))))
        if indicator.denominator:
            facts.append(Fact(t("Out of whom"), str(indicator.denominator.said(lang))))
        if n_text:
            facts.append(Fact(t("How many people"), n_text))
        facts.append(Fact(t("Method"), method))
        facts.append(Fact(t("Privacy"), self.privacy_text([indicator])))
        uses = sorted(refused(self.store, indicator))
        if uses:
            named = fmt.listed([use_name(use, t=t) for use in uses], lang=lang)
            facts.append(Fact(t("Not to be used for"), named))
        facts.append(Fact(t("Source"), f"{source.producer}. {source.title}. {source.citation}"))
        facts.append(Fact(t("License"), source.license))
        facts.append(Fact(t("Read on"), fmt.day(source.accessed_on.isoformat(), lang=lang)))
        facts.append(Fact(t("Release"), self.store.release_id))
        return tuple(facts)

    def privacy_text(self, indicators: Iterable[Indicator]) -> str:
        """How small counts of indicators of one source are protected."""
        t, parts = self.t, []
        for indicator in indicators:
            if least := self.least_count(indicator):
                parts.append(
                    t(
                        "Groups with fewer than {n} people are hidden, with all that could give them away.",
                        n=least,
                    )
                )
            elif self.kind_of(indicator) == "modelled":
                parts.append(
                    t(
                        "These are modelled estimates, not counts of people. So no small counts are hidden here."
                    )
                )
            else:
                parts.append(
                    t(
                        "These are estimates from a sample, published for everyone by their producer. "
                        "So no small counts are hidden here."
                    )
                )
        return " ".join(dict.fromkeys(parts))
