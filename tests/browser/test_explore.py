"""Exploring a picture in a browser: what is sent for it and when, by pointer, by keyboard, on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from visits import PHONE, Visit, whole

PLOT = ".st-key-explored_places .js-plotly-plot"
DOTS = f"{PLOT} .scatterlayer .point"


def _lit(page: Page) -> list[int]:
    """Which dots have a ring, the first being 0."""
    rings = page.locator(DOTS).evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).strokeWidth) > 4)"
    )
    return [at for at, ring in enumerate(rings) if ring]


def _range(page: Page) -> list[float]:
    return page.locator(PLOT).evaluate("one => one.layout.xaxis.range")


def test_plotly_comes_when_it_is_asked_for_and_a_place_becomes_that_of_the_page(visit: Visit) -> None:
    page = visit.open("indicators?indicator=no_insurance")
    assert not [url for url in visit.asked if "Plotly" in url]
    visit.go_on(page, page.locator(".st-key-explore_places button").click)
    assert "explore=places" in page.url
    expect(page.locator(DOTS)).not_to_have_count(0)
    whole(page, "en")
    assert page.locator(f"{PLOT} a").count() == 0  # no way out of the machine
    everything = _range(page)
    page.get_by_role("button", name="Closer").press("Enter")
    page.wait_for_function(
        "before => document.querySelector('.js-plotly-plot').layout.xaxis.range[1] < before",
        arg=everything[1],
    )
    closer = _range(page)

    page.locator(".st-key-mark_places input").first.focus()
    visit.go_on(page, lambda: page.keyboard.press("Space"))
    first = page.locator(".dw-lit").inner_text()
    assert _lit(page) == [0]
    visit.go_on(page, lambda: page.keyboard.press("ArrowDown"))
    assert page.locator(".dw-lit").inner_text() != first
    assert _lit(page) == [1]
    assert _range(page) == closer

    dot = page.locator(DOTS).nth(2)
    dot.hover(force=True)
    name = page.locator(f"{PLOT} .hoverlayer").text_content() or ""
    visit.go_on(page, lambda: dot.click(force=True))
    assert "place=" in page.url
    assert "explore=places" in page.url
    assert page.get_by_role("combobox").first.input_value().strip() == name.partition(":")[0]
    visit.go_on(page, page.get_by_role("button", name="Back to the plain picture").click)
    assert "explore=" not in page.url
    assert page.locator(".js-plotly-plot").count() == 0


@pytest.mark.nightly
def test_on_a_phone_in_spanish_the_page_scrolls_and_the_picture_is_saved(visit: Visit) -> None:
    page = visit.open("indicators?indicator=no_insurance&explore=places&lang=es", PHONE, "dark")
    whole(page, "es")
    page.locator(PLOT).hover()
    before = page.locator(".stMain").evaluate("one => one.scrollTop")
    page.mouse.wheel(0, 200)
    page.wait_for_function("before => document.querySelector('.stMain').scrollTop > before", arg=before)
    with page.expect_download() as download:
        page.get_by_role("button", name="Guardar como imagen").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert "inventados" in saved
    assert "<image" not in saved
