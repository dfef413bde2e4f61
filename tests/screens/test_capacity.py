"""The `capacity` station: means and spread, wave on wave; what too few answered is nowhere, and cannot be worked out."""

from dataclasses import asdict
from pathlib import Path

import pytest

from datawalk.charts.plotted import Dots
from datawalk.domain.money import CapacityScore, CapacityShown
from datawalk.domain.resources import Resource
from datawalk.domain.text import LANGUAGES, Language
from datawalk.intake.build import publish
from datawalk.screens.context import Where
from datawalk.screens.selection import Selection
from datawalk.screens.views import StationView
from datawalk.screens.walk import load_walk
from datawalk.store.published import PublishedStore
from worlds import contents, walk


def score(
    domain: str, group: str, value: float, *, people: int = 10, wave: str = "2026", item: str | None = None
) -> CapacityScore:
    return CapacityScore.model_validate(
        {
            "wave": wave,
            "respondent_group": group,
            "respondents": people,
            "domain": domain,
            "score": value,
            "item": item,
        }
    )


def view_of(
    folder: Path,
    *rows: CapacityScore,
    lang: Language = "en",
    wave: str | None = None,
    where: Where = "desk",
    more: tuple[Resource, ...] = (),
) -> StationView:
    station = {"id": "one", "kind": "capacity", "question": "How strong?"}
    library = Resource(
        resource_id="r", title="On money", kind="guide", organization="We", topics=("funding",)
    )
    given = {CapacityScore: rows, Resource: (library, *more)}
    made = contents(folder, walks={"walk": walk([station])}, rows=given, observations=())
    store = PublishedStore(publish(made).release)
    return load_walk(store, Selection(lang, "walk", "one", wave=wave), where=where).station


ROWS = (
    score("funding_stability", "partners", 3.0, people=30),
    score("funding_stability", "residents", 5.0, people=10),
    score("partnerships", "partners", 5.0),
    score("communications", "partners", 4.5),
    score("funding_stability", "partners", 4.0, wave="2024"),
    score("partnerships", "partners", 4.0, wave="2024"),
)


def test_the_two_lowest_are_named_with_what_to_read(tmp_path: Path) -> None:
    view = view_of(tmp_path, *ROWS)
    assert str(view.finding) == (
        "The two lowest of 7: Steady funding (3.5) and Communications (4.5). Since 2024 1 of 2 rose. "
        "Groups see “Steady funding” most differently: partners 3.0, residents 5.0. To read: “On money”."
    )
    assert view.n == 40
    assert isinstance(view.picture, Dots)
    first = view.picture.rows[0]
    assert (first.label, first.text, first.estimate, first.lower, first.upper) == (
        "Steady funding",
        "3.5 (4.0)",
        3.5,
        3.0,
        5.0,
    )
    assert any(fact.text == "On money (We)" for fact in view.facts)


def test_the_spread_is_told_where_a_bar_would_not_be_seen(tmp_path: Path) -> None:
    """A desk may be a phone; in a room the bars are long enough."""
    notes = {}
    for where in ("desk", "room"):
        picture = view_of(tmp_path / where, *ROWS, where=where).picture
        assert isinstance(picture, Dots)
        notes[where] = [row.note for row in picture.rows]
    assert notes == {"desk": ["groups 3.0 to 5.0", "", ""], "room": ["", "", ""]}


def test_what_names_the_domain_is_read_first(tmp_path: Path) -> None:
    own = Resource(
        resource_id="own", title="Our own", kind="guide", organization="We", topics=("funding_stability",)
    )
    view = view_of(tmp_path, *ROWS, more=(own,))
    assert str(view.finding).endswith("To read: “Our own”.")
    assert any(fact.text == "Our own (We); On money (We)" for fact in view.facts)


def test_a_domain_says_why_it_has_no_score(tmp_path: Path) -> None:
    items = (
        score("communications", "partners", 4.0, item="One"),
        score("strategic_planning", "partners", 4.0, people=3),
    )
    picture = view_of(tmp_path, score("partnerships", "partners", 5.0), *items).picture
    assert isinstance(picture, Dots)
    assert [row.text for row in picture.rows] == [
        "5.0",
        "Fewer than 3 items answered",
        "Too few people to show",
    ]


def test_another_wave_can_be_chosen(tmp_path: Path) -> None:
    view = view_of(tmp_path, *ROWS, wave="2024")
    assert (
        str(view.finding)
        == "The two lowest of 7: Steady funding (4.0) and Partnerships (4.0). To read: “On money”."
    )


@pytest.mark.parametrize("people", [0, 4])
def test_a_group_of_fewer_than_five_is_nowhere(tmp_path: Path, people: int) -> None:
    view = view_of(tmp_path, *ROWS, score("partnerships", "youth", 1.2345, people=people))
    assert "One group is too small to show." in str(view.finding)
    said = repr(asdict(view))
    assert "1.2345" not in said
    means = {one.group: one.value for one in view.measures if one.name == "score"}
    assert means["partnerships"] == 5.0  # nor is it in the mean, from which it could be worked out
    [row] = [row for row in view.table.rows if row["group"] == "youth"]
    assert (row["score"], row["respondents"], row["status"]) == (None, None, "hidden")
    releases = list((tmp_path / "built").rglob("*.duckdb"))
    assert releases
    assert all(b"1.2345" not in release.read_bytes() for release in releases)


def test_own_items_make_a_score_from_three_on(tmp_path: Path) -> None:
    items = [score("partnerships", "partners", value, item=f"Item {value}") for value in (3.0, 4.0, 6.5)]
    whole = view_of(tmp_path / "three", *items)
    assert str(whole.finding) == "One domain has a mean: Partnerships (4.5), of 7."
    told = {one.group: one.value for one in whole.measures if one.name == "score"}
    assert told["partnerships"] == pytest.approx(4.5)
    view = view_of(tmp_path / "two", *items[:2])
    assert str(view.finding) == "No domain has 3 answered items yet."
    assert view.picture is None
    assert view.table.lines[0][-1] == "Fewer than 3 items answered"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scores_it_says_what_to_bring(tmp_path: Path, lang: Language) -> None:
    view = view_of(tmp_path, lang=lang)
    assert view.picture is None
    assert "capacity" in str(view.finding)


def test_the_release_holds_what_may_be_shown_only(tmp_path: Path) -> None:
    made = contents(
        tmp_path,
        rows={CapacityScore: (*ROWS, score("partnerships", "youth", 6.0, people=3))},
        observations=(),
    )
    store = PublishedStore(publish(made).release)
    shown = store.rows(CapacityShown)
    assert len(shown) == 7
    assert [one.score for one in shown if one.respondent_group == "youth"] == [None]
