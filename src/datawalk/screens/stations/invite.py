"""The `invite` station: empty sectors beside the indicators nobody works on; whom to ask first, and what to say."""

from functools import cached_property

from datawalk.charts.inputs import Invitation
from datawalk.charts.written import Grid, GridCell, GridRow, Letter
from datawalk.domain.pitches import ANY, MOVES, Pitch
from datawalk.domain.sectors import Sector
from datawalk.domain.text import Language, Localised
from datawalk.domain.walks import InviteStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.settle import asked_place
from datawalk.screens.stations import several
from datawalk.screens.stations.nobodys import Nobodys, nobodys
from datawalk.screens.stations.roster import Roster, roster_of
from datawalk.screens.views import Choice, MeasureValue, StationView, TableView

_INDICATORS_AT_MOST = 5
_SECTORS_IN_THE_ROOM = 6
_VOICES = frozenset({"residents", "tribal"})
"""Those most often missing come first among those whose own work is about no one domain."""


def load_invite(context: Context, station: InviteStation) -> StationView:
    """Whom to ask first: the empty sector whose own work is closest to the widest gap nobody works on."""
    t = context.t
    roster = roster_of(context, station)
    if isinstance(roster, StationView):
        return roster
    worded = _Worded(roster, station)
    return roster.view(
        *worded.sentences(),
        picture=worded.picture(),
        measures=worded.measures(),
        table=worded.table(),
        method=worded.method(),
        cannot_say=t("Who would come, and what they want. Ask before you plan for them."),
        footer=roster.footer(worded.more()),
        choices=worded.choice(),
        place_id=worded.place_id,
    )


