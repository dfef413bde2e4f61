"""A station's view from what its kind worked out; everything else has a quiet default."""

from datawalk.charts.inputs import Picture
from datawalk.domain.indicators import Indicator
from datawalk.domain.periods import Period
from datawalk.domain.text import Said
from datawalk.screens.context import Context
from datawalk.screens.finding import finding as to_finding
from datawalk.screens.views import (
    Choice,
    Fact,
    Finding,
    MeasureValue,
    SourceView,
    StationView,
    TableView,
    Tool,
    Working,
)


def assemble(
    context: Context,
    *,
    finding: Finding,
    alt: str,
    picture: Picture | None = None,
    indicator: Indicator | None = None,
    place_id: str | None = None,
    period: Period | None = None,
    measures: tuple[MeasureValue, ...] = (),
    table: TableView | None = None,
    n: float | None = None,
    n_text: str = "",
    method: str = "",
    notice: str = "",
    footer: str = "",
    facts: tuple[Fact, ...] = (),
    where: str = "",
    when: str = "",
    source: SourceView | None = None,
    cannot_say: str = "",
    working: Working | None = None,
    choices: tuple[Choice, ...] = (),
    tools: tuple[Tool, ...] = (),
) -> StationView:
    """The frozen view. `where` and `when` replace the place's name and the period in words.

    A station of several indicators gives `source`, when they share one, and its own `cannot_say`.
    """
    lang, station = context.selection.lang, context.station
    limit = indicator.cannot_say.said(lang) if indicator else None
    return StationView(
        walk_id=context.walk_id,
        station_id=station.id,
        kind=station.kind,
        title=station.question.said(lang),
        finding=finding,
        prompts=tuple(prompt.said(lang) for prompt in station.prompts),
        picture=picture,
        measures=measures,
        table=table or TableView(),
        place_id=place_id,
        place_name=where or (context.place_name(place_id) if place_id else context.store.workspace.name),
        period=str(period) if period else None,
        period_text=when or (context.period_text(period) if period else ""),
        source=context.source_view(indicator) if indicator else source,
        n=n,
        n_text=n_text,
        method=method,
        cannot_say=Said(words=cannot_say, lang=lang) if cannot_say else limit,
        alt=alt,
        notice=notice,
        footer=footer,
        facts=facts
        or (context.indicator_facts(indicator, n_text=n_text, method=method) if indicator else ()),
        minutes=station.minutes,
        release=context.store.release_id,
        lang=lang,
        working=working,
        choices=choices,
        tools=tools,
    )


def cannot_show(context: Context, sentence: str, *, indicator: Indicator | None = None) -> StationView:
    """A station the data cannot support: a sentence instead of a picture."""
    return assemble(
        context, finding=to_finding(sentence), alt=sentence, indicator=indicator, footer=context.footer()
    )
