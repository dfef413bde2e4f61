"""A real CDC WONDER table, read a second time with the csv module alone: every number is found again."""

import csv
from collections import Counter
from itertools import takewhile
from pathlib import Path

import pytest

from datawalk.intake.formats import read_file
from datawalk.intake.problems import Problems

NAME = "CDC_Wonder_Cervical_Cancer-Race_State.csv"
PATH = Path(__file__).parents[2].parent / "shared" / "data" / "cdc_wonder" / NAME
GROUPS = {"1002-5": "aian", "2054-5": "black", "2106-3": "white"}
TOLD = [
    f"{NAME}, row 2: Rows of Hispanic people of one race are parts of a group that the publisher does not add up; "
    "left out (6120 rows like it).",
    f"{NAME}, row 4: Rows of people whose ethnicity is unknown, or of all ethnicities, are left out "
    "(6120 rows like it).",
    f"{NAME}, row 6: Rows about groups that have none like them here, or about two at once, are left out "
    "(2448 rows like it).",
]

pytestmark = pytest.mark.skipif(
    not PATH.is_file(), reason="the real CDC WONDER file is not beside this checkout"
)


def test_every_number_of_the_file_is_in_the_observations() -> None:
    problems = Problems()
    [parsed] = read_file(PATH, format_name="wonder", file=NAME, problems=problems)
    assert [str(one) for one in problems.found] == TOLD
    assert problems.errors == []
    found = {
        (one.place_id, str(one.period), one.subgroup): (
            one.estimate,
            one.numerator,
            one.denominator,
            one.flag,
        )
        for one, *_ in parsed.observations
    }
    assert len(found) == len(parsed.observations) == 3672
    assert Counter(cell[-1] for cell in found.values()) == {"": 2481, "suppressed": 1173, "missing": 18}
    with PATH.open(encoding="utf-8-sig", newline="") as text:
        header, *rows = takewhile(lambda line: line[0] != "---", csv.reader(text))
    left_out = 0
    for cells in rows:
        line = dict(zip(header, cells, strict=True))
        if line["Ethnicity Code"] != "2186-5" or line["Race Code"] not in GROUPS:
            left_out += 1
            continue
        ours = found.pop((line["States Code"], line["Year Code"], GROUPS[line["Race Code"]]))
        if line["Count"].isdigit():
            raw = float(line["Crude Rate"]), int(line["Count"]), int(line["Population"])
            assert ours == (*raw, "")
        else:
            assert ours == (
                None,
                None,
                None,
                {"Suppressed": "suppressed", "Missing": "missing"}[line["Count"]],
            )
    assert found == {}
    assert left_out == 6120 + 6120 + 2448 == len(rows) - 3672
