"""How fast files come in, beside splitting their rows alone, and how long two real states take."""

import csv
import tempfile
import time
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
from figures import Figure
from worlds import SHARED, TODAY

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


def measure(*, quick: bool = False) -> list[Figure]:
    """A figure a file, and one for each step of two states."""
    with tempfile.TemporaryDirectory() as folder:
        found = [_read("table", _ours(Path(folder), rows=1_000 if quick else 100_000))]
        if SHARED.exists() and not quick:
            found += [_read(name, SHARED / file, period=period) for name, (file, period) in FILES.items()]
            found += _two_states(Path(folder) / "two")
    return found


def _ours(folder: Path, *, rows: int) -> Path:
    """Made-up rows in our own columns."""
    path = folder / "observations.csv"
    with path.open("w", encoding="utf-8") as text:
        text.write("indicator_id,place_id,period,dimension,subgroup,numerator,denominator\n")
        for n in range(rows):
            text.write(f"i{n % 50},p{n // 1000},{2000 + n // 50 % 20},total,total,{n % 900},1000\n")
    return path


def _seconds_to_split(path: Path) -> float:
    """Splitting the rows into cells and no more: what any reader must do."""
    start = time.perf_counter()
    with path.open(encoding="utf-8-sig", newline="") as text:
        for _ in csv.reader(text):
            pass
    return time.perf_counter() - start


def _read(name: str, path: Path, *, period: str = "") -> Figure:
    """Seconds for 100,000 figures of one file; the note says how many there were and how many times the splitting."""
    reading = Reading(period=Period.parse(period) if period else None)
    start = time.perf_counter()
    parsed = read_file(
        path, format_name=name.split()[0], file=path.name, problems=Problems(), reading=reading
    )
    took = time.perf_counter() - start
    count = sum(len(one.observations) for one in parsed)
    note = f"{count:,} figures, {took / _seconds_to_split(path):.1f} times splitting the rows"
    return Figure(f"reading 100,000 figures of {name}", 100_000 * took / count, "s", note=note)


def _two_states(folder: Path) -> list[Figure]:
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
    note = f"{len(contents.observations) if contents else 0:,} figures"
    steps = zip(("add", "check", "build"), pairwise(times), strict=True)
    return [Figure(f"two states, {step}", after - before, "s", note=note) for step, (before, after) in steps]
