"""The cells of American Community Survey tables: marks in place of numbers, and which of them make an indicator."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from datawalk.domain.indicators import PER, TOTAL, Indicator
from datawalk.domain.observations import Flag
from datawalk.intake.formats.catalogue import Measure, measures
from datawalk.intake.formats.cells import CellError, not_negative, published
from datawalk.measures.acs_margins import (
    is_unsure,
    margin_of_proportion,
    margin_of_ratio,
    margin_of_sum,
    se_of_margin,
)

LETTERS = {
    "A": "white",
    "B": "black",
    "C": "aian",
    "D": "asian",
    "E": "nhpi",
    "F": "not_listed",
    "G": "multiracial",
    "H": "white",
    "I": "hispanic",
}
"""The race a table with this letter after its name is about. A is white alone, H white and not Hispanic."""

BLANK = ("", "null")
"""A cell without anything: the data portal writes null."""

_FEW = "Too few people answered for an estimate."
_NOT_SHOWN = "Not shown by the Census Bureau: too few people answered."
_NONE = "Not available for this place or group."
_NO_WHOLE = "There is nobody to work it out from."
_ESTIMATES: dict[str, tuple[Flag, str]] = {
    "": ("missing", "Not in the file."),
    "null": ("missing", "Not in the file."),
    "-": ("missing", _FEW),
    "N": ("suppressed", _NOT_SHOWN),
    "(X)": ("missing", _NONE),
}
_ESTIMATE_CODES: dict[float, tuple[Flag, str]] = {
    -666666666: ("missing", _FEW),
    -999999999: ("suppressed", _NOT_SHOWN),
    -888888888: ("missing", _NONE),
    -555555555: ("missing", _NONE),
    -333333333: ("missing", _NONE),
    -222222222: ("missing", _NONE),
}
_MARGINS: dict[str, float | None] = {
    **dict.fromkeys(("-", "N", "(X)", "**", "***", *BLANK)),
    "*****": 0.0,
}
_CONTROLLED = -555555555.0
"""The margin of an estimate that is held to a count and has no sampling error."""


class Cell(NamedTuple):
    """One estimate with its 90 % margin. Without a value, `flag` and `note` say why."""

    value: float | None
    margin: float | None = None
    flag: Flag = ""
    note: str = ""


class Plan(NamedTuple):
    """How one indicator of one group is made of cells, each by its column's name without the last letter.

    `whole` is empty for a figure that is published as it is; `less` is taken off the whole. `per`: what the share
    is multiplied by, 0 for a ratio. `people`: whether the counts are of people. `ends`: the values that stand for
    'this much or less' and 'this much or more'.
    """

    indicator: Indicator
    dimension: str
    subgroup: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    less: tuple[str, ...]
    per: float
    people: bool
    ends: tuple[float, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return *self.part, *self.whole, *self.less


def estimate(text: str) -> Cell:
    """The cell of an estimate; a mark or a code gives the reason. Raises CellError for any other text."""
    if text in _ESTIMATES:
        flag, note = _ESTIMATES[text]
        return Cell(None, flag=flag, note=note)
    if text[-1] in "+-" and text[0].isdigit():
        published(text[:-1])
        more = "more" if text[-1] == "+" else "less"
        return Cell(None, flag="missing", note=f"The Census Bureau says only {text[:-1]} or {more}.")
    value = published(text)
    if value in _ESTIMATE_CODES:
        flag, note = _ESTIMATE_CODES[value]
        return Cell(None, flag=flag, note=note)
    return Cell(value if value >= 0 else not_negative(text))


def margin(text: str) -> float | None:
    """A margin of error; None where there is none. Raises CellError for any other text."""
    if text in _MARGINS:
        return _MARGINS[text]
    value = published(text.removeprefix("±"))
    if value < 0 and value in _ESTIMATE_CODES:
        return 0.0 if value == _CONTROLLED else None
    return value if value >= 0 else not_negative(text)


def plans(header: Iterable[str], *, labels: Mapping[str, str], last_year: int) -> tuple[list[Plan], set[str]]:
    """The indicators that can be made of a file's columns, and the columns that those lack which are there in part.

    `labels` are the columns' labels, empty for a file without; `last_year` the last of the file's period.
    """
    there = {name[:-1] for name in header if name.endswith("E")}
    made: list[Plan] = []
    lacking: set[str] = set()
    for measure in measures("acs").values():
        if not _rows_are_known(measure, labels=labels, last_year=last_year):
            continue
        found = [plan for plan in _variants(measure) if there.intersection(plan.cells)]
        whole = [plan for plan in found if there.issuperset(plan.cells)]
        lacking |= {f"{cell}E" for plan in found if plan not in whole for cell in plan.cells} - set(header)
        made += _one_white(whole)
    return made, lacking


def _one_white(found: list[Plan]) -> list[Plan]:
    """White people who are not Hispanic rather than all white people, where a file has both."""
    for plan in found:
        if any(_letter(plan) == "A" and _letter(other) == "H" for other in found):
            return [one for one in found if _letter(one) != "A"]
    return found


def _letter(plan: Plan) -> str:
    return plan.part[0].partition("_")[0][-1]


def all_white(plan: Plan) -> bool:
    """Whether the figure is about white people, those who are Hispanic included."""
    return plan.subgroup == LETTERS["A"] and _letter(plan) == "A"


def _rows_are_known(measure: Measure, *, labels: Mapping[str, str], last_year: int) -> bool:
    """Whether the cells mean what the catalogue says: the rows of some tables move from year to year."""
    read = measure.read
    if labels and "label" in read:
        label = labels.get(f"{read['table']}_{read['value'][0]}E", "").lower().rstrip(":")
        return all(words in label for words in read["label"]) and label.endswith(read["label"][-1])
    return read.get("since", 0) <= last_year <= read.get("until", 9999)


def _variants(measure: Measure) -> Iterable[Plan]:
    """Everyone and each group, whether the file has them or not."""
    read = measure.read
    table: str = read["table"]
    part = read.get("value") or read["numerator"]
    if read.get("total", True):
        yield _plan(measure, part, table=table, dimension=TOTAL, subgroup=TOTAL)
    for group, cells in read.get("groups", {}).items():
        yield _plan(measure, cells, table=table, dimension=read["dimension"], subgroup=group)
    for letter, group in LETTERS.items() if read.get("letters") else ():
        yield _plan(measure, part, table=table + letter, dimension="race_ethnicity", subgroup=group)


def _plan(measure: Measure, part: Sequence[str], *, table: str, dimension: str, subgroup: str) -> Plan:
    indicator, read = measure

    def named(cells: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{table}_{cell}" for cell in cells)

    return Plan(
        indicator=indicator,
        dimension=dimension,
        subgroup=subgroup,
        part=named(part),
        whole=named(read.get("denominator", ())),
        less=named(read.get("less", ())),
        per=PER.get(indicator.unit, 0.0),
        people=read.get("people", False),
        ends=tuple(read.get("ends", ())),
    )


def figure(plan: Plan, *, cells: Mapping[str, Cell]) -> dict[str, Any]:
    """The fields of the observation that the cells give; one with a wide margin is flagged unreliable."""
    found = _worked_out(plan, cells=cells)
    if (se := found.get("se")) is not None and is_unsure(found["estimate"], se=se):
        found |= {"flag": "unreliable", "note": "Its margin of error is wide."}
    return found


def _worked_out(plan: Plan, *, cells: Mapping[str, Cell]) -> dict[str, Any]:
    used = [_open_ended(cells[name], ends=plan.ends) for name in plan.cells]
    if hidden := [cell for cell in used if cell.value is None]:
        worst = next((cell for cell in hidden if cell.flag == "suppressed"), hidden[0])
        return {"flag": worst.flag, "note": worst.note}
    part, part_margin = _added(used[: len(plan.part)])
    if not plan.whole:
        return {"estimate": part, "se": None if part_margin is None else se_of_margin(part_margin)}
    taken_off = len(used) - len(plan.less)
    whole, whole_margin = _added(used[len(plan.part) :])
    whole -= 2 * sum(cell.value or 0.0 for cell in used[taken_off:])
    if whole <= 0:
        return {"flag": "missing", "note": _NO_WHOLE}
    found: dict[str, Any] = {"estimate": plan.per * part / whole if plan.per else part / whole}
    if plan.people:
        found["denominator"] = whole
    if part_margin is not None and whole_margin is not None:
        rule = margin_of_proportion if plan.per else margin_of_ratio
        width = rule(part, whole, part_margin=part_margin, whole_margin=whole_margin)
        found["se"] = se_of_margin(width) * (plan.per or 1.0)
        if plan.people:
            # without a margin both counts would pass for those of a complete count
            found["numerator"] = part
    return found


def _added(cells: Sequence[Cell]) -> tuple[float, float | None]:
    """The sum and its margin; a single cell keeps its own."""
    values = [cell.value for cell in cells if cell.value is not None]
    margins = [cell.margin for cell in cells if cell.margin is not None]
    return sum(values), margin_of_sum(values, margins) if len(margins) == len(cells) else None


def _open_ended(cell: Cell, *, ends: Sequence[float]) -> Cell:
    """A median at one end of its scale, which is published as the next number beyond it and without a margin."""
    if cell.margin is not None or cell.value is None or cell.value not in ends:
        return cell
    low = cell.value == min(ends)
    end = f"{cell.value + 1:,.0f} or less" if low else f"{cell.value - 1:,.0f} or more"
    return Cell(None, flag="missing", note=f"The Census Bureau says only {end}.")


def cell_of(texts: Mapping[str, str], name: str) -> tuple[Cell, str, CellError | None]:
    """The cell of `name` (`B17020_003`) with its margin, and the column and the fault when it cannot be read.

    An annotation stands in place of its number.
    """
    column = f"{name}E"
    try:
        for column in (f"{name}EA", f"{name}E"):
            if (text := texts.get(column, "")) not in BLANK:
                break
        found = estimate(texts.get(column, ""))
        if found.value is None:
            return found, column, None
        for column in (f"{name}MA", f"{name}M"):
            if (text := texts.get(column, "")) not in BLANK:
                return found._replace(margin=margin(text)), column, None
    except CellError as error:
        return Cell(None), column, error
    return found, column, None
