"""The `money` station: how many months are paid for, by signed money and by what is only likely, and what ends soon."""

from datawalk.domain.money import Cash, CostShown, FundingShown
from datawalk.domain.walks import MoneyStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.means.outlook import Outlook, load_outlook, yearly
from datawalk.screens.stations.means.picture import picture
from datawalk.screens.stations.means.tools import tools
from datawalk.screens.stations.means.words import Worded
from datawalk.screens.stations.means.worked_out import working
from datawalk.screens.views import Choice, StationView

_SOURCES_IN_ROOM, _SOURCES_AT_MOST = 5, 12


def load_money(context: Context, station: MoneyStation) -> StationView:
    """The outlook of the newest cash figure, without the sources that the address or the station leaves out."""
    t, store, selection = context.t, context.store, context.selection
    asked = selection.without.split(";") if selection.without is not None else station.without
    outlook = load_outlook(store, without=asked, as_of=selection.day or station.as_of)
    if outlook is None or not store.rows(FundingShown):
        return cannot_show(context, _lacking(context))
    worded = Worded(context, outlook)
    told = finding(*worded.sentences())
    method = " ".join(_method(context, outlook))
    return assemble(
        context,
        finding=told,
        picture=picture(worded),
        measures=worded.measures(),
        table=worded.table(),
        method=method,
        cannot_say=t(
            "Whether a likely award will come, or what will be needed that nobody has planned for yet."
        ),
        alt=str(told),
        footer=context.footer(t("What each month costs, and what pays for it.")),
        facts=(*worded.facts(), *context.own_facts(method)),
        when=t("from {month}", month=worded.month(0)),
        working=working(worded),
        choices=_choices(context, worded),
        tools=tools(worded),
    )


def _lacking(context: Context) -> str:
    """Which tables to bring."""
    t, store = context.t, context.store
    tables = {"funding": FundingShown, "costs": CostShown, "cash": Cash}
    missing = [name for name, model in tables.items() if not store.rows(model)]
    if not missing:
        return t("There is no cash figure of that day or before. Choose a later day.")
    return t(
        "Nobody can say yet how many months are paid for. Add these tables, then build again: {tables}.",
        tables=fmt.listed(missing, lang=t.lang),
    )


def _method(context: Context, outlook: Outlook) -> tuple[str, ...]:
    t = context.t
    return (
        t(
            "Counted month by month from what was in hand on {day}.",
            day=fmt.day(outlook.cash.date.isoformat(), lang=t.lang),
        ),
        t(
            "Awards are paid evenly from their first to their last day; only signed ones count, likely ones stand apart."
        ),
        t(
            "Months ahead cost what the costs table says, else as much as an average month of its last twelve."
        ),
        t("Money held for a purpose pays for that purpose alone, and first; what is left is shared alike."),
        t("Gifts in kind pay no bill, so they are not counted."),
        t("Community organizations are all partners who are paid, but the one that coordinates."),
    )


def _choices(context: Context, worded: Worded) -> tuple[Choice, ...]:
    """The sources, the largest first: each may be ticked off. A projector has room for few; those ticked off are among them."""
    t, outlook = context.t, worded.outlook
    amounts: dict[str, float] = {}
    for one in outlook.ahead:
        amounts[one.source] = amounts.get(one.source, 0.0) + yearly(one)
    most = _SOURCES_IN_ROOM if context.where == "room" else _SOURCES_AT_MOST
    largest = sorted(amounts, key=lambda key: (-amounts[key], key))
    drawn = set(sorted(largest, key=lambda key: key not in outlook.without)[:most])
    options = tuple((key, worded.source_names[key]) for key in largest if key in drawn)
    left_out = tuple(sorted(outlook.without))
    return (Choice("without", t("What if one ends?"), options, left_out=left_out),)
