"""Real files of County Health Rankings & Roadmaps, read a second time with csv and openpyxl alone: every number is
found again, and what is hidden or missing is counted."""

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from datawalk.domain.observations import Observation
from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Parsed
from datawalk.intake.problems import Problems
from examples import some

CHR = Path(__file__).parents[2].parent / "shared" / "data" / "chr"
MEASURES = sorted(CHR.glob("measures_2025/*.csv"))
ANALYTIC = sorted(CHR.glob("analytic/*.csv"))
OF_2014 = sorted(CHR.glob("national_2014/*.csv"))
TIDY = sorted(CHR.glob("het_tidy/*.csv"))
WORKBOOKS = sorted(CHR.glob("state_xlsx/*.xlsx"))

pytestmark = pytest.mark.skipif(
    not MEASURES, reason="the real files of County Health Rankings are not beside this checkout"
)

SHARES = {"002", "003", "009", "011", "021", "023", "024", "037", "065", "069", "085", "122", "136"}
"""The codes of measures whose raw values are from 0 to 1."""

GROUPS = {
    "aian": "aian",
    "asian": "asian",
    "black": "black",
    "hispanic": "hispanic",
    "white": "white",
    "nhopi": "nhpi",
    "tom": "multiracial",
}
NO_NUMBER = ("", "NA")
Key = tuple[str, str, str]


def read(path: Path) -> tuple[list[Parsed], Problems]:
    problems = Problems()
    found = read_file(path, format_name="chr", file=path.name, problems=problems)
    assert problems.errors == []
    return found, problems


def by_key(parsed: Parsed) -> dict[Key, Observation]:
    found = {(one.indicator_id, one.place_id, one.subgroup): one for one, *_ in parsed.observations}
    assert len(found) == len(parsed.observations)
    return found


def lines(path: Path, *, header: int) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        raw = list(csv.reader(text))
    return raw[header - 1], raw[header:]


def scaled(text: str, *, power: int) -> float:
    return float(Decimal(text) * Decimal(10) ** power)


def place_of(fips: str) -> str:
    return {"00000": "00"}.get(fips, fips[:2] if fips.endswith("000") else fips)


@pytest.mark.parametrize("path", [*some(MEASURES, of=6), *some(ANALYTIC, of=2)])
def test_every_number_under_a_code_is_kept_or_flagged(path: Path) -> None:
    [parsed], _ = read(path)
    found = by_key(parsed)
    header, rows = lines(path, header=2 if path in ANALYTIC else 1)
    at = {name: number for number, name in enumerate(header)}
    seen: set[Key] = set()
    people = {place.place_id: place.population for place, *_ in parsed.places}
    for row in {tuple(row): row for row in rows}.values():
        place = place_of(row[at["statecode"]] + row[at["countycode"]])
        for name, number in at.items():
            of = re.fullmatch(r"v(\d{3})_(?:rawvalue|race_([A-Za-z]+?)|other_?data_?(\d))", name)
            if not of or of[2] == "flag":
                continue
            text = row[number]
            if of[1] == "051":
                assert people[place] == (None if text in NO_NUMBER else int(text))
                continue
            power = 2 if of[1] in SHARES else 1 if of[1] == "140" else 0
            indicator = f"chr_v{of[1]}" + (f"_other_data_{of[3]}" if of[3] else "")
            key = indicator, place, GROUPS[of[2].lower()] if of[2] else "total"
            one = found[key]
            seen.add(key)
            stem = name.removesuffix("_rawvalue")
            flags = [f"{stem}_flag", f"{stem}_flag2", *(["flag2_cb"] if name == "v001_rawvalue" else [])]
            flag = next((row[at[each]] for each in flags if each in at), "")
            if text in NO_NUMBER or flag == "2":
                assert (one.estimate, one.lower, one.upper, one.numerator) == (None,) * 4
                assert one.flag in ("suppressed", "missing")
                assert one.flag == "suppressed" or flag != "2"
                continue
            assert one.estimate == scaled(text, power=power), key
            assert one.flag == ("unreliable" if flag == "1" else "")
            low, high = (
                row[at[f"{stem}_{end}"]] if f"{stem}_{end}" in at else "" for end in ("cilow", "cihigh")
            )
            if low not in NO_NUMBER and high not in NO_NUMBER:
                assert (one.lower, one.upper) == (scaled(low, power=power), scaled(high, power=power))
            else:
                assert (one.lower, one.upper) == (None, None)
    assert seen == found.keys()
    assert {str(one.period) for one in found.values()} <= {"2023" if "2023" in path.name else "2025"}


