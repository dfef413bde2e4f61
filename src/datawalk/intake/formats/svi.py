"""The format `svi`: the county file of the CDC/ATSDR Social Vulnerability Index, editions of 2014 and later.

One row a county. Read are its percentages `EP_` with their 90 % margins `MP_`, and its percentile ranks `EPL_` (of
one column), `RPL_THEME1` to `RPL_THEME4` and `RPL_THEMES`, from 0 to 1; `E_TOTPOP` is the place's population.
Left out on purpose:

- flags `F_`, which only say which ranks are 0.9 or more, and sums of ranks `SPL_`, which only lead to `RPL_`;
- counts `E_` and their margins `M_`. The counts of people have denominators that the file lacks, and what is left are
  counts of households and homes: as a numerator they would be told as people;
- who lives in a county, which is neither good nor bad: age, race, ethnicity, and people in group quarters;
- the daytime population, areas and other columns about the map.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from datawalk.domain.indicators import Indicator
from datawalk.domain.periods import Period
from datawalk.intake.formats.catalogue import measures, source_text
from datawalk.intake.formats.cells import CellError, number, whole
from datawalk.intake.formats.gathering import Gathering, year_in_name
from datawalk.intake.formats.geography import fips_digits, fips_place
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table
from datawalk.measures.acs_margins import se_of_margin

_MISSING = -999.0
_NOTE = "Not available in the published file."
_YEARS = 5
_SHOWN = 5
"""How many columns that are not known are named."""

_MAP = {"ST", "STATE", "ST_ABBR", "STCNTY", "COUNTY", "FIPS", "LOCATION", "AREA_SQMI"}
_LEFT_OUT = re.compile(
    r"(F|E|M|SPL)_.+"
    r"|(EP|EPL|MP)_(AGE65|AGE17|MINRTY|LIMENG|GROUPQ|HISP|AFAM|ASIAN|AIAN|NHPI|TWOMORE|OTHERRACE)"
    r"|OBJECTID.*|FID|Shape.*",
    re.IGNORECASE,
)


class _Column(NamedTuple):
    """What one column gives; `margin` is the column of its 90 % margin, empty without one."""

    name: str
    indicator: Indicator
    margin: str


def looks_like(header: Sequence[str]) -> bool:
    """Whether a county's number and its overall rank are there, or one of them and many percentages."""
    names = set(header)
    percents = sum(name.startswith(("EP_", "EPL_", "RPL_THEME")) for name in header)
    return bool({"FIPS", "RPL_THEMES"} & names) and percents >= 2


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row; numbers stay as published."""
    gathering = Gathering(file, reading=reading, problems=problems)
    period = gathering.period(_five_years(file))
    columns = _columns(table.header, gathering=gathering)
    if "FIPS" not in table.header:
        gathering.fault(1, "", "The column 'FIPS' of an SVI file is missing.", "Download the file again.")
    elif period is not None:
        for row, cells in table.rows:
            if not _read_row(row, cells, columns=columns, period=period, gathering=gathering):
                break
    return gathering.finish(lost=bool(table.lost))


def _five_years(file: str) -> str | None:
    """The years of the survey behind an edition: `SVI2018` is made from 2014-2018."""
    year = year_in_name(file, r"svi[ _-]?((?:19|20)\d\d)(?!\d)")
    return f"{int(year) - _YEARS + 1}-{year}" if year else None


def _columns(header: Sequence[str], *, gathering: Gathering) -> tuple[_Column, ...]:
    """The plan: what is read of each row, decided once."""
    known = _by_column()
    strange = [name for name in header if not (name in known or name in _MAP or _LEFT_OUT.fullmatch(name))]
    margins = {f"MP_{name.removeprefix('EP_')}" for name in header if name in known}
    strange = [name for name in strange if name not in margins]
    if strange:
        named = ", ".join(strange[:_SHOWN]) + (" and more" if len(strange) > _SHOWN else "")
        columns = "1 column is" if len(strange) == 1 else f"{len(strange)} columns are"
        gathering.note(1, "", f"{columns} not known here and left out: {named}.")
    return tuple(
        _Column(name, known[name], margin if (margin := f"MP_{name[3:]}") in header else "")
        for name in header
        if name in known
    )


@cache
def _by_column() -> dict[str, Indicator]:
    return {code: one.indicator for code, one in measures("svi").items()}


def _read_row(
    row: int, cells: Mapping[str, str], *, columns: Sequence[_Column], period: Period, gathering: Gathering
) -> bool:
    """Keep what a row holds; False when the whole file is of another kind and no row of it can be read."""
    raw = cells["FIPS"]
    if len(raw) in (10, 11) and raw.isdecimal():
        what = f"'{raw}' is the number of a census tract; only counties are read."
        gathering.fault(row, "FIPS", what, "Download the county file of the index.")
        return False
    try:
        place = fips_place(fips_digits(raw), name=cells.get("LOCATION") or cells.get("COUNTY", ""))
    except CellError as error:
        gathering.fault(row, "FIPS", error.what, error.remedy)
        return True
    if not gathering.keeps(place.place_id):
        return True
    people = gathering.read(cells, "E_TOTPOP", number, row=row)
    if people is not None and people != _MISSING:
        count = gathering.read(cells, "E_TOTPOP", whole, row=row)
        place = place.model_copy(update={"population": count, "population_period": period})
    gathering.place(place, row=row)
    for name, indicator, margin in columns:
        value = gathering.read(cells, name, number, row=row)
        if value is None and cells[name]:
            continue
        hidden = value is None or value == _MISSING
        off = None if hidden or not margin else gathering.read(cells, margin, number, row=row)
        gathering.figure(
            indicator,
            row=row,
            column=name,
            place_id=place.place_id,
            period=period,
            estimate=None if hidden else value,
            se=None if off is None or off < 0 else se_of_margin(off),
            flag="missing" if hidden else "",
            note=_NOTE if hidden else "",
        )
    return True


FORMAT = Format(
    name="svi",
    title="a file of the Social Vulnerability Index",
    shapes=(Shape(looks_like, read),),
    needs=(
        "The columns are not those of a county file of the Social Vulnerability Index.",
        "Download the county file (CSV) of the CDC/ATSDR Social Vulnerability Index, with the columns FIPS and RPL_THEMES.",
    ),
    source=source_text("svi"),
)
