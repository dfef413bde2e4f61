"""The pages a partner reads alone: every page for every place in both languages, and how many clicks a fact is away."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from datawalk.domain.roster import Partner
from datawalk.domain.text import LANGUAGES, Language
from datawalk.store.published import PublishedStore
from datawalk.ui.labels import plain
from hostile import Hostile
from judge import settled
from visits import DESK, LAPTOP, PHONE, Visit, each, to_list, whole


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_list_and_what_is_in_it(
    visit: Visit, store: PublishedStore, lang: Language, size: tuple[int, int]
) -> None:
    """Every list in each language and size; every indicator and place, and some partners, in one or the other."""
    half = LANGUAGES.index(lang)
    page = visit.open(f"?lang={lang}", size)
    whole(page, lang)
    for name in DESK:
        to_list(visit, page, name)
        whole(page, lang)
    if size == LAPTOP:
        every = {"indicators": list(store.indicators)[half::2], "places": list(store.places)[half::2]}
    else:
        every = {"partners": [one.partner_id for one in store.rows(Partner)[half * 6 :: 12]]}
    for name, ids in every.items():
        for _ in each(visit, page, name, ids):
            whole(page, lang)
    assert f"lang={lang}" in page.url or lang == "en"


def test_a_place_of_every_indicator_on_a_phone(visit: Visit, store: PublishedStore) -> None:
    page = visit.open("places?place=old_mill&lang=es", PHONE)
    for indicator in list(store.indicators)[:4]:
        visit.follow(page, page.locator(f".st-key-sheet a[href$='indicator={indicator}']").first)
        assert "place=old_mill" in page.url
        whole(page, "es")
        visit.go_on(page, page.go_back, rest=False)


def test_with_the_lights_off(visit: Visit) -> None:
    page = visit.open("", scheme="dark")
    whole(page, "en")
    for name in DESK:
        to_list(visit, page, name)
        whole(page, "en")
    for name, id_ in (("indicators", "no_insurance"), ("places", "riverbend")):
        for _ in each(visit, page, name, [id_]):
            whole(page, "en")
    for path in (
        "walk?walk=equity&station=our_neighborhoods",
        "walk?walk=representation&station=who_decides",
        "walk?walk=progress&station=what_is_different",
    ):
        page = visit.open(path, scheme="dark")
        whole(page, "en")
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


def test_a_fact_is_at_most_three_clicks_from_home(address: str) -> None:
    """By the links that are sent: a browser shows each of them, as the tests above find."""
    for fact, clicks, seen in FACTS:
        assert len(clicks) <= 3
        with Hostile(address) as visitor:
            heard = visitor.ask()
            for name in clicks:
                link = next(one for one in heard.links if one.label.strip() == plain(name))
                heard = visitor.ask(query=link.query_string, page_hash=link.page_script_hash)
            assert heard.says(seen), fact


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
    visit.go_on(page, page.get_by_role("option", name="Everyone").click)
    assert "dimension=total" in page.url
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
