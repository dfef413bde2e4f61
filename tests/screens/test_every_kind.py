"""What every kind of station owes, whichever kinds there are."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from datawalk.domain.tables import PUBLISHED
from datawalk.domain.text import LANGUAGES, Language
from datawalk.intake.declarations import KINDS as DECLARED
from datawalk.screens.context import Context
from datawalk.screens.selection import Selection
from datawalk.screens.stations import KINDS, load_station
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from worlds import built_alder, contents, released, walk

NEEDED: dict[str, Any] = {"indicator": "uninsured", "dimension": "race", "body": "Words."}
"""A value for each key that a kind cannot do without."""

OF_ALDER = {"indicator": "no_insurance", "dimension": "side"}
"""The same where the workspace Alder has other ones."""

OF_WORDS = {"text", "question"}
"""Kinds that show what stands in the walk alone."""


def _station(kind: str, **needed: str) -> dict[str, Any]:
    """A station of a kind with the fewest keys."""
    given = {"id": kind, "kind": kind, "question": "What?"}
    asked = [
        key for key, field in DECLARED[kind].model_fields.items() if field.is_required() and key not in given
    ]
    return {**given, **{key: {**NEEDED, **needed}[key] for key in asked}}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    """A workspace with a station of every kind, and nothing to show in any."""
    walks = {"walk": walk([_station(kind) for kind in DECLARED])}
    folder = tmp_path_factory.mktemp("bare")
    made = contents(folder, walks=walks, observations=(), rows={}, indicators={})
    return released(made)


def test_every_kind_that_can_be_declared_has_a_screen() -> None:
    assert KINDS.keys() == DECLARED.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(DECLARED.keys() - OF_WORDS))
def test_without_data_a_station_says_what_to_bring(bare: PublishedStore, kind: str, lang: Language) -> None:
    station = next(one for one in bare.walks["walk"].station if one.kind == kind)
    view = load_station(Context(bare, "walk", station, Selection(lang)))
    assert view.picture is None
    assert len(str(view.finding)) > 30
    assert view.alt == str(view.finding)
    assert view.measures == ()


@pytest.mark.parametrize("kind", sorted(OF_WORDS))
def test_words_need_no_data(bare: PublishedStore, kind: str) -> None:
    station = next(one for one in bare.walks["walk"].station if one.kind == kind)
    view = load_station(Context(bare, "walk", station, Selection()))
    assert str(view.title) == "What?"
    assert kind != "text" or view.picture is not None


def _shared(store: PublishedStore) -> list[Any]:
    """What a store gives to every page alike, in its order: a copy, so that it stays as it was."""
    named = (
        store.indicators,
        store.dimensions,
        store.sources,
        store.walks,
        store.places,
        store.sector_lists,
        store.boundaries(),
        store.partner_names,
    )
    rows = [store.rows(model) for model in PUBLISHED.values()]
    return deepcopy([list(store.every_cell()), rows, [list(one.items()) for one in named], store.coverage])


def test_no_station_changes_what_all_pages_share(tmp_path: Path) -> None:
    """A release is read once and given to every page: what one sorted in place, all others would show so."""
    store = PublishedStore(Releases(built_alder(tmp_path) / "built").current())
    before = _shared(store)
    stations = walk([_station(kind, **OF_ALDER) for kind in DECLARED]).station
    views = [load_station(Context(store, "equity", station, Selection())) for station in stations]
    assert _shared(store) == before
    assert sum(view.picture is not None for view in views) > len(views) / 2, "Alder has data for most kinds"
