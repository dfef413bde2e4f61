"""The format `places`: the county data of CDC PLACES as its portal exports them."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from datawalk.domain.indicators import Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.intake.formats.catalogue import raw_measures, source_text
from datawalk.intake.formats.cells import CellError, number, period, whole
from datawalk.intake.formats.geography import NATION, county_name, fips_digits, states_by_abbreviation
from datawalk.intake.formats.numbers import check_numbers
from datawalk.intake.formats.shape import ALL, Format, Parsed, Reading, Row, Shape
from datawalk.intake.problems import Problems, nearest
from datawalk.intake.tabular import Table

COLUMNS = (
    "Year",
    "StateAbbr",
    "LocationName",
    "Data_Value",
    "Data_Value_Footnote",
    "Low_Confidence_Limit",
    "High_Confidence_Limit",
    "TotalPopulation",
    "LocationID",
    "MeasureId",
    "DataValueTypeID",
)
"""The columns read. The publisher adds and drops others between releases; those are left alone."""

_ALSO_THERE = {
    "StateDesc",
    "DataSource",
    "Category",
    "Measure",
    "Data_Value_Unit",
    "Data_Value_Type",
    "Data_Value_Footnote_Symbol",
    "CategoryID",
    "Short_Question_Text",
    "Geolocation",
}
Value = TypeVar("Value")

_ADJUSTMENTS: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "CrdPrv": ("crude", {"en": "", "es": ""}, {"en": "crude prevalence", "es": "prevalencia bruta"}),
    "AgeAdjPrv": (
        "adjusted",
        {"en": " (age-adjusted)", "es": " (ajustado por edad)"},
        {"en": "age-adjusted prevalence", "es": "prevalencia ajustada por edad"},
    ),
}
"""By the publisher's DataValueTypeID: the last word of an indicator's id, and what its names gain."""

_EVERYTHING = {("places", ALL), ("indicators", ALL)}
_HIDDEN_BY_PUBLISHER = "Not published by CDC PLACES."


def looks_like(header: Sequence[str]) -> bool:
    """Whether most of the columns of a long county export are there."""
    return len(set(COLUMNS) & set(header)) >= len(COLUMNS) - 4


def refuses(header: Sequence[str]) -> tuple[str, str] | None:
    """The wide county file, one column a measure, is known and refused."""
    if sum(name.endswith(("_CrudePrev", "_AdjPrev")) for name in header) < 2:
        return None
    what = "This is the wide ('GIS friendly') PLACES file, one column a measure; it leaves out the years."
    return what, "Download the county data that have one row a measure, with the columns Year and MeasureId."


@cache
def measure_ids() -> frozenset[str]:
    """The publisher's MeasureId of every measure known."""
    return frozenset(measure["id"] for measure in raw_measures("places"))


