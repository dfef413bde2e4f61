"""How fast files come in, beside splitting their rows alone, and how long two real states take: `make bench`."""

import csv
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

from datawalk.domain.periods import Period
from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.check import check_workspace
from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Reading
from datawalk.intake.new import new_workspace
from datawalk.intake.problems import Problems

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
TODAY = date(2026, 3, 1)
FILES = {
    "places": ("places/county_long_2023/PLACES_County_2023_NE.csv", ""),
    "places wide": (
        "places/county_wide_2024/PLACES_County_GIS_Friendly_2024_AL_CA_CT_GA_MN_NE_RI_WI.csv",
        "2022",
    ),
    "chr": ("chr/analytic/REBUILT_analytic_layout_2025_AL_CA_CT_DE_GA_MN_NE_RI_WI.csv", ""),
    "acs": ("acs/acs_2019_2023_by_race_subset.csv", ""),
    "svi": ("svi/SVI2018_US_COUNTY.csv", ""),
    "atlasplus": ("cdc_atlasplus/hiv_diagnoses-state-race_and_ethnicity.csv", ""),
    "wonder": ("cdc_wonder/CDC_Wonder_Cervical_Cancer-Race_State.csv", ""),
    "wisqars": ("cdc_wisqars/gun_deaths-state-race_and_ethnicity.csv", ""),
    "cms_mmd": ("cms_mmd/screening_mammography_county.csv", ""),
    "chsi": ("chsi/RISKFACTORSANDACCESSTOCARE.csv", "2003-2007"),
}


def ours(folder: Path) -> tuple[Path, int]:
    """A hundred thousand made-up rows in our own columns."""
    path, rows = folder / "observations.csv", 100_000
    with path.open("w", encoding="utf-8") as text:
        text.write("indicator_id,place_id,period,dimension,subgroup,numerator,denominator\n")
        for n in range(rows):
            text.write(f"i{n % 50},p{n // 1000},{2000 + n // 50 % 20},total,total,{n % 900},1000\n")
    return path, rows


def seconds_to_split(path: Path) -> float:
    """Splitting the rows into cells and no more: what any reader must do."""
    start = time.perf_counter()
    with path.open(encoding="utf-8-sig", newline="") as text:
        for _ in csv.reader(text):
            pass
    return time.perf_counter() - start


def line(name: str, path: Path, *, period: str = "") -> str:
    """One file: figures, seconds, and how many times the splitting alone."""
    reading = Reading(period=Period.parse(period) if period else None)
    start = time.perf_counter()
    parsed = read_file(
        path, format_name=name.split()[0], file=path.name, problems=Problems(), reading=reading
    )
    took = time.perf_counter() - start
    figures = sum(len(one.observations) for one in parsed)
    return f"{name:14}{figures:>9}{took:>9.2f} s{figures / took:>12,.0f}{took / seconds_to_split(path):>9.1f}"


def two_states(folder: Path) -> str:
    """Minnesota and Connecticut from four publishers: adding, checking and building."""
    new_workspace(folder, name="Two states", place="00", today=TODAY)
    measures = sorted((SHARED / "chr" / "measures_2025").glob("*.csv"))
    brought = {
        "places": ([SHARED / FILES["places wide"][0]], Period(2022, 2022)),
        "chr": ([*measures, SHARED / "chr" / "county_fips.csv"], None),
        "acs": ([SHARED / FILES["acs"][0]], None),
        "svi": ([SHARED / FILES["svi"][0]], None),
    }
    times = [time.perf_counter()]
    for name, (files, period) in brought.items():
        add_files(
            folder, files=files, format_name=name, accessed_on=TODAY, within=("27", "09"), period=period
        )
    times.append(time.perf_counter())
    contents, _ = check_workspace(folder)
    times.append(time.perf_counter())
    build(folder)
    times.append(time.perf_counter())
    add, check, made = (after - before for before, after in pairwise(times))
    rows = len(contents.observations) if contents else 0
    return f"two states: {rows} figures, add {add:.1f} s, check {check:.1f} s, build {made:.1f} s"


def main() -> None:
    """Print one line a file."""
    folder = Path(tempfile.mkdtemp())
    print(f"{'':14}{'figures':>9}{'read':>11}{'figures/s':>12}{'x split':>9}")
    print(line("table", ours(folder)[0]))
    if SHARED.exists():
        for name, (file, period) in FILES.items():
            print(line(name, SHARED / file, period=period))
        print(two_states(folder / "two"))


if __name__ == "__main__":
    main()
