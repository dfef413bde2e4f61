"""Sectors, and how the sectors of one list lie to those of another: our 17 codes stand between any two lists."""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from datawalk.domain.text import Frozen, Language, Text


class Fit(IntEnum):
    """Whether a partner of one sector fills the seat of another."""

    NO = 0
    PERHAPS = 1
    SURELY = 2


class Sector(Frozen):
    """One sector of a sector list.

    `same_as`, `part_of`, `holds`, `overlaps`: how it lies to our 17 codes; naming none of them, it is the code of its own id.
    `domains`: the domains of indicators its own work is about.
    """

    id: str
    name: Text
    same_as: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    @property
    def _same(self) -> tuple[str, ...]:
        named = self.same_as or self.part_of or self.holds or self.overlaps
        return self.same_as if named else (self.id,)

    @property
    def codes(self) -> frozenset[str]:
        """Every code it has something in common with."""
        return frozenset((*self._same, *self.part_of, *self.holds, *self.overlaps))

    def fills(self, seat: "Sector") -> Fit:
        """Whether a partner of this sector fills the seat of a sector of another list.

        Surely, when a code lies between the two: this sector within it, and it within the seat. Perhaps, when they only
        have a code in common. Example: schools surely fill education; education perhaps fills schools.
        """
        if {*self._same, *self.part_of} & {*seat._same, *seat.holds}:
            return Fit.SURELY
        return Fit.PERHAPS if self.codes & seat.codes else Fit.NO


class SectorList(Frozen):
    """The list of sectors a collaborative answers to."""

    id: str
    name: Text
    sector: tuple[Sector, ...]

    def names(self, lang: Language) -> dict[str, str]:
        """The sectors' names by id, in the list's order."""
        return {sector.id: sector.name.said(lang).words for sector in self.sector}

    def filled_by(self, sectors: Iterable[Sector]) -> Mapping[str, Fit]:
        """How well a partner of these sectors of another list fills each seat of this one."""
        own = tuple(sectors)
        return {seat.id: max((one.fills(seat) for one in own), default=Fit.NO) for seat in self.sector}
