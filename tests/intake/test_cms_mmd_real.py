"""Real files of Mapping Medicare Disparities, read a second time with pandas: every number is found again."""

from pathlib import Path

import pandas
import pytest

from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Parsed
from datawalk.intake.problems import Problems

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "cms_mmd"
FILES = sorted(FOLDER.glob("*.csv"))
GROUPS = {"AIAN": "aian", "asian": "asian", "black": "black", "hispanic": "hispanic", "white": "white"}

pytestmark = pytest.mark.skipif(
    not FILES, reason="the real Mapping Medicare Disparities files are not beside this checkout"
)


def parsed(path: Path) -> Parsed:
    problems = Problems()
    [found] = read_file(path, format_name="cms_mmd", file=path.name, problems=problems)
    assert problems.found == []
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_number_of_the_file_is_in_the_observations(path: Path) -> None:
    raw = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    digits = 5 if "county" in path.stem else 2
    group = GROUPS.get(path.stem.rpartition("_")[2], "total")
    indicator = "cms_mmd_pqi_90" if path.stem.startswith("PQI") else "cms_mmd_screening_mammography"
    wanted = {
        (fips.zfill(digits), f"Medicare says of the number of people: {people}."): float(value)
        for fips, people, value in zip(
            raw["fips"], raw["primary_denominator"], raw["analysis_value"], strict=True
        )
    }
    found = parsed(path)
    assert {(one.place_id, one.note): one.estimate for one, *_ in found.observations} == wanted
    assert len(found.observations) == len(raw)
    told = {(one.indicator_id, one.subgroup, str(one.period), one.flag) for one, *_ in found.observations}
    assert told == {(indicator, group, "2022", "")}
    assert {place.place_id for place, *_ in found.places} == {key for key, _ in wanted}


def test_the_files_together_do_not_collide() -> None:
    grains = [one.grain for path in FILES for one, *_ in parsed(path).observations]
    rows = sum(len(pandas.read_csv(path)) for path in FILES)
    assert len(grains) == len(set(grains)) == rows == 10_986
