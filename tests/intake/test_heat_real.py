"""WHO's sample tables: refused as they are, and read whole once they say where and when."""

from pathlib import Path

import pandas
import pytest

from datawalk.intake.formats import read_file
from datawalk.intake.problems import Problems

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "who"
SAMPLES = [path for name in ("Ordered", "Nonordered") if (path := FOLDER / f"{name}Sample.csv").is_file()]

pytestmark = pytest.mark.skipif(not SAMPLES, reason="the real WHO samples are not beside this checkout")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_says_neither_where_nor_when(path: Path) -> None:
    problems = Problems()
    [parsed] = read_file(path, format_name="heat", file=path.name, problems=problems)
    assert parsed.observations == []
    assert [str(one) for one in problems.found] == [
        f"{path.name}, row 1: This looks like a HEAT table, but it lacks the columns setting and date. "
        "Add both, with a place and a year in every row."
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_number_of_a_sample_is_read_once_it_does(path: Path, tmp_path: Path) -> None:
    raw = pandas.read_csv(path)
    known = {"setting": "Somewhere", "date": 2012, "source": "sample", "indicator_abbr": "sba"}
    filled = raw.rename(columns={"indicator": "indicator_name"}).assign(**known)
    if "subgroup_order" not in filled:
        filled["subgroup_order"] = 0
    filled.to_csv(tmp_path / "x.csv", index=False)
    problems = Problems()
    [parsed] = read_file(tmp_path / "x.csv", format_name="heat", file="x.csv", problems=problems)
    assert problems.found == []
    total, *groups = (one for one, *_ in parsed.observations)
    assert [total.estimate] == list(raw["setting_average"].unique())
    assert [(one.estimate, one.se, one.denominator) for one in groups] == list(
        raw[["estimate", "se", "population"]].itertuples(index=False, name=None)
    )
    assert len(parsed.dimensions) == 1
    [dimension] = parsed.dimensions.values()
    assert [str(group.name.either) for group in dimension.group] == list(raw["subgroup"])
    assert {one.subgroup for one in groups} == {group.id for group in dimension.group}
