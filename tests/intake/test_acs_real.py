"""Real ACS files, read a second time with csv, json and formulas written by hand: every number is found again."""

import csv
import json
from collections.abc import Sequence
from functools import cache
from math import sqrt
from pathlib import Path

import pytest

from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Reading
from datawalk.intake.problems import Problems

DATA = Path(__file__).parents[2].parent / "shared" / "data"
ACS = DATA / "acs"
WIDE = ACS / "acs_2019_2023_by_race_subset.csv"
PORTAL = ACS / "ACSST5Y2018.S2701_data_with_overlays_2021-07-03T172209.csv"
SERVICE = sorted(ACS.glob("census_api_2024/*.json"))
Line = dict[str, str]
Key = tuple[str, str, str]
RACES = {"B": "black", "C": "aian", "D": "asian", "E": "nhpi", "H": "white", "I": "hispanic"}
ALL_RACES = {**RACES, "A": "white", "F": "not_listed", "G": "multiracial"}

pytestmark = pytest.mark.skipif(not WIDE.is_file(), reason="the real ACS files are not beside this checkout")


def observations(path: Path, *, period: str = "") -> tuple[dict[Key, Observation], list[str]]:
    problems = Problems()
    reading = Reading(period=Period.parse(period)) if period else Reading()
    [parsed] = read_file(path, format_name="acs", file=path.name, reading=reading, problems=problems)
    kept = {(one.indicator_id, one.place_id, one.subgroup): one for one, *_ in parsed.observations}
    assert len(kept) == len(parsed.observations)
    return kept, [f"{one.severity}: {one}" for one in problems.found]


@cache
def wide() -> tuple[dict[Key, Observation], list[Line]]:
    kept, said = observations(WIDE)
    assert said == [
        f"warning: {WIDE.name}, row 1: Cells that no indicator is made of are left out, by table: "
        "B08505B (2), B08505C (2), B08505D (2), B08505E (2), B08505H (2), B08505I (2), B11002 (1), B11002A (1) and more."
    ]
    with WIDE.open(encoding="utf-8-sig", newline="") as text:
        return kept, list(csv.DictReader(text))


def place_of(line: Line) -> str:
    return {"00000": "00"}.get(line["GEOID"]) or (
        line["GEOID"][:2] if line["GEOID"].endswith("000") else line["GEOID"]
    )


def added(line: Line, table: str, cells: Sequence[int]) -> float | None:
    texts = [line[f"{table}_{cell:03d}E"] for cell in cells]
    return sum(map(float, texts)) if all(texts) else None


def error(line: Line, part: Sequence[str], whole: Sequence[str]) -> float | None:
    """The standard error of a share in percent by the Census Bureau's rules, written a second time."""

    def margin(names: Sequence[str]) -> float | None:
        if not all(line[f"{name}M"] for name in names):
            return None
        squares = [(float(line[f"{name}E"]), float(line[f"{name}M"]) ** 2) for name in names]
        return sqrt(sum(m for e, m in squares if e) + max([m for e, m in squares if not e], default=0))

    top, bottom = margin(part), margin(whole)
    if top is None or bottom is None:
        return None
    x, y = (sum(float(line[f"{name}E"]) for name in names) for names in (part, whole))
    if x == y:
        return 100 * top / y / 1.645
    radicand = top**2 - (x / y) ** 2 * bottom**2
    return 100 * sqrt(radicand if radicand >= 0 else top**2 + (x / y) ** 2 * bottom**2) / y / 1.645


SHARES: dict[str, tuple[str, Sequence[int], Sequence[int]]] = {
    **{f"b17020/{letter}": (f"B17020{letter}", (3, 4, 5), (3, 4, 5, 11, 12, 13)) for letter in RACES},
    "b08301": ("B08301", (3,), (1,)),
    "b15001": (
        "B15001",
        [n for n in range(15, 68) if n in {*range(15, 19), *range(23, 27), *range(56, 60), *range(64, 68)}],
        (11, 19, 52, 60),
    ),
    "b09005": ("B09005", (4, 5), (1,)),
    "b14005": ("B14005", (10, 11, 14, 15, 24, 25, 28, 29), (1,)),
    "b25003": ("B25003", (2,), (1,)),
    "s1501_c01_014": ("S1501_C01", (14,), (6,)),
    "s2801_c01_014": ("S2801_C01", (14,), (1,)),
}
HOUSEHOLDS = ("b25003", "s2801_c01_014")


