"""Each kind of station with figures, without figures, with hidden ones, in both languages."""

from pathlib import Path
from typing import Any

import pytest

from datawalk.charts.plotted import Dots
from datawalk.charts.written import Prose, Tiles, Tracks
from datawalk.domain.text import Language
from datawalk.errors import UsageProblem
from datawalk.intake.build import publish
from datawalk.screens.selection import Selection
from datawalk.screens.show import show, show_kind
from datawalk.screens.views import StationView
from datawalk.screens.walk import load_walk
from datawalk.store.published import PublishedStore
from worlds import GROUPS, WITHHELD, cell, contents, indicator, released, source, walk


def store_of(folder: Path, **changes: Any) -> PublishedStore:
    return released(contents(folder, **changes))


def station(
    folder: Path, id: str, *, lang: Language = "en", place: str | None = None, **changes: Any
) -> StationView:
    return load_walk(store_of(folder, **changes), Selection(lang, "walk", id, place)).station


def test_text_keeps_its_paragraphs(tmp_path: Path) -> None:
    view = station(tmp_path, "welcome")
    assert view.picture == Prose(("Hello.", "There."), "", "en")
    assert str(view.finding) == ""


def test_level_says_value_and_range(tmp_path: Path) -> None:
    view = station(tmp_path, "level")
    assert str(view.finding) == "No insurance in Little County: 10.0%. It could be from 9.4% to 10.6%."
    assert view.n == 10000
    assert view.measures[0].value == 10


def test_level_takes_a_child_with_data_and_says_so(tmp_path: Path) -> None:
    only_east = (cell(400, 4000, place="east"),)
    view = station(tmp_path, "level", observations=only_east)
    assert view.place_id == "east"
    assert view.notice == "There are no figures for Little County here. This shows East."


def test_level_shows_the_parent_beside_it(tmp_path: Path) -> None:
    towns = (cell(400, 4000, place="east"), cell(600, 6000, place="west"), cell(1000, 10000))
    view = station(tmp_path, "level", place="east", observations=towns)
    assert isinstance(view.picture, Dots)
    assert [row.label for row in view.picture.rows] == ["East", "Little County"]


def test_gap_states_difference_ratio_and_people_with_their_margins(tmp_path: Path) -> None:
    view = station(tmp_path, "gap")
    assert str(view.finding) == (
        "The figure for Hispanic or Latino is 3.3 times that of White (2.9 to 3.8), a gap of 14.0 points (12.2 to 15.9). "
        "That is 14 more of every 100 people. Closing it would change this for about 280 people (240 to 320)."
    )
    assert [(m.name, m.group, m.reference) for m in view.measures] == [
        ("difference", "hispanic", "white"),
        ("ratio", "hispanic", "white"),
        ("people", "hispanic", "white"),
    ]
    assert all(m.value is not None and m.lower is not None and m.upper is not None for m in view.measures)
    assert isinstance(view.picture, Dots)
    assert [(row.label, row.tone) for row in view.picture.rows] == [
        ("Hispanic or Latino", "worst"),
        ("Black", "plain"),
        ("Asian", "plain"),
        ("White", "reference"),
    ]


def test_gap_in_spanish(tmp_path: Path) -> None:
    view = station(tmp_path, "gap", lang="es")
    assert str(view.finding).startswith("La cifra de Hispanic or Latino es 3.3 veces la de White (2.9 a 3.8)")


def test_a_small_group_is_hidden_with_one_that_would_tell_it(tmp_path: Path) -> None:
    small = (*GROUPS[:3], cell(5, 6000, subgroup="white"))
    view = station(tmp_path, "gap", observations=(cell(645, 10000), *small))
    assert isinstance(view.picture, Dots)
    assert {row.label: row.tone for row in view.picture.rows} == {
        "Hispanic or Latino": "worst",
        "Black": "reference",
        "Asian": "hidden",
        "White": "hidden",
    }
    hidden = [row for row in view.table.rows if row["id"] in ("asian", "white")]
    assert {row["status"] for row in hidden} == {"hidden"}
    assert {row[key] for row in hidden for key in ("estimate", "lower", "numerator", "denominator")} == {None}


def test_a_table_that_is_withheld_says_so(tmp_path: Path) -> None:
    view = station(tmp_path, "gap", workspace=WITHHELD)
    assert view.picture is None
    assert str(view.finding) == (
        "No insurance by race and ethnicity: not shown to protect privacy. "
        "At least one group is so small that its people could be found. For everyone it is 10.0%."
    )
    groups = [row for row in view.table.rows if row["id"] != "total"]
    assert {row["status"] for row in groups} == {"hidden"}
    assert all(
        row[key] is None
        for row in groups
        for key in ("estimate", "lower", "upper", "numerator", "denominator")
    )


def test_an_unreliable_group_is_hollow_and_left_out_of_the_gap(tmp_path: Path) -> None:
    doubtful = (*GROUPS[:2], cell(400, 2000, subgroup="hispanic", flag="unreliable"), GROUPS[3])
    view = station(tmp_path, "gap", observations=(cell(1000, 10000), *doubtful))
    assert isinstance(view.picture, Dots)
    tones = {row.label: row.tone for row in view.picture.rows}
    assert tones == {"Hispanic or Latino": "hollow", "Black": "worst", "Asian": "plain", "White": "reference"}
    assert view.measures[0].group == "black"


