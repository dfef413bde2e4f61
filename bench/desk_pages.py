"""How long each desk page takes to be worked out, uncached, on the demo and on a state of 67 counties: `make bench`."""

import shutil
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.new import new_workspace
from datawalk.screens.pages import load_page
from datawalk.screens.pageview import PageName
from datawalk.screens.selection import Selection
from datawalk.store.published import PublishedStore
from datawalk.web.downloads import as_csv, as_html

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
REPEATS = 9


def demo(folder: Path) -> PublishedStore:
    """The demo, built aside."""
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("built", "collected", "__pycache__"))
    return PublishedStore(build(folder).release)


def state(folder: Path) -> PublishedStore:
    """Alabama from the real files."""
    new_workspace(folder, name="Alabama", place="01", today=date(2026, 3, 1))
    for format_name, file in (
        ("places", SHARED / "places" / "county_long_2023" / "PLACES_County_2023_AL.csv"),
        ("boundaries", SHARED / "geo" / "counties-10m.json"),
    ):
        add_files(folder, files=[file], format_name=format_name, accessed_on=date(2026, 3, 1))
    return PublishedStore(build(folder).release)


def milliseconds(store: PublishedStore, page: PageName, selection: Selection) -> tuple[float, float]:
    """The median time of the view, and of the view with both its downloads."""
    views, whole = [], []
    for _ in range(REPEATS):
        start = time.perf_counter()
        view = load_page(store, page, selection)
        views.append(1000 * (time.perf_counter() - start))
        as_csv(view)
        as_html(view)
        whole.append(1000 * (time.perf_counter() - start))
    return statistics.median(views), statistics.median(whole)


def main() -> None:
    """Print one line a page."""
    folder = Path(tempfile.mkdtemp())
    worlds = {"demo": (demo(folder / "demo"), "no_insurance", "old_mill", "river_clinic")}
    if SHARED.exists():
        worlds["Alabama"] = (state(folder / "state"), "places_access2_crude", "01001", "")
    print(f"{'':10}{'page':28}{'view':>8}{'with downloads':>18}   (ms, median of {REPEATS})")
    for name, (store, indicator, place, partner) in worlds.items():
        asked: list[tuple[PageName, Selection]] = [
            ("indicators", Selection()),
            ("indicators", Selection(indicator=indicator)),
            ("places", Selection()),
            ("places", Selection(place=place)),
            ("partners", Selection(partner=partner or None)),
            ("resources", Selection()),
            ("methods", Selection()),
        ]
        for page, selection in asked:
            view, whole = milliseconds(store, page, selection)
            chosen = selection.indicator or selection.place or selection.partner or "all"
            print(f"{name:10}{page + ' ' + chosen:28}{view:8.0f}{whole:18.0f}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