@pytest.mark.parametrize("name", SHARES)
def test_every_share_of_the_wide_file_is_its_cells_over_its_cells(name: str) -> None:
    kept, raw = wide()
    table, part, whole = SHARES[name]
    indicator, _, letter = name.partition("/")
    shown = 0
    for line in raw:
        one = kept[f"acs_{indicator}", place_of(line), RACES.get(letter, "total")]
        top, bottom = added(line, table, part), added(line, table, whole)
        if top is None or not bottom:
            assert (one.flag, one.estimate) == ("missing", None)
            continue
        shown += 1
        se = error(line, [f"{table}_{n:03d}" for n in part], [f"{table}_{n:03d}" for n in whole])
        assert one.estimate == 100 * top / bottom
        assert one.se == (None if se is None else pytest.approx(se, abs=1e-9))
        people = name not in HOUSEHOLDS
        assert one.denominator == (bottom if people else None)
        assert one.numerator == (top if people and se is not None else None)
    assert shown >= 20


@pytest.mark.parametrize(("table", "last"), [("B25074", 63), ("B25095", 72)])
def test_housing_costs_leave_out_whom_nothing_was_worked_out_for(table: str, last: int) -> None:
    kept, raw = wide()
    for line in raw:
        one = kept[f"acs_{table.lower()}", place_of(line), "total"]
        top = added(line, table, range(9, last + 1, 9))
        bottom = added(line, table, (1,))
        unknown = added(line, table, range(10, last + 2, 9))
        assert top is not None
        assert bottom is not None
        assert unknown is not None
        assert one.estimate == 100 * top / (bottom - unknown)
        assert one.se is not None
        # the bands of income add up to everyone, so the cells are those of the table
        bands = added(line, table, range(2, last - 6, 9))
        assert bands == bottom


DIRECT: dict[tuple[str, str], str] = {
    ("b19013", "total"): "B19013_001",
    **{("b19013", RACES[letter]): f"B19013{letter}_001" for letter in "BCDHI"},
    ("s2001_013", "male"): "S2001_C03_013",
    ("s2001_013", "female"): "S2001_C05_013",
}


@pytest.mark.parametrize(("indicator", "group"), DIRECT)
def test_every_figure_that_is_published_as_it_is(indicator: str, group: str) -> None:
    kept, raw = wide()
    cell, ends = DIRECT[indicator, group], 0
    for line in raw:
        one = kept[f"acs_{indicator}", place_of(line), group]
        value, margin = line[f"{cell}E"], line[f"{cell}M"]
        if not value or (not margin and value in ("2499", "250001")):
            ends += bool(value)
            assert (one.flag, one.estimate) == ("missing", None)
        else:
            unsure = one.se is not None and one.se > 0.3 * abs(float(value))
            assert (one.flag, one.estimate) == ("unreliable" if unsure else "", float(value))
            assert one.se == (float(margin) / 1.645 if margin else None)
    assert ends == sum(line[f"{cell}E"] in ("2499", "250001") for line in raw)


def test_the_ratio_of_incomes_and_long_drives() -> None:
    kept, raw = wide()
    for line in raw:
        ratio = kept["acs_b19080", place_of(line), "total"]
        if ratio.flag != "missing":
            assert ratio.estimate == float(line["B19080_004E"]) / float(line["B19080_001E"])
        drives = kept["acs_s0802_c02_086", place_of(line), "total"]
        assert drives.estimate == pytest.approx(sum(float(line[f"S0802_C02_0{n}E"]) for n in range(86, 90)))


def test_nothing_else_is_in_the_wide_file_and_how_much_is_missing() -> None:
    kept, raw = wide()
    figures = len(SHARES) + 2 + len(DIRECT) + 2
    assert len(kept) == figures * len(raw) == 13975
    assert sum(one.flag == "missing" for one in kept.values()) == 1672
    assert not any(one.flag == "suppressed" for one in kept.values())
    unsure = [one for one in kept.values() if one.flag == "unreliable"]
    assert len(unsure) == 2419
    assert all(one.se is not None and one.se > 0.3 * (one.estimate or 0.0) for one in unsure)
    assert {str(one.period) for one in kept.values()} == {"2019-2023"}


