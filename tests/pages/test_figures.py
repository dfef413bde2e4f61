"""Figures that are drawn once for every visitor."""

import plotly.io
from plotly.tools import return_figure_from_figure_or_data

from datawalk.charts.draw import figure
from datawalk.charts.plotted import Axis, DotRow, Dots
from datawalk.ui.release import drawn

DOTS = Dots(
    axis=Axis(0, 20, ((0, "0%"), (10, "10%"), (20, "20%"))),
    rows=(DotRow("Asian", "5%", "reference", 5, 4, 6), DotRow("Black", "12%", "worst", 12, 9, 15)),
)


def test_a_figure_is_sent_as_it_was_drawn_and_copied_for_nobody() -> None:
    shared = drawn(DOTS, "page", "light")
    held = return_figure_from_figure_or_data(shared, validate_figure=True)
    sent = plotly.io.to_json(held, validate=False)
    assert sent == plotly.io.to_json(figure(DOTS, size="page", theme="light"))
    again = return_figure_from_figure_or_data(shared, validate_figure=True)
    assert again is held
    assert plotly.io.to_json(again, validate=False) == sent
