"""Cross-checks of observations and places against everything else."""

from collections.abc import Mapping

import numpy as np

from datawalk.domain.cells import GRAIN, Cells
from datawalk.domain.indicators import PER, TOTAL, Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.intake.contents import Contents
from datawalk.intake.formats.rows import Origin
from datawalk.intake.problems import Problems
from datawalk.intake.unknowns import Unknowns
from datawalk.intake.workspace import Origins

REFERENCES = ("best_reliable", "largest", "overall")
"""What a reference may be besides the id of a group."""


def check_observations(
    contents: Contents, *, origins: Origins, unknowns: Unknowns, problems: Problems
) -> None:
    """Unknown words, doubled cells, and numbers that their indicator's unit does not allow.

    The columns tell which rows have something wrong; those are looked at one by one, to say what.
    """
    groups = group_ids(contents)
    cells = contents.cells
    doubled = cells.frame.duplicated(subset=list(GRAIN), keep=False).to_numpy()
    wrong = doubled | _unknown(cells, contents, groups=groups) | _disallowed(cells, contents)
    seen: dict[tuple[str, str, Period, str, str], Origin] = {}
    for at, one in zip(np.flatnonzero(wrong).tolist(), cells.where(wrong), strict=True):
        origin = origins.observations[at]
        indicator = contents.indicators.get(one.indicator_id)
        if indicator is None:
            unknowns.in_row(
                origin, "indicator_id", one.indicator_id, noun="an indicator", known=contents.indicators
            )
        if one.place_id not in contents.places:
            unknowns.in_row(origin, "place_id", one.place_id, noun="a place", known=contents.places)
        check_group(one.dimension, one.subgroup, groups=groups, origin=origin, unknowns=unknowns)
        first = seen.setdefault(one.grain, origin)
        if first is not origin:
            there = f"row {first.row}" if first.file == origin.file else f"{first.file}, row {first.row}"
            where = f"row {origin.row}" + (f", column {origin.column}" if origin.column else "")
            what = f"The same indicator, place, period, dimension and subgroup are in {there} already."
            problems.add(origin.file, where, what, "Delete one of the two rows.")
        if indicator is not None and (fault := _number_fault(one, indicator)):
            column, what, remedy = fault
            problems.add(origin.file, f"row {origin.row}, column {origin.column or column}", what, remedy)


def _unknown(cells: Cells, contents: Contents, *, groups: Mapping[str, frozenset[str]]) -> np.ndarray:
    """Which cells name something that is not there."""
    known = cells.each("indicator_id", lambda word: word in contents.indicators).astype(bool)
    known &= cells.each("place_id", lambda word: word in contents.places).astype(bool)
    dimensions, subgroups = (cells.words(name) for name in ("dimension", "subgroup"))
    fits = np.array(
        [
            [group in groups.get(dimension, ()) for group in subgroups.categories]
            for dimension in dimensions.categories
        ],
        dtype=bool,
    )
    return ~(known & fits[dimensions.codes, subgroups.codes]) if len(cells) else ~known


def _disallowed(cells: Cells, contents: Contents) -> np.ndarray:
    """Which cells `_number_fault` finds something wrong with."""

    def unit(word: str) -> str:
        return contents.indicators[word].unit if word in contents.indicators else ""

    estimate, count, people = (cells.numbers(name) for name in ("estimate", "numerator", "denominator"))
    share = cells.each("indicator_id", lambda word: unit(word) in PER).astype(bool)
    percent = cells.each("indicator_id", lambda word: unit(word) == "percent").astype(bool)
    blank = np.isnan(estimate) & cells.is_word("flag", "") & ~share
    outside = percent & ((estimate < 0) | (estimate > 100))
    return (people == 0) | (share & (count > people)) | blank | outside


def _number_fault(one: Observation, indicator: Indicator) -> tuple[str, str, str] | None:
    share = indicator.unit in PER
    if one.denominator == 0:
        return "denominator", "The denominator is 0.", "Clear the numbers and write 'missing' in flag."
    if (
        share
        and one.numerator is not None
        and one.denominator is not None
        and one.numerator > one.denominator
    ):
        what = f"The numerator {one.numerator:g} is above the denominator {one.denominator:g}."
        return "numerator", what, "Check both: the numerator counts some of those in the denominator."
    if one.estimate is None and one.flag == "" and not share:
        what = f"There is no estimate, and {indicator.unit} cannot be worked out from the counts."
        return "estimate", what, "Write the estimate."
    if indicator.unit == "percent" and one.estimate is not None and not 0 <= one.estimate <= 100:
        what = f"The estimate {one.estimate:g} is not between 0 and 100, but its indicator is in percent."
        return "estimate", what, f"Correct it, or the unit in indicators/{indicator.id}.toml."
    return None


def group_ids(contents: Contents) -> dict[str, frozenset[str]]:
    """The groups of each dimension, `total` included."""
    own = {key: frozenset(group.id for group in one.group) for key, one in contents.dimensions.items()}
    return {TOTAL: frozenset({TOTAL}), **own}


def check_group(
    dimension: str, subgroup: str, *, groups: dict[str, frozenset[str]], origin: Origin, unknowns: Unknowns
) -> None:
    """Note a dimension that is not there, or a group the dimension does not have."""
    if dimension not in groups:
        unknowns.in_row(origin, "dimension", dimension, noun="a dimension", known=groups)
    elif subgroup not in groups[dimension]:
        noun = f"a group of the dimension '{dimension}'"
        unknowns.in_row(origin, "subgroup", subgroup, noun=noun, known=groups[dimension])


def check_places(contents: Contents, *, origins: Origins, unknowns: Unknowns, problems: Problems) -> None:
    """Parents that are not there, and places that lie in themselves."""
    told: set[str] = set()
    for key, origin in origins.places.items():
        parent = contents.places[key].parent_id
        if parent is not None and parent not in contents.places:
            unknowns.in_row(origin, "parent_id", parent, noun="a place", known=contents.places)
        ring = _ring(key, contents)
        if ring and not told & set(ring):
            told |= set(ring)
            what = f"The place '{key}' lies in itself: {' in '.join([*ring, key])}."
            problems.add(
                origin.file, f"row {origin.row}, column parent_id", what, "Correct one of the parents."
            )


def _ring(key: str, contents: Contents) -> list[str]:
    """The places from `key` up to where it comes again; empty when it does not."""
    path = [key]
    while (place := contents.places.get(path[-1])) and place.parent_id:
        if place.parent_id == key:
            return path
        if place.parent_id in path:
            return []
        path.append(place.parent_id)
    return []
