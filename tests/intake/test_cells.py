"""Cells: what is read, what is refused and with which remedy."""

from datetime import date

import pytest

from datawalk.intake.formats import cells


@pytest.mark.parametrize(
    ("cell", "value"), [("12", 12.0), ("-0.5", -0.5), (".5", 0.5), ("1.", 1.0), ("2e3", 2000.0)]
)
def test_numbers(cell: str, value: float) -> None:
    assert cells.number(cell) == value


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("12,5", "Write decimals with a point: 12.5."),
        ("1,234", "Leave out the comma between thousands; decimals go after a point."),
        ("12%", "Leave out the percent sign."),
        ("$1,500", "Write digits only, without a currency sign or commas."),
        ("nan", "Write digits with a point for decimals, or leave the cell blank."),
        ("1e400", "Write digits with a point for decimals, or leave the cell blank."),
        ("1_000", "Write digits with a point for decimals, or leave the cell blank."),
        ("inf", "Write digits with a point for decimals, or leave the cell blank."),
    ],
)
def test_what_is_no_number_has_a_remedy(cell: str, remedy: str) -> None:
    with pytest.raises(cells.CellError) as caught:
        cells.number(cell)
    assert (caught.value.what, caught.value.remedy) == (f"'{cell}' is not a number.", remedy)


def test_yes_no_and_lists() -> None:
    assert [cells.yes_or_no(cell) for cell in ("1", "0", "Yes", "FALSE")] == [True, False, True, False]
    assert cells.several("health; schools ;;x") == ("health", "schools", "x")
    assert cells.whole("10.0") == 10


def test_months_and_days() -> None:
    assert [cells.month(cell) for cell in ("2026-03", "2026-03-31")] == [date(2026, 3, 1)] * 2
    assert cells.day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("read", "cell", "told"),
    [
        (cells.day, "2025-02-29", "There is no day '2025-02-29'. Correct its month or its day."),
        (cells.day, "9999-12-31", "'9999-12-31' is too far ahead. Write a day of 2200 or before."),
        (cells.not_negative, "1e300", "'1e300' is too large. Write a number of at most 1000000000000."),
        (cells.day, "20260331", "'20260331' is not a date. Write year-month-day, such as 2026-03-31."),
        (cells.day, "2026-W14-2", "'2026-W14-2' is not a date. Write year-month-day, such as 2026-03-31."),
        (
            cells.day,
            "45123",
            "'45123' is a number, not a date: 2023-07-16 as a spreadsheet counts days. "
            "Write 2023-07-16 if that is the day, or format the column as a date.",
        ),
        (
            cells.month,
            "45123.0",
            "'45123.0' is a number, not a month: a day in 2023-07 as a spreadsheet counts days. "
            "Write 2023-07 if that is the month, or format the column as a date.",
        ),
        (cells.month, "2026-13", "'2026-13' is not a month. Write year-month, such as 2026-03."),
    ],
)
def test_what_is_no_day_or_month_has_a_remedy(read: cells.Read, cell: str, told: str) -> None:
    with pytest.raises(cells.CellError) as caught:
        read(cell)
    assert f"{caught.value.what} {caught.value.remedy}" == told


@pytest.mark.parametrize(("cell", "fits"), [("1", True), ("4", True), ("0.9", False), ("4.1", False)])
def test_bounds_are_included(cell: str, fits: bool) -> None:
    read = cells.between(1, 4, read=cells.number)
    if fits:
        assert read(cell) == float(cell)
    else:
        with pytest.raises(cells.CellError, match=r"is not between 1 and 4\."):
            read(cell)


@pytest.mark.parametrize("cell", ["2024-2019", "24", "2019/2023", "2019-23"])
def test_periods_are_years_or_spans(cell: str) -> None:
    with pytest.raises(cells.CellError, match="is not a period"):
        cells.period(cell)
