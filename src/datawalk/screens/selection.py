"""What a visitor has chosen; everything a view depends on besides the release."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from datawalk.domain.text import Language, as_language

_LONGEST = 240
"""What is typed into an address is cut here, so that a huge paste costs nothing."""


@dataclass(frozen=True)
class Selection:
    """The address, parsed. None means: the default. Ids are as typed and may not exist."""

    lang: Language = "en"
    walk: str | None = None
    station: str | None = None
    place: str | None = None
    period: str | None = None
    indicator: str | None = None
    dimension: str | None = None
    part: str | None = None
    partner: str | None = None
    sector: str | None = None
    topic: str | None = None
    area: str | None = None
    as_of: str | None = None
    sectors: str | None = None
    owner: str | None = None
    goal: str | None = None
    year: str | None = None
    wave: str | None = None
    without: str | None = None
    q: str | None = None
    explore: str | None = None
    link: str | None = None

    @classmethod
    def read(cls, named: Mapping[str, str]) -> "Selection":
        """The selection an address names; what it does not name, or leaves blank, is left to its default."""
        known = {one.name for one in fields(cls)} - {"lang"}
        chosen = {key: value[:_LONGEST] for key, value in named.items() if key in known and value}
        return cls(as_language(named.get("lang")), **chosen)

    @property
    def day(self) -> date | None:
        """The day of `as_of`; None where it is none."""
        try:
            return date.fromisoformat(self.as_of or "")
        except ValueError:
            return None

    def parameters(self) -> dict[str, str]:
        """The address's parameters for this selection; defaults are left out."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {key: value for key, value in named.items() if value and (key, value) != ("lang", "en")}

    def at(self, **changes: str | None) -> "Selection":
        """This language, place and link with `changes`, and nothing else: the way to another page."""
        return replace(Selection(self.lang, place=self.place, link=self.link), **changes)  # type: ignore[arg-type]
