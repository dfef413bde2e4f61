"""Real PLACES files, read a second time with the csv module alone: every number is found again."""

import csv
from pathlib import Path

import pandas
import pytest

from datawalk.domain.periods import Period
from datawalk.intake.formats import read_file
from datawalk.intake.formats.geography import bundled_places
from datawalk.intake.formats.names import join_names
from datawalk.intake.formats.places_measures import measure_ids, measure_indicators
from datawalk.intake.formats.shape import Reading
from datawalk.intake.problems import Problems

PLACES = Path(__file__).parents[2].parent / "shared" / "data" / "places"
LONG = sorted(PLACES.glob("county_long_2023/*.csv"))
WIDE = sorted(PLACES.glob("county_wide_2024/*.csv"))
BY_YEAR = sorted(PLACES.glob("county_chd_by_year/*.csv"))
APART = 0
"""Intervals of the wide file that are not around their estimate."""
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
def test_every_number_of_the_wide_file_is_in_the_observations(path: Path) -> None:
    problems = Problems()
    reading = Reading(period=Period(2021, 2022))
    [parsed] = read_file(path, format_name="places", file=path.name, reading=reading, problems=problems)
    assert [str(one) for one in problems.errors] == []
    found = {
        (one.indicator_id, one.place_id): (one.estimate, one.lower, one.upper, one.flag, str(one.period))
        for one, *_ in parsed.observations
    }
    raw = pandas.read_csv(path, dtype=str, encoding="utf-8-sig").set_index("CountyFIPS")
    columns = [name for name in raw.columns if name.endswith("Prev")]
    assert len(parsed.observations) == len(found) == raw.shape[0] * len(columns) == 550 * 80
    apart: list[tuple[str, str]] = []
    for column in columns:
        measure, kind = column.removesuffix("Prev").rsplit("_", 1)
        interval = next(name for name in raw.columns if name.lower() == f"{measure}_{kind}95ci".lower())
        ends = raw[interval].str.extract(r"\(\s*([\d.]+),\s*([\d.]+)\)").astype(float)
        one = f"places_{measure.lower()}_{ {'Crude': 'crude', 'Adj': 'adjusted'}[kind] }"
        for fips, value, low, high in zip(raw.index, raw[column], ends[0], ends[1], strict=True):
            limits = (low, high) if low <= float(value) <= high else (None, None)
            apart += [(one, fips)] if limits[0] is None else []
            assert found[one, fips] == (float(value), *limits, "", "2021-2022")
    notes = [f"{one.where}: {one.what}" for one in problems.warnings]
    assert (len(notes), len(apart)) == (int(bool(apart)), APART)
    assert {one.model.place_id: one.model.population for one in parsed.places} == {
        fips: int(str(people)) for fips, people in raw["TotalPopulation"].items()
    }


@pytest.mark.parametrize("path", BY_YEAR, ids=lambda path: path.stem)
def test_every_number_of_a_file_of_one_year_is_in_the_observations(path: Path) -> None:
    problems = Problems()
    [parsed] = read_file(path, format_name="places", file=path.name, problems=problems)
    assert problems.found == []
    found = {
        (one.indicator_id, one.place_id): (str(one.period), one.estimate, one.lower, one.upper)
        for one, *_ in parsed.observations
    }
    people = {place.place_id: place.population for place, *_ in parsed.places}
    raw = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert len(parsed.observations) == len(found) == len(raw)
    digits = {place.name: key for key, place in bundled_places().items()}
    for line in raw.to_dict("records"):
        inside = digits[line["StateDesc"]]
        place = inside if inside == "00" else f"{inside}?{line['LocationName']}"
        if inside != "00" and "LocationID" in line:
            place = line["LocationID"].zfill(5)
        numbers = (
            float(line[name]) for name in ("Data_Value", "Low_Confidence_Limit", "High_Confidence_Limit")
        )
        assert found[f"places_chd_{KINDS[line['DataValueTypeID']]}", place] == (line["Year"], *numbers)
        assert people[place] == int(line["TotalPopulation"])
    assert len(people) == len(raw) / 2


@pytest.mark.parametrize("path", BY_YEAR[:1], ids=lambda path: path.stem)
def test_the_file_without_numbers_gets_those_of_a_later_year(path: Path) -> None:
    problems = Problems()
    files = [
        read_file(one, format_name="places", file=f"sources/places/2026-01-01/{one.name}", problems=problems)[
            0
        ]
        for one in BY_YEAR
    ]
    join_names(files, within={}, problems=problems)
    assert problems.found == []
    where: list[dict[str, tuple[str, tuple[float, float]]]] = []
    for path, parsed in zip(BY_YEAR, files, strict=True):
        raw = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        points = raw.iloc[:, -1].str.extract(r"\((\S+) (\S+)\)").astype(float)
        lies = {number: (east, north) for number, (east, north) in enumerate(points.to_numpy(), start=2)}
        where.append({place.place_id: (place.name, lies[row]) for place, row, _ in parsed.places})
    first, later = where[0], where[1] | where[2]
    assert "02261" in where[1]
    assert len(first) == 3143
    for fips in first.keys() - {"00", "02016"}:  # the Aleutians lie on both sides of 180 degrees
        (name, (east, north)), (same, point) = first[fips], later[fips]
        assert name == same
        assert max(abs(east - point[0]), abs(north - point[1])) < 1, name


def test_the_catalogue_speaks_both_languages_and_says_what_it_cannot_say() -> None:
    for indicator in measure_indicators().values():
        texts = indicator.name, indicator.technical_name, indicator.denominator, indicator.cannot_say
        assert all(text is not None and text.en and text.es for text in texts), indicator.id
        assert (indicator.unit, indicator.source) == ("percent", "places")
    names = [str(one.name.said(lang)) for one in measure_indicators().values() for lang in ("en", "es")]
    assert len(names) == len(set(names)) == 4 * len(measure_ids())
