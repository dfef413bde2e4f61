"""The `seats` station: the sector list with its filled and empty seats."""

from datetime import date

from datawalk.charts.inputs import Tile, Tiles
from datawalk.domain.roster import Partner, Seat
from datawalk.domain.walks import SeatsStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.views import Fact, MeasureValue, StationView, TableView

_NAMED_AT_MOST = 7


def load_seats(context: Context, station: SeatsStation) -> StationView:
    """How many partners each sector has on a day; with `voting`, only partners that hold a voting seat."""
    t, store, lang = context.t, context.store, context.selection.lang
    day = station.as_of or date.fromisoformat(store.about["built_at"][:10])
    partners = [partner for partner in store.rows(Partner) if partner.member_on(day)]
    if not partners:
        return cannot_show(
            context, t("There are no partners in the roster yet. Add a partners table, then build again.")
        )
    seats = [seat for seat in store.rows(Seat) if seat.voting and seat.held_on(day)]
    if station.voting:
        voters = {seat.partner_id for seat in seats}
        partners = [partner for partner in partners if partner.partner_id in voters]
    counts = {
        sector.id: sum(sector.id in partner.sectors for partner in partners)
        for sector in store.sector_list.sector
    }
    names = {sector.id: str(sector.name.said(lang)) for sector in store.sector_list.sector}
    filled = [key for key, count in counts.items() if count]
    empty = [key for key, count in counts.items() if not count]
    order = [*sorted(filled, key=lambda key: -counts[key]), *empty]
    tiles = tuple(
        Tile(names[key], counts[key], str(counts[key]) if counts[key] else t("empty seat"), bool(counts[key]))
        for key in order
    )
    k, n = len(filled), len(counts)
    sentence = _sentence(context, k, n, [names[key] for key in empty], voting=station.voting)
    on_day = fmt.day(day.isoformat(), lang=lang)
    method = t("Partners in the roster on {day}. A partner counts in every sector it names.", day=on_day) + (
        " " + t("Only partners with a voting seat are counted.") if station.voting else ""
    )
    rows = tuple(
        {"id": key, "label": names[key], "partners": counts[key], "filled": counts[key] > 0} for key in order
    )
    lines = tuple(
        (names[key], str(counts[key]), t("filled") if counts[key] else t("empty seat")) for key in order
    )
    partners_text = t.plural("one partner", "{n} partners", len(partners))
    return assemble(
        context,
        finding=finding(sentence),
        picture=Tiles(tiles),
        measures=(
            MeasureValue("sectors_filled", k, None, None, "sectors", None, None),
            MeasureValue("sectors", n, None, None, "sectors", None, None),
        ),
        table=TableView(rows, (t("Sector"), t("Partners"), t("Seat")), lines),
        n=len(partners),
        n_text=partners_text,
        method=method,
        alt=str(finding(sentence)),
        footer=context.footer(
            t("Partner roster on {day}.", day=on_day), f"{store.sector_list.name.said(lang)}."
        ),
        facts=(
            Fact(t("Method"), method),
            Fact(t("Sector list"), str(store.sector_list.name.said(lang))),
            Fact(t("What this cannot say"), t("Whether those at the table are heard.")),
            Fact(t("Release"), store.release_id),
        ),
        where=f"{store.workspace.name} · {partners_text}",
        when=on_day,
    )


def _sentence(context: Context, k: int, n: int, empty: list[str], *, voting: bool) -> str:
    t = context.t
    first = (
        t("{k} of {n} sectors hold a voting seat.", k=k, n=n)
        if voting
        else t("{k} of {n} sectors have a partner.", k=k, n=n)
    )
    if not empty:
        return f"__{first}__"
    more = len(empty) - _NAMED_AT_MOST
    named = empty if more <= 0 else [*empty[:_NAMED_AT_MOST], t.plural("one more", "{n} more", more)]
    return f"{first} " + t(
        "**No one yet from: {sectors}.**", sectors=fmt.listed(named, lang=context.selection.lang)
    )