def test_another_publisher_made_the_same_figures_of_the_same_cells() -> None:
    """County Health Rankings' some college (v069) and income ratio (v044), 2025 release, are of the same years."""
    kept, _ = wide()
    for code, indicator, times in (("v069", "acs_b15001", 100.0), ("v044", "acs_b19080", 1.0)):
        path = DATA / "chr" / "measures_2025" / f"{code}_r2025.csv"
        if not path.is_file():
            pytest.skip("the County Health Rankings files are not beside this checkout")
        compared = 0
        with path.open(encoding="utf-8-sig", newline="") as text:
            for line in csv.DictReader(text):
                fips = line["statecode"] + line["countycode"]
                one = kept.get((indicator, place_of({"GEOID": fips}), "total"))
                if one is None or one.estimate is None or line[f"{code}_rawvalue"] in ("", "NA"):
                    continue
                compared += 1
                assert one.estimate == pytest.approx(times * float(line[f"{code}_rawvalue"]))
                if code == "v069":
                    assert one.denominator == float(line["v069_denominator"])
        assert compared > 500


def test_the_portal_file_of_2018() -> None:
    kept, said = observations(PORTAL)
    assert said == [
        f"warning: {PORTAL.name}, row 1: The file has no margins of error (columns ending in M), so its figures come "
        "without an interval. Download the table with margins of error."
    ]
    with PORTAL.open(encoding="utf-8-sig", newline="") as text:
        raw = list(csv.reader(text))[2:]
    assert len(raw) == len(kept) == 3220
    for geo_id, _, value in raw:
        one = kept["acs_s2701_c05_012", geo_id.removeprefix("0500000US"), "total"]
        assert (one.estimate, one.se, one.flag, str(one.period)) == (float(value), None, "", "2014-2018")


UNINSURED: dict[str, tuple[Sequence[int], int]] = {
    "acs_c27001": ((4, 7, 10), 1),
    "acs_c27001_004": ((4,), 2),
    "acs_c27001_007": ((7,), 5),
}


@pytest.mark.parametrize("path", SERVICE, ids=lambda path: path.stem.rpartition("COUNTY_")[2])
def test_the_answers_of_the_data_service(path: Path) -> None:
    kept, said = observations(path, period="2020-2024")
    [names, *rows] = json.loads(path.read_text(encoding="utf-8"))
    table = names[0].partition("_")[0]
    assert said[0] == (
        f"warning: {path.name}, row 1: Cells that no indicator is made of are left out, by table: {table} (4)."
    )
    group = ALL_RACES[table[-1]]
    assert len(kept) == 3 * len(rows) == 201
    for row in rows:
        line: Line = dict(zip(names, row, strict=True))
        for indicator, (part, whole) in UNINSURED.items():
            one = kept[indicator, line["state"] + line["county"], group]
            top, bottom = added(line, table, part), added(line, table, (whole,))
            assert top is not None
            if not bottom:
                assert (one.flag, one.note) == ("missing", "There is nobody to work it out from.")
                continue
            se = error(line, [f"{table}_{n:03d}" for n in part], [f"{table}_{whole:03d}"])
            assert (one.estimate, one.numerator, one.denominator) == (100 * top / bottom, top, bottom)
            assert one.se == pytest.approx(se, abs=1e-9)
            # insured and uninsured add up to everyone of the age
            assert bottom == added(line, table, [cell - 1 for cell in part]) + top  # type: ignore[operator]


def test_the_decennial_census_is_refused() -> None:
    kept, said = observations(ACS / "DECENNIALDHC2020.P2-Data_clean.csv")
    assert kept == {}
    assert said == [
        "error: DECENNIALDHC2020.P2-Data_clean.csv, row 1: This is a table of the decennial census, with columns such as "
        "P2_001N, not of the American Community Survey. Download a table of the American Community Survey, with columns "
        "such as B17020_003E."
    ]