@pytest.mark.parametrize(
    "path", [*some([*MEASURES, *ANALYTIC], of=7), *OF_2014], ids=lambda path: path.stem[:30]
)
def test_counts_are_those_of_the_share(path: Path) -> None:
    [parsed], _ = read(path)
    per = {"percent": 100, "per_1000": 1_000, "per_100000": 100_000}
    rounded = path in OF_2014
    for one, *_ in parsed.observations:
        if one.numerator is None or one.denominator is None or one.estimate is None:
            assert one.numerator is one.denominator
            continue
        share = one.numerator / one.denominator * per[parsed.indicators[one.indicator_id].unit]
        if not rounded:
            assert share == pytest.approx(one.estimate, rel=1e-6), one
        else:
            assert share == pytest.approx(one.estimate, abs=1.05), one


def test_what_is_kept_hidden_and_missing_in_some_of_them() -> None:
    def counts(name: str) -> dict[str, int]:
        [parsed], _ = read(CHR / "measures_2025" / f"{name}.csv")
        assert len(parsed.places) == 3204
        return Counter(one.flag for one, *_ in parsed.observations)

    assert counts("v001_r2025") == {"": 2948, "unreliable": 192, "suppressed": 64}
    assert counts("v001_otherdata_r2025") == {"": 5766, "unreliable": 1359, "suppressed": 15302, "missing": 1}
    assert counts("v021_R2025") == {"": 2546, "missing": 658}
    assert counts("v005_otherdata_r2025") == {"": 6024, "suppressed": 9996}
    assert counts("v063_otherdata_r2025") == {"": 10176, "missing": 5844}


def test_both_sets_of_counties_of_connecticut_are_there() -> None:
    [parsed], _ = read(CHR / "measures_2025" / "v001_r2025.csv")
    names = {place.place_id: place.name for place, *_ in parsed.places if place.parent_id == "09"}
    assert len(names) == 8 + 9
    assert (names["09001"], names["09110"]) == ("Fairfield County", "Capitol Planning Region")


@pytest.mark.parametrize("path", OF_2014, ids=lambda path: path.stem[:30])
def test_every_number_of_2014_is_kept_or_missing(path: Path) -> None:
    [parsed], problems = read(path)
    assert [one.what for one in problems.warnings] == [
        "Columns that only say who lives there, by age, race, sex or language, are left out."
    ]
    header, rows = lines(path, header=1)
    values = [name for name in header if name.endswith(".Value")]
    residents = re.compile(r"X2011|Population\.|Percent\.of")
    kept = [name for name in values if not residents.match(name)]
    assert len(kept) == len(parsed.indicators) == 51
    columns = {(row.model.place_id, row.column): row.model for row in parsed.observations}
    assert len(columns) == len(parsed.observations) == len(kept) * len(rows)
    shares = {
        one.column
        for one in parsed.observations
        if parsed.indicators[one.model.indicator_id].unit == "percent"
    }
    largest = {name: max(float(row[header.index(name)] or 0) for row in rows) for name in kept}
    assert shares == {name for name, value in largest.items() if value <= 1}
    for row in rows:
        place = place_of(row[0])
        for name in kept:
            text, one = row[header.index(name)], columns[place, name]
            if text:
                assert one.estimate == scaled(text, power=2 if name in shares else 0)
            else:
                assert (one.estimate, one.flag) == (None, "missing")
    people = {place.place_id: (place.population, str(place.population_period)) for place, *_ in parsed.places}
    total = header.index("X2011.population.estimate.Value")
    assert people == {place_of(row[0]): (int(float(row[total])), "2011") for row in rows}