@cache
def measure_indicators() -> dict[str, Indicator]:
    """Every PLACES indicator by id: `places_<measure>_crude` and `places_<measure>_adjusted`."""
    found: dict[str, Indicator] = {}
    for measure in raw_measures("places"):
        for word, suffix, technical in _ADJUSTMENTS.values():
            indicator_id = f"places_{measure['id'].lower()}_{word}"
            declared = {
                **measure,
                "id": indicator_id,
                "name": {lang: words + suffix[lang] for lang, words in measure["name"].items()},
                "technical_name": {
                    lang: f"{words}, {technical[lang]}" for lang, words in measure["technical_name"].items()
                },
                "unit": "percent",
                "source": "places",
            }
            found[indicator_id] = Indicator.model_validate(declared)
    return found


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row. Percentages stay as published; populations go to the places, with their year."""
    parsed = Parsed(file)
    if not _header_is_sound(table.header, file=file, problems=problems):
        parsed.unread |= _EVERYTHING
        return parsed
    places: dict[str, Row[Place]] = {}
    catalogue = measure_indicators()
    for row, cells in table.rows:
        try:
            place = _place(cells)
            observation = _observation(cells, place_id=place.place_id)
        except _ColumnError as fault:
            problems.add(file, f"row {row}, column {fault.column}", fault.what, fault.remedy)
            parsed.unread |= _EVERYTHING
            continue
        parsed.observations.append(Row(observation, row))
        parsed.indicators.setdefault(observation.indicator_id, catalogue[observation.indicator_id])
        kept = places.get(place.place_id)
        if kept is None or _newer(place, kept.model):
            places[place.place_id] = Row(place, row)
    if table.lost:
        parsed.unread |= _EVERYTHING
    parsed.places = list(places.values())
    parsed.observations = check_numbers(parsed.observations, file=file, problems=problems)
    return parsed


def _newer(place: Place, kept: Place) -> bool:
    if place.population is None or place.population_period is None:
        return False
    return kept.population_period is None or place.population_period > kept.population_period


def _header_is_sound(header: Sequence[str], *, file: str, problems: Problems) -> bool:
    missing = [name for name in COLUMNS if name not in header]
    others = [name for name in header if name not in COLUMNS and name not in _ALSO_THERE]
    for name in missing:
        close = get_close_matches(name, others, n=1, cutoff=0.7)
        remedy = (
            f"'{close[0]}' looks like it: rename it to '{name}'." if close else "Download the file again."
        )
        problems.add(file, "row 1", f"The column '{name}' of a PLACES file is missing.", remedy)
    return not missing


class _ColumnError(Exception):
    """A cell of the row that cannot be read."""

    def __init__(self, column: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.column, self.what, self.remedy = column, what, remedy


def _value(cells: dict[str, str], column: str, read: Callable[[str], Value]) -> Value | None:
    try:
        return read(cells[column]) if cells[column] else None
    except CellError as fault:
        raise _ColumnError(column, fault.what, fault.remedy) from None


def _year(cells: dict[str, str]) -> Period:
    year = _value(cells, "Year", period)
    if year is None:
        raise _ColumnError("Year", "The cell is blank.", "Download the file again.")
    return year


def _place(cells: dict[str, str]) -> Place:
    """The county, or the nation when the state is US."""
    word = cells["StateAbbr"]
    state = states_by_abbreviation().get(word)
    if state is None:
        raise _ColumnError("StateAbbr", f"'{word}' is not a state.", nearest(word, states_by_abbreviation()))
    people = _value(cells, "TotalPopulation", whole)
    year = _year(cells) if people is not None else None
    if state.place_id == NATION:
        return state.model_copy(update={"population": people, "population_period": year})
    fips = _fips(cells["LocationID"], state=state)
    return Place(
        place_id=fips,
        name=county_name(cells["LocationName"], fips=fips),
        level="county",
        parent_id=state.place_id,
        population=people,
        population_period=year,
    )


def _fips(raw: str, *, state: Place) -> str:
    """Five digits: spreadsheets drop the zero that the lowest ones begin with."""
    try:
        fips = fips_digits(raw)
    except CellError as fault:
        raise _ColumnError("LocationID", fault.what, fault.remedy) from None
    if fips[:2] != state.place_id:
        what = f"The county {fips} is not in {state.name}, whose counties begin with {state.place_id}."
        raise _ColumnError("LocationID", what, "Correct LocationID or StateAbbr.")
    return fips


def _observation(cells: dict[str, str], *, place_id: str) -> Observation:
    estimate = _value(cells, "Data_Value", number)
    hidden = estimate is None
    return Observation(
        indicator_id=_indicator_id(cells["MeasureId"], kind=cells["DataValueTypeID"]),
        place_id=place_id,
        period=_year(cells),
        estimate=estimate,
        lower=None if hidden else _value(cells, "Low_Confidence_Limit", number),
        upper=None if hidden else _value(cells, "High_Confidence_Limit", number),
        flag="suppressed" if hidden else "",
        note=(cells["Data_Value_Footnote"] or _HIDDEN_BY_PUBLISHER) if hidden else "",
    )


def _indicator_id(measure: str, *, kind: str) -> str:
    words = {code: word for code, (word, _, _) in _ADJUSTMENTS.items()}
    if kind not in words:
        raise _ColumnError(
            "DataValueTypeID", f"'{kind}' is not a kind of PLACES value.", nearest(kind, words)
        )
    if measure not in measure_ids():
        what = f"'{measure}' is not a PLACES measure known here."
        raise _ColumnError("MeasureId", what, nearest(measure, measure_ids()))
    return f"places_{measure.lower()}_{words[kind]}"


FORMAT = Format(
    name="places",
    title="a PLACES file",
    shapes=(Shape(looks_like, read),),
    needs=(
        "The columns are not those of a PLACES county file.",
        "Download the county data of PLACES that have one row a measure, with the column MeasureId.",
    ),
    refuses=refuses,
    source=source_text("places"),
)
