"""A real WISQARS table, read a second time with the csv module alone: every number is found again."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from datawalk.intake.formats import read_file
from datawalk.intake.problems import Problems

NAME = "gun_deaths-state-race_and_ethnicity.csv"
PATH = Path(__file__).parents[2].parent / "shared" / "data" / "cdc_wisqars" / NAME
GROUPS = {
    "White": "white",
    "Black": "black",
    "American Indian / Alaska Native": "aian",
    "Asian": "asian",
    "HI Native / Pacific Islander": "nhpi",
    "More than One Race": "multiracial",
}

pytestmark = pytest.mark.skipif(
    not PATH.is_file(), reason="the real WISQARS file is not beside this checkout"
)


def number(text: str) -> float | None:
    return None if text == "--" else float(text.replace(",", "").rstrip("*"))


def test_every_number_of_the_file_is_in_the_observations() -> None:
    problems = Problems()
    [parsed] = read_file(PATH, format_name="wisqars", file=NAME, problems=problems)
    assert problems.errors == []
    assert [str(one) for one in problems.found] == [
        f"{NAME}, row 1838: Rows that add up several years, places or groups are left out."
    ]
    names = {place.place_id: place.name for place, *_ in parsed.places}
    found = {
        (one.indicator_id.rpartition("_")[2], names[one.place_id], str(one.period), one.subgroup): one
        for one, *_ in parsed.observations
    }
    assert len(found) == len(parsed.observations) == 2 * 1836
    assert Counter(one.flag for key, one in found.items() if key[0] == "crude") == {
        "suppressed": 663,
        "": 617,
        "unreliable": 556,
    }
    with PATH.open(encoding="utf-8-sig", newline="") as text:
        rows = [line for line in csv.DictReader(text) if line["Year"].isdigit()]
    assert len(rows) == 1836
    for line in rows:
        key = line["State"], line["Year"], GROUPS[line["Race"]]
        crude, adjusted = found["crude", *key], found["adjusted", *key]
        deaths, people = number(line["Deaths"]), number(line["Population"])
        assert crude.estimate == number(line["Crude Rate"])
        assert adjusted.estimate == number(line["Age-Adjusted Rate"])
        assert (crude.numerator, crude.denominator) == ((None, None) if deaths is None else (deaths, people))
        assert (adjusted.numerator, adjusted.denominator) == (None, None)
        assert (crude.flag == "unreliable") == line["Crude Rate"].endswith("**")
