"""The `mirror` station: the members and seats of a body by group, beside the people of the place."""

from datawalk.domain.roster import MembersShown
from datawalk.domain.walks import MirrorStation
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.cells import in_words
from datawalk.screens.stations.mirror_words import MirrorWords
from datawalk.screens.stations.population import population_of
from datawalk.screens.stations.roster import Roster, roster_of
from datawalk.screens.views import StationView


def load_mirror(context: Context, station: MirrorStation) -> StationView:
    """The newest table of members up to the day, against the newest figures of people by the same groups."""
    t, store = context.t, context.store
    roster = roster_of(context, station)
    if isinstance(roster, StationView):
        return roster
    dimension = store.dimensions.get(station.dimension)
    if dimension is None:
        return cannot_show(context, t("There are no groups of this kind here. Name another dimension."))
    rows = _newest(roster, station)
    if not rows:
        return cannot_show(
            context,
            t(
                "Who the members are is not known yet for {dimension}. Ask them, with their consent, and add a table "
                "members_by_group.",
                dimension=in_words(dimension, lang=context.selection.lang),
            ),
        )
    population = population_of(context, dimension, named=station.population)
    worded = MirrorWords(roster, dimension, rows, population, _seats_elsewhere(roster, rows[0]))
    sentences = worded.sentences()
    return assemble(
        context,
        finding=finding(*sentences),
        picture=worded.picture(),
        place_id=population.place_id if population else None,
        measures=worded.measures(),
        table=worded.table(),
        n=worded.members,
        n_text=t.plural("one member", "{n} members", worded.members),
        method=worded.method(),
        cannot_say=t("Who somebody is beyond one word, and whether those who come are heard."),
        alt=str(finding(*sentences)),
        notice=" ".join(part for part in (roster.notice, population.notice if population else "") if part),
        footer=context.footer(
            t("Members on {day}.", day=worded.on_day),
            f"{context.source_of(population.indicator).producer}, {context.period_text(population.period)}."
            if population
            else "",
        ),
        facts=(*worded.facts(), *roster.facts(worded.method())),
        where=f"{store.workspace.name} · {t.plural('one member', '{n} members', worded.members)}",
        when=worded.on_day,
        source=context.source_view(population.indicator) if population else None,
        choices=(roster.choice,),
    )


def _newest(roster: Roster, station: MirrorStation) -> list[MembersShown]:
    """The rows of the newest day up to the roster's, of the station's body, else of the one with most members."""
    rows = [
        row
        for row in roster.context.store.rows(MembersShown)
        if row.dimension == station.dimension and row.date <= roster.day and station.body in (None, row.body)
    ]
    if not rows:
        return []
    newest = max(rows, key=lambda row: (row.date, row.all_members, row.body))
    if station.body is None:
        largest = max(rows, key=lambda row: (row.all_members, row.date, row.body))
        newest = max((row for row in rows if row.body == largest.body), key=lambda row: row.date)
    return [row for row in rows if (row.date, row.body) == (newest.date, newest.body)]


def _seats_elsewhere(roster: Roster, shown: MembersShown) -> list[MembersShown]:
    """The rows of the body that holds seats, on its newest day, where the body shown has none."""
    if shown.all_seats:
        return []
    rows = [
        row
        for row in roster.context.store.rows(MembersShown)
        if row.dimension == shown.dimension and row.date <= roster.day and row.all_seats
    ]
    newest = max(rows, key=lambda row: (row.date, row.all_seats, row.body), default=None)
    return [row for row in rows if newest and (row.date, row.body) == (newest.date, newest.body)]
