"""Which columns of a County Health Rankings file hold which figure: decided once from its header."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.observations import Flag
from datawalk.intake.formats.catalogue import Measure, measures

_SAME = ("aian", "asian", "black", "hispanic", "white")
GROUPS = {**dict(zip(_SAME, _SAME, strict=True)), "nhopi": "nhpi", "tom": "multiracial"}
"""The publisher's words for race and ethnicity, and the groups here."""

BLANK = frozenset({"", "NA", "."})
"""Cells without a number."""

NOT_THERE: Mapping[Flag, str] = {
    "missing": "Not in the publisher's file.",
    "suppressed": "Left blank by the publisher, as it does where numbers are small.",
}
"""The notes of blank cells, by what they mean."""

_GROUPS_OF_SHEETS = {
    **{word.upper(): group for word, group in GROUPS.items() if word in ("aian", "nhopi")},
    **{word.title(): group for word, group in GROUPS.items() if word not in ("aian", "nhopi", "tom")},
}
WITH_PACIFIC = "Includes Pacific Islanders."
"""The note of figures of the group asian that count the group nhpi too."""

_CODE = re.compile(r"(v\d{3})_(.+)", re.IGNORECASE | re.ASCII)
_RACE = re.compile(r"race_([a-z]+?)(?:_(cilow|cihigh|flag2?))?", re.ASCII)
_OTHER = re.compile(r"other_?data_?(\d+)(?:_(cilow|cihigh))?", re.ASCII)
_PARTS = {
    "rawvalue": "estimate",
    "cilow": "lower",
    "cihigh": "upper",
    "numerator": "numerator",
    "denominator": "denominator",
    "flag": "flag",
    "flag2": "flag",
}
_PARTS_2014 = {
    ".Value": "estimate",
    ".Lower.Confidence.Interval": "lower",
    ".Upper.Confidence.Interval": "upper",
    ".Numerator": "numerator",
    ".Denominator": "denominator",
    ".denominator": "denominator",
    ".Ratio": "ratio",
}
_PROVIDERS = {"v004", "v062", "v088", "v131"}
_RESIDENTS = {f"v{number:03}" for number in (52, 53, 54, 55, 56, 57, 58, 59, 80, 81, 126)}
_RESIDENTS_2014 = ("Percent.of.population.", "Population.that.is.", "Population.living.in.")
_POPULATION_2014 = re.compile(r"X(\d{4})\.population\.estimate(?:\.Value)?", re.ASCII)
_LEFT_IN_SHEETS = {
    "Deaths",
    "Population",
    "Labor Force",
    "Cohort Size",
    "80th Percentile Income",
    "20th Percentile Income",
    "Annual Average Violent Crimes",
    "Workers who Drive Alone",
    "Non-Petitioned Cases",
    "Petitioned Cases",
    "Denominator",
    "Unreliable",
}
_SAID_BEFORE_FIGURES = {
    *("statecode", "countycode", "fipscode", "state", "county", "year", "county_ranked"),
    *("FIPS", "ST", "FIPS.State.Code", "FIPS.County.Code", "State", "County", "County.that.was.not.ranked"),
}


class Figure(NamedTuple):
    """One figure of every row: its columns by what they hold, and by how many places its decimal point moves.

    `blank` is what a blank cell means where no flag says otherwise.
    """

    indicator: Indicator
    columns: Mapping[str, str]
    shift: int
    subgroup: str = TOTAL
    blank: Flag = "missing"
    note: str = ""


class Plan(NamedTuple):
    """What the columns of a file hold.

    `missing`: columns that must be there, since others of the same figure are. `unknown`: columns left out.
    `residents`: whether columns that only say who lives there were left out.
    `population`: its column, and the year its name says.
    """

    figures: list[Figure]
    missing: list[str]
    unknown: list[str]
    residents: bool = False
    population: tuple[str, str] = ("", "")


def catalogue() -> Mapping[str, Measure]:
    """Every measure known, by its code."""
    return measures("chr")


