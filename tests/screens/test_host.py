"""The host's desk in words, and what differs between two releases."""

from datetime import date
from pathlib import Path

import pytest

from datawalk.actions.links import links_of, make_link, revoke_link
from datawalk.actions.rights import AT_THE_MACHINE, sign_ins_of
from datawalk.actions.signing import refuse_sign_in
from datawalk.actions.trail import record
from datawalk.domain.links import Cover
from datawalk.intake.build import build
from datawalk.screens.host import HostView, coverable, load_compared, load_covers, load_host
from datawalk.screens.selection import Selection
from datawalk.settings import COLLECTED
from datawalk.store.collected import CollectedStore, collecting
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases, read_notes
from worlds import built_alder

TODAY = date(2026, 3, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return built_alder(tmp_path)


def desk(folder: Path, selection: Selection) -> HostView:
    releases = Releases(folder / "built")
    with collecting(folder / COLLECTED) as store:
        events = store.recorded()
    return load_host(
        PublishedStore(releases.current()),
        selection,
        events=events,
        links=links_of(events),
        sign_ins=sign_ins_of(events).values(),
        own="",
        releases=releases.all(),
        today=TODAY,
    )


def made(store: CollectedStore, whom: str, cover: str, until: date) -> str:
    link, _ = make_link(
        AT_THE_MACHINE, store, cover=Cover.parse(cover), release="r1", until=until, made_for=whom
    )
    return link.id


def test_links_stand_with_what_they_show_and_how_they_stand(folder: Path) -> None:
    with collecting(folder / COLLECTED) as store:
        made(store, "the board", "walk/equity", date(2026, 3, 31))
        made(store, "the press", "station/equity/who_goes_without", date(2026, 2, 1))
        revoke_link(AT_THE_MACHINE, store, made(store, "a funder", "page/partners", date(2026, 3, 31)))
        made(store, "a friend", "walk/gone", date(2026, 3, 31))
    told = {line.name: (line.text, line.is_open) for line in desk(folder, Selection()).links}
    assert told == {
        "the board": (
            "Walk: Equity walk · open until March 31, 2026 · not opened yet · release r1",
            True,
        ),
        "a friend": ("walk/gone · open until March 31, 2026 · not opened yet · release r1", True),
        "the press": (
            "Station: Who goes without? · ended on February 1, 2026 · not opened yet · release r1",
            False,
        ),
        "a funder": ("Page: Partners · revoked · not opened yet · release r1", False),
    }
    spanish = {line.name: line.text for line in desk(folder, Selection("es")).links}
    assert spanish["a funder"] == "Página: Organizaciones · revocado · todavía sin abrir · publicación r1"
    assert [line.is_open for line in desk(folder, Selection()).links] == [True, True, False, False]


def test_many_ended_links_are_told_by_number(folder: Path) -> None:
    with collecting(folder / COLLECTED) as store:
        for n in range(52):
            made(store, f"{n}", "everything", date(2026, 2, 1))
        made(store, "open", "everything", date(2026, 3, 1))
    view = desk(folder, Selection())
    assert (len(view.links), view.left_out) == (51, "2 ended links are not listed.")
    assert view.links[0].name == "open"


def test_the_trail_says_who_did_what(folder: Path) -> None:
    with collecting(folder / COLLECTED) as store:
        record(AT_THE_MACHINE, store, done="published", id="abc")
        made(store, "the <b>board</b>", "everything", date(2026, 3, 31))
        refuse_sign_in(store)
    view = desk(folder, Selection())
    assert [line.name for line in view.trail] == [
        "Tried a wrong host key",
        "Made a link for the <b>board</b>",
        "Published release abc",
    ]
    assert view.trail[0].text.startswith("Nobody known · ")
    assert view.trail[2].text.startswith("At this computer · ")
    assert view.trail[2].text.endswith(" UTC")


def test_a_link_can_cover_each_walk_station_and_page_but_the_desk(folder: Path) -> None:
    store = PublishedStore(Releases(folder / "built").current())
    covers = [str(one) for one in coverable(store)]
    stations = [f"station/{key}/{one.id}" for key, walk in store.walks.items() for one in walk.station]
    pages = [f"page/{name}" for name in ("indicators", "places", "partners", "resources", "methods")]
    assert covers == ["everything", *(f"walk/{key}" for key in store.walks), *stations, *pages]
    here = load_covers(store, "walk", Selection(walk="equity", station="who_goes_without"))
    assert [key for key, _ in here] == [
        "station/equity/who_goes_without",
        "walk/equity",
        "everything",
    ]
    assert [key for key, _ in load_covers(store, "places", Selection())] == ["page/places", "everything"]
    assert [key for key, _ in load_covers(store, "home", Selection())] == ["everything"]


def test_two_releases_compared_are_what_the_build_noted(folder: Path) -> None:
    before = Releases(folder / "built").current()
    table = folder / "tables" / "observations.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    now = build(folder).release
    assert before.id != now.id
    sentence, view = load_compared(PublishedStore(before), PublishedStore(now), "en")
    assert list(view.rows) == read_notes(now).changes
    assert sentence.endswith("No definition differs.")
    assert "differ" in sentence
    back, _ = load_compared(PublishedStore(now), PublishedStore(before), "es")
    assert back != sentence
    same, nothing = load_compared(PublishedStore(now), PublishedStore(now), "en")
    assert (same, nothing.lines) == ("No figure differs. No definition differs.", ())
