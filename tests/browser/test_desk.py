"""The pages a partner reads alone: every page for every place in both languages, and how many clicks a fact is away."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from datawalk.domain.roster import Partner
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from judge import faults, settled
from test_pages import LAPTOP, PHONE, Visit

LANGS = ("en", "es")
DESK = ("indicators", "places", "partners", "resources", "methods")


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    visit = Visit(browser, address)
    yield visit
    visit.close()


@pytest.fixture(scope="session")
def store(demo_workspace: Path) -> PublishedStore:
    return PublishedStore(Releases(demo_workspace / "built").current())


def whole(page: Page, path: str) -> None:
    """No sorry in the place of the page, and nothing wrong with it."""
    assert page.locator(".dw-sorry").count() == 0, path
    assert faults(page, "es" if "lang=es" in path else "en") == [], path


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("lang", LANGS)
def test_every_list(visit: Visit, lang: str, size: tuple[int, int]) -> None:
    for name in DESK:
        page = visit.open(f"{name}?lang={lang}", size)
        whole(page, f"{name}?lang={lang}")
        visit.leave(page)


def test_every_place_in_one_language_or_the_other(visit: Visit, store: PublishedStore) -> None:
    for place, lang in zip(store.places, cycle(LANGS), strict=False):
        page = visit.open(f"places?place={place}&lang={lang}")
        whole(page, f"{place}?lang={lang}")
        visit.leave(page)


def test_every_indicator_in_one_language_or_the_other(visit: Visit, store: PublishedStore) -> None:
    for indicator, lang in zip(store.indicators, cycle(LANGS), strict=False):
        page = visit.open(f"indicators?indicator={indicator}&lang={lang}")
        whole(page, f"{indicator}?lang={lang}")
        visit.leave(page)


def test_a_place_of_every_indicator_on_a_phone(visit: Visit, store: PublishedStore) -> None:
    for indicator in list(store.indicators)[:4]:
        page = visit.open(f"indicators?indicator={indicator}&place=old_mill&lang=es", PHONE)
        whole(page, f"{indicator}?lang=es")
        visit.leave(page)


def test_some_partners(visit: Visit, store: PublishedStore) -> None:
    for partner in store.rows(Partner)[::6]:
        page = visit.open(f"partners?partner={partner.partner_id}", PHONE)
        whole(page, partner.partner_id)
        visit.leave(page)


def test_with_the_lights_off(visit: Visit) -> None:
    for path in (
        "",
        *DESK,
        "indicators?indicator=no_insurance",
        "places?place=riverbend",
        "walk?walk=equity&station=our_neighborhoods",
        "walk?walk=representation&station=who_decides",
        "walk?walk=progress&station=what_is_different",
    ):
        page = visit.open(path, scheme="dark")
        whole(page, path)
        visit.leave(page)


FACTS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("the gap in health insurance", ("Indicators", "People without health insurance"), "13.2 points"),
    ("the level of steady work", ("Indicators", "Adults with steady work"), "Riverbend County"),
    ("one neighborhood on a page", ("Places", "Old Mill"), "9,100 people"),
    ("an indicator in a neighborhood", ("Places", "Old Mill", "Homes with fast internet"), "Old Mill"),
    ("who a partner is", ("Partners", "River Community Clinic"), "Health care"),
    ("what a partner owns", ("Partners", "River Community Clinic"), "Halve the gap in health coverage"),
    ("who works on asthma", ("Indicators", "Asthma visits to the emergency room"), "Eastgate Family Clinic"),
    ("a guide to read", ("Resources",), "Working Together"),
    ("the license of the survey", ("Methods and data",), "License"),
    ("how privacy is kept", ("Methods and data",), "Groups with fewer than 11 people are hidden"),
)


@pytest.mark.parametrize(("fact", "clicks", "seen"), FACTS, ids=[fact for fact, _, _ in FACTS])
def test_a_fact_is_at_most_three_clicks_from_home(
    visit: Visit, fact: str, clicks: tuple[str, ...], seen: str
) -> None:
    assert len(clicks) <= 3
    page = visit.open("")
    for name in clicks:
        before = page.url
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_function("before => location.href !== before", arg=before)
        page.locator("h1.dw-name").wait_for()
        page.wait_for_timeout(600)
    expect(page.locator(".stMain")).to_contain_text(seen)
    assert page.url.startswith("http")


def test_a_search_and_its_way_back(visit: Visit) -> None:
    page = visit.open("indicators")
    page.get_by_label("Search indicators").fill("zzzz")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=zzzz**")
    expect(page.locator(".stMain")).to_contain_text("Nothing was found for 'zzzz'")
    page.get_by_role("link", name="All indicators").click()
    expect(page.locator(".stMain")).to_contain_text("People without health insurance")
    assert "q=" not in page.url


def test_the_address_holds_the_view(visit: Visit) -> None:
    page = visit.open("indicators?indicator=no_insurance")
    page.get_by_role("combobox").last.click()
    page.get_by_role("option", name="Everyone").click()
    page.wait_for_url("**dimension=total**")
    page.wait_for_timeout(700)
    settled(page)
    told = page.locator(".stMain").inner_text()
    page.reload()
    settled(page)
    assert page.locator(".stMain").inner_text() == told


def test_downloads_lead_to_files(visit: Visit) -> None:
    page = visit.open("indicators?indicator=no_insurance")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the numbers (CSV)").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "# Source:" in text
    assert "hispanic" in text
    page.get_by_role("link", name="Page to print").click()
    expect(page.locator("h1")).to_contain_text("health insurance")
    assert page.locator("svg").count() >= 1


def test_by_keyboard_alone_to_a_partner(visit: Visit) -> None:
    page = visit.open("partners")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "River Community Clinic":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**partner=river_clinic**")
    expect(page.locator("h1.dw-name")).to_have_text("River Community Clinic")
