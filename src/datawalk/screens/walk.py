"""A walk opened at a station: what the Walk page and the projector show."""

from datawalk.domain.places import Place
from datawalk.errors import UsageProblem
from datawalk.screens.context import Context, Where
from datawalk.screens.nearest import nearest, short
from datawalk.screens.selection import Selection
from datawalk.screens.stations import load_station
from datawalk.screens.views import PlaceOption, StationLink, WalkView
from datawalk.screens.wording import words
from datawalk.store.published import PublishedStore


def load_walk(store: PublishedStore, selection: Selection, *, where: Where = "desk") -> WalkView:
    """The address's walk and station; the first one, and a sentence, where an id is not known.

    In the `room` the stations marked `desk` are left out, unless the walk has no other.

    Raises UsageProblem when the release holds no walk at all.
    """
    t, lang = words(selection.lang), selection.lang
    if not store.walks:
        raise UsageProblem(
            t("There is no walk here yet."), remedy=t("Add one to the folder 'walks', then build again.")
        )
    notices = []
    walk = store.walks.get(selection.walk or "")
    if walk is None:
        titles = {key: one.title.said(lang).words for key, one in store.walks.items()}
        near = nearest(selection.walk or "", titles)
        walk = store.walks[near] if near else next(iter(store.walks.values()))
        if selection.walk:
            notices.append(t("There is no walk '{id}' here. Another one is shown.", id=short(selection.walk)))
    if selection.place and selection.place not in store.places:
        notices.append(t("There is no place '{id}' here.", id=short(selection.place)))
    stations = [station for station in walk.station if where == "desk" or not station.desk] or list(
        walk.station
    )
    ids = [station.id for station in stations]
    if selection.station in ids:
        index = ids.index(selection.station)
    else:
        questions = {station.id: station.question.said(lang).words for station in stations}
        near = nearest(selection.station or "", questions)
        index = ids.index(near) if near else 0
        if selection.station and walk.id == selection.walk:
            notices.append(
                t(
                    "There is no station '{id}' in this walk. Another one is shown.",
                    id=short(selection.station),
                )
            )
    return WalkView(
        id=walk.id,
        title=walk.title.said(lang),
        stations=tuple(
            StationLink(station.id, station.question.said(lang), station.desk) for station in stations
        ),
        index=index,
        station=load_station(Context(store, walk.id, stations[index], selection, where)),
        places=_places(store),
        previous_id=ids[index - 1] if index else None,
        next_id=ids[index + 1] if index + 1 < len(ids) else None,
        notice=" ".join(notices),
    )


def _places(store: PublishedStore) -> tuple[PlaceOption, ...]:
    """The workspace's place and everything inside it, as an indented list."""
    children: dict[str | None, list[Place]] = {}
    for place in sorted(store.places.values(), key=lambda each: (each.name, each.place_id)):
        children.setdefault(place.parent_id, []).append(place)
    options: list[PlaceOption] = []
    waiting = [(store.workspace.place, 0)] if store.workspace.place in store.places else []
    while waiting:
        place_id, depth = waiting.pop()
        options.append(PlaceOption(place_id, store.places[place_id].name, depth))
        waiting.extend((child.place_id, depth + 1) for child in reversed(children.get(place_id, [])))
    return tuple(options)
