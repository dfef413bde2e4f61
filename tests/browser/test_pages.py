"""Every page in a real browser: it draws, fits, reads aloud, and asks nobody else for anything."""

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from datawalk.domain.text import LANGUAGES, Language
from datawalk.domain.walks import GapStation
from datawalk.store.published import PublishedStore
from judge import faults, seen, settled
from visits import LAPTOP, PHONE, SMALL_ROOM, WIDE, Visit

Step = tuple[str, str]
"""A walk and a station of it."""


@pytest.fixture(scope="session")
def room_stations(store: PublishedStore) -> list[Step]:
    return [
        (walk.id, station.id) for walk in store.walks.values() for station in walk.station if not station.desk
    ]


def through_every_walk(visit: Visit, page: Page) -> Iterator[str]:
    """From Home by each door from station to station and home again; the question of each is given as it stands."""
    doors = page.locator("[class*='st-key-door_'] a")
    for door in range(doors.count()):
        visit.follow(page, doors.nth(door))
        while (question := page.locator(".dw-question")).count():
            yield question.inner_text()
            visit.follow(page, page.locator(".st-key-next a"))


@pytest.mark.parametrize(("lang", "size"), [("en", LAPTOP), ("es", PHONE)], ids=["laptop-en", "phone-es"])
def test_every_station_on_its_page(
    visit: Visit, store: PublishedStore, lang: Language, size: tuple[int, int]
) -> None:
    page = visit.open(f"?lang={lang}", size)
    _is_home(page, lang)
    stations = [(walk, station) for walk in store.walks.values() for station in walk.station]
    for (walk, station), question in zip(stations, through_every_walk(visit, page), strict=True):
        assert f"walk={walk.id}&station={station.id}" in page.url
        assert question.startswith(station.question.said(lang).words)
        assert faults(page, lang) == [], (walk.id, station.id)
    _is_home(page, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_station_on_the_projector_without_scrolling(
    visit: Visit, store: PublishedStore, lang: Language
) -> None:
    """From each walk's first station to the projector, on by its own keys, and back to the page."""
    page = visit.open(f"?lang={lang}", WIDE)
    for walk in store.walks.values():
        _is_home(page, lang)
        visit.follow(page, page.locator(f".st-key-door_{walk.id} a"), rest=False)
        visit.follow(page, page.locator(".st-key-choices a"))
        for station in (one for one in walk.station if not one.desk):
            if f"station={station.id}" not in page.url:
                visit.go_on(page, partial(page.keyboard.press, "ArrowRight"))
            assert f"station={station.id}" in page.url
            assert page.locator("h1").inner_text().startswith(station.question.said(lang).words)
            assert faults(page, lang) == [], (walk.id, station.id)
            _fits(page)
            page.set_viewport_size({"width": SMALL_ROOM[0], "height": SMALL_ROOM[1]})
            settled(page)
            assert seen(page) == [], (walk.id, station.id)
            _fits(page)
            page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        visit.follow(page, page.locator(".st-key-leave a"), rest=False)
        visit.follow(page, page.locator(".st-key-masthead a").first)


def _is_home(page: Page, lang: Language) -> None:
    assert page.locator("[class*='st-key-door_'] h2").count() == 3
    assert page.locator("html").get_attribute("lang") == lang
    assert faults(page, lang) == []


def _fits(page: Page) -> None:
    """Nothing scrolls, and the picture ends above the foot."""
    main = page.locator(".stMain").evaluate(
        "m => [m.scrollHeight - m.clientHeight, m.scrollWidth - m.clientWidth]"
    )
    assert max(main) <= 1, page.url
    body = page.locator(".st-key-present_station")
    assert body.evaluate("b => b.scrollHeight - b.clientHeight") <= 1, page.url
    low = body.evaluate("b => b.getBoundingClientRect().bottom")
    foot = page.locator(".st-key-present_foot").evaluate("f => f.getBoundingClientRect().top")
    assert low <= foot + 1, page.url
    expect(page.locator('header[data-testid="stHeader"]')).not_to_be_visible()


def test_the_keys_of_the_projector(visit: Visit, room_stations: list[Step]) -> None:
    walk = room_stations[0][0]
    ids = [station for each, station in room_stations if each == walk]
    page = visit.open(f"present?walk={walk}&station={ids[0]}", WIDE)
    for key, expected in (("ArrowRight", 1), ("PageDown", 2), ("PageUp", 1), ("ArrowLeft", 0)):
        visit.go_on(page, partial(page.keyboard.press, key))
        assert f"station={ids[expected]}" in page.url
    page.keyboard.press("h")
    expect(page.locator(".dw-help")).to_be_visible()
    page.keyboard.press("h")
    expect(page.locator(".dw-help")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.locator("[role=timer]")).to_contain_text("left")
    page.keyboard.press("b")
    expect(page.locator(".dw-blank")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".dw-blank")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**station={ids[1]}**")
    page.reload()
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    assert f"station={ids[1]}" in page.url


@pytest.mark.parametrize("page_name", ["walk", "present"])
def test_a_part_of_a_gap_is_chosen_by_keyboard_and_stays_in_the_address(visit: Visit, page_name: str) -> None:
    page = visit.open(f"{page_name}?walk=equity&station=people_behind", WIDE)
    people = page.locator(".dw-people .dw-person")
    reached = page.locator(".dw-people .dw-reached")
    assert reached.count() == people.count()
    page.get_by_role("button", name="Half").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**part=half**")
    expect(page.locator(".dw-finding")).to_contain_text("Closing half of the gap")
    expect(reached).to_have_count(people.count() // 2)
    if page_name == "present":
        visit.go_on(page, partial(page.keyboard.press, "ArrowRight"))
        assert "station=is_it_closing" in page.url
        visit.go_on(page, partial(page.keyboard.press, "ArrowLeft"))
        assert "station=people_behind" in page.url
    page.reload()
    expect(page.locator(".dw-finding")).to_contain_text("Closing half of the gap", timeout=30_000)


def test_a_source_is_ticked_off_by_keyboard_in_the_room(visit: Visit) -> None:
    page = visit.open("present?walk=progress&station=how_long_we_can_go_on", WIDE)
    page.get_by_role("button", name="✓ City of Old Mill").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**without=city_support**")
    expect(page.locator(".dw-finding")).to_contain_text("Without City of Old Mill, money falls short")
    settled(page)
    assert faults(page, "en") == []
    visit.go_on(page, partial(page.keyboard.press, "ArrowRight"))
    assert "station=our_plan" in page.url
    visit.go_on(page, partial(page.keyboard.press, "ArrowLeft"))
    assert "station=how_long_we_can_go_on" in page.url


def test_an_address_works_as_the_first_request_and_survives_nonsense(visit: Visit) -> None:
    page = visit.open("walk?walk=progress&lang=es")
    expect(page.locator(".dw-walk")).to_contain_text("progreso", ignore_case=True)
    page = visit.open("walk?walk=nope&station=<script>&place=x&period=zzz&lang=xx")
    expect(page.locator(".dw-notice").first).to_be_visible()
    page = visit.open("edit")
    assert page.locator("h1").count() >= 1


def test_choosing_a_place_and_a_language_stays_in_the_address(visit: Visit) -> None:
    page = visit.open("walk?walk=equity")
    page.get_by_role("combobox").click()
    visit.go_on(page, page.get_by_role("option").nth(1).click)
    assert "place=" in page.url
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**lang=es**")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator(".dw-walk")).to_contain_text("equidad", ignore_case=True)
    assert "place=" in page.url
    assert "walk=equity" in page.url


def test_the_next_station_is_in_the_address_and_back_leads_back(visit: Visit) -> None:
    page = visit.open("walk?walk=representation")
    first = page.locator("h1").inner_text()
    visit.follow(page, page.locator(".st-key-next a"))
    assert "station=" in page.url
    expect(page.locator("h1")).not_to_have_text(first)
    page.go_back()
    expect(page.locator("h1")).to_have_text(first)


def test_by_keyboard_alone_from_home_to_a_station(visit: Visit) -> None:
    page = visit.open("")
    for _ in range(25):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText")
        if focused == "Start this walk":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/walk**")
    expect(page.locator(".dw-question")).to_be_visible()


def test_no_hidden_number_is_sent(visit: Visit, store: PublishedStore, demo_workspace: Path) -> None:
    """Neither the frames nor the text of a station with hidden groups hold a number of those."""
    gaps = [
        station
        for walk in store.walks.values()
        for station in walk.station
        if isinstance(station, GapStation)
    ]
    hidden = {
        station.id: {
            one.subgroup
            for one in store.cells(station.indicator, place_id="riverbend", dimension=station.dimension)
            if one.flag == "suppressed"
        }
        for station in gaps
    }
    (found,) = (station for station in gaps if hidden[station.id])
    with (demo_workspace / "tables" / "observations.csv").open(encoding="utf-8") as file:
        rows = [
            r
            for r in csv.DictReader(file)
            if r["indicator_id"] == found.indicator and r["subgroup"] in hidden[found.id]
        ]
    written = {row[key] for row in rows for key in ("estimate", "numerator", "denominator")} - {""}
    large = {one for one in written if len(one) >= 4}
    assert large
    page = visit.open(f"walk?walk=equity&station={found.id}")
    for expander in page.locator("[data-testid=stExpander] summary").all():
        expander.click()
    settled(page)
    for sent in (page.content(), b"".join(visit.frames).decode("utf-8", errors="ignore")):
        assert len(sent) > 10_000
        assert [one for one in large if one in sent or one in sent.replace(",", "")] == []
