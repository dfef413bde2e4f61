"""Every page in a real browser: it draws, fits, reads aloud, and asks nobody else for anything."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from datawalk.domain.text import LANGUAGES, Language
from datawalk.domain.walks import GapStation
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from judge import faults, seen, settled
from serving import free_port, serve, stop, wait_until_it_answers

WIDE, LAPTOP, SMALL_ROOM, PHONE = (1920, 1080), (1440, 900), (1280, 720), (390, 844)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator["Visit"]:
    """Opens pages and remembers where their requests went."""
    visit = Visit(browser, address)
    yield visit
    visit.close()


class Visit:
    """One visitor. Every request must stay on the server; every page must be free of exceptions."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._context, self.address = browser.new_context(), address  # its pages share what they have loaded
        self._pages: list[Page] = []
        self.hosts: set[str] = set()
        self.frames: list[bytes] = []

    def open(
        self,
        path: str,
        size: tuple[int, int] = LAPTOP,
        scheme: Literal["light", "dark"] = "light",
        heard: Callable[[Response], None] | None = None,
        wait: Callable[[Page], None] = settled,
    ) -> Page:
        page = self._context.new_page()
        if heard:
            page.on("response", heard)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).netloc))
        page.on("websocket", lambda socket: socket.on("framereceived", self._remember))
        page.goto(f"{self.address}/{path}")
        wait(page)
        self._pages.append(page)
        return page

    def _remember(self, frame: str | bytes) -> None:
        self.frames.append(frame.encode() if isinstance(frame, str) else frame)

    def leave(self, page: Page) -> None:
        assert page.locator(".stException").count() == 0
        self._pages.remove(page)
        page.close()

    def close(self) -> None:
        for page in list(self._pages):
            self.leave(page)
        self._context.close()
        assert self.hosts <= {urlsplit(self.address).netloc, ""}, "a request left the machine"


@contextmanager
def visiting(
    browser: Browser,
    folder: Path,
    *,
    cwd: Path,
    visitors: str = "anybody",
    environment: Mapping[str, str] | None = None,
) -> Iterator[Visit]:
    """A visitor of a workspace that is served on a port of its own."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    server = serve(folder, port, cwd=cwd, visitors=visitors, environment=environment)
    visit = Visit(browser, address)
    try:
        wait_until_it_answers(address, server)
        yield visit
    finally:
        visit.close()
        stop(server)


@pytest.fixture(scope="session")
def stations(demo_workspace: object) -> list[tuple[str, str]]:
    store = PublishedStore(Releases(demo_workspace / "built").current())  # type: ignore[operator]
    return [(walk.id, station.id) for walk in store.walks.values() for station in walk.station]


@pytest.fixture(scope="session")
def room_stations(demo_workspace: object) -> list[tuple[str, str]]:
    store = PublishedStore(Releases(demo_workspace / "built").current())  # type: ignore[operator]
    return [
        (walk.id, station.id) for walk in store.walks.values() for station in walk.station if not station.desk
    ]


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_home(visit: Visit, lang: Language, size: tuple[int, int]) -> None:
    page = visit.open(f"?lang={lang}", size)
    assert page.locator("[class*='st-key-door_'] h2").count() == 3
    assert page.locator("html").get_attribute("lang") == lang
    assert faults(page, lang) == []


@pytest.mark.parametrize(("lang", "size"), [("en", LAPTOP), ("es", PHONE)], ids=["laptop-en", "phone-es"])
def test_every_station_on_its_page(
    visit: Visit, stations: list[tuple[str, str]], lang: Language, size: tuple[int, int]
) -> None:
    for walk, station in stations:
        page = visit.open(f"walk?walk={walk}&station={station}&lang={lang}", size)
        assert faults(page, lang) == [], (walk, station)
        visit.leave(page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_station_on_the_projector_without_scrolling(
    visit: Visit, room_stations: list[tuple[str, str]], lang: Language
) -> None:
    for walk, station in room_stations:
        page = visit.open(f"present?walk={walk}&station={station}&lang={lang}", WIDE)
        assert faults(page, lang) == [], (walk, station)
        _fits(page)
        page.set_viewport_size({"width": SMALL_ROOM[0], "height": SMALL_ROOM[1]})
        settled(page)
        assert seen(page) == [], (walk, station)
        _fits(page)
        visit.leave(page)


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


def test_the_keys_of_the_projector(visit: Visit, room_stations: list[tuple[str, str]]) -> None:
    walk = room_stations[0][0]
    ids = [station for each, station in room_stations if each == walk]
    page = visit.open(f"present?walk={walk}&station={ids[0]}", WIDE)
    for key, expected in (("ArrowRight", 1), ("PageDown", 2), ("PageUp", 1), ("ArrowLeft", 0)):
        page.keyboard.press(key)
        page.wait_for_url(f"**station={ids[expected]}**")
        page.wait_for_timeout(300)
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
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**station=is_it_closing**")
        expect(page.locator(".dw-people")).to_have_count(0)  # the address comes before the page
        settled(page)
        page.keyboard.press("ArrowLeft")
        page.wait_for_url("**station=people_behind**")
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
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**station=our_plan**")
    expect(page.locator(".dw-layers")).to_have_count(0)  # the address comes before the page
    settled(page)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**station=how_long_we_can_go_on**")


def test_an_address_works_as_the_first_request_and_survives_nonsense(visit: Visit) -> None:
    page = visit.open("walk?walk=progress&lang=es")
    expect(page.locator(".dw-walk")).to_contain_text("progreso", ignore_case=True)
    page = visit.open("walk?walk=nope&station=<script>&place=x&period=zzz&lang=xx")
    expect(page.locator(".dw-notice").first).to_be_visible()
    page = visit.open("edit")
    assert page.locator("h1").count() >= 1


def test_choosing_a_place_and_a_language_stays_in_the_address(
    visit: Visit, stations: list[tuple[str, str]]
) -> None:
    walk, station = next(each for each in stations if each[0] == "equity")
    page = visit.open(f"walk?walk={walk}&station={station}")
    page.get_by_role("combobox").click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**place=**")
    page.wait_for_timeout(800)
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**lang=es**")
    assert "place=" in page.url
    assert f"walk={walk}" in page.url


def test_the_next_station_is_in_the_address_and_back_leads_back(visit: Visit) -> None:
    page = visit.open("walk?walk=representation")
    first = page.locator("h1").inner_text()
    page.locator(".st-key-next a").click()
    page.wait_for_url("**station=**")
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


def test_no_hidden_number_is_sent(visit: Visit, demo_workspace: object) -> None:
    """The frames of a station with hidden groups hold no number of those."""
    import csv

    store = PublishedStore(Releases(demo_workspace / "built").current())  # type: ignore[operator]
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
    with (demo_workspace / "tables" / "observations.csv").open(encoding="utf-8") as file:  # type: ignore[operator]
        rows = [
            r
            for r in csv.DictReader(file)
            if r["indicator_id"] == found.indicator and r["subgroup"] in hidden[found.id]
        ]
    assert rows
    secrets = {
        row[key] for row in rows for key in ("estimate", "numerator", "denominator") if len(row[key]) >= 4
    }
    page = visit.open(f"walk?walk=equity&station={found.id}")
    for expander in page.locator("[data-testid=stExpander] summary").all():
        expander.click()
    page.wait_for_timeout(500)
    text = page.content().replace(",", "")
    assert [secret for secret in secrets if f">{secret}<" in text or f" {secret}" in text] == []
    sent = b"".join(visit.frames)
    assert len(sent) > 10_000
    assert [secret for secret in secrets if secret.encode() in sent] == []
