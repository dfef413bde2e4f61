"""Real CHSI files, read a second time with the csv module alone: every number is found again."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from datawalk.domain.periods import Period
from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Parsed, Reading
from datawalk.intake.problems import Problems

CHSI = Path(__file__).parents[2].parent / "shared" / "data" / "chsi"

pytestmark = pytest.mark.skipif(not CHSI.is_dir(), reason="the real CHSI files are not beside this checkout")

LIMITS = {
    "Few_Fruit_Veg": "Fruit_Veg",
    **{
        name: name
        for name in (
            "No_Exercise",
            "Obesity",
            "High_Blood_Pres",
            "Smoker",
            "Diabetes",
            "All_Death",
            "Health_Status",
            "Unhealthy_Days",
        )
    },
}
# file: columns read, how many are missing of each, what is told
FILES = {
    "DEMOGRAPHICS.csv": (
        {"Poverty": 1},
        "10 columns are not read here and left out: Population_Density, Age_19_Under, Age_19_64, Age_65_84, "
        "Age_85_and_Over and more.",
    ),
    "RISKFACTORSANDACCESSTOCARE.csv": (
        {
            "No_Exercise": 935,
            "Few_Fruit_Veg": 1237,
            "Obesity": 917,
            "High_Blood_Pres": 1619,
            "Smoker": 874,
            "Diabetes": 422,
            "Prim_Care_Phys_Rate": 0,
            "Dentist_Rate": 1,
        },
        "5 columns are not read here and left out: Uninsured, Elderly_Medicare, Disabled_Medicare, "
        "Community_Health_Center_Ind, HPSA_Ind.",
    ),
    "SUMMARYMEASURESOFHEALTH.csv": (
        {"ALE": 2, "All_Death": 3, "Health_Status": 664, "Unhealthy_Days": 545},
        "",
    ),
}


def read(name: str) -> tuple[Parsed, Problems]:
    problems = Problems()
    reading = Reading(period=Period(2001, 2007))
    [parsed] = read_file(CHSI / name, format_name="chsi", file=name, problems=problems, reading=reading)
    return parsed, problems


@pytest.mark.parametrize("name", FILES)
def test_every_number_of_the_file_is_in_the_observations(name: str) -> None:
    columns, told = FILES[name]
    parsed, problems = read(name)
    assert [str(one) for one in problems.found] == ([f"{name}, row 1: {told}"] if told else [])
    found = {(one.place_id, one.indicator_id): one for one, *_ in parsed.observations}
    with (CHSI / name).open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == 3141 == len(parsed.places)
    assert len(found) == len(parsed.observations) == len(rows) * len(columns)
    missing: Counter[str] = Counter()
    people = {place.place_id: place.population for place, *_ in parsed.places}
    for line in rows:
        fips = f"{int(line['State_FIPS_Code']):02d}{int(line['County_FIPS_Code']):03d}"
        assert people[fips] == (int(line["Population_Size"]) if "Population_Size" in line else None)
        for column in columns:
            one = found[fips, f"chsi_{column.lower()}"]
            if line[column].startswith("-"):
                missing[column] += 1
                assert (one.estimate, one.lower, one.flag) == (None, None, "missing")
                continue
            limits = (None, None)
            if column in LIMITS:
                low, high = (float(line[f"CI_{end}_{LIMITS[column]}"]) for end in ("Min", "Max"))
                limits = (low, high)
            assert (one.estimate, one.lower, one.upper) == (float(line[column]), *limits)
    assert missing == {column: count for column, count in columns.items() if count}


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("HEALTHYPEOPLE2010.csv", "national targets for 2010"),
        ("DATAELEMENTDESCRIPTION.csv", "describes the columns"),
        ("DEFINEDDATAVALUE.csv", "describes the marks"),
    ],
)
def test_the_files_without_figures_are_refused(name: str, word: str) -> None:
    parsed, problems = read(name)
    assert parsed.observations == []
    [problem] = problems.errors
    assert word in problem.what
