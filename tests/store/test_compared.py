"""What a release says it changed: counts by indicator and names of declarations, beside the digest."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from datawalk.domain.observations import Observation
from datawalk.domain.places import Boundary
from datawalk.domain.workspace import Workspace
from datawalk.errors import ReleaseProblem
from datawalk.intake.build import publish
from datawalk.intake.contents import Contents
from datawalk.store.published import PublishedStore
from datawalk.store.releases import LAYOUT_VERSION, Release, ReleaseNotes, Releases, read_notes
from worlds import GROUPS, cell, contents, indicator, race, source, walk

TOTALS = (cell(1000, 10000), cell(1100, 10000, period="2019"))


def built(before: Contents, after: Contents) -> ReleaseNotes:
    first = publish(before).release
    notes = read_notes(publish(after).release)
    assert notes.previous == first.id
    return notes


def with_cells(folder: Path, *cells: Observation) -> Contents:
    return contents(folder, observations=cells)


def with_min_count(folder: Path, min_count: int) -> Contents:
    return contents(
        folder, workspace=Workspace(name="n", place="county", sector_list="three", min_count=min_count)
    )


def counts(**found: int) -> dict[str, Any]:
    zeros = dict.fromkeys(("added", "removed", "changed", "hidden", "shown"), 0)
    return {"indicator": "uninsured", **zeros, **found}


def test_the_first_release_has_none_before_it(tmp_path: Path) -> None:
    notes = read_notes(publish(contents(tmp_path)).release)
    assert (notes.previous, notes.changes, notes.declarations_changed) == (None, [], [])


def test_cells_added_removed_and_changed_are_counted(tmp_path: Path) -> None:
    newest, oldest = TOTALS
    notes = built(
        with_cells(tmp_path, newest, oldest),
        with_cells(tmp_path, cell(1001, 10000), *GROUPS),
    )
    assert notes.changes == [counts(added=4, removed=1, changed=1)]
    assert notes.declarations_changed == []


def test_cells_that_a_stricter_rule_hides_are_hidden_and_then_shown(tmp_path: Path) -> None:
    loose, strict = with_min_count(tmp_path, 11), with_min_count(tmp_path, 100)
    assert built(loose, strict).changes == [counts(hidden=2)]
    other = contents(tmp_path, workspace=loose.workspace, walks={})
    assert built(strict, other).changes == [counts(shown=2)]


def test_an_indicator_without_a_difference_is_left_out(tmp_path: Path) -> None:
    both = {"uninsured": indicator(), "rent": indicator("rent")}
    rent = cell(700, 9000, indicator_id="rent")
    before = contents(tmp_path, indicators=both, observations=(*TOTALS, rent))
    after = contents(tmp_path, indicators=both, observations=(*TOTALS, cell(701, 9000, indicator_id="rent")))
    assert [one["indicator"] for one in built(before, after).changes] == ["rent"]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"indicators": {"uninsured": indicator(domain="place")}}, ["indicator/uninsured"]),
        ({"indicators": {"uninsured": indicator(), "rent": indicator("rent")}}, ["indicator/rent"]),
        ({"dimensions": {"race": race(ordered=True)}}, ["dimension/race"]),
        ({"sources": {"survey": source(license="CC0")}}, ["source/survey"]),
        ({"walks": {}}, ["walk/walk"]),
        ({"walks": {"other": walk(id="other")}}, ["walk/other", "walk/walk"]),
    ],
)
def test_declarations_added_removed_or_changed_are_named(
    tmp_path: Path, changes: dict[str, object], names: list[str]
) -> None:
    notes = built(contents(tmp_path), contents(tmp_path, **changes))
    assert (notes.changes, notes.declarations_changed) == ([], names)


def test_the_same_content_keeps_its_file_and_notes(tmp_path: Path) -> None:
    publish(with_cells(tmp_path, *TOTALS))
    second = publish(contents(tmp_path)).release
    notes, stamp = read_notes(second), second.path.stat().st_mtime_ns
    assert publish(contents(tmp_path)).release == second
    assert (read_notes(second), second.path.stat().st_mtime_ns) == (notes, stamp)


def test_what_came_before_is_no_part_of_the_digest(tmp_path: Path) -> None:
    alone = publish(contents(tmp_path / "a")).release
    publish(with_cells(tmp_path / "b", *TOTALS))
    after = publish(contents(tmp_path / "b")).release
    assert alone.id == after.id
    assert read_notes(alone).previous is None
    assert read_notes(after).previous is not None


def test_no_value_is_in_the_notes(tmp_path: Path) -> None:
    publish(with_cells(tmp_path, *TOTALS))
    store = PublishedStore(publish(contents(tmp_path)).release)
    for one in store.about["changes"]:
        assert set(one) == {"indicator", "added", "removed", "changed", "hidden", "shown"}


def test_a_broken_release_counts_as_none(tmp_path: Path) -> None:
    publish(with_cells(tmp_path, *TOTALS)).release.path.write_bytes(b"not a database")
    assert read_notes(publish(contents(tmp_path)).release).previous is None


def relaid(folder: Path, *, layout: int | None) -> Release:
    """A release as another version of datawalk would have left it, and served."""
    release = publish(contents(folder)).release
    about = PublishedStore(release).about
    about = {key: value for key, value in about.items() if key != "layout"}
    if layout is not None:
        about["layout"] = layout
    other = Release("0123456789ab", release.path.with_name("published-0123456789ab.duckdb"))
    other.path.write_bytes(release.path.read_bytes())
    with duckdb.connect(str(other.path)) as connection:
        connection.execute("UPDATE about SET value = $1", [json.dumps(about)])
    return other


@pytest.mark.parametrize("layout", [None, LAYOUT_VERSION - 1, LAYOUT_VERSION + 1])
def test_a_release_of_another_layout_is_refused(tmp_path: Path, layout: int | None) -> None:
    other = relaid(tmp_path, layout=layout)
    releases = Releases(tmp_path / "built")
    served = releases.current()
    message = (
        "Release '0123456789ab' was made by another version of datawalk. "
        "Run 'datawalk build' to make a new one."
    )
    with pytest.raises(ReleaseProblem) as opening:
        PublishedStore(other)
    with pytest.raises(ReleaseProblem) as using:
        releases.use(other.id, rule_version=3, min_count=11)
    assert str(opening.value) == str(using.value) == message
    assert releases.current() == served
    assert [notes.release for notes in releases.all()] == [served]


def test_a_build_after_another_layout_starts_anew(tmp_path: Path) -> None:
    other = relaid(tmp_path, layout=LAYOUT_VERSION - 1)
    (tmp_path / "built" / "current").write_text(f"{other.id}\n", encoding="utf-8")
    notes = read_notes(publish(contents(tmp_path, observations=GROUPS)).release)
    assert (notes.previous, notes.changes) == (None, [])


def test_a_release_is_servable_when_protected_as_strictly(tmp_path: Path) -> None:
    release = publish(contents(tmp_path)).release
    releases = Releases(tmp_path / "built")
    assert releases.servable(release.id, rule_version=3, min_count=11) == release
    assert releases.servable(release.id, rule_version=3, min_count=5) == release
    with pytest.raises(ReleaseProblem, match="weaker privacy rule"):
        releases.servable(release.id, rule_version=3, min_count=12)
    with pytest.raises(ReleaseProblem, match="weaker privacy rule"):
        releases.servable(release.id, rule_version=4, min_count=11)
    stricter_ones: tuple[dict[str, Any], ...] = ({"zeros": "hidden"}, {"withhold": ("uninsured/race",)})
    for stricter in stricter_ones:
        with pytest.raises(ReleaseProblem, match="that this workspace hides"):
            releases.servable(release.id, rule_version=3, min_count=11, **stricter)
    with pytest.raises(ReleaseProblem, match="is not here"):
        releases.servable("feedfacefeed", rule_version=3, min_count=11)


def test_the_history_ends_with_the_release_itself(tmp_path: Path) -> None:
    first = publish(with_cells(tmp_path, *TOTALS)).release
    second = publish(contents(tmp_path)).release
    assert {notes.release for notes in PublishedStore(second).history()} == {first, second}


def test_boundaries_come_back_as_they_went_in(tmp_path: Path) -> None:
    ring = ((-93.5, 44.25), (-93.25, 44.25), (-93.25, 44.5))
    hole = ((-93.4, 44.3), (-93.3, 44.3), (-93.3, 44.4))
    east = Boundary(place_id="east", polygons=((ring, hole), (hole,)))
    store = PublishedStore(publish(contents(tmp_path, boundaries={"east": east})).release)
    assert store.boundaries() == {"east": east}
    assert store.boundaries() is store.boundaries()
    assert PublishedStore(publish(contents(tmp_path)).release).boundaries() == {}
