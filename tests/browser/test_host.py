"""The host and the board, through the whole story: sign in, share, look, publish, go back, revoke, sign out."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from datawalk.actions.keys import keep_new_key
from datawalk.domain.text import LANGUAGES, Language
from datawalk.intake.build import build
from datawalk.store.releases import Releases
from judge import faults, settled
from visits import LAPTOP, PHONE, WIDE, Visit, visiting

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(ALDER, tmp_path_factory.mktemp("host") / "alder"))
    build(folder)
    return folder


@pytest.fixture(scope="module")
def key(folder: Path) -> str:
    return keep_new_key(folder)


@pytest.fixture(scope="module")
def site(browser: Browser, folder: Path, key: str) -> Iterator[Visit]:
    """A site that opens by link only."""
    with visiting(browser, folder, cwd=folder.parent, visitors="with_link") as visit:
        yield visit


@pytest.fixture
def visit(site: Visit) -> Iterator[Visit]:
    """Its visitor, who has not signed in yet."""
    site.forget()
    yield site
    site.close()


def says(page: Page, words: str) -> None:
    expect(page.locator("h1").first).to_contain_text(words, timeout=20_000)


def signed_in(visit: Visit, key: str, *, lang: str = "en") -> Page:
    """The desk, reached by keyboard alone."""
    page = visit.open(f"sign-in?lang={lang}", wait=lambda page: page.locator("#key").wait_for())
    page.keyboard.type(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/host?**")
    settled(page)
    return page


def pressed(page: Page, name: str) -> None:
    """A button or a fold, by keyboard."""
    page.locator("button, summary").filter(has_text=name).first.focus()
    page.keyboard.press("Enter")


def noticed(page: Page, words: str) -> None:
    expect(page.locator(".dw-notice").first).to_contain_text(words, timeout=60_000)
    settled(page)


def shared(page: Page, whom: str) -> str:
    """Make a link with what the form begins with; its address."""
    page.get_by_label(re.compile("Who it is for")).fill(whom)
    pressed(page, "Make the link")
    address = page.locator(".st-key-share_made code")
    expect(address).to_contain_text("/s/", timeout=20_000)
    return address.inner_text()


def test_the_desk_is_the_hosts_alone(visit: Visit, key: str) -> None:
    page = visit.open("host")
    says(page, "This page is for the host.")
    assert [one for one in faults(page, "en") if not one.startswith("A sorry")] == []
    page.get_by_role("link", name="Sign in as the host").click()
    page.locator("#key").wait_for()
    page.keyboard.type("another key")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This is not the host key.")
    assert page.evaluate("document.cookie.includes('datawalk')") is False
    visit.leave(page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_desk_fits_every_size(visit: Visit, key: str, lang: Language) -> None:
    form = visit.open(f"sign-in?lang={lang}", PHONE, wait=lambda page: page.locator("#key").wait_for())
    assert form.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.leave(form)
    page = signed_in(visit, key, lang=lang)
    for width, height in (WIDE, LAPTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        assert faults(page, lang) == []
    visit.leave(page)


def test_a_board_sees_what_was_shared_until_it_is_revoked(visit: Visit, browser: Browser, key: str) -> None:
    host = signed_in(visit, key)
    host.goto(f"{visit.address}/walk?walk=equity&station=who_goes_without")
    settled(host)
    expect(host.get_by_text("You are signed in as the host.")).to_be_visible()
    pressed(host, "Share this with a link")
    pressed(host, "Make the link")
    expect(host.get_by_text("Say who it is for")).to_be_visible(timeout=20_000)
    address = shared(host, "the board")
    assert address.startswith(f"{visit.address}/s/")
    assert address.rpartition("/")[2] not in host.url + host.title()
    settled(host)
    assert faults(host, "en") == []
    visit.follow(host, host.locator(".st-key-choices a"))
    expect(host.get_by_text("signed in as the host")).to_have_count(0)
    expect(host.get_by_text("Share this")).to_have_count(0)
    visit.follow(host, host.locator(".st-key-leave a"))
    board = browser.new_context().new_page()
    board.goto(address)
    settled(board)
    says(board, "Who goes without")
    expect(board.get_by_text("Shared with you until")).to_be_visible()
    expect(board.get_by_text("Share this")).to_have_count(0)
    board.goto(f"{visit.address}/host?{board.url.partition('?')[2]}")
    says(board, "not part of what was shared")
    board.go_back()
    says(board, "Who goes without")
    visit.follow(host, "The host's desk")
    expect(host.locator(".st-key-sheet")).to_contain_text("opened once")
    pressed(host, "Revoke")
    expect(host.locator(".st-key-sheet")).to_contain_text("revoked", timeout=20_000)
    says(board, "This link is not open.")
    board.context.close()


def test_publishing_going_back_and_comparing(visit: Visit, folder: Path, key: str) -> None:
    before = Releases(folder / "built").current().id
    table = folder / "tables" / "observations.csv"
    text = table.read_text(encoding="utf-8")
    page = signed_in(visit, key)
    table.write_text(text + "no_insurance,nowhere,2024,,,1,,,,,,,\n", encoding="utf-8")
    pressed(page, "Publish what is in the folder now")
    noticed(page, "tables/observations.csv, row")
    expect(page.locator(".dw-notice").first).to_contain_text("nowhere")
    assert Releases(folder / "built").current().id == before
    table.write_text(text.rpartition("no_insurance")[0], encoding="utf-8")
    pressed(page, "Publish what is in the folder now")
    noticed(page, "is served now")
    after = Releases(folder / "built").current().id
    assert after != before
    pressed(page, "Compare two releases")
    expect(page.locator(".st-key-sheet .dw-finding")).to_contain_text("One figure differs.", timeout=20_000)
    page.wait_for_timeout(800)  # until what was opened has opened
    assert faults(page, "en") == []
    pressed(page, "Serve it instead")
    expect(page.locator(".dw-trail li").first).to_contain_text(f"Went to release {before}", timeout=20_000)
    assert Releases(folder / "built").current().id == before
    expect(page.locator(".dw-trail")).to_contain_text(f"Published release {after}")
    table.write_text(text, encoding="utf-8")
    visit.leave(page)


def test_signing_out_ends_every_page_of_it(visit: Visit, key: str) -> None:
    first = signed_in(visit, key)
    second = visit.open("host")
    first.get_by_role("button", name="Sign out").click()
    first.wait_for_url(f"{visit.address}/?lang=en")
    says(second, "This page is for the host.")
    says(visit.open("host"), "This page is for the host.")