def is_coded(names: Sequence[str]) -> bool:
    """Whether some of these are columns of measures by their code, such as v001_rawvalue."""
    return any(_place_in_code(name) is not None for name in names)


@cache
def sheet_columns() -> Mapping[str, str]:
    """The code of every measure of the state workbook by its column `group of columns: column`."""
    return {one.read["sheet"]: code for code, one in catalogue().items() if "sheet" in one.read}


@cache
def columns_2014() -> Mapping[str, str]:
    """The code of every measure of the national file of 2014 by the beginning of its columns' names."""
    return {one.read["r2014"]: code for code, one in catalogue().items() if "r2014" in one.read}


def _place_in_code(name: str) -> tuple[str, str, str] | None:
    """The code, the group and the part a column named by code holds; None for any other column."""
    found = _CODE.fullmatch(name)
    if found is None:
        return None
    code, rest = found[1].lower(), found[2].lower()
    if rest in _PARTS:
        return code, TOTAL, _PARTS[rest]
    if rest == "rawalternatevalue" and code in _PROVIDERS:
        return f"{code}_other_data_1", TOTAL, "estimate"
    if race := _RACE.fullmatch(rest):
        return (code, GROUPS[race[1]], _PARTS[race[2] or "rawvalue"]) if race[1] in GROUPS else None
    if other := _OTHER.fullmatch(rest):
        return f"{code}_other_data_{other[1]}", TOTAL, _PARTS[other[2] or "rawvalue"]
    return None


def _says_nothing_here(name: str) -> bool:
    """Columns of places, of row numbers, and flags of where a figure came from."""
    return (
        name.lower() in _SAID_BEFORE_FIGURES
        or name in _SAID_BEFORE_FIGURES
        or name.lower().endswith(("flag_ct", "sourceflag"))
        or name.startswith("column ")
    )


def coded_plan(header: Sequence[str]) -> Plan:
    """The columns of the national analytic file and of the files of one measure, named by code."""
    held: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    unknown: list[str] = []
    for name in header:
        if where := _place_in_code(name):
            held[where[:2]][where[2]] = name
        elif not _says_nothing_here(name):
            unknown.append(name)
    population = held.pop(("v051", TOTAL), {}).get("estimate", "")
    plan = Plan([], [], unknown, any(code in _RESIDENTS for code, _ in held), (population, ""))
    for (code, group), columns in held.items():
        if code in _RESIDENTS:
            continue
        measure = catalogue().get(code)
        if measure is None:
            unknown.extend(columns.values())
            continue
        for part in ("flag", "se"):
            name = measure.read.get(part, "")
            if group == TOTAL and name in unknown:
                columns[part] = name
                unknown.remove(name)
        pacific = (code, "nhpi") not in held
        wanted = _raw_name(code, group, columns)
        _add(plan, measure, columns, group=group, shift=_shift(measure), wanted=wanted, pacific=pacific)
    return plan


def _raw_name(code: str, group: str, columns: Mapping[str, str]) -> str:
    """The name of the column that holds the figure itself, made from one beside it."""
    beside = next(iter(columns.values()))
    if group == TOTAL and "_other_data_" not in code:
        return f"{beside.rpartition('_')[0]}_rawvalue"
    return beside.rpartition("_")[0]


def _shift(measure: Measure) -> int:
    return measure.read.get("shift", 2 if measure.indicator.unit == "percent" else 0)


def _add(
    plan: Plan,
    measure: Measure,
    columns: dict[str, str],
    *,
    group: str,
    shift: int,
    wanted: str,
    pacific: bool = False,
) -> None:
    """Add a figure of a measure to the plan; without its own column, that column is missing."""
    if "estimate" not in columns:
        plan.missing.extend([wanted] if columns.keys() - {"flag"} else [])
        return
    if group != TOTAL or not measure.read.get("counts"):
        columns.pop("numerator", None)
        columns.pop("denominator", None)
    counted = measure.indicator.kind is None
    blank: Flag = "suppressed" if group != TOTAL and counted and "flag" not in columns else "missing"
    note = WITH_PACIFIC if group == "asian" and pacific and measure.read.get("asian_with_pacific") else ""
    plan.figures.append(Figure(measure.indicator, columns, shift, group, blank, note))