@pytest.mark.parametrize("path", TIDY, ids=lambda path: path.stem[:30])
def test_every_number_of_the_tidy_file_is_kept(path: Path) -> None:
    [parsed], problems = read(path)
    assert problems.found == []
    header, rows = lines(path, header=1)
    kept = [name for name in header if name.endswith(("_per_100k", "_pct_rate"))]
    found = {(row.number, row.column): row.model for row in parsed.observations}
    numbers = 0
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(header, row, strict=True))
        for name in kept:
            if cells[name]:
                numbers += 1
                one = found[number, name]
                shares = "diabetes_per_100k", "frequent_mental_distress_per_100k"
                assert one.estimate == scaled(cells[name], power=-3 if name in shares else 0)
                assert (one.place_id, str(one.period)) == (cells["county_fips"], cells["time_period"])
                assert (one.subgroup == "total") is (cells["race_and_ethnicity"] == "All")
    flags = Counter(one.flag for one in found.values())
    assert flags == {"": numbers, "missing": 3347, "suppressed": 10837}
    grains = {one.grain for one in found.values()}
    assert len(grains) == len(found) == len(parsed.observations) == 69646


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem[:30])
def test_every_estimate_of_the_workbook_is_kept_or_flagged(path: Path) -> None:
    found, _ = read(path)
    book = load_workbook(path, read_only=True, data_only=True)
    for parsed, title in zip(found, ("Ranked Measure Data", "Additional Measure Data"), strict=True):
        assert parsed.file.endswith(title)
        above, names, *rows = book[title].iter_rows(values_only=True)
        about, full = "", []
        for over, name in zip(above, names, strict=True):
            about = str(over) if over else about
            full.append(f"{about}: {name}" if about else str(name))
        by_column = {(row.number, row.column): row.model for row in parsed.observations}
        told = {column for _, column in by_column}
        left = re.compile(
            r"Demographics|FIPS|State|County|Drinking water violations|.*: #"
            r"|.*(95% CI - (Low|High)|Z-Score|Deaths|Population|Labor Force|Cohort Size|Income|Crimes|Unreliable"
            r"|Drive Alone|Cases|Denominator)$"
        )
        income = {name for name in full if name.startswith("Median household income: ") and "95%" not in name}
        assert {name for name in full if not left.match(name)} - told == set()
        assert income <= told
        assert len(by_column) == len(told) * len(rows)
        for number, row in enumerate(rows, start=3):
            cells = dict(zip(full, row, strict=True))
            for name in told:
                one, raw = by_column[number, name], cells[name]
                assert str(one.period) == "2020"
                if raw is None:
                    assert one.estimate is None
                    assert one.flag in ("missing", "suppressed")
                    continue
                raw = float(str(raw).removesuffix(":1"))
                power = 10 if name == "Social associations: Social Association Rate" else 1
                assert one.estimate == pytest.approx(raw * power, rel=1e-12)
                low = cells.get(f"{name} 95% CI - Low")
                if low is not None:
                    assert (one.lower, one.upper) == (low, cells[f"{name} 95% CI - High"])
                if one.numerator is not None and one.denominator is not None:
                    assert one.numerator / one.denominator * 100 == pytest.approx(raw)
    [ranked, additional] = found
    assert (len(ranked.indicators), len(additional.indicators)) == (40, 32)
    minnesota = by_key(ranked)["chr_v001", "27", "total"]
    assert (minnesota.estimate, minnesota.lower, minnesota.upper) == (
        5278.5138869,
        5209.4769271,
        5347.5508467,
    )


@pytest.mark.parametrize(("name", "count"), [("county_fips.csv", 3144), ("state_fips.csv", 52)])
def test_the_names_of_places(name: str, count: int) -> None:
    [parsed], problems = read(CHR / name)
    assert problems.found == []
    _, rows = lines(CHR / name, header=1)
    assert {place.place_id for place, *_ in parsed.places} == {place_of(row[4]) for row in rows}
    assert all(place.name for place, *_ in parsed.places)
    assert (len(parsed.places), parsed.observations) == (count, [])


@pytest.mark.parametrize("name", ["county_fips", "state_fips"])
def test_a_file_of_sas_is_refused(name: str) -> None:
    problems = Problems()
    read_file(CHR / f"{name}.sas7bdat", format_name="chr", file="x.sas7bdat", problems=problems)
    assert [str(one) for one in problems.found] == [
        "x.sas7bdat: This is not a CSV file. It holds bytes that are not text. "
        "Open it in a spreadsheet and save it as 'CSV UTF-8'."
    ]
