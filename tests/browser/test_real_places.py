"""Real files of real places in the browser: every page stands, in both languages."""

import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from datawalk.domain.periods import Period
from datawalk.domain.text import LANGUAGES, Language
from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.new import new_workspace
from datawalk.store.published import PublishedStore
from visits import DESK, LAPTOP, PHONE, Visit, each, to_list, visiting, whole

REAL = Path(__file__).parents[3] / "shared" / "data"
OLD, NEW = REAL / "geo" / "counties-10m.json", REAL / "geo" / "counties-2023-10m.json"
TODAY = date(2026, 3, 1)

pytestmark = pytest.mark.skipif(not OLD.exists(), reason="needs the real files beside the checkout")


@pytest.mark.parametrize(
    ("state", "place", "counties"),
    [
        ("RI", "44", 5),
        pytest.param("CT", "09", 8, marks=pytest.mark.nightly),
        pytest.param("AL", "01", 67, marks=pytest.mark.nightly),
    ],
)
def test_a_real_state_in_every_place(
    browser: Browser, tmp_path: Path, state: str, place: str, counties: int
) -> None:
    """PLACES with county boundaries: the pages of every place, in one language or the other, and every list in both."""
    folder = tmp_path / state.lower()
    new_workspace(folder, name="Our state together", place=place, today=TODAY)
    file = REAL / "places" / "county_long_2023" / f"PLACES_County_2023_{state}.csv"
    add_files(folder, files=[file], format_name="places", accessed_on=TODAY)
    add_files(folder, files=[OLD], format_name="boundaries", accessed_on=TODAY)
    store = PublishedStore(build(folder).release)
    assert len(store.boundaries()) == counties
    ids, with_figures = list(store.places), set[str]()
    with visiting(browser, folder, cwd=tmp_path) as visit:
        for half, lang in enumerate(LANGUAGES):
            phone = visit.open(f"?lang={lang}", PHONE)
            for name in DESK:
                to_list(visit, phone, name)
                whole(phone, lang)
            visit.leave(phone)
            page = visit.open(f"places?lang={lang}")
            for id_ in each(visit, page, "places", ids[half::2]):
                whole(page, lang)
                if (figure := page.locator(".st-key-sheet a[href*='indicator=']").first).count():
                    visit.follow(page, figure)
                    assert f"place={id_}" in page.url
                    whole(page, lang)
                    visit.go_on(page, page.go_back, rest=False)
                    with_figures.add(id_)
    assert len(with_figures) == counties  # the file tells of no state


def two_states(folder: Path, *, measures_of_chr: str = "*") -> PublishedStore:
    """Minnesota and Connecticut from four publishers, with the outlines of both of Connecticut's sets of counties."""
    new_workspace(folder, name="Two states together", place="00", today=TODAY)
    measures = sorted((REAL / "chr" / "measures_2025").glob(f"{measures_of_chr}.csv"))
    names = [REAL / "chr" / f"{level}_fips.csv" for level in ("county", "state")]
    brought: tuple[tuple[str, Sequence[Path], str], ...] = (
        ("places", list((REAL / "places" / "county_wide_2024").glob("*.csv")), "2022"),
        ("chr", [*measures, *names], ""),
        ("acs", [REAL / "acs" / "acs_2019_2023_by_race_subset.csv"], ""),
        ("svi", [REAL / "svi" / "SVI2018_US_COUNTY.csv"], ""),
    )
    for format_name, files, period in brought:
        add_files(
            folder,
            files=files,
            format_name=format_name,
            accessed_on=TODAY,
            within=("27", "09"),
            period=Period.parse(period) if period else None,
        )
    add_files(folder, files=[OLD, NEW], format_name="boundaries", accessed_on=TODAY)
    return PublishedStore(build(folder).release)


def _five(store: PublishedStore) -> list[str]:
    """Five counties by lot: three of Minnesota, one of each of Connecticut's sets."""
    luck = random.Random(27_09)
    by_set = (("27", "county", 3), ("09", "county", 1), ("09", "planning_region", 1))
    return [
        id_
        for parent, level, count in by_set
        for id_ in luck.sample(
            [key for key, one in store.places.items() if (one.parent_id, one.level) == (parent, level)], count
        )
    ]


def _stand(visit: Visit, paths: Iterable[str], lang: Language, size: tuple[int, int] = LAPTOP) -> None:
    for path in paths:
        page = visit.open(f"{path}{'&' if '?' in path else '?'}lang={lang}", size)
        whole(page, lang)
        visit.leave(page)


@pytest.mark.nightly
def test_four_publishers_of_two_states(browser: Browser, tmp_path: Path) -> None:
    """The page of each of five counties, and one indicator of each publisher, in one language or the other."""
    store = two_states(tmp_path / "two", measures_of_chr="v014_r2025")
    assert {store.places[key].level for key in store.boundaries()} >= {"county", "planning_region"}
    chosen = ("places_csmoking_crude", "chr_v014", "acs_b17020", "svi_ep_pov")
    with visiting(browser, tmp_path / "two", cwd=tmp_path) as visit:
        for at, place in enumerate(_five(store)):
            lang, other = LANGUAGES if at % 2 else LANGUAGES[::-1]
            _stand(visit, [f"places?place={place}"], lang)
            _stand(visit, [f"indicators?indicator={chosen[at % 4]}&place={place}"], other, PHONE)
        _stand(visit, ["places?place=09", "methods"], "en")
        _stand(visit, ["indicators"], "es")


@pytest.mark.nightly
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_five_counties(browser: Browser, tmp_path: Path, lang: Language) -> None:
    """Every kind of page for each county; every indicator for one of them."""
    store = two_states(tmp_path / "two")
    indicators = sorted(store.indicators)
    stations = [
        f"walk?walk={walk.id}&station={one.id}" for walk in store.walks.values() for one in walk.station
    ]
    with visiting(browser, tmp_path / "two", cwd=tmp_path) as visit:
        for at, place in enumerate(_five(store)):
            _stand(visit, [f"places?place={place}"], lang)
            _stand(visit, (f"indicators?indicator={key}&place={place}" for key in indicators[at::5]), lang)
            _stand(visit, (f"{station}&place={place}" for station in stations), lang)
        _stand(visit, DESK, lang)
