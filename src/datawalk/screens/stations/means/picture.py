"""The picture of the outlook: months as steps, the numbers beside them, and what falls without some sources."""

from collections.abc import Sequence

from datawalk.charts.inputs import Means
from datawalk.charts.plotted import Axis, Layer, LayerTone, Steps
from datawalk.charts.written import Figures, Grid, GridCell, GridRow
from datawalk.measures.months import YEAR
from datawalk.screens import format as fmt
from datawalk.screens.axis import axis
from datawalk.screens.stations.marks import in_a_line
from datawalk.screens.stations.means.outlook import Sooner
from datawalk.screens.stations.means.words import Worded

_ROWS_IN_ROOM = 2


def picture(worded: Worded) -> Means:
    """Signed money at the bottom, then what is in hand, then what is only likely; what nothing pays for on top."""
    t, outlook = worded.t, worded.outlook
    signed, hoped = outlook.signed, outlook.hoped
    likely = tuple(max(0.0, now.missing - then.missing) for now, then in zip(signed, hoped, strict=True))
    lacking = tuple(one.missing - more for one, more in zip(signed, likely, strict=True))
    layers = (
        _layer(worded, t("Signed money coming in"), tuple(one.income for one in signed), "sure"),
        _layer(worded, t("Money in hand"), tuple(one.in_hand for one in signed), "quiet"),
        _layer(worded, t("Only likely"), likely, "hoped"),
        _layer(worded, t("Not paid for"), lacking, "lacking"),
    )
    drawn = tuple(layer for layer in layers if any(layer.values))
    mark = None
    if outlook.short is not None:
        month = worded.month(outlook.short)
        mark = (outlook.short, t("{month}: first month short", month=month[:1].upper() + month[1:]))
    paid, falls = outlook.to_community, _falls(worded)
    steps = Steps(
        _axis(worded, highest=max(one.cost for one in signed)),
        _years(outlook.start, outlook.months),
        drawn,
        mark,
        (paid, t("Community organizations are paid {amount}", amount=worded.money(paid))) if paid else None,
        low=falls is not None,
        rest=in_a_line(worded.covered()),
    )
    key: tuple[tuple[LayerTone, str], ...] = tuple((layer.tone, layer.label) for layer in drawn)
    no_room = falls is not None and worded.context.where == "room"
    return Means(steps, Figures(() if no_room else worded.figures(), key), falls)


def _layer(worded: Worded, name: str, values: tuple[float, ...], tone: LayerTone) -> Layer:
    said = worded.t.plural(
        "{name}: {amount} in one month.",
        "{name}: {amount} over {n} months.",
        len(values),
        name=name,
        amount=worded.money(sum(values)),
    )
    return Layer(name, values, tone, said)


def _axis(worded: Worded, *, highest: float) -> Axis:
    """From 0, with amounts of the workspace's currency."""
    plain = axis([0.0, highest or 1.0], unit="dollars", t=worded.t)
    ticks = tuple((at, fmt.money(at, currency=worded.currency, lang=worded.lang)) for at, _ in plain.ticks)
    return Axis(plain.start, plain.end, ticks)


def _years(start: int, months: int) -> tuple[tuple[int, str], ...]:
    """Where each January is."""
    first = -start % YEAR
    return tuple((at, str((start + at) // YEAR)) for at in range(first, months, YEAR))


def _falls(worded: Worded) -> Grid | None:
    """What falls short sooner, month by month: goals, costs that all share, and whom it touches."""
    t, sooner = worded.t, worded.outlook.sooner()
    if not sooner:
        return None
    months: dict[int, list[Sooner]] = {}
    for one in sooner:
        months.setdefault(one.after, []).append(one)
    rows = [_row(worded, after, falling) for after, falling in months.items()]
    if worded.context.where == "room":
        rows = rows[:_ROWS_IN_ROOM]
    columns = t("Goals"), t("What all share"), t("Partners it touches"), t("Their sectors")
    return Grid(t("Short from"), columns, tuple(rows))


def _row(worded: Worded, after: int, falling: Sequence[Sooner]) -> GridRow:
    t, befores = worded.t, [one.before for one in falling]
    keys = [one.purpose for one in falling]
    partners = worded.partners_of(keys)
    sectors = worded.context.store.sector_list.names(t.lang)
    cells = (
        [worded.purpose(key) for key in keys if key in worded.goals],
        [worded.purpose(key) for key in keys if key not in worded.goals],
        [one.name for one in partners],
        list(dict.fromkeys(sectors.get(key, key) for one in partners for key in one.sectors[:1])),
    )
    known = [month for month in befores if month is not None]
    never = len(known) < len(befores)
    then = t("with all: never") if never else t("with all: {month}", month=worded.month(min(known)))
    month = worded.month(after)
    return GridRow(
        month[:1].upper() + month[1:],
        tuple(GridCell(worded.few(names), "words" if names else "missing") for names in cells),
        then,
    )