def test_no_gap_is_stated_when_it_may_be_none(tmp_path: Path) -> None:
    close = (cell(200, 2000, subgroup="asian"), cell(210, 2000, subgroup="black"))
    view = station(tmp_path, "gap", observations=close)
    assert str(view.finding).startswith(
        "We cannot be sure there is a gap between Black and Asian: 0.5 points, from -1.4"
    )


def test_a_source_not_for_groups_is_refused_with_the_reason(tmp_path: Path) -> None:
    modelled = {"survey": source(kind="modelled", not_for=["groups"])}
    view = station(tmp_path, "gap", sources=modelled)
    assert view.picture is None
    assert str(view.finding) == "No insurance. These figures must not be used to compare groups."


def test_seats_name_who_is_missing(tmp_path: Path) -> None:
    view = station(tmp_path, "seats")
    assert str(view.finding) == "2 of 3 sectors have a partner. No one yet from: Faith."
    assert isinstance(view.picture, Tiles)
    assert [row["partners"] for row in view.table.rows] == [2, 1, 0]


def test_goals_show_pace(tmp_path: Path) -> None:
    view = station(tmp_path, "goals")
    assert (
        str(view.finding)
        == "Of 2 goals, one is getting better and one has one year of data. 0 of 1 is on pace."
    )
    assert isinstance(view.picture, Tracks)
    rows = {str(row["id"]): row for row in view.table.rows}
    assert rows["g1"]["current"] == 10
    assert rows["g1"]["expected"] == pytest.approx(11 - 6 * 4 / 10)
    assert rows["g2"]["pace"] == "not_known_yet"


def test_a_goal_on_a_hidden_cell_is_hidden(tmp_path: Path) -> None:
    view = station(tmp_path, "goals", observations=(cell(5, 10000),))
    row = next(row for row in view.table.rows if row["id"] == "g1")
    assert row["status"] == "hidden"
    assert [row[key] for key in ("baseline", "current", "target", "expected", "pace")] == [None] * 5


def test_unknown_ids_in_the_address_get_a_sentence(tmp_path: Path) -> None:
    view = load_walk(store_of(tmp_path), Selection("en", "nowhere", "x", "atlantis"))
    assert view.position == 1
    assert "There is no walk 'nowhere' here." in view.notice
    assert "There is no place 'atlantis' here." in view.notice


def test_show_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    shown = show(store_of(tmp_path), selection=Selection("en", "walk", "gap"))
    assert list(shown) == [
        "kind",
        "title",
        "finding",
        "prompts",
        "measures",
        "table",
        "place",
        "period",
        "source",
        "n",
        "method",
        "cannot_say",
        "alt",
        "release",
        "lang",
    ]
    assert set(shown["measures"][0]) == {"name", "value", "lower", "upper", "unit", "reference", "group"}
    assert set(shown["table"][0]) == {
        "id",
        "label",
        "estimate",
        "lower",
        "upper",
        "numerator",
        "denominator",
        "status",
        "reason",
    }
    assert set(shown["source"]) == {"id", "producer", "title", "accessed_on"}


def test_show_takes_a_kind_and_its_keys(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    shown = show_kind(store, kind="level", keys={"indicator": "uninsured"}, selection=Selection())
    assert shown["table"][0]["estimate"] == 10
    with pytest.raises(UsageProblem, match="dimention"):
        show_kind(
            store, kind="level", keys={"indicator": "uninsured", "dimention": "race"}, selection=Selection()
        )


def test_auto_picks_what_the_data_can_carry(tmp_path: Path) -> None:
    stations = (
        {"id": "one", "kind": "level", "question": "?", "indicator": "auto"},
        {"id": "two", "kind": "gap", "question": "?", "indicator": "auto", "dimension": "auto"},
        {"id": "three", "kind": "level", "question": "?", "indicator": "auto"},
    )
    changes: dict[str, Any] = {
        "walks": {"walk": walk(stations)},
        "indicators": {"uninsured": indicator(), "other": indicator("other", domain="learning")},
        "observations": (cell(1000, 10000), *GROUPS, cell(500, 1000, indicator_id="other")),
    }
    report = publish(contents(tmp_path, **changes))
    assert [str(choice) for choice in report.choices] == ["walk/one: other", "walk/two: uninsured by race"]


def test_a_desk_station_is_left_out_of_the_room(tmp_path: Path) -> None:
    stations = (
        {"id": "a", "kind": "text", "question": "A", "body": "A"},
        {"id": "b", "kind": "text", "question": "B", "body": "B", "desk": True},
    )
    store = store_of(tmp_path, walks={"walk": walk(stations)})
    assert [s.id for s in load_walk(store, Selection("en", "walk")).stations] == ["a", "b"]
    assert [s.id for s in load_walk(store, Selection("en", "walk"), where="room").stations] == ["a"]


def test_level_shows_groups_beside_it_when_it_names_a_dimension(tmp_path: Path) -> None:
    stations = (
        {"id": "level", "kind": "level", "question": "?", "indicator": "uninsured", "dimension": "race"},
    )
    view = station(tmp_path, "level", walks={"walk": walk(stations)})
    assert [row["id"] for row in view.table.rows] == ["county", "asian", "black", "hispanic", "white"]
    assert [measure.name for measure in view.measures] == ["level"]
