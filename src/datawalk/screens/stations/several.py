"""What stations of several indicators share: which ones, their order, their periods, sources and facts."""

from collections.abc import Iterable, Sequence

from datawalk.domain.indicators import Indicator
from datawalk.domain.periods import Period
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.views import Fact, SourceView

DOMAINS = ("health", "learning", "livelihood", "place")
_NAMED_AT_MOST = 3


def in_order(context: Context, indicators: Iterable[Indicator]) -> list[Indicator]:
    """By domain, then by name."""
    lang = context.selection.lang

    def key(indicator: Indicator) -> tuple[int, str, str]:
        return *domain_place(indicator.domain), indicator.name.said(lang).words.lower()

    return sorted(indicators, key=key)


def domain_place(domain: str) -> tuple[int, str]:
    """Where a domain stands among others: ours in their order, then a workspace's own by name."""
    return (DOMAINS.index(domain) if domain in DOMAINS else len(DOMAINS)), domain


def names(context: Context, indicators: Iterable[Indicator]) -> str:
    """The indicators as a sentence lists them."""
    lang = context.selection.lang
    return first_few(context, [indicator.name.said(lang).words for indicator in indicators])


def first_few(context: Context, said: Sequence[str]) -> str:
    """The first three in a sentence, and how many more."""
    return fmt.first_few(said, most=_NAMED_AT_MOST, t=context.t)


def periods_text(context: Context, periods: Iterable[Period]) -> str:
    """The period, two of them, or from which to which."""
    known = sorted(set(periods))
    if len(known) > 2:
        return context.t("{first} to {last}", first=min(p.start for p in known), last=known[-1].end)
    return fmt.listed([context.period_text(period) for period in known], lang=context.selection.lang)


def row_note(context: Context, indicator: Indicator, period: Period) -> str:
    """The period, and the unit where the value does not carry it."""
    bare = indicator.unit in ("per_1000", "per_100000", "ratio", "index")
    parts = [context.period_text(period), fmt.unit_name(indicator.unit, t=context.t) if bare else ""]
    return " · ".join(part for part in parts if part)


def shared_source(context: Context, indicators: list[Indicator]) -> SourceView | None:
    """The source all of them have; None when there are several."""
    one = {indicator.source for indicator in indicators}
    return context.source_view(indicators[0]) if len(one) == 1 else None


def producers(context: Context, indicators: list[Indicator], when: str) -> str:
    """Who made the numbers, and when they are from: the end of a footer."""
    made_by = sorted({context.source_of(indicator).producer for indicator in indicators})
    return f"{fmt.listed(made_by, lang=context.selection.lang)}, {when}."


def facts(context: Context, indicators: list[Indicator], *, method: str) -> tuple[Fact, ...]:
    """The lines of *source and method* for several indicators: each source once."""
    t, lang = context.t, context.selection.lang
    found = [Fact(t("Method"), method)]
    for source_id in sorted({indicator.source for indicator in indicators}):
        source = context.store.sources[source_id]
        found.append(Fact(t("Source"), f"{source.producer}. {source.title}. {source.citation}"))
        from_it = [one for one in indicators if one.source == source_id]
        found.append(Fact(t("Privacy"), context.privacy_text(from_it)))
        found.append(Fact(t("License"), source.license))
        found.append(Fact(t("Read on"), fmt.day(source.accessed_on.isoformat(), lang=lang)))
    found.append(Fact(t("Release"), context.store.release_id))
    return tuple(found)
