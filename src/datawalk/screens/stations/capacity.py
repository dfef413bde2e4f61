"""The `capacity` station: how strong the collaborative is in eight domains, between its groups and wave on wave."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from datawalk.charts.plotted import Axis, DotRow, Dots
from datawalk.domain.money import CapacityDomain, CapacityShown
from datawalk.domain.resources import Resource
from datawalk.domain.walks import CapacityStation
from datawalk.measures.capacity import FEWEST_ANSWERS, FEWEST_RESPONDENTS, HIGHEST, LOWEST, of_everyone
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.marks import in_a_line
from datawalk.screens.views import Choice, Fact, MeasureValue, StationView, TableView
from datawalk.screens.wording import Words

DOMAINS: tuple[CapacityDomain, ...] = get_args(CapacityDomain)
_LOWEST_TOLD, _READ_AT_MOST = 2, 2
_TOPICS: dict[CapacityDomain, tuple[str, ...]] = {
    "environmental_support": ("systems change",),
    "funding_stability": ("funding",),
    "partnerships": ("partnerships",),
    "organizational_capacity": (),
    "program_evaluation": ("data",),
    "program_adaptation": ("systems change",),
    "communications": (),
    "strategic_planning": ("funding", "systems change"),
}
"""The topics of the library that come closest to a domain; a resource may name the domain itself as a topic."""


@dataclass(frozen=True)
class _Domain:
    """One domain in one wave: its groups, the mean of all, and that of the wave before."""

    id: CapacityDomain
    groups: tuple[CapacityShown, ...]
    mean: float | None
    before: float | None

    @property
    def scores(self) -> list[float]:
        return [row.score for row in self.groups if row.score is not None]


def load_capacity(context: Context, station: CapacityStation) -> StationView:
    """The wave of the address, else of the station, else the newest."""
    t, store = context.t, context.store
    rows = store.rows(CapacityShown)
    waves = sorted({row.wave for row in rows})
    if not waves:
        return cannot_show(
            context, t("There are no capacity scores here yet. Add a capacity table, then build again.")
        )
    asked = context.selection.wave if context.selection.wave in waves else station.wave
    wave = asked if asked in waves else waves[-1]
    worded = _Worded(context, rows, wave, waves[waves.index(wave) - 1] if waves.index(wave) else None)
    told = finding(*worded.sentences())
    method = t(
        "Means of what people answered, from 1 to 7, weighted by how many answered in each group. "
        "Nothing is told of groups of fewer than {few}, nor of domains with fewer than {items} answered items.",
        few=FEWEST_RESPONDENTS,
        items=FEWEST_ANSWERS,
    )
    choice = Choice("wave", t("Wave"), tuple((one, one) for one in reversed(waves)), wave)
    return assemble(
        context,
        finding=told,
        picture=worded.picture(),
        measures=worded.measures(),
        table=worded.table(),
        n=worded.people,
        n_text=t.plural("one person answered", "{n} people answered", worded.people),
        method=method,
        cannot_say=t(
            "Whether a score is good enough: there is no passing score. Nor what those think who did not answer."
        ),
        alt=f"{told} {worded.alt()}",
        footer=context.footer(t("Dots are means, bars run from the lowest group to the highest.")),
        facts=(*worded.reading(), *context.own_facts(method)),
        when=wave,
        choices=(choice,) if len(waves) > 1 else (),
    )


def domain_of_capacity(domain: CapacityDomain, *, t: Words) -> str:
    """The domain in words."""
    return {
        "environmental_support": t("Support from around us"),
        "funding_stability": t("Steady funding"),
        "partnerships": t("Partnerships"),
        "organizational_capacity": t("Strength of the organization"),
        "program_evaluation": t("Learning from results"),
        "program_adaptation": t("Adapting the work"),
        "communications": t("Communications"),
        "strategic_planning": t("Planning ahead"),
    }[domain]


class _Worded:
    """Capacity in words."""

    def __init__(
        self, context: Context, rows: Sequence[CapacityShown], wave: str, before: str | None
    ) -> None:
        self.context, self.t, self.wave, self.before = context, context.t, wave, before
        own = [row for row in rows if row.wave == wave]
        earlier = [row for row in rows if row.wave == before]
        told = [self._domain(key, own, earlier) for key in DOMAINS]
        self.domains = sorted(
            (one for one in told if one.groups), key=lambda one: (one.mean is None, one.mean)
        )
        people: dict[str, int] = {}
        for row in own:
            if row.respondents:
                people[row.respondent_group] = max(people.get(row.respondent_group, 0), row.respondents)
        self.people = sum(people.values())
        self.few = {row.respondent_group for row in own} - people.keys()

    def _domain(
        self, key: CapacityDomain, own: Sequence[CapacityShown], earlier: Sequence[CapacityShown]
    ) -> _Domain:
        groups, before = (tuple(row for row in rows if row.domain == key) for rows in (own, earlier))
        return _Domain(key, groups, of_everyone(groups), of_everyone(before))

    def _score(self, score: float | None) -> str:
        return "–" if score is None else fmt.number(score, lang=self.t.lang, decimals=1)

    def _group(self, group: str) -> str:
        t = self.t
        known = {
            "partners": t("partners"),
            "residents": t("residents"),
            "backbone_staff": t("backbone staff"),
            "staff": t("staff"),
            "youth": t("youth"),
            "officials": t("officials"),
        }
        return known.get(group, group.replace("_", " "))

    @property
    def known(self) -> list[_Domain]:
        """The domains with a mean, the lowest first."""
        return [one for one in self.domains if one.mean is not None]

    def sentences(self) -> tuple[str, ...]:
        """The two lowest domains, how many rose, where groups differ most, and what to read."""
        t = self.t
        if not self.known:
            if self.people:
                return (t("No domain has {items} answered items yet.", items=FEWEST_ANSWERS),)
            return (t("Too few people answered in each group to show anything."),)
        return self._lowest(), self._risen(), self._apart(), self._hidden(), self._to_read()

    def _lowest(self) -> str:
        t, lowest = self.t, self.known[:_LOWEST_TOLD]
        named = [f"{domain_of_capacity(one.id, t=t)} ({self._score(one.mean)})" for one in lowest]
        if len(lowest) < _LOWEST_TOLD:
            return t("One domain has a mean: __{domains}__, of 7.", domains=named[0])
        return t("The two lowest of 7: __{domains}__.", domains=fmt.listed(named, lang=t.lang))

    def _risen(self) -> str:
        both = [
            (one.mean, one.before) for one in self.known if one.mean is not None and one.before is not None
        ]
        if not both:
            return ""
        risen = sum(now > then for now, then in both)
        return self.t("Since {wave} {k} of {n} rose.", wave=self.before, k=risen, n=len(both))

    def _apart(self) -> str:
        """Where two groups see it most differently, when by a point or more."""
        t = self.t
        widest = max(self.known, key=lambda one: max(one.scores) - min(one.scores))
        if max(widest.scores) - min(widest.scores) < 1:
            return ""
        told = [(row.score, row.respondent_group) for row in widest.groups if row.score is not None]
        (low, lowest), (high, highest) = min(told), max(told)
        return t(
            "Groups see {domain} most differently: {lowest} {low}, {highest} {high}.",
            domain=f"“{domain_of_capacity(widest.id, t=t)}”",
            lowest=self._group(lowest),
            low=self._score(low),
            highest=self._group(highest),
            high=self._score(high),
        )

    def _hidden(self) -> str:
        return (
            self.t.plural(
                "One group is too small to show.", "{n} groups are too small to show.", len(self.few)
            )
            if self.few
            else ""
        )

    def _resources(self, domain: CapacityDomain) -> list[Resource]:
        """What the library has for a domain, first that which names it."""
        topics = {domain, *_TOPICS[domain]}
        found = [one for one in self.context.store.rows(Resource) if topics & set(one.topics)]
        return sorted(found, key=lambda one: domain not in one.topics)

    def _to_read(self) -> str:
        """A title for each of the two lowest domains."""
        titles: list[str] = []
        for one in self.known[:_READ_AT_MOST]:
            fresh = [resource.title for resource in self._resources(one.id) if resource.title not in titles]
            titles += fresh[:1]
        if not titles:
            return ""
        return self.t(
            "To read: {titles}.", titles=fmt.listed([f"“{one}”" for one in titles], lang=self.t.lang)
        )

    def reading(self) -> tuple[Fact, ...]:
        """Everything in the library for the two lowest domains."""
        t = self.t
        return tuple(
            Fact(
                t("To read on {domain}", domain=f"“{domain_of_capacity(one.id, t=t)}”"),
                "; ".join(f"{resource.title} ({resource.organization})" for resource in found),
            )
            for one in self.known[:_LOWEST_TOLD]
            if (found := self._resources(one.id))
        )

    def picture(self) -> Dots | None:
        """A dot a domain, the lowest first; the bar runs over its groups."""
        if not self.known:
            return None
        lowest = {one.id for one in self.known[:_LOWEST_TOLD]}
        ticks = tuple((float(at), str(at)) for at in range(int(LOWEST), int(HIGHEST) + 1))
        note = self.t("The scale runs from 1 to 7.")
        if self.before is not None:
            note += " " + self.t("In brackets: {wave}.", wave=self.before)
        axis = Axis(LOWEST, HIGHEST, ticks, note)
        rows = tuple(self._row(one, spoken=one.id in lowest) for one in self.domains)
        return Dots(axis, rows, rest=in_a_line(self._lowest()))

    def _row(self, one: _Domain, *, spoken: bool) -> DotRow:
        t, name = self.t, domain_of_capacity(one.id, t=self.t)
        if one.mean is None:
            answered = any(row.respondents for row in one.groups)
            few = t("Fewer than 3 items answered") if answered else t("Too few people to show")
            return DotRow(name, few, "hidden", said=f"{name}: {few}.")
        text = self._score(one.mean)
        if one.before is not None:
            text = f"{text} ({self._score(one.before)})"
        tone = "worst" if spoken else "plain"
        low, high, spread = min(one.scores), max(one.scores), ""
        if self.context.where == "desk" and low < high:  # which may be a phone, with no room to see the bar
            spread = t("groups {low} to {high}", low=self._score(low), high=self._score(high))
        return DotRow(name, text, tone, one.mean, low, high, spread, self._said(one, one.mean))

    def _said(self, one: _Domain, mean: float) -> str:
        """A domain as a sentence: its mean, from its lowest group to its highest, and that of the wave before."""
        t, name = self.t, domain_of_capacity(one.id, t=self.t)
        said = [t("{domain}: {score} of 7.", domain=name, score=self._score(mean))]
        low, high = min(one.scores), max(one.scores)
        if low < high:
            said.append(t("Groups run from {low} to {high}.", low=self._score(low), high=self._score(high)))
        if one.before is not None:
            said.append(t("In {wave} it was {score}.", wave=self.before, score=self._score(one.before)))
        return " ".join(said)

    def measures(self) -> tuple[MeasureValue, ...]:
        """The mean of each domain, from its lowest group to its highest, and that of the wave before."""
        found = []
        for one in self.domains:
            low, high = (min(one.scores), max(one.scores)) if one.scores else (None, None)
            found.append(MeasureValue("score", one.mean, low, high, "1 to 7", None, one.id))
            found.append(MeasureValue("score_before", one.before, None, None, "1 to 7", None, one.id))
        return tuple(found)

    def table(self) -> TableView:
        t, rows, lines = self.t, [], []
        for one in self.domains:
            name = domain_of_capacity(one.id, t=t)
            for row in one.groups:
                state = (
                    "shown" if row.score is not None else "hidden" if row.respondents is None else "missing"
                )
                rows.append(
                    {
                        "id": one.id,
                        "label": name,
                        "group": row.respondent_group,
                        "respondents": row.respondents,
                        "score": row.score,
                        "status": state,
                    }
                )
                said = {
                    "hidden": t("Not shown to protect privacy"),
                    "missing": t("Fewer than 3 items answered"),
                }
                people = "–" if row.respondents is None else str(row.respondents)
                lines.append(
                    (
                        name,
                        self._group(row.respondent_group),
                        people,
                        self._score(row.score),
                        said.get(state, ""),
                    )
                )
        header = t("Domain"), t("Group"), t("People"), t("Score"), t("Note")
        return TableView(tuple(rows), header, tuple(lines))

    def alt(self) -> str:
        """Each domain and its mean."""
        t = self.t
        return "; ".join(f"{domain_of_capacity(one.id, t=t)} {self._score(one.mean)}" for one in self.known)
