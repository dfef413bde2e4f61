"""The pages a partner reads alone: with data, without, with gone ids, in both languages."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from datawalk.domain.changes import Change
from datawalk.domain.goals import Commitment
from datawalk.domain.places import Place
from datawalk.domain.resources import Resource
from datawalk.domain.roster import Partner
from datawalk.domain.text import LANGUAGES, Language
from datawalk.screens.pages import PAGES, load_page
from datawalk.screens.pageview import PageName, PageView
from datawalk.screens.selection import Selection
from datawalk.store.published import PublishedStore
from worlds import GROUPS, cell, contents, indicator, released, source

DESK = [page for page in PAGES if page != "walk"]  # which has a page of its own
RESOURCES = (
    Resource(
        resource_id="guide",
        title="A guide",
        kind="guide",
        organization="Us",
        topics=("health",),
        area="equity",
    ),
    Resource(
        resource_id="money",
        title="Money",
        kind="grant",
        organization="Fund",
        topics=("funding",),
        area="sustainability",
    ),
)


def store_of(folder: Path, **changes: Any) -> PublishedStore:
    world = contents(folder, **changes)
    rows = {**world.rows, Resource: RESOURCES, Change: ()}
    rows[Commitment] = (Commitment(goal_id="g1", who="clinic", what="Open on Saturdays"),)
    rows[Partner] = (
        Partner(partner_id="clinic", name="Clinic", sectors=("health",), works_on=("uninsured",)),
        *world.of(Partner)[1:],
    )
    return released(replace(world, rows=rows))


def words_of(view: PageView) -> str:
    return repr(view)


def titles(view: PageView) -> list[str]:
    return [entry.title.words for section in view.sections for entry in section.entries]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", DESK)
def test_every_page_has_a_title_and_sections(tmp_path: Path, page: PageName, lang: Language) -> None:
    view = load_page(store_of(tmp_path), page, Selection(lang))
    assert view.title.words
    assert view.sections
    assert view.lang == lang


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", DESK)
def test_an_empty_workspace_is_sentences(tmp_path: Path, page: PageName, lang: Language) -> None:
    bare = contents(tmp_path, observations=(), rows={}, indicators={}, walks={})
    view = load_page(released(bare), page, Selection(lang))
    assert all(
        section.paragraphs or section.entries or section.facts or section.table.lines or section.described
        for section in view.sections
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", ["county", "east", "west"])
def test_a_place_without_figures_says_so_and_leads_on(tmp_path: Path, place: str, lang: Language) -> None:
    store = store_of(tmp_path)
    view = load_page(store, "places", Selection(lang, place=place))
    if place == "county":
        assert any(section.id == "levels_health" for section in view.sections)
    else:
        assert view.sections[0].id == "none"
        assert titles(view) == ["Little County"]
    one = load_page(store, "indicators", Selection(lang, place=place, indicator="uninsured"))
    assert one.sections[0].picture is not None or place != "county"


@pytest.mark.parametrize(
    ("page", "key", "asked", "found"),
    [
        ("indicators", "indicator", "uninsurd", "No insurance"),
        ("places", "place", "countyy", "Little County"),
        ("partners", "partner", "clinics", "Clinic"),
    ],
)
def test_an_id_that_is_gone_gives_a_sentence_and_the_nearest(
    tmp_path: Path, page: PageName, key: str, asked: str, found: str
) -> None:
    view = load_page(store_of(tmp_path), page, Selection.read({key: asked}))
    assert view.title.words == found
    assert view.notice == f"There is no '{asked}' here any more. This is the nearest: {found}."
    nothing_near = load_page(store_of(tmp_path), page, Selection.read({key: "qqqqqqqq"}))
    assert nothing_near.notice == "There is no 'qqqqqqqq' here any more. Here is all there is."
    assert titles(nothing_near)


@pytest.mark.parametrize("page", ["indicators", "places", "partners", "resources"])
def test_a_search_without_a_hit_is_a_sentence_and_a_way_on(tmp_path: Path, page: PageName) -> None:
    view = load_page(store_of(tmp_path), page, Selection(q="zzz"))
    (section,) = view.sections
    assert section.paragraphs
    assert section.entries[0].link is not None
    assert section.entries[0].link.selection.q is None


def test_an_indicator_shows_its_gap_its_years_its_places_and_who_works_on_it(tmp_path: Path) -> None:
    towns = (cell(400, 4000, place="east"), cell(600, 6000, place="west"))
    store = store_of(tmp_path, observations=(*contents(tmp_path).observations, *towns))
    view = load_page(store, "indicators", Selection(indicator="uninsured"))
    assert [section.id for section in view.sections] == [
        "now", "trend", "places", "details", "partners", "goals",
    ]  # fmt: skip
    assert [stat.value for stat in view.stats][:2] == ["10.0%", "14.0 points"]
    assert all(section.picture is not None for section in view.sections[:3])


def test_a_trend_is_refused_where_the_source_must_not_be_used_for_it(tmp_path: Path) -> None:
    store = store_of(tmp_path, sources={"survey": source(not_for=("trend",))})
    view = load_page(store, "indicators", Selection(indicator="uninsured"))
    trend = next(section for section in view.sections if section.id == "trend")
    assert trend.picture is None
    assert trend.paragraphs == ("These figures must not be used to follow change over time.",)


def test_a_partner_page_says_what_it_does_and_how_to_correct_it(tmp_path: Path) -> None:
    view = load_page(store_of(tmp_path), "partners", Selection(partner="clinic"))
    ids = [section.id for section in view.sections]
    assert ids == ["about", "gaps", "promised", "resources", "correct"]
    facts = {fact.label: fact.text for fact in view.sections[0].facts}
    assert facts["Seats"] == "board (votes)"
    assert facts["Works on"] == "No insurance"
    assert "A guide" in titles(view)


def test_resources_are_filtered_by_topic_and_area(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    assert "Money" in titles(load_page(store, "resources", Selection(topic="funding")))
    assert "A guide" not in titles(load_page(store, "resources", Selection(topic="funding")))
    assert "Money" not in titles(load_page(store, "resources", Selection(area="equity")))


def test_nothing_hidden_is_in_any_page(tmp_path: Path) -> None:
    small = (*GROUPS[1:], cell(3, 1717, subgroup="asian"))
    store = store_of(tmp_path, observations=(cell(913, 10717), *small))
    for page in PAGES:
        for chosen in (
            Selection(),
            Selection(indicator="uninsured"),
            Selection(place="county"),
            Selection(partner="clinic"),
        ):
            said = words_of(load_page(store, page, chosen))
            assert "1717" not in said.replace(",", ""), (page, chosen)
            assert "0.17" not in said, (page, chosen)


def test_indicators_without_data_are_not_listed(tmp_path: Path) -> None:
    unused = indicator("unused", name="Unused")
    both = {"uninsured": indicator(), "unused": unused}
    view = load_page(store_of(tmp_path, indicators=both), "indicators", Selection())
    assert titles(view) == ["No insurance"]


def test_thousands_of_places_are_listed_near_the_workspaces_own(tmp_path: Path) -> None:
    places = {"00": Place(place_id="00", name="Nation", level="nation")}
    for state in range(10, 20):
        places[f"{state}"] = Place(place_id=f"{state}", name=f"State {state}", level="state", parent_id="00")
        for county in range(100, 160):
            key = f"{state}{county}"
            places[key] = Place(place_id=key, name=f"County {key}", level="county", parent_id=f"{state}")
    workspace = contents(tmp_path).workspace.model_copy(update={"place": "12"})
    made: dict[str, Any] = {"places": places, "workspace": workspace, "observations": (), "rows": {}}
    store = store_of(tmp_path, **made)
    view = load_page(store, "places", Selection())
    named = [entry.title.words for entry in view.sections[0].entries]
    assert len(named) == 1 + 10 + 60
    assert "County 12100" in named
    assert view.notice == "71 of 611 places are listed. Search for the others, or open the place they lie in."
    found = load_page(store, "places", Selection(q="County 19"))
    assert len(found.sections[0].entries) == 60
    assert found.notice == ""
