"""A share link from the host's command to the board's browser, and its end."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from typer.testing import CliRunner

from datawalk.cli import app
from datawalk.intake.build import build
from judge import faults, settled
from visits import LAPTOP, PHONE, Visit, visiting

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"
SECRET = re.compile(r"/s/([\w-]{43})")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(ALDER, tmp_path_factory.mktemp("links") / "alder"))
    build(folder)
    return folder


@pytest.fixture(scope="module")
def visit(browser: Browser, folder: Path) -> Iterator[Visit]:
    """A visitor of a site that opens by link only."""
    with visiting(browser, folder, cwd=folder.parent, visitors="with_link") as visit:
        yield visit


@pytest.fixture(scope="module")
def visit_of_an_open_site(browser: Browser, folder: Path) -> Iterator[Visit]:
    """A visitor of a site that anybody may see."""
    with visiting(browser, folder, cwd=folder.parent) as visit:
        yield visit


def share(*words: str, folder: Path) -> str:
    told = CliRunner().invoke(app, ["share", *words, "--workspace", str(folder)])
    assert told.exit_code == 0, told.output
    return told.stdout


def created(folder: Path, covers: str, *words: str) -> tuple[str, str]:
    """A link's token and id."""
    said = share("create", "--for", "the board", "--covers", covers, *words, folder=folder)
    found, id = SECRET.search(said), re.search(r"Link ([0-9a-f]{8}) ", said)
    assert found
    assert id
    return found[1], id[1]


def says(page: Page, words: str) -> None:
    expect(page.locator("h1").first).to_contain_text(words, timeout=20_000)


@pytest.mark.parametrize("site", ["visit", "visit_of_an_open_site"])
def test_the_board_sees_its_walk_and_nothing_else_until_it_ends(
    site: str, folder: Path, request: pytest.FixtureRequest
) -> None:
    visit: Visit = request.getfixturevalue(site)
    token, id = created(folder, "walk/equity")
    page = visit.open(f"s/{token}")
    assert token not in page.url
    assert f"link={id}" in page.url
    assert token not in page.content()
    expect(page.locator(".dw-walk")).to_be_visible()
    expect(page.get_by_text("Shared with you until")).to_be_visible()
    assert faults(page, "en") == []
    expect(page.get_by_role("link", name="Partners")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Next")).first.click()
    page.wait_for_url("**station=**")
    settled(page)
    assert f"link={id}" in page.url
    link = page.locator("a[href*='/download/']").first.get_attribute("href")
    assert page.request.get(f"{visit.address}{link}").status == 200
    without = link.replace(f"link={id}", "link=00000000") if link else ""
    assert page.request.get(f"{visit.address}{without}").status == 403
    assert page.request.get(f"{visit.address}/download/partners.csv?link={id}").status == 403
    page.goto(f"{visit.address}/partners?link={id}")
    says(page, "not part of what was shared")
    assert [one for one in faults(page, "en") if not one.startswith("A sorry")] == []
    page.get_by_role("link", name="To what was shared with you").click()
    expect(page.locator(".dw-walk")).to_be_visible(timeout=20_000)
    page.goto(f"{visit.address}/walk?walk=nope&link={id}")
    says(page, "not part of what was shared")
    page.goto(f"{visit.address}/walk?walk=equity&link={id}")
    expect(page.locator(".dw-walk")).to_be_visible(timeout=20_000)
    room = visit.open(f"present?walk=equity&link={id}")
    expect(room.locator(".dw-walk")).to_be_visible()
    share("revoke", id, folder=folder)
    says(page, "This link is not open.")
    says(room, "This link is not open.")
    assert page.request.get(f"{visit.address}{link}").status == 403
    assert page.request.get(f"{visit.address}/s/{token}").status == 404
    [line] = [line for line in share("list", folder=folder).splitlines() if id in line]
    assert "1 time " in line


def test_who_has_no_cookie_has_no_link(visit: Visit, browser: Browser, folder: Path) -> None:
    _, id = created(folder, "everything")
    stranger = browser.new_context()
    page = stranger.new_page()
    page.goto(f"{visit.address}/walk?walk=equity&link={id}")
    says(page, "This link is not open.")
    page.goto(f"{visit.address}/s/{'x' * 43}")
    expect(page.locator("body")).to_contain_text("This link does not open anything.")
    stranger.close()


def test_one_station_stands_alone_and_is_left(visit: Visit, folder: Path) -> None:
    token, id = created(folder, "station/equity/who_goes_without")
    page = visit.open(f"s/{token}?lang=es", PHONE)
    assert faults(page, "es") == []
    expect(page.get_by_text("Compartido con usted hasta")).to_be_visible()
    expect(page.locator(".st-key-moves a")).to_have_count(0)
    page.goto(f"{visit.address}/walk?walk=equity&link={id}")
    says(page, "not part of what was shared")
    page.goto(f"{visit.address}/walk?walk=equity&station=who_goes_without&link={id}")
    page.get_by_role("link", name="Leave this link").click()
    page.wait_for_url(f"{visit.address}/")
    page.goto(f"{visit.address}/walk?walk=equity&station=who_goes_without&link={id}")
    says(page, "This link is not open.")


def test_a_link_shows_its_release_and_offers_a_newer_one(visit: Visit, folder: Path) -> None:
    token, _ = created(folder, "everything", "--newest")
    page = visit.open(f"s/{token}", LAPTOP)
    before = page.locator(".dw-quiet").last.inner_text()
    declaration = folder / "datawalk.toml"
    text = declaration.read_text(encoding="utf-8")
    declaration.write_text(text.replace('name = "', 'name = "Newer ', 1), encoding="utf-8")
    build(folder)
    page.reload()
    settled(page)
    assert page.locator(".dw-quiet").last.inner_text() == before
    assert faults(page, "en") == []
    page.get_by_role("button", name="Newer data is available").click()
    expect(page.locator(".st-key-masthead")).to_contain_text("Newer", timeout=20_000)
