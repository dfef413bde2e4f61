"""The home page: the walks as doors, each with one live sentence."""

from datawalk.domain.text import Said
from datawalk.domain.walks import Walk
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.frame import explore
from datawalk.screens.pageview import Door, Entry, HomeView
from datawalk.screens.selection import Selection
from datawalk.screens.stations import load_station
from datawalk.screens.views import Finding
from datawalk.screens.wording import words
from datawalk.store.published import PublishedStore


def load_home(store: PublishedStore, selection: Selection) -> HomeView:
    """The doors in the walks' order. A door's sentence is the finding of its first station that has a picture of numbers."""
    t, lang = words(selection.lang), selection.lang
    place = store.places.get(store.workspace.place)
    return HomeView(
        name=store.workspace.name,
        place_name=place.name if place else store.workspace.place,
        doors=tuple(
            Door(
                walk.id,
                walk.title.said(lang),
                _live_sentence(store, walk, selection),
                walk.station[0].id,
                t.plural("one station", "{n} stations", len(walk.station)),
            )
            for walk in store.walks.values()
        ),
        release_text=t(
            "Figures published on {day}, release {release}.",
            day=fmt.day(store.about["built_at"], lang=lang),
            release=store.release_id,
        ),
        explore=_explore(selection),
        notice=""
        if store.walks
        else t("There is no walk here yet.") + " " + t("Add one to the folder 'walks', then build again."),
    )


def _explore(selection: Selection) -> tuple[Entry, ...]:
    """The pages a partner reads alone, each with what it answers."""
    t = words(selection.lang)
    answers = {
        "indicators": t("Any figure, by place, year and group"),
        "places": t("One place on a page"),
        "partners": t("Who works here, and on what"),
        "resources": t("What others have learned, and who can help"),
        "methods": t("Sources, definitions, privacy, corrections"),
    }
    return tuple(
        Entry(Said(words=link.label, lang=selection.lang), answers[link.page], link=link)
        for link in explore(selection, t)
    )


def _live_sentence(store: PublishedStore, walk: Walk, selection: Selection) -> Finding:
    """The finding of the first stated gap, else of the first station with a picture, else of the first with words."""
    stations = [station for station in walk.station if station.kind not in ("text", "question")]
    views = [load_station(Context(store, walk.id, station, selection)) for station in stations]
    stated = [
        view
        for view in views
        if view.kind == "gap" and any(measure.name == "ratio" and measure.value for measure in view.measures)
    ]
    drawn = [view for view in views if view.picture is not None]
    return next((view.finding for view in [*stated, *drawn, *views]), Finding(()))
