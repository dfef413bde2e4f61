"""The home page: a door a walk with one live sentence, and the pages a partner reads alone."""

from pathlib import Path
from typing import Any

import pytest

from datawalk.domain.text import LANGUAGES, Language
from datawalk.screens.home import load_home
from datawalk.screens.pages import PAGES
from datawalk.screens.selection import Selection
from datawalk.store.published import PublishedStore
from worlds import STATIONS, WORKSPACE, contents, released, walk

WELCOME, LEVEL, GAP, SEATS, GOALS = STATIONS


def store_of(folder: Path, **changes: Any) -> PublishedStore:
    return released(contents(folder, **changes))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    """Five walks: of a level before a gap, of a level, of seats, of words, and of none of their figures."""
    walks = {
        "both": walk((WELCOME, LEVEL, GAP), "both"),
        "level": walk((WELCOME, LEVEL), "level"),
        "seats": walk((SEATS,), "seats"),
        "words": walk((WELCOME,), "words"),
        "none": walk(({"id": "loop", "kind": "loop", "question": "What became of it?"}, GOALS), "none"),
    }
    return store_of(tmp_path_factory.mktemp("home"), walks=walks)


def test_the_doors_stand_in_the_order_of_the_walks(store: PublishedStore) -> None:
    doors = load_home(store, Selection()).doors
    assert [(door.walk_id, door.first_station_id, door.stations_text) for door in doors] == [
        ("both", "welcome", "3 stations"),
        ("level", "welcome", "2 stations"),
        ("none", "loop", "2 stations"),
        ("seats", "seats", "one station"),
        ("words", "welcome", "one station"),
    ]
    assert {door.title.words for door in doors} == {"A walk"}


def test_a_door_says_the_gap_before_all_else_and_then_what_has_a_picture(store: PublishedStore) -> None:
    said = {door.walk_id: str(door.finding) for door in load_home(store, Selection()).doors}
    assert said["both"].startswith("The figure for Hispanic or Latino is 3.3 times that of White")
    assert said["level"].startswith("No insurance in Little County: 10.0%.")
    assert said["seats"] == "2 of 3 sectors have a partner. No one yet from: Faith."
    assert said["words"] == ""
    assert "goal" in said["none"], "the loop before it has nothing to show"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_names_the_place_the_release_and_every_page_to_read_alone(
    store: PublishedStore, lang: Language
) -> None:
    view = load_home(store, Selection(lang, place="east", link="link1"))
    assert (view.name, view.place_name, view.notice) == ("Little Collaborative", "Little County", "")
    assert store.release_id in view.release_text
    links = [entry.link for entry in view.explore]
    assert {link.page for link in links if link} == PAGES.keys() - {"walk"}
    assert all(link and (link.selection.lang, link.selection.link) == (lang, "link1") for link in links)
    assert all(entry.title.words and entry.text for entry in view.explore)
    assert len({entry.text for entry in view.explore}) == len(PAGES) - 1


def test_the_doors_speak_spanish(store: PublishedStore) -> None:
    doors = load_home(store, Selection("es")).doors
    assert {door.title.words for door in doors} == {"Un recorrido"}
    assert [door.stations_text for door in doors][1:4] == ["2 estaciones", "2 estaciones", "una estación"]
    assert str(doors[0].finding).startswith("La cifra de Hispanic or Latino")


def test_without_a_walk_the_page_says_what_to_do(tmp_path: Path) -> None:
    elsewhere = WORKSPACE.model_copy(update={"place": "elsewhere"})
    view = load_home(store_of(tmp_path, walks={}, workspace=elsewhere), Selection())
    assert view.doors == ()
    assert view.notice == "There is no walk here yet. Add one to the folder 'walks', then build again."
    assert view.place_name == "elsewhere", "a place without a name is told by its id"
