"""Methods and data: the sources, what each indicator means, how privacy is kept, and the releases."""

from typing import get_args

from datawalk.domain.indicators import Source, SourceKind, kind_of
from datawalk.screens import format as fmt
from datawalk.screens.fitness import use_name
from datawalk.screens.glossary import glossary
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pages.measures import measures_sections
from datawalk.screens.pageview import PageView, Section
from datawalk.screens.selection import Selection
from datawalk.screens.stations.cells import kind_text
from datawalk.screens.views import Fact, TableView
from datawalk.store.published import PublishedStore

BOUNDARIES = "boundaries"
"""The source of the maps; its folder has the format's name."""


def load_methods(store: PublishedStore, selection: Selection) -> PageView:
    """Everything a careful reader asks before trusting a number."""
    desk = Desk(store, selection)
    t = desk.t
    used = {indicator.source for indicator in store.indicators.values()}
    used |= {BOUNDARIES} if store.boundaries() else set()
    named = [source for key, source in store.sources.items() if key in used]
    sources = sorted(named, key=lambda source: source.id == BOUNDARIES)  # maps last
    return PageView(
        page="methods",
        title=desk.said(t("Methods and data")),
        lead=t("Where the numbers come from, how they are worked out, and what is kept private."),
        lang=desk.lang,
        release=store.release_id,
        sections=(
            *(_source(desk, source) for source in sources),
            *_privacy(desk),
            *measures_sections(t),
            _definitions(desk),
            _releases(desk),
            Section("words", t("What the words mean"), facts=glossary(t)),
        ),
        head=desk.head({source.id for source in sources}),
    )


def _source(desk: Desk, source: Source) -> Section:
    t, lang = desk.t, desk.lang
    count = sum(indicator.source == source.id for indicator in desk.store.indicators.values())
    made = {kind_of(one, source) for one in desk.store.indicators.values() if one.source == source.id}
    kinds: tuple[SourceKind, ...] = get_args(SourceKind)
    methods = " ".join(kind_text(kind, t=t) for kind in kinds if kind in (made or {source.kind}))
    refused = fmt.listed([use_name(use, t=t) for use in sorted(source.not_for)], lang=lang)
    facts = [
        Fact(t("Producer"), source.producer),
        Fact(t("Citation"), source.citation),
        Fact(t("License"), source.license),
        Fact(t("Read on"), fmt.day(source.accessed_on.isoformat(), lang=lang)),
    ]
    if source.id == BOUNDARIES:
        facts.append(Fact(t("Used for"), t("The maps.")))
    else:
        facts += [
            Fact(t("Method"), methods),
            Fact(t("Not to be used for"), refused or t("Nothing is ruled out by its producer.")),
            Fact(t("Indicators from it"), fmt.number(count, lang=lang)),
        ]
    if source.url:
        facts.append(Fact(t("Website"), source.url))
    return Section(f"source_{source.id}", source.title, facts=tuple(facts))


def _privacy(desk: Desk) -> tuple[Section, Section]:
    """What is hidden and why: in five sentences for a resident, and the whole for whoever wants to check it."""
    t = desk.t
    n = desk.store.workspace.min_count
    residents = (
        t("Groups with fewer than {n} people are hidden, with all that could give them away.", n=n),
        t("Where such a number could be worked out from others, some of those are hidden too."),
        t("A number is hidden once, before it is published. No page, download or address holds it."),
        t("A program checks that what is shown tells no more of such a number than that it is small."),
        t(
            "Modelled figures and estimates published for everyone are not counts of people, so this is not for them."
        ),
    )
    experts = (
        Fact(
            t("Small"),
            t(
                "A count from {least} to {most}, or one whose rest is: 98 of 100. The strictest source decides.",
                least=0 if desk.store.workspace.zeros == "hidden" else 1,
                most=n - 1,
            ),
        ),
        Fact(
            t("Taken as known"),
            t("The rule, how many people there are, all that is shown, and which hidden counts are small."),
        ),
        Fact(
            t("One system"),
            t(
                "Groups and totals, places and those around them, years and spans, a share and its rest, "
                "two indicators of the same people. A rounded rate stands for every count it can be."
            ),
        ),
        Fact(
            t("Left out of a table"),
            t("A place, group or year that is not listed is protected where it could be worked out."),
        ),
        Fact(
            t("Also hidden"),
            t(
                "Few and cheap cells, found by integer programs, so that each small count can still be "
                "the least and the most that the rule allows."
            ),
        ),
        Fact(
            t("Proof"),
            t(
                "For each of those ends there is a whole table that adds up, equals what is shown, and keeps the rule. "
                "The command datawalk audit adds them up again, without the solver."
            ),
        ),
        Fact(
            t("Without a proof"),
            t(
                "Where counts are not whole, do not add up or are too many, the whole grouping is hidden: "
                "there, around it, and in years that overlap."
            ),
        ),
        Fact(
            t("Not covered"),
            t(
                "What somebody in a hidden group knows. People who put together what they know. "
                "Other publications of the same counts. Why just these cells were hidden. "
                "Counts between the two ends. How many people there are is not kept private."
            ),
        ),
        Fact(
            t("Sources"),
            "Fischetti and Salazar 2000; Kelly, Golden and Assad 1992; Hundepool et al. 2012; CMS cell size suppression policy",
        ),
    )
    return (
        Section("privacy", t("How privacy is kept"), paragraphs=residents),
        Section("privacy_proof", t("How it is proved"), facts=experts),
    )


