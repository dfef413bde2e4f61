"""The columns tell every row with something wrong: checking each row alone finds no problem more."""

from pathlib import Path
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.intake import rowchecks
from datawalk.intake.contents import Contents
from datawalk.intake.formats.rows import CellOrigins, CellRows, Row
from datawalk.intake.problems import Problem, Problems
from datawalk.intake.unknowns import Unknowns
from datawalk.intake.workspace import Origins
from worlds import contents, indicator

NUMBER = st.sampled_from([None, 0.0, 5.0, 50.0, 120.0, 2000.0])
CELL = st.builds(
    Observation,
    indicator_id=st.sampled_from(["uninsured", "years", "unknown"]),
    place_id=st.sampled_from(["county", "nowhere"]),
    period=st.sampled_from([Period(2020, 2020), Period(2019, 2020)]),
    dimension=st.sampled_from(["total", "race", "planet"]),
    subgroup=st.sampled_from(["total", "asian", "green"]),
    estimate=NUMBER,
    numerator=NUMBER,
    denominator=NUMBER,
    flag=st.sampled_from(["", "missing", "unreliable"]),
)
INDICATORS = {"uninsured": indicator(), "years": indicator("years", unit="years")}


def problems_of(found: Contents) -> list[Problem]:
    rows = CellRows(Row(one, number) for number, one in enumerate(found.observations, start=2))
    problems, unknowns = Problems(), Unknowns(unread=set())
    origins = Origins(observations=CellOrigins([("tables/observations.csv", rows)]))
    rowchecks.check_observations(found, origins=origins, unknowns=unknowns, problems=problems)
    unknowns.report(problems)
    return problems.found


@given(st.lists(CELL, max_size=12))
def test_no_row_with_something_wrong_is_passed_over(cells: list[Observation]) -> None:
    found = contents(Path(), observations=tuple(cells), indicators=INDICATORS)
    by_columns = problems_of(found)
    with patch.object(rowchecks, "_disallowed", return_value=np.ones(len(cells), dtype=bool)):
        assert by_columns == problems_of(found)
