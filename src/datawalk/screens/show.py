"""One station as plain data: what `datawalk show` prints, and what tests compare with the raw files."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from datawalk.domain.walks import Station
from datawalk.errors import UsageProblem
from datawalk.screens.context import Context
from datawalk.screens.selection import Selection
from datawalk.screens.stations import load_station
from datawalk.screens.views import StationView
from datawalk.store.published import PublishedStore

_STATION: TypeAdapter[Station] = TypeAdapter(Station)


def show(store: PublishedStore, *, selection: Selection) -> dict[str, Any]:
    """The station `selection.walk`/`selection.station` names. Raises UsageProblem for ids that are not there."""
    walk = store.walks.get(selection.walk or "")
    if walk is None:
        raise UsageProblem(
            f"There is no walk '{selection.walk}'.", remedy=f"Walks here: {', '.join(store.walks) or 'none'}."
        )
    station = next((each for each in walk.station if each.id == selection.station), None)
    if station is None:
        known = ", ".join(each.id for each in walk.station)
        raise UsageProblem(
            f"There is no station '{selection.station}' in '{walk.id}'.", remedy=f"Stations there: {known}."
        )
    return _plain(_load(store, walk.id, station, selection))


def show_kind(
    store: PublishedStore, *, kind: str, keys: dict[str, str], selection: Selection
) -> dict[str, Any]:
    """A station made on the spot from a kind and its keys. Raises UsageProblem for keys the kind does not have."""
    declared = {"id": "ad_hoc", "kind": kind, "question": keys.get("indicator", kind), **keys}
    try:
        station = _STATION.validate_python(declared)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "kind"
        raise UsageProblem(
            f"'{where}': {first['msg']}.", remedy="See the keys of each kind in docs/workspace.md."
        ) from None
    return _plain(_load(store, "", station, selection))


def _load(store: PublishedStore, walk_id: str, station: Station, selection: Selection) -> StationView:
    if selection.place and selection.place not in store.places:
        raise UsageProblem(
            f"There is no place '{selection.place}' in this release.",
            remedy="Place ids stand in the places table.",
        )
    return load_station(Context(store, walk_id, station, selection))


_SAID_ONCE = ("place", "period")
"""What a row of a download repeats; for a station of one place and period `show` says it once."""


def _row(row: dict[str, object], *, kind: str) -> dict[str, object]:
    left_out = _SAID_ONCE if kind in ("level", "gap", "place_compare") else ()
    return {key: value for key, value in row.items() if key not in left_out}


def _plain(view: StationView) -> dict[str, Any]:
    source = view.source
    return {
        "kind": view.kind,
        "title": view.title.words,
        "finding": str(view.finding),
        "prompts": [prompt.words for prompt in view.prompts],
        "measures": [vars(measure) for measure in view.measures],
        "table": [_row(row, kind=view.kind) for row in view.table.rows],
        "place": view.place_id,
        "period": view.period,
        "source": source
        and {
            "id": source.id,
            "producer": source.producer,
            "title": source.title,
            "accessed_on": source.accessed_on,
        },
        "n": view.n,
        "method": view.method,
        "cannot_say": view.cannot_say.words if view.cannot_say else None,
        "alt": view.alt,
        "release": view.release,
        "lang": view.lang,
    }
