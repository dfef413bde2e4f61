"""The `network` station: ties sector by sector, then as a map; what holds the network together. Nobody's own ratings."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from datawalk.charts.inputs import Woven
from datawalk.charts.written import Grid, GridCell, GridRow, GridTone, Knot, Web
from datawalk.domain.roster import Partner, TieRatings
from datawalk.domain.text import Language
from datawalk.domain.walks import NetworkStation
from datawalk.measures.network import Network, between, network
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.stations.assemble import cannot_show
from datawalk.screens.stations.roster import Roster, roster_of
from datawalk.screens.views import MeasureValue, StationView, TableView

_KNOTS_AT_MOST = 120
"""With more partners the map shows sectors."""

_NAMED_AT_MOST = 3

_INCOMPLETE = 0.8
"""When fewer partners reported their ties, the map is said to be incomplete."""


@dataclass(frozen=True)
class _Sector:
    """One primary sector with its partners."""

    number: int
    name: str
    partners: int


def load_network(context: Context, station: NetworkStation) -> StationView:
    """The ties that were reported up to the day, between the partners of the day."""
    t = context.t
    roster = roster_of(context, station)
    if isinstance(roster, StationView):
        return roster
    reported = context.store.ties(roster.day, kind=station.tie)
    if not reported:
        return cannot_show(context, t("No ties are in the tables yet. Add a ties table, then build again."))
    worded = _Worded(roster, reported, both=station.reported_by == "both")
    return roster.view(
        *worded.sentences(),
        picture=worded.picture(),
        measures=worded.measures(),
        table=worded.table(),
        method=worded.method(),
        cannot_say=t("How good a tie is, or how many there should be. There is no best value for a network."),
        footer=context.footer(t("Ties reported up to {day}.", day=roster.on_day), t("One sector a partner.")),
    )


class _Worded:
    """A network in words."""

    def __init__(self, roster: Roster, reported: Sequence[tuple[str, str]], *, both: bool) -> None:
        self.roster, self.t, self.both = roster, roster.context.t, both
        self.lang: Language = roster.context.selection.lang
        self.partners = sorted(roster.partners, key=self._place)
        number = {one.partner_id: at for at, one in enumerate(self.partners)}
        pairs = np.array([(number[one], number[other]) for one, other in reported])
        if both:
            there, back = pairs @ (len(number), 1), pairs @ (1, len(number))
            pairs = pairs[np.isin(there, back)]
        self.network: Network = network(len(self.partners), pairs)
        self.reporting = len({one for one, _ in reported})
        self.groups, self.sectors = self._sectors()
        self.ties_between = between(self.network, self.groups, k=len(self.sectors))
        self.cut_off = sorted(self.network.cut_off_without.items(), key=lambda one: -one[1])
        ratings = roster.context.store.rows(TieRatings)
        self.ratings = ratings[0] if ratings else TieRatings()

    def _place(self, partner: Partner) -> tuple[int, str]:
        order = list(self.roster.sector_names)
        sector = partner.sectors[0] if partner.sectors else ""
        return (order.index(sector) if sector in order else len(order)), partner.name

    def _sectors(self) -> tuple[np.ndarray, list[_Sector]]:
        """The sector of each partner by number, and the sectors that have one."""
        primary = [one.sectors[0] if one.sectors else "" for one in self.partners]
        held = list(dict.fromkeys(primary))
        names = self.roster.sector_names
        numbers = {sector: at for at, sector in enumerate(held)}
        sectors = [
            _Sector(at + 1, names.get(sector) or self.t("No sector"), primary.count(sector))
            for at, sector in enumerate(held)
        ]
        return np.array([numbers[sector] for sector in primary]), sectors

    def sentences(self) -> tuple[str, ...]:
        """How many work together, what would break if one partner left, and how many reported."""
        t, ties = self.t, len(self.network.ties)
        said = [
            t.plural(
                "{partners} partners hold one tie.",
                "{partners} partners hold {n} ties: of every 100 pairs, {share} work together.",
                ties,
                partners=len(self.partners),
                share=self._of_100(self.network.density),
            ),
            self._breaks(),
            t.plural(
                "One partner works with no other yet.", "{n} partners work with no other yet.", alone
            )
            if (alone := len(self.network.isolates))
            else "",
        ]  # fmt: skip
        if self._incomplete:
            said.append(
                t(
                    "{k} of {n} partners reported their ties, so the map is incomplete.",
                    k=self.reporting,
                    n=len(self.partners),
                )
            )
        return tuple(said)

    def _breaks(self) -> str:
        t = self.t
        hub = int(self.network.degrees.argmax())
        most = t("Most lead to __{partner}__.", partner=self.partners[hub].name)
        if not self.cut_off:
            return f"{most} {t('It would hold together without any one partner.')}"
        others = self.cut_off[0][1]
        named = [self.partners[at].name for at, left in self.cut_off if left == others]
        lost = t.plural(
            "**Without {partner}, one partner would lose touch** with the rest.",
            "**Without {partner}, {n} partners would lose touch** with the rest.",
            others,
            partner=fmt.first_few(named, most=_NAMED_AT_MOST, t=t, style="or"),
        )
        return f"{most} {lost}"

    @property
    def _incomplete(self) -> bool:
        return self.reporting < _INCOMPLETE * len(self.partners)

    def _of_100(self, share: float | None) -> str:
        return fmt.number(100 * (share or 0), lang=self.lang, decimals=0 if (share or 0) >= 0.095 else 1)

    def picture(self) -> Woven:
        return Woven(self._grid(), self._web())

    def _grid(self) -> Grid:
        t, most = self.t, max(int(self.ties_between.max()), 1)
        rows = tuple(
            GridRow(f"{one.number} {one.name}", tuple(self._cell(one, other, most) for other in self.sectors))
            for one in self.sectors
        )
        return Grid(
            t("Ties between sectors"),
            tuple(one.name for one in self.sectors),
            rows,
            (("some", t("few ties")), ("more", t("more")), ("most", t("most"))),
            short=tuple(str(one.number) for one in self.sectors),
        )

    def _cell(self, one: _Sector, other: _Sector, most: int) -> GridCell:
        ties = int(self.ties_between[one.number - 1, other.number - 1])
        if one is other and one.partners == 1:
            return GridCell("–", "missing")
        if not ties:
            return GridCell("0")
        share = ties / most
        tone: GridTone = "most" if share > 2 / 3 else "more" if share > 1 / 3 else "some"
        return GridCell(str(ties), tone)

    def _web(self) -> Web:
        """Partners in a ring by sector; of very many, the sectors."""
        arcs = tuple(one.name for one in self.sectors)
        if len(self.partners) > _KNOTS_AT_MOST:
            threads = tuple(
                (one, other, max(1, round(10 * ties / self.ties_between.max())))
                for one, row in enumerate(self.ties_between.tolist())
                for other, ties in enumerate(row)
                if one < other and ties
            )
            sums = self.ties_between.sum(axis=1).tolist()
            knots = tuple(
                Knot(one.name, at, said=self._sector_said(one, int(sums[at])))
                for at, one in enumerate(self.sectors)
            )
            return Web(arcs, knots, threads, self.t("The same ties as a map, sector by sector."))
        spoken = {int(self.network.degrees.argmax())}
        cut_off = self.network.cut_off_without
        knots = tuple(
            Knot(
                one.name,
                group,
                at in spoken,
                self._partner_said(one, arcs[group], degree, cut_off.get(at, 0)),
            )
            for at, (one, group, degree) in enumerate(
                zip(self.partners, map(int, self.groups), map(int, self.network.degrees), strict=True)
            )
        )
        threads = tuple((int(one), int(other), 1) for one, other in self.network.ties)
        return Web(arcs, knots, threads, self.t("The same ties as a map, partner by partner."))

    def _partner_said(self, one: Partner, sector: str, ties: int, others: int) -> str:
        """A partner as a sentence: its sector, its ties, and who would lose touch without it."""
        t, name = self.t, f"{one.name}, {sector}"
        if not ties:
            return t("{name}: no tie yet.", name=name)
        said = t.plural("{name}: {n} tie.", "{name}: {n} ties.", ties, name=name)
        if not others:
            return said
        lost = t.plural(
            "Without it, one partner would lose touch.", "Without it, {n} partners would lose touch.", others
        )
        return f"{said} {lost}"

    def _sector_said(self, one: _Sector, ties: int) -> str:
        """A sector as a sentence: its partners, and all ties they have."""
        t = self.t
        partners = t.plural("one partner", "{n} partners", one.partners)
        return t.plural("{name}: {n} tie.", "{name}: {n} ties.", ties, name=f"{one.name}, {partners}")

    def measures(self) -> tuple[MeasureValue, ...]:
        return tuple(
            MeasureValue(name, value, None, None, unit, None, None)
            for name, (_, value, unit, _) in self._numbers().items()
        )

    def _numbers(self) -> dict[str, tuple[str, float | None, str, str]]:
        """Each number by its name: its label, value, unit, and value in words."""
        t, net, n = self.t, self.network, len(self.partners)
        ties = len(net.ties)
        found: dict[str, tuple[str, float | None, str, str]] = {
            "ties": (t("Ties"), ties, "ties", str(ties)),
            "density": (
                t("Density: of every 100 pairs, so many work together"), net.density, "share",
                self._of_100(net.density),
            ),
            "degree_centralisation": (
                t("Centralization: 0 is a ring, 1 a star"), net.centralisation, "index",
                "–" if net.centralisation is None else fmt.number(net.centralisation, lang=self.lang, decimals=2),
            ),
            "components": (
                t("Parts that do not touch"), len(net.components), "parts", str(len(net.components)),
            ),
            "isolates": (
                t("Partners without a tie"), len(net.isolates), "partners", str(len(net.isolates)),
            ),
            "bridges": (
                t("Ties whose loss would part the network"), len(net.bridges), "ties", str(len(net.bridges)),
            ),
            "response_rate": (
                t("Partners that reported their ties"), self.reporting / n, "share",
                t("{k} of {n}", k=self.reporting, n=n),
            ),
        }  # fmt: skip
        rated = (
            ("trust", t("Trust, on average, from 1 to 4"), self.ratings.trust, self.ratings.trust_pairs),
            ("value", t("Value, on average, from 1 to 4"), self.ratings.value, self.ratings.value_pairs),
        )
        for name, label, mean, pairs in rated:
            if mean is not None:
                said = t(
                    "{mean} (over {n} pairs)", mean=fmt.number(mean, lang=self.lang, decimals=1), n=pairs
                )
                found[name] = label, mean, "index", said
        return found

    def table(self) -> TableView:
        """The numbers, then what would break if each partner that holds parts together left."""
        t, numbers = self.t, self._numbers()
        rows: list[dict[str, object]] = [
            {"id": name, "label": label, "value": value} for name, (label, value, _, _) in numbers.items()
        ]
        lines = [(label, said) for label, _, _, said in numbers.values()]
        for at, others in self.cut_off:
            partner = self.partners[at]
            label = t("If {partner} left, so many would lose touch", partner=partner.name)
            rows.append({"id": f"without_{partner.partner_id}", "label": label, "value": others})
            lines.append((label, str(others)))
        for one in self.sectors:
            for other in self.sectors[one.number - 1 :]:
                ties = int(self.ties_between[one.number - 1, other.number - 1])
                rows.append(
                    {
                        "id": f"{one.number}_{other.number}",
                        "label": f"{one.name} – {other.name}",
                        "value": ties,
                    }
                )
        return TableView(tuple(rows), (t("What"), t("How many")), tuple(lines))

    def method(self) -> str:
        t = self.t
        said = [
            t("A tie counts once for two partners, when both of them report it.")
            if self.both
            else t("A tie counts once for two partners, when either of them reports it."),
            t("Each partner stands in the first sector it names."),
            t("Density falls by itself as a network grows, so networks of different sizes are not compared."),
            t("Centralization after Freeman 1978."),
        ]
        if self.ratings.trust is not None:
            said.append(
                t(
                    "Trust and value are means over pairs of partners, of all reports together. Nobody's own is shown."
                )
            )
        return " ".join(said)