def _definitions(desk: Desk) -> Section:
    """Every indicator with data, and what it means."""
    t, lang, store = desk.t, desk.lang, desk.store
    with_data = {row.indicator_id for row in store.coverage}
    entries, rows = [], []
    for indicator in sorted(store.indicators.values(), key=lambda one: one.name.said(lang).words):
        if indicator.id not in with_data:
            continue
        counted = [text.said(lang).words for text in (indicator.numerator, indicator.denominator) if text]
        text = f"{indicator.technical_name.said(lang)}."
        if len(counted) == 2:
            text += " " + t("{counted}, out of: {whom}.", counted=counted[0], whom=counted[1])
        entries.append(desk.indicator_entry(indicator, text=text))
        rows.append(
            {
                "indicator_id": indicator.id,
                "name": indicator.name.said(lang).words,
                "technical_name": indicator.technical_name.said(lang).words,
                "domain": indicator.domain,
                "unit": indicator.unit,
                "direction": indicator.direction,
                "numerator": counted[0] if counted else None,
                "denominator": counted[1] if len(counted) == 2 else None,
                "cannot_say": indicator.cannot_say.said(lang).words,
                "source": indicator.source,
            }
        )
    if not entries:
        none = t("There are no figures yet. Add a file with figures, then build again.")
        return Section("definitions", t("What each indicator means"), paragraphs=(none,))
    return Section(
        "definitions", t("What each indicator means"), entries=tuple(entries), table=TableView(tuple(rows))
    )


def _releases(desk: Desk) -> Section:
    """Each release up to this one, and what changed in it, in counts."""
    t, lang = desk.t, desk.lang
    rows, lines = [], []
    for notes in desk.store.history():
        changed = sum(
            one["added"] + one["changed"] + one["removed"] + one["hidden"] + one["shown"]
            for one in notes.changes
        )
        said = _changed(desk, notes.changes) if changed else t("No figure changed.")
        defined = len(notes.declarations_changed)
        if defined:
            said += " " + t.plural("One definition changed.", "{n} definitions changed.", defined)
        if notes.previous is None:
            said = t("The first release, or what was before it is not here any more.")
        lines.append(
            (
                fmt.day(notes.built_at, lang=lang),
                notes.release.id,
                fmt.number(notes.rows, lang=lang),
                said,
            )
        )
        rows.append(
            {
                "release": notes.release.id,
                "built_at": notes.built_at,
                "rows": notes.rows,
                "figures_changed": changed,
            }
        )
    header = (t("Published on"), t("Release"), t("Figures"), t("What changed"))
    paragraph = t(
        "A release never changes. A correction is a new release, and this list says what it changed."
    )
    return Section(
        "releases", t("Releases"), paragraphs=(paragraph,), table=TableView(tuple(rows), header, tuple(lines))
    )


def _changed(desk: Desk, changes: list[dict[str, object]]) -> str:
    t = desk.t

    def total(key: str) -> int:
        return sum(int(str(one.get(key, 0))) for one in changes)

    parts = [
        t.plural("one figure is new", "{n} figures are new", total("added")) if total("added") else "",
        t.plural("one was corrected", "{n} were corrected", total("changed")) if total("changed") else "",
        t.plural("one was taken out", "{n} were taken out", total("removed")) if total("removed") else "",
        t.plural("one is now hidden", "{n} are now hidden", total("hidden")) if total("hidden") else "",
        t.plural("one is no longer hidden", "{n} are no longer hidden", total("shown"))
        if total("shown")
        else "",
    ]
    names = [
        desk.store.indicators[key].name.said(desk.lang).words
        for one in changes
        if (key := str(one["indicator"])) in desk.store.indicators
    ]
    listed = fmt.listed([part for part in parts if part], lang=desk.lang)
    said = listed[:1].upper() + listed[1:] + "."
    return f"{said} {', '.join(names[:5])}{'…' if len(names) > 5 else ''}." if names else said
