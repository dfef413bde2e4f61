"""What every kind of station owes, whichever kinds there are."""

from typing import Any

import pytest

from datawalk.domain.text import LANGUAGES, Language
from datawalk.intake.declarations import KINDS as DECLARED
from datawalk.screens.context import Context
from datawalk.screens.selection import Selection
from datawalk.screens.stations import KINDS, load_station
from datawalk.store.published import PublishedStore
from worlds import contents, released, walk

NEEDED: dict[str, Any] = {"indicator": "uninsured", "dimension": "race", "body": "Words."}
"""A value for each key that a kind cannot do without."""

OF_WORDS = {"text", "question"}
"""Kinds that show what stands in the walk alone."""


def _station(kind: str) -> dict[str, Any]:
    """A station of a kind with the fewest keys."""
    given = {"id": kind, "kind": kind, "question": "What?"}
    asked = [
        key for key, field in DECLARED[kind].model_fields.items() if field.is_required() and key not in given
    ]
    return {**given, **{key: NEEDED[key] for key in asked}}


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
