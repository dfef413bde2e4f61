"""The text of one cell to a value: numbers, dates, periods, yes and no, lists and fixed words."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from math import isfinite
from typing import Any

from datawalk.domain.periods import Period
from datawalk.intake.problems import nearest

Read = Callable[[str], Any]

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)
_DAY_NUMBER = re.compile(r"\d{5}(\.\d+)?", re.ASCII)
_WEB = re.compile(r"https?://[^\s/]\S*")
_YES_NO = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}

_LARGEST = 1_000_000_000_000
"""More than anybody counts, and less than a release can hold."""

_LAST_YEAR = 2200
"""Beyond it days stand for "without an end", over which no money can be spread."""

OR_BLANK = ", or leave the cell blank"
"""The end of a remedy, for columns that may be blank."""


class CellError(Exception):
    """A cell that cannot be read: what is wrong with it and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def text(cell: str) -> str:
    """The words as they are."""
    return cell


def number(cell: str) -> float:
    """A number written with a point; no thousands signs, no percent sign, no infinity."""
    if _NUMBER.fullmatch(cell) and isfinite(value := float(cell)):
        return value
    raise CellError(f"'{cell}' is not a number.", _number_remedy(cell))


def not_negative(cell: str) -> float:
    """A number of 0 or more."""
    value = number(cell)
    if value < 0:
        raise CellError(f"'{cell}' is below 0.", f"Write a number of 0 or more{OR_BLANK}.")
    if value > _LARGEST:
        raise CellError(f"'{cell}' is too large.", f"Write a number of at most {_LARGEST}.")
    return value


def published(cell: str) -> float:
    """A number as publishers write it: with commas between thousands, or as a spreadsheet's 1.2E+03."""
    return number(cell.replace(",", "") if _THOUSANDS.fullmatch(cell) else cell)


@cache
def shifted(places: int) -> Callable[[str], float]:
    """A reader of published numbers that moves their decimal point, so that 0.173 by 2 places is 17.3 exactly."""

    def read(cell: str) -> float:
        published(cell)
        return float(Decimal(cell.replace(",", "")).scaleb(places))

    return read if places else published


def whole(cell: str) -> int:
    """A whole number of 0 or more; `10.0` counts as whole."""
    value = not_negative(cell)
    if value != int(value):
        raise CellError(f"'{cell}' is not a whole number.", "Write a whole number.")
    return int(value)


def between(low: float, high: float, *, read: Callable[[str], float]) -> Read:
    """A reader of numbers from `low` to `high`, both included."""

    def bounded(cell: str) -> float:
        value = read(cell)
        if low <= value <= high:
            return value
        what = f"'{cell}' is not between {low:g} and {high:g}."
        raise CellError(what, f"Write a number from {low:g} to {high:g}.")

    return bounded


def day(cell: str) -> date:
    """A date as 2026-03-31."""
    if _DAY.fullmatch(cell):
        try:
            found = date.fromisoformat(cell)
        except ValueError:
            raise CellError(f"There is no day '{cell}'.", "Correct its month or its day.") from None
        if found.year > _LAST_YEAR:
            raise CellError(f"'{cell}' is too far ahead.", f"Write a day of {_LAST_YEAR} or before.")
        return found
    if counted := _counted_day(cell):
        what = f"'{cell}' is a number, not a date: {counted.isoformat()} as a spreadsheet counts days."
        raise CellError(
            what, f"Write {counted.isoformat()} if that is the day, or format the column as a date."
        )
    raise CellError(f"'{cell}' is not a date.", "Write year-month-day, such as 2026-03-31.")


def month(cell: str) -> date:
    """A month as 2026-03, or any day of it: its first day."""
    try:
        return day(f"{cell}-01" if _MONTH.fullmatch(cell) else cell).replace(day=1)
    except CellError as fault:
        if counted := _counted_day(cell):
            written = f"{counted:%Y-%m}"
            what = f"'{cell}' is a number, not a month: a day in {written} as a spreadsheet counts days."
            raise CellError(
                what, f"Write {written} if that is the month, or format the column as a date."
            ) from fault
        raise CellError(f"'{cell}' is not a month.", "Write year-month, such as 2026-03.") from fault


def _counted_day(cell: str) -> date | None:
    """The day a spreadsheet means by a number of five digits: days since the end of 1899."""
    if not _DAY_NUMBER.fullmatch(cell):
        return None
    return date(1899, 12, 30) + timedelta(days=int(float(cell)))


@lru_cache(maxsize=4096)
def period(cell: str) -> Period:
    """A year or a span of years."""
    try:
        return Period.parse(cell)
    except ValueError:
        raise CellError(f"'{cell}' is not a period.", "Write 2023 or 2019-2023.") from None


def yes_or_no(cell: str) -> bool:
    """1 or 0; yes, no, true and false are understood."""
    if cell.lower() in _YES_NO:
        return _YES_NO[cell.lower()]
    raise CellError(f"'{cell}' is neither yes nor no.", "Write 1 for yes or 0 for no.")


def several(cell: str) -> tuple[str, ...]:
    """Words between semicolons, in their order."""
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)


def web_address(cell: str) -> str:
    """A link that a page may show: it begins with https:// or http://."""
    if _WEB.fullmatch(cell):
        return cell
    raise CellError(f"'{cell}' is not a web address.", "Write it in full, such as https://example.org.")


def one_of(words: Iterable[str]) -> Read:
    """A reader of one fixed word."""
    known = tuple(words)

    def read(cell: str) -> str:
        if cell in known:
            return cell
        raise CellError(f"'{cell}' is not a word for this column.", nearest(cell, known))

    return read


def _number_remedy(cell: str) -> str:
    if cell.endswith("%"):
        return "Leave out the percent sign."
    if _THOUSANDS.fullmatch(cell):
        return "Leave out the comma between thousands; decimals go after a point."
    if _DECIMAL_COMMA.fullmatch(cell):
        return f"Write decimals with a point: {cell.replace(',', '.')}."
    if cell[:1] in "$€£":
        return "Write digits only, without a currency sign or commas."
    return f"Write digits with a point for decimals{OR_BLANK}."
