"""Partners, the sectors they come from, and the decision-making seats they hold."""

from datetime import date

from datawalk.domain.text import Frozen, Text


class Sector(Frozen):
    """One sector of a sector list."""

    id: str
    name: Text


class SectorList(Frozen):
    """The list of sectors a collaborative answers to."""

    id: str
    name: Text
    sector: tuple[Sector, ...]


class Partner(Frozen):
    """An organisation, or a resident voice, in the collaborative. `sectors`: primary first."""

    partner_id: str
    name: str
    sectors: tuple[str, ...]
    joined_on: date | None = None
    left_on: date | None = None
    backbone: bool = False
    places: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    speaks_for_residents: bool = False
    works_on: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    website: str | None = None

    def member_on(self, day: date) -> bool:
        """Whether the partner was in the collaborative on `day`."""
        return (self.joined_on is None or self.joined_on <= day) and (
            self.left_on is None or day < self.left_on
        )


class Seat(Frozen):
    """A decision-making place held by a partner. `from_` and `to` are days; open ends are None."""

    partner_id: str
    body: str
    voting: bool
    from_: date | None = None
    to: date | None = None

    def held_on(self, day: date) -> bool:
        """Whether the seat was held on `day`."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day < self.to)
