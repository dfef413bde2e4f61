"""The real SVI file, read a second time with the csv module alone: every number is found again."""

import csv
from pathlib import Path

import pytest

from datawalk.intake.formats import read_file
from datawalk.intake.problems import Problems

FILE = Path(__file__).parents[2].parent / "shared" / "data" / "svi" / "SVI2018_US_COUNTY.csv"
WHO_LIVES_THERE = ("AGE65", "AGE17", "MINRTY", "LIMENG", "GROUPQ")

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the real SVI file is not beside this checkout")


def test_every_number_of_the_file_is_in_the_observations() -> None:
    problems = Problems()
    [parsed] = read_file(FILE, format_name="svi", file=FILE.name, problems=problems)
    assert problems.found == []
    with FILE.open(encoding="utf-8-sig", newline="") as text:
        raw = list(csv.DictReader(text))
    columns = [
        name
        for name in raw[0]
        if name.split("_")[0] in ("EP", "EPL", "RPL") and not name.endswith(WHO_LIVES_THERE)
    ]
    assert len(columns) == 26
    found = {(one.indicator_id, one.place_id): one for one, *_ in parsed.observations}
    assert len(found) == len(parsed.observations) == len(columns) * len(raw) == 81692
    hidden = 0
    for line in raw:
        for column in columns:
            one = found[f"svi_{column.lower()}", line["FIPS"]]
            if float(line[column]) == -999:
                hidden += 1
                assert (one.flag, one.estimate, one.se) == ("missing", None, None)
                continue
            assert (one.flag, one.estimate) == ("", float(line[column]))
            error = None
            if column.startswith("EP_"):
                error = float(line[column.replace("EP_", "MP_")]) / 1.645
            assert one.se == error
    assert hidden == 8
    people = {place.place_id: (place.name, place.population) for place, *_ in parsed.places}
    assert people == {line["FIPS"]: (line["LOCATION"].split(", ")[0], int(line["E_TOTPOP"])) for line in raw}
    assert {str(one.period) for one in found.values()} == {"2014-2018"}
