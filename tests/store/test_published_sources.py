"""Decision record 0004: what a publisher already protected is hidden by less, and nothing by nothing."""

from pathlib import Path

import pytest

from datawalk.domain.indicators import SourceKind
from datawalk.domain.observations import Observation
from datawalk.intake.build import publish
from datawalk.store.published import PublishedStore
from worlds import cell, contents, indicator, source

FEW = cell(7, 4000, place="east", estimate=0.175)
BARE = cell(place="west", estimate=12.5)
HIDDEN = cell(place="west", flag="suppressed")
WHOLE = cell(900, 9000)


def shown(
    folder: Path, *cells: Observation, kind: SourceKind, published: bool, own: SourceKind | None = None
) -> dict[str, float | None]:
    """What a release of the cells gives, by place; `own` is the indicator's kind where it differs."""
    made = contents(
        folder,
        sources={"survey": source(kind=kind, published=published)},
        indicators={"uninsured": indicator(kind=own)},
        observations=cells,
        rows={},
    )
    store = PublishedStore(publish(made).release)
    return {
        one.place_id: one.estimate
        for key in store.places
        for one in store.cells("uninsured", place_id=key, dimension="total")
    }


@pytest.mark.parametrize("kind", ["counted", "survey"])
def test_a_figure_that_does_not_say_its_count_is_small_only_when_nobody_published_it(
    tmp_path: Path, kind: SourceKind
) -> None:
    assert shown(tmp_path / "own", WHOLE, BARE, kind=kind, published=False)["west"] is None
    assert shown(tmp_path / "public", WHOLE, BARE, kind=kind, published=True)["west"] == 12.5


def test_few_persons_hide_though_everyone_could_look_them_up(tmp_path: Path) -> None:
    found = shown(tmp_path, WHOLE, FEW, BARE, kind="counted", published=True)
    # nothing can be subtracted with a figure that tells no count
    assert (found["east"], found["west"], found["county"]) == (None, 12.5, 10.0)


def test_what_the_publisher_hid_hides_what_is_linked_to_it(tmp_path: Path) -> None:
    found = shown(tmp_path, WHOLE, cell(900, 4000, place="east"), HIDDEN, kind="counted", published=True)
    assert (found["east"], found["west"]) == (None, None)


def test_an_estimate_from_a_published_sample_is_no_count_of_persons(tmp_path: Path) -> None:
    assert shown(tmp_path / "public", WHOLE, FEW, kind="survey", published=True)["east"] == 0.175
    assert shown(tmp_path / "own", WHOLE, FEW, kind="survey", published=False)["east"] is None


def test_an_indicators_own_kind_decides(tmp_path: Path) -> None:
    assert shown(tmp_path / "a", WHOLE, FEW, kind="counted", own="survey", published=True)["east"] == 0.175
    assert shown(tmp_path / "b", WHOLE, FEW, kind="survey", own="counted", published=True)["east"] is None
    assert shown(tmp_path / "c", WHOLE, FEW, kind="counted", own="modelled", published=False)["east"] == 0.175
