"""Real AtlasPlus files, read a second time with the csv module alone: every number is found again."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from datawalk.intake.formats import read_file
from datawalk.intake.problems import Problems

ATLAS = Path(__file__).parents[2].parent / "shared" / "data" / "cdc_atlasplus"

pytestmark = pytest.mark.skipif(
    not ATLAS.is_dir(), reason="the real AtlasPlus files are not beside this checkout"
)

# file: (kept numbers, hidden, missing, what is told)
FILES = {
    "AtlasPlusTableData_v061_county.csv": (2762, 461, 8, []),
    "hiv_diagnoses-state-race_and_ethnicity.csv": (
        5355,
        0,
        525,
        ["row 289: 'Palau' is not a place of the United States and is left out (105 rows like it)."],
    ),
    "hiv_prep-county_subset.csv": (231, 1711, 14, []),
}
GROUPS = {
    "White": "white",
    "Black/African American": "black",
    "Hispanic/Latino": "hispanic",
    "Asian": "asian",
    "American Indian/Alaska Native": "aian",
    "Native Hawaiian/Other Pacific Islander": "nhpi",
    "Multiracial": "multiracial",
    "All races/ethnicities": "total",
}
INDICATORS = {
    "HIV diagnoses": "atlasplus_hiv_diagnoses",
    "HIV prevalence": "atlasplus_hiv_prevalence",
    "PrEP coverage and number of persons prescribed": "atlasplus_prep_coverage",
}


def number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


@pytest.mark.parametrize("name", FILES)
def test_every_number_of_the_file_is_in_the_observations(name: str) -> None:
    problems = Problems()
    [parsed] = read_file(ATLAS / name, format_name="atlasplus", file=name, problems=problems)
    kept, hidden, missing, told = FILES[name]
    assert [str(one) for one in problems.found] == [f"{name}, {one}" for one in told]
    found = {
        (one.indicator_id, one.place_id, str(one.period), one.subgroup): (
            one.estimate,
            one.numerator,
            one.denominator,
        )
        for one, *_ in parsed.observations
    }
    assert len(found) == len(parsed.observations)
    flags = Counter(one.flag for one, *_ in parsed.observations)
    assert (flags[""], flags["suppressed"], flags["missing"]) == (kept, hidden, missing)
    with (ATLAS / name).open(encoding="utf-8-sig", newline="") as text:
        lines = list(csv.reader(text))
    top = next(at for at, line in enumerate(lines) if line and line[0] == "Indicator")
    every = (dict(zip(lines[top], cells, strict=True)) for cells in lines[top + 1 :])
    there = [line for line in every if line["FIPS"] != "70"]
    assert len(there) == len(found)
    for line in there:
        group = GROUPS[line.get("Race/Ethnicity", "All races/ethnicities")]
        value = number(line.get("Rate per 100000") or line["Percent"])
        counts = number(line["Cases"]), number(line.get("Population", ""))
        ours = found[INDICATORS[line["Indicator"]], line["FIPS"], line["Year"][:4], group]
        assert ours == ((None, None, None) if value is None else (value, *counts))
