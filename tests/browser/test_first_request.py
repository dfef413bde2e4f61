"""A server asked for its first page, and the policy the pages really run under."""

import pytest
from playwright.sync_api import Browser, Page, expect

REMEMBER = "addEventListener('securitypolicyviolation', e => (window.refused ??= []).push(e.blockedURI))"
# The number library in Streamlit's bundle tries WebAssembly for whole numbers and counts without it when refused.
HARMLESS = {"wasm-eval"}


def _first(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(REMEMBER)
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=30_000)
    return page


def test_a_copied_address_is_the_first_request_of_a_fresh_server(
    browser: Browser, fresh_address: str
) -> None:
    page = _first(browser, f"{fresh_address}/present?walk=equity&station=who_goes_without&lang=es")
    expect(page.locator("h1")).to_have_text("¿Quién vive sin seguro?")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator(".st-key-present_picture .main-svg").first).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("partners?partner=clinic", "Alder Clinic"),
        ("indicators?indicator=no_insurance_old", "People without health insurance"),
        ("resources?topic=rural&lang=es", "Recursos"),
    ],
)
def test_a_desk_page_is_the_first_request_of_a_fresh_server(
    browser: Browser, fresh_address: str, path: str, title: str
) -> None:
    page = _first(browser, f"{fresh_address}/{path}")
    expect(page.locator("h1.dw-name")).to_have_text(title)
    page.close()


def test_a_path_that_is_no_page_still_runs_the_main_script(browser: Browser, fresh_address: str) -> None:
    """A script beside the launcher must not answer for itself: the frame around it is the main script's."""
    page = _first(browser, f"{fresh_address}/edit")
    expect(page.locator(".st-key-masthead")).to_be_visible()
    page.close()


def test_every_page_obeys_the_policy_and_changes_language_whole(browser: Browser, fresh_address: str) -> None:
    for path in (
        "",
        "walk?walk=equity&station=who_goes_without",
        "present?walk=equity&station=who_goes_without",
        "indicators?indicator=no_insurance",
        "places?place=alder",
        "partners",
        "resources",
        "methods",
    ):
        page = _first(browser, f"{fresh_address}/{path}")
        page.wait_for_timeout(700)
        assert set(page.evaluate("window.refused ?? []")) <= HARMLESS, path
        page.close()
    page = _first(browser, f"{fresh_address}/walk")
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/walk?lang=es")
    expect(page.locator("h1")).to_have_text("¿Por qué estamos aquí?")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.close()
