"""Real PLACES files, read a second time with the csv module alone: every number is found again."""

import csv
from pathlib import Path

import pytest

from datawalk.intake.formats import read_file
from datawalk.intake.formats.places import measure_ids, measure_indicators
from datawalk.intake.problems import Problems

PLACES = Path(__file__).parents[2].parent / "shared" / "data" / "places"
LONG = sorted(PLACES.glob("county_long_2023/*.csv"))
WIDE = sorted(PLACES.glob("county_wide_2024/*.csv"))
KINDS = {"CrdPrv": "crude", "AgeAdjPrv": "adjusted"}

pytestmark = pytest.mark.skipif(not LONG, reason="the real PLACES files are not beside this checkout")


@pytest.mark.parametrize("path", LONG, ids=lambda path: path.stem)
def test_every_number_of_the_file_is_in_the_observations(path: Path) -> None:
    problems = Problems()
    [parsed] = read_file(path, format_name="places", file=path.name, problems=problems)
    assert problems.found == []
    found = {
        (one.indicator_id, one.place_id, str(one.period)): (one.estimate, one.lower, one.upper, row)
        for one, row, _ in parsed.observations
    }
    people = {place.place_id: place.population for place, *_ in parsed.places}
    with path.open(encoding="utf-8-sig", newline="") as text:
        raw = list(csv.DictReader(text))
    assert len(parsed.observations) == len(found) == len(raw)
    for row, line in enumerate(raw, start=2):
        fips = f"{int(line['LocationID']):05d}"
        key = f"places_{line['MeasureId'].lower()}_{KINDS[line['DataValueTypeID']]}", fips, line["Year"]
        columns = "Data_Value", "Low_Confidence_Limit", "High_Confidence_Limit"
        assert found[key] == (*(float(line[column]) for column in columns), row)
        if line["Year"] == "2021":
            assert people[fips] == int(line["TotalPopulation"])
    assert len(people) == len({line["LocationID"] for line in raw})


@pytest.mark.parametrize("path", WIDE, ids=lambda path: path.stem)
def test_the_wide_file_is_refused_but_its_measures_are_known(path: Path) -> None:
    problems = Problems()
    [parsed] = read_file(path, format_name="places", file=path.name, problems=problems)
    assert parsed.observations == []
    assert [str(one) for one in problems.errors] == [
        f"{path.name}, row 1: This is the wide ('GIS friendly') PLACES file, one column a measure; "
        "it leaves out the years. Download the county data that have one row a measure, "
        "with the columns Year and MeasureId."
    ]
    with path.open(encoding="utf-8-sig", newline="") as text:
        header = next(csv.reader(text))
    named = {name.removesuffix("_CrudePrev") for name in header if name.endswith("_CrudePrev")}
    assert named <= measure_ids()


def test_the_catalogue_speaks_both_languages_and_says_what_it_cannot_say() -> None:
    for indicator in measure_indicators().values():
        texts = indicator.name, indicator.technical_name, indicator.denominator, indicator.cannot_say
        assert all(text is not None and text.en and text.es for text in texts), indicator.id
        assert indicator.not_for == ("trend", "rank", "groups", "evaluation")
        assert (indicator.unit, indicator.source) == ("percent", "places")
    names = [str(one.name.said(lang)) for one in measure_indicators().values() for lang in ("en", "es")]
    assert len(names) == len(set(names)) == 4 * len(measure_ids())
