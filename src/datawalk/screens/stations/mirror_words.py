"""Members beside the people of a place, in words."""

from dataclasses import dataclass

from datawalk.charts.written import Pair, Pairs
from datawalk.domain.indicators import Dimension
from datawalk.domain.roster import MembersShown
from datawalk.domain.text import Language
from datawalk.measures.mirror import Mirror, mirror
from datawalk.measures.representation import FEWEST_MEMBERS
from datawalk.screens import format as fmt
from datawalk.screens.stations.population import Population
from datawalk.screens.stations.roster import Roster
from datawalk.screens.views import Fact, MeasureValue, TableView


@dataclass(frozen=True)
class Group:
    """One group: how many people, members and seats; None where it is not known, or hidden."""

    id: str
    name: str
    share: float | None
    row: MembersShown
    mirror: Mirror | None

    @property
    def none_yet(self) -> bool:
        return self.row.members == 0


class MirrorWords:
    """Members beside the population, in words."""

    def __init__(
        self,
        roster: Roster,
        dimension: Dimension,
        rows: list[MembersShown],
        population: Population | None,
        elsewhere: list[MembersShown],
    ) -> None:
        self.context, self.t = roster.context, roster.context.t
        self.lang: Language = roster.context.selection.lang
        self.dimension, self.population = dimension, population
        self.members = rows[0].all_members
        self.seat_rows = elsewhere or (rows if rows[0].all_seats else [])
        self.body = rows[0].body.replace("_", " ")
        self.on_day = fmt.day(rows[0].date.isoformat(), lang=self.lang)
        self.few = self.members < FEWEST_MEMBERS
        by_group = {row.subgroup: row for row in rows}
        self.groups = [
            self._group(group.id, group.name.said(self.lang).words, by_group[group.id])
            for group in dimension.group
            if group.id in by_group
        ]

    def _group(self, key: str, name: str, row: MembersShown) -> Group:
        people = self.population.people.get(key) if self.population else None
        share = people / self.population.everyone if people and self.population else None
        told = None
        if share is not None and row.members is not None and not self.few:
            told = mirror(row.members, members=self.members, pop_share=min(share, 1.0))
        return Group(key, name, share, row, told)

    def sentences(self) -> tuple[str, ...]:
        """Which group is furthest from its share, how many more would make it even, and who is not there yet."""
        return self._furthest(), self._nobody(), self._seats()

    def _furthest(self) -> str:
        t = self.t
        if self.few:
            return t("With {n} members only counts are told, no shares.", n=self.members)
        below = [one for one in self.groups if one.mirror and one.mirror.surely_fewer and not one.none_yet]
        most = max(below, key=lambda one: one.mirror.to_parity if one.mirror else 0, default=None)
        if most is None or most.mirror is None or most.share is None:
            if any(one.mirror for one in self.groups):
                return t("No group that is here has surely fewer members than its share of the people.")
            return t("How the members compare with the people of the place cannot be told from these tables.")
        return t(
            "{group}: __{k} of {n} members__, and {people} of every 100 people here. "
            "**{more} more would make it even.**",
            group=most.name,
            k=most.row.members,
            n=self.members,
            people=round(100 * most.share),
            more=most.mirror.to_parity,
        )

    def _nobody(self) -> str:
        nobody = [one.name for one in self.groups if one.none_yet]
        if not nobody:
            return ""
        return self.t("**No one yet: {groups}.**", groups=fmt.listed(nobody, lang=self.lang))

    def _seats(self) -> str:
        rows = self.seat_rows
        names = {group.id: group.name.said(self.lang).words for group in self.dimension.group}
        nobody = [names[row.subgroup] for row in rows if row.seats == 0 and row.subgroup in names]
        if not nobody:
            return ""
        return self.t.plural(
            "Of its {n} seat, no one yet holds one from: {groups}.",
            "Of the {n} seats in {body}, no one yet holds one from: {groups}.",
            rows[0].all_seats,
            body=rows[0].body.replace("_", " "),
            groups=fmt.listed(nobody, lang=self.lang),
        )

    def picture(self) -> Pairs:
        t = self.t
        return Pairs(t("People of the place"), t("Members"), tuple(map(self._pair, self.groups)))

    def _pair(self, one: Group) -> Pair:
        count = one.row.members
        share = None if count is None or self.few else count / self.members
        return Pair(
            label=one.name,
            first=None if self.few else one.share,
            second=share,
            first_text="" if one.share is None else self._percent(one.share),
            second_text=self._count(one),
            note=self._note(one),
            spoken=one.none_yet or bool(one.mirror and one.mirror.surely_fewer),
        )

    def _percent(self, share: float) -> str:
        return fmt.value(100 * share, unit="percent", t=self.t)

    def _count(self, one: Group) -> str:
        t, count = self.t, one.row.members
        if count is None:
            return t("Not shown to protect privacy")
        if not count:
            return t("no one yet")
        if self.few:
            return t("{k} of {n}", k=count, n=self.members)
        return t("{k} of {n} · {share}", k=count, n=self.members, share=self._percent(count / self.members))

    def _note(self, one: Group) -> str:
        if one.mirror is None:
            return ""
        if not one.mirror.to_parity:
            return ""
        return self.t.plural(
            "one more would make it even", "{n} more would make it even", one.mirror.to_parity
        )

    def measures(self) -> tuple[MeasureValue, ...]:
        found = []
        for one in self.groups:
            if one.mirror is None:
                continue
            ratio = one.mirror.ratio
            found += [
                MeasureValue("representation_ratio", ratio.value, ratio.lower, ratio.upper, "times", "population", one.id),
                MeasureValue("parity_gap", one.mirror.points, None, None, "points", "population", one.id),
                MeasureValue("to_parity", one.mirror.to_parity, None, None, "members", "population", one.id),
            ]  # fmt: skip
        return tuple(found)

    def table(self) -> TableView:
        t, rows, lines = self.t, [], []
        for one in self.groups:
            ratio = one.mirror.ratio if one.mirror else None
            hidden = one.row.members is None
            seats = self._seat_row(one)
            rows.append(
                {
                    "id": one.id,
                    "label": one.name,
                    "population_share": one.share,
                    "members": one.row.members,
                    "seats": seats.seats if seats else None,
                    "ratio": ratio.value if ratio else None,
                    "lower": ratio.lower if ratio else None,
                    "upper": ratio.upper if ratio else None,
                    "points": one.mirror.points if one.mirror else None,
                    "to_parity": one.mirror.to_parity if one.mirror else None,
                    "status": "hidden" if hidden else "shown",
                    "reason": t("Not shown to protect privacy") if hidden else None,
                }
            )
            lines.append(
                (
                    one.name,
                    self._percent(one.share) if one.share is not None else "–",
                    self._count(one),
                    self._ratio(one.mirror) if one.mirror else "–",
                    fmt.signed(one.mirror.points, lang=self.lang) if one.mirror else "–",
                    str(one.mirror.to_parity) if one.mirror else "–",
                    *([self._seats_of(one)] if self.seat_rows else []),
                )
            )
        header = [
            t("Group"),
            t("Of the people"),
            t("Members"),
            t("Times its share"),
            t("Points from even"),
            t("More to be even"),
            *([t("Seats")] if self.seat_rows else []),
        ]
        return TableView(tuple(rows), tuple(header), tuple(lines))

    def _seat_row(self, one: Group) -> MembersShown | None:
        return next((row for row in self.seat_rows if row.subgroup == one.id), None)

    def _seats_of(self, one: Group) -> str:
        row = self._seat_row(one)
        if row is None or (row.seats is None and "seats" not in row.hidden):
            return "–"
        if row.seats is None:
            return self.t("Not shown to protect privacy")
        return self.t("{k} of {n}", k=row.seats, n=row.all_seats) if row.seats else self.t("no one yet")

    def _ratio(self, told: Mirror) -> str:
        ratio = told.ratio
        if ratio.value is None or ratio.lower is None or ratio.upper is None:
            return "–"
        low, high = (fmt.number(end, lang=self.lang, decimals=2) for end in (ratio.lower, ratio.upper))
        return self.t(
            "{ratio} ({low} to {high})",
            ratio=fmt.number(ratio.value, lang=self.lang, decimals=2),
            low=low,
            high=high,
        )

    def method(self) -> str:
        t = self.t
        said = [
            t("Members of {body} on {day}, by what they say of themselves.", body=self.body, day=self.on_day),
            t(
                "Even: as many of every 100 members as of every 100 people. The range says how far chance alone could go "
                "(Wilson); members are not a sample."
            ),
            t("Groups with fewer than {n} people are hidden, with all that could give them away.",
              n=self.context.store.workspace.min_count),
        ]  # fmt: skip
        if self.few:
            said.append(t("With fewer than {n} members only counts are shown.", n=FEWEST_MEMBERS))
        return " ".join(said)

    def facts(self) -> tuple[Fact, ...]:
        one, t = self.population, self.t
        if one is None:
            return ()
        source = self.context.source_of(one.indicator)
        name = one.indicator.name.said(self.lang).words
        people = t(
            "Those out of whom '{indicator}' is told in {place}, {period}.",
            indicator=name,
            place=self.context.place_name(one.place_id),
            period=self.context.period_text(one.period),
        )
        return (
            Fact(t("People of the place"), people),
            Fact(t("Source"), f"{source.producer}. {source.title}. {source.citation}"),
        )
