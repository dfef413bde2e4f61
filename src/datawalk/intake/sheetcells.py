"""One cell of a workbook to the text a CSV file would hold, or to what is wrong with it."""

import re
from datetime import date, datetime, time, timedelta

from datawalk.intake.tabular import Faulty

_LONGEST = 32_767
"""Characters: the most a spreadsheet lets into one cell."""

_SAID = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""What a number format only says or pads with."""
_ZEROS = re.compile(r"0{2,}")


def cell_text(value: object, *, number_format: str, data_type: str, formula: bool, at: str) -> str:
    """The text of a cell; `at` is its address, such as D7. Blank cells are empty.

    Dates become 2026-03-31, whole numbers lose their decimals, percentages read as the sheet shows them: 0.184 and
    18.4 mean the same there, and only the sign says which is meant.
    """
    if value is None:
        return _nothing_saved(at) if formula and data_type != "str" else ""
    if data_type == "e":
        remedy = "Correct its formula, or clear the cell."
        return Faulty(str(value), what=f"The cell {at} shows the error {value}.", remedy=remedy)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime | date | time | timedelta):
        return _day_text(value, at=at)
    if isinstance(value, int | float):
        return _number_text(value, number_format=number_format)
    text = str(value)
    if len(text) > _LONGEST:
        what = f"The cell {at} holds {len(text)} characters."
        return Faulty(text[:20], what=what, remedy=f"Shorten it to {_LONGEST} or fewer.")
    return text.strip()


def _nothing_saved(at: str) -> Faulty:
    what = f"The cell {at} holds a formula whose value was never saved."
    remedy = "Open the workbook in a spreadsheet and save it, or write the value itself."
    return Faulty("=", what=what, remedy=remedy)


def _day_text(value: datetime | date | time | timedelta, *, at: str) -> str:
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        shown = value.isoformat(sep=" ", timespec="minutes")
        remedy = f"Write the day alone: {value.date().isoformat()}."
        return Faulty(shown, what=f"The cell {at} holds a day with a time, {shown}.", remedy=remedy)
    if isinstance(value, date):
        return value.isoformat()
    what = f"The cell {at} holds a time of day or a length of time."
    return Faulty(str(value), what=what, remedy="Format it as a number or a date, and write the value again.")


def _number_text(value: float, *, number_format: str) -> str:
    shape = _SAID.sub("", number_format).split(";")[0]
    if "%" in shape:
        decimals = len(re.sub(r"[^0#?]", "", shape.partition(".")[2]))
        return f"{value * 100:.{decimals}f}%"
    if _ZEROS.fullmatch(shape) and value == int(value) and value >= 0:
        return f"{int(value):0{len(shape)}d}"
    return f"{value:.15g}"
