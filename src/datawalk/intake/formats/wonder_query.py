"""What the notes below a CDC WONDER table say of its query: whom all its rows are about."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from datawalk.domain.periods import Period
from datawalk.intake.formats.gathering import Gathering
from datawalk.intake.formats.groups import NOT_HISPANIC, RACE_ALONE
from datawalk.intake.formats.notes import parameters
from datawalk.intake.tabular import Table

_STATES = ("States", "State")
_COUNTIES = ("County", "Counties")
_YEARS = ("Year", "Years", "Year/Month")
_RACES = ("Race", "Single Race 6")
_ETHNICITIES = ("Ethnicity", "Hispanic Origin")
_SEXES = ("Sex", "Gender")
_SITES = ("Leading Cancer Sites", "Cancer Sites")

_GROUPED = (_STATES, _COUNTIES, _YEARS, _RACES, _ETHNICITIES, _SEXES, _SITES)
"""The columns of a table that is grouped by them, each by all its names; their codes are in `<name> Code`."""

COUNTS = ("Count", "Deaths", "Births")
RATE = "Crude Rate"
AGAIN = "Export the table again from CDC WONDER."

_HARMLESS = {
    "Title",
    "Group By",
    "Show Totals",
    "Show Zero Values",
    "Show Suppressed",
    "Standard Population",
    "Rate Options",
}
_PER = "Calculate Rates Per"


class Query(NamedTuple):
    """`period`, the years it is limited to, as written, when they follow each other; `sex`, the one it is limited
    to, in lower case; `some_states`, whether it is limited to states; `dataset`, the database asked."""

    dataset: str
    period: str | None
    sex: str
    some_states: bool


class Opened(NamedTuple):
    """What is decided once from the header and the notes."""

    query: Query
    counts: str
    years: str
    states: str
    counties: str
    races: str
    ethnicities: str
    sexes: str
    sites: str
    others: tuple[str, ...]
    span: Period | None

    @property
    def grouped(self) -> tuple[str, ...]:
        """The columns that only the rows of a total leave blank; empty where the table lacks one."""
        own = (self.years, self.states, self.counties, self.races, self.ethnicities, self.sexes, self.sites)
        return (*own, *self.others)


def opened(table: Table, gathering: Gathering) -> Opened | None:
    """The file with what its notes say; None, with problems, when it cannot be read."""
    asked = _query_of(table)
    if not isinstance(asked, Query):
        gathering.fault(0, "", *asked)
        return None
    header = table.header
    for name in ("Population", RATE):
        if name not in header:
            gathering.fault(1, "", f"The column '{name}' of a CDC WONDER table is missing.", AGAIN)
            return None
    counts = next(name for name in COUNTS if name in header)
    columns = [_column_of(header, names) for names in _GROUPED]
    years, states, counties = (_column_of(header, names) for names in (_YEARS, _STATES, _COUNTIES))
    if asked.some_states and not states and not counties:
        what = "The figures are of some states, and the table is not grouped by them."
        gathering.fault(0, "", what, "Group it by state in CDC WONDER and export it again.")
        return None
    span = None if years else gathering.period(asked.period)
    if span is None and not years:
        return None
    races = _column_of(header, _RACES)
    if races and not _only_not_hispanic(table):
        gathering.note(0, "", RACE_ALONE)
    if "Age Adjusted Rate" in header:
        gathering.note(0, "", "The age-adjusted rates are left out.")
    groups = header[: header.index(counts)]
    others = [name for name in groups if name.removesuffix(" Code") not in (*columns, "Notes")]
    return Opened(
        query=asked,
        counts=counts,
        years=years,
        states=states,
        counties=counties,
        races=races,
        ethnicities=_column_of(header, _ETHNICITIES),
        sexes=_column_of(header, _SEXES),
        sites=_column_of(header, _SITES),
        others=tuple(others),
        span=span,
    )


def _query_of(table: Table) -> Query | tuple[str, str]:
    """The query of a table all of whose rows were read, or why its rows cannot be told, with the remedy."""
    said = parameters(table.below, begins="Query Parameters:", ends="---")
    dataset = parameters(table.below).get("Dataset", "")
    if not dataset or not said:
        what = "The notes below the rows are gone; they say which people the figures are about."
        return what, "Export the table again from CDC WONDER and keep all its lines."
    if said.pop(_PER, "100,000") != "100,000":
        return "The rates are not per 100,000 people.", "Export the table again with rates per 100,000."
    limits = {key: value for key, value in said.items() if key not in _HARMLESS and f"{value} "[:4] != "All "}
    some_states = any(limits.get(key) for key in _STATES)
    period = _years(next((limits.pop(key) for key in _YEARS if key in limits), ""))
    sex = ""
    for key, value in limits.items():
        if key in _STATES or any(key in names and set(names) & set(table.header) for names in _GROUPED):
            continue
        if key in _SITES:
            what = f"The table is about '{value}', but not grouped by it."
            return what, f"Group it by {key} in CDC WONDER and export it again."
        if key in _SEXES and value.lower() in ("female", "male"):
            sex = value.lower()
        elif not (key in _ETHNICITIES and value.lower() in NOT_HISPANIC and set(_RACES) & set(table.header)):
            what = f"The figures are not about everyone, but only about '{key}: {value}'."
            return what, "Export the table again from CDC WONDER without that limit, or grouped by it."
    return Query(dataset, period, sex, some_states)


def _only_not_hispanic(table: Table) -> bool:
    """Whether the races of the table are of people who are not Hispanic, by its columns or by its query."""
    said = parameters(table.below, begins="Query Parameters:", ends="---")
    return bool(set(_ETHNICITIES) & {*table.header, *said})


def _column_of(header: Collection[str], names: Sequence[str]) -> str:
    """The name under which a table is grouped by it; empty when it is not."""
    return next((name for name in names if name in header or f"{name} Code" in header), "")


def cell(cells: Mapping[str, str], name: str) -> str:
    """What a row says in a column that the table is grouped by, in words; empty when it is a total of it."""
    return cells.get(name, "") if name else ""


def code(cells: Mapping[str, str], name: str) -> str:
    """The code in such a column, or its words where there is no code."""
    return (cells.get(f"{name} Code") or cells.get(name, "")) if name else ""


def _years(listed: str) -> str | None:
    years = [year.strip() for year in listed.split(";") if year.strip()]
    if not years or not all(year.isdecimal() for year in years):
        return None
    first, last = int(years[0]), int(years[-1])
    return f"{first}-{last}" if [int(year) for year in years] == list(range(first, last + 1)) else None