def plan_2014(header: Sequence[str]) -> Plan:
    """The columns of the national file of 2014, such as Premature.death.Value."""
    held: dict[str, dict[str, str]] = defaultdict(dict)
    unknown: list[str] = []
    residents, population = False, ("", "")
    for name in header:
        if of_people := _POPULATION_2014.fullmatch(name):
            population = name, of_people[1]
        if _says_nothing_here(name) or _POPULATION_2014.match(name):
            continue
        if name.startswith(_RESIDENTS_2014):
            residents = True
            continue
        ending = next((one for one in _PARTS_2014 if name.endswith(one)), "")
        base = name.removesuffix(ending)
        if base in columns_2014() and ending:
            held[base][_PARTS_2014[ending]] = name
        else:
            unknown.append(name)
    plan = Plan([], [], unknown, residents, population)
    for base, columns in held.items():
        measure = catalogue()[columns_2014()[base]]
        columns.pop("ratio", None)
        shift = measure.read.get("shift_2014", _shift(measure))
        _add(plan, measure, columns, group=TOTAL, shift=shift, wanted=f"{base}.Value")
    return plan


def sheet_plan(header: Sequence[str]) -> Plan:
    """The columns of a sheet of the state workbook, such as `Teen births: Teen Birth Rate`.

    Ranks, z-scores and counts that are no part of a share are left out; so is all that is known by no name.
    """
    plan = Plan([], [], [], any(name.startswith("Demographics: ") for name in header))
    used: set[str] = set()
    for name in header:
        if name in sheet_columns():
            used |= _add_of_sheet(plan, name, there=set(header))
    known = {one.partition(": ")[0] for one in sheet_columns()}
    for name in header:
        about, _, value = name.partition(": ")
        left = value == "Z-Score" or (about in known and (value in _LEFT_IN_SHEETS or value.startswith("# ")))
        if not (name in used or left or about == "Demographics" or _says_nothing_here(name)):
            plan.unknown.append(name)
    population = "Demographics: Population"
    return plan._replace(population=(population if population in header else "", ""))


def _add_of_sheet(plan: Plan, name: str, *, there: Collection[str]) -> set[str]:
    """Add the figures of the measure whose column this is, everyone's and the groups'; gives the columns used."""
    code = sheet_columns()[name]
    measure = catalogue()[code]
    about, _, value = name.partition(": ")
    own = "_other_data_" not in code
    read, shift = measure.read, measure.read.get("sheet_shift", 0)
    columns = {"estimate": name, **_limits(name, there=there)}
    if own and "lower" not in columns:
        columns |= _limits(f"{about}:", there=there)
    counts = zip(("numerator", "denominator"), read.get("sheet_counts", ()), strict=False)
    columns |= {part: f"{about}: {one}" for part, one in counts}
    if "sheet_unreliable" in read:
        columns["flag"] = f"{about}: {read['sheet_unreliable']}"
    columns = {part: one for part, one in columns.items() if one in there}
    used = set(columns.values())
    _add(plan, measure, columns, group=TOTAL, shift=shift, wanted=name)
    grouped = f"{about}: {read.get('sheet_group', value)}"
    pacific = f"{grouped} (NHOPI)" not in there
    for word, group in _GROUPS_OF_SHEETS.items() if own else ():
        one = f"{grouped} ({word})"
        if one in there:
            columns = {"estimate": one, **_limits(one, there=there)}
            used |= set(columns.values())
            _add(plan, measure, columns, group=group, shift=shift, wanted=one, pacific=pacific)
    return used


def _limits(name: str, *, there: Collection[str]) -> dict[str, str]:
    ends = {"lower": f"{name} 95% CI - Low", "upper": f"{name} 95% CI - High"}
    return {part: column for part, column in ends.items() if column in there}
