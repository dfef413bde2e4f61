"""Cells: what is read, what is refused and with which remedy."""

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


@pytest.mark.parametrize("cell", ["2024-2019", "24", "2019/2023", "2019-23"])
def test_periods_are_years_or_spans(cell: str) -> None:
    with pytest.raises(cells.CellError, match="is not a period"):
        cells.period(cell)