class _Worded:
    """An invitation in words."""

    def __init__(self, roster: Roster, station: InviteStation) -> None:
        self.roster, self.context, self.t = roster, roster.context, roster.context.t
        self.lang: Language = roster.context.selection.lang
        self.store = roster.context.store
        self.place_id = asked_place(roster.context)
        self.open = nobodys(
            roster.context,
            place_id=self.place_id,
            worked_on={key for one in roster.partners for key in one.works_on},
            domain=station.domain,
        )
        self.shown = self.open[:_INDICATORS_AT_MOST]
        by_id = {sector.id: sector for sector in roster.sector_list.sector}
        order = {key: at for at, key in enumerate(by_id)}
        self.sectors = sorted(
            (by_id[key] for key in roster.empty),
            key=lambda one: (-self._most(one), not one.codes & _VOICES, order[one.id]),
        )
        self.chosen = self._chosen(station)

    @cached_property
    def _domains_of_codes(self) -> dict[str, tuple[str, ...]]:
        ours = self.store.sector_lists.get("datawalk_17")
        return {one.id: one.domains for one in ours.sector} if ours else {}

    def _domains(self, sector: Sector) -> set[str]:
        """What the sector's own work is about: as its list says, else as the codes it lies to do."""
        own = sector.domains or [one for code in sector.codes for one in self._domains_of_codes.get(code, ())]
        return set(own)

    def _is_close(self, sector: Sector, one: Nobodys) -> bool:
        named = self._pitch(sector.id).indicators
        return one.indicator.id in named if named else one.indicator.domain in self._domains(sector)

    def _most(self, sector: Sector) -> float:
        """The most people behind a gap that is close to the sector's own work; -1 where none is."""
        return max((one.people or 0.0 for one in self.open if self._is_close(sector, one)), default=-1.0)

    def _chosen(self, station: InviteStation) -> Sector | None:
        asked = self.context.selection.sector or station.sector
        by_id = {one.id: one for one in self.sectors}
        return by_id.get(asked or "") or next(iter(self.sectors), None)

    def _close_to(self, sector: Sector) -> Nobodys | None:
        close = (one for one in self.open if self._is_close(sector, one))
        return next(close, next(iter(self.open), None))

    def sentences(self) -> tuple[str, ...]:
        """What nobody works on, how many people stand behind it, and whom to ask first."""
        t = self.t
        first = next(iter(self.open), None)
        if not self.store.indicators:
            said = t("There are no indicators yet.")
        elif first is None:
            said = t("Every indicator has a partner that works on it.")
        elif first.people is None:
            said = t(
                "No one works on: {indicators}.",
                indicators=several.first_few(self.context, [one.name for one in self.open]),
            )
        else:
            said = t(
                "**No one works on {indicator}.** About {people} people stand behind its gap ({group}).",
                indicator=first.name,
                people=fmt.people(first.people, lang=self.lang),
                group=first.group,
            )
        if not self.sectors:
            return said, t("Every sector has a partner, so ask those who are here.")
        return said, t("Ask first: __{sector}__.", sector=self._name(self.sectors[0]))

    def _name(self, sector: Sector) -> str:
        return sector.name.said(self.lang).words

    def picture(self) -> Invitation | Letter | None:
        """Empty sectors by indicators, and what to say; without an indicator to work on only that."""
        if self.chosen is None:
            return None
        letter = self._letter(self.chosen)
        return Invitation(self._grid(), letter) if self.shown else letter

    @property
    def _drawn(self) -> list[Sector]:
        in_room = self.context.in_room
        return self.sectors[:_SECTORS_IN_THE_ROOM] if in_room else self.sectors

    def more(self) -> str:
        """How many empty sectors have no room in the picture."""
        more = len(self.sectors) - len(self._drawn)
        if not more:
            return ""
        return self.t.plural(
            "One more empty sector is in the table.", "{n} more empty sectors are in the table.", more
        )

    def _grid(self) -> Grid:
        t = self.t
        columns = tuple(
            t(
                "{indicator}, about {people} people",
                indicator=one.name,
                people=fmt.people(one.people, lang=self.lang),
            )
            if one.people is not None
            else one.name
            for one in self.shown
        )
        rows = tuple(
            GridRow(self._name(sector), tuple(self._cell(sector, one) for one in self.shown))
            for sector in self._drawn
        )
        return Grid(t("Empty seat"), columns, rows)

    def _cell(self, sector: Sector, one: Nobodys) -> GridCell:
        t = self.t
        if self._is_close(sector, one):
            return GridCell(t("close to its work"), "more")
        if not self._domains(sector):
            return GridCell(t("its voice"), "some")
        return GridCell("–", "missing")

    def _pitch(self, sector_id: str) -> Pitch:
        anyone = self.store.pitches.get(ANY) or Pitch(id=ANY)
        own = self.store.pitches.get(sector_id)
        return own.over(anyone) if own else anyone

    def _letter(self, sector: Sector) -> Letter:
        """The six moves, their blanks filled in."""
        t, pitch, close = self.t, self._pitch(sector.id), self._close_to(sector)
        filled = {
            "{sector}": self._name(sector),
            "{indicator}": close.name if close else t("what this community wants to change"),
            "{people}": fmt.people(close.people, lang=self.lang) if close and close.people else t("many"),
        }
        names = {
            "mission": t("Their mission and needs"),
            "role": t("Their vital role"),
            "overlap": t("Where our work meets"),
            "success": t("Success that is shared"),
            "backbone": t("Who carries the coordination"),
            "shaping": t("Every sector shapes health"),
        }
        steps = []
        for move in MOVES:
            text: Localised | None = getattr(pitch, move)
            if text is not None:
                words = text.said(self.lang).words
                for blank, value in filled.items():
                    words = words.replace(blank, value)
                steps.append((names[move], words))
        return Letter(t("What to say to: {sector}", sector=self._name(sector)), tuple(steps))

    def measures(self) -> tuple[MeasureValue, ...]:
        people = tuple(
            MeasureValue("people_behind_gap", one.people, None, None, "people", None, one.indicator.id)
            for one in self.open
            if one.people is not None
        )
        return (*people, MeasureValue("empty_sectors", len(self.sectors), None, None, "sectors", None, None))

    def table(self) -> TableView:
        """Each empty sector with what is close to its work; each indicator nobody works on."""
        t, rows, lines = self.t, [], []
        for sector in self.sectors:
            close = [one for one in self.open if self._is_close(sector, one)]
            named = several.first_few(self.context, [one.name for one in close])
            rows.append(
                {
                    "id": sector.id,
                    "label": self._name(sector),
                    "indicators": ";".join(one.indicator.id for one in close),
                    "people": max((one.people for one in close if one.people is not None), default=None),
                }
            )
            lines.append((self._name(sector), named or "–", self._people(close[0] if close else None)))
        for one in self.open:
            rows.append({"id": one.indicator.id, "label": one.name, "indicators": None, "people": one.people})
            lines.append((one.name, t("nobody works on it"), self._people(one)))
        header = t("Empty seat, or indicator"), t("Close to its work"), t("People behind the gap")
        return TableView(tuple(rows), header, tuple(lines))

    def _people(self, one: Nobodys | None) -> str:
        return fmt.people(one.people, lang=self.lang) if one and one.people is not None else "–"

    def method(self) -> str:
        t = self.t
        return " ".join(
            (
                t("Empty: no partner of {day} names the sector.", day=self.roster.on_day),
                t("An indicator is nobody's when no partner says that it works on it."),
                t(
                    "Ordered by the people behind the widest gap that is surely there, in {place}; indicators without "
                    "one come last.",
                    place=self.context.place_name(self.place_id),
                ),
                t(
                    "What is close to a sector's work is said in the sector list, or in the texts for that sector."
                ),
            )
        )

    def choice(self) -> tuple[Choice, ...]:
        """The empty sectors, to read what to say to each."""
        if len(self.sectors) < 2 or self.chosen is None:
            return ()
        options = tuple((one.id, self._name(one)) for one in self.sectors)
        return (Choice("sector", self.t("What to say to"), options, self.chosen.id),)
