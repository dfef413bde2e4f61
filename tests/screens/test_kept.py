"""What is made once: by whom, for whom, and that what is shared says the same as what is made anew."""

import copy
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from babel.numbers import format_decimal

from datawalk.charts.inputs import Atlas
from datawalk.charts.plotted import Strip
from datawalk.domain.observations import Observation
from datawalk.domain.places import Place
from datawalk.domain.text import LANGUAGES
from datawalk.screens import format as fmt
from datawalk.screens.kept import Later, kept
from datawalk.screens.selection import Selection
from datawalk.screens.views import StationView
from datawalk.screens.walk import load_walk
from datawalk.store.published import PublishedStore
from worlds import cell, contents, released, walk

COMPARE = {"id": "one", "kind": "place_compare", "question": "Where?", "indicator": "uninsured"}


def test_many_who_ask_the_same_at_once_wait_for_one_answer() -> None:
    started, go, made = Event(), Event(), list[int]()

    @kept(2)
    def double(number: int) -> list[int]:
        made.append(number)
        started.set()
        assert go.wait(10)
        return [2 * number]

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(double, 3) for _ in range(8)]
        assert started.wait(10)
        go.set()
        answers = [one.result() for one in asked]
    assert made == [3]
    assert all(answer is answers[0] for answer in answers)


def test_the_oldest_answer_is_forgotten_and_a_failure_is_not_kept() -> None:
    made = list[int]()

    @kept(2)
    def inverse(number: int) -> float:
        made.append(number)
        return 1 / number

    for number in (1, 2, 1, 3, 1, 2):
        inverse(number)
    assert made == [1, 2, 3, 2]
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            inverse(0)
    assert made[4:] == [0, 0]


def test_what_is_made_later_is_made_once_and_shows_itself_whole() -> None:
    made = list[int]()

    def make() -> Iterator[str]:
        made.append(1)
        yield from "ab"

    told = Later(lambda: tuple(make()), 2)
    assert (len(told), bool(told), made) == (2, True, [])
    assert (list(told), told[0], told[-1:]) == (["a", "b"], "a", ("b",))
    assert (repr(told), copy.deepcopy(told), told) == ("('a', 'b')", ("a", "b"), ("a", "b"))
    assert made == [1]
    assert not Later(tuple)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    towns = [
        Place(place_id=f"t{i}", name=f"Town {i:03}", level="town", parent_id="county") for i in range(300)
    ]
    county = Place(place_id="county", name="Little County", level="county")
    return released(
        contents(
            tmp_path_factory.mktemp("many"),
            places={place.place_id: place for place in (county, *towns)},
            observations=tuple(cell(200 + i, 1000, place=f"t{i}") for i in range(300)),
            walks={"walk": walk([COMPARE])},
        )
    )


def _compared(store: PublishedStore, place: str | None) -> StationView:
    return load_walk(store, Selection("en", "walk", "one", place)).station


def _points(view: StationView) -> Strip:
    assert isinstance(view.picture, Atlas)
    assert isinstance(view.picture.values, Strip)
    return view.picture.values


def test_what_all_places_share_is_made_once_and_only_the_chosen_one_anew(many: PublishedStore) -> None:
    whole, one, other = (_compared(many, place) for place in (None, "t7", "t150"))
    assert one.table.rows is other.table.rows is whole.table.rows
    assert _points(one).axis is _points(other).axis
    anew = [
        (first, second)
        for first, second in zip(_points(one).points, _points(other).points, strict=True)
        if first is not second
    ]
    assert [(first.tone, second.tone) for first, second in anew] == [
        ("plain", "reference"),
        ("reference", "plain"),
    ]
    assert [point.label for point in _points(whole).points if point.tone != "plain"] == [
        "Town 299",
        "Town 000",
    ]
    read = {line[0] for line in other.table.lines} - {line[0] for line in whole.table.lines}
    assert read == {"Town 150"}
    assert "Town 150: 35.0%" in other.alt


def test_a_cell_of_a_release_equals_one_that_is_checked(many: PublishedStore) -> None:
    [found] = many.cells("uninsured", place_id="t7", dimension="total")
    assert found == Observation.model_validate(dict(found))
    assert found.hidden("few").estimate is None
    assert many.cells("uninsured", place_id="t7", dimension="total")[0] is found


def test_numbers_read_as_babel_writes_them() -> None:
    chance = random.Random(11)
    for _ in range(400):
        number = chance.choice(
            (chance.uniform(-2, 2), chance.uniform(-1e7, 1e7), 10 ** chance.uniform(-9, 15), 0.0)
        )
        for lang in LANGUAGES:
            for decimals in (0, 1, 2):
                pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
                rounded = round(number, decimals) or 0.0
                said = format_decimal(rounded, format=pattern, locale=fmt.LOCALES[lang])
                assert fmt.number(number, lang=lang, decimals=decimals) == said
    assert fmt.exact(-1234.5678, lang="en") == "\u22121,234.6"
    assert fmt.exact(0.00012, lang="es") == "0.00012"
    assert fmt.number(float("inf"), lang="en") == "∞"
