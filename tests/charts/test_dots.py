"""The figure of dots says what its input says, in its order, at the size asked for."""

from typing import Any

import pytest

from datawalk.charts.dots import SCALES, draw_dots
from datawalk.charts.inputs import Size, Theme
from datawalk.charts.palette import PALETTES
from datawalk.charts.plotted import Axis, DotRow, Dots

AXIS = Axis(0.0, 25.0, ((0.0, "0%"), (5.0, "5%"), (25.0, "25%")))
ROWS = (
    DotRow("Hispanic or Latino", "18.4%", "worst", 18.4, 16.2, 20.9),
    DotRow("American Indian", "14.9%", "hollow", 14.9, 9.8, 21.5, note="Too uncertain to rely on"),
    DotRow("White", "6.1%", "plain", 6.1, 5.6, 6.8),
    DotRow("Asian", "5.2%", "reference", 5.2, 3.7, 7.2),
    DotRow("Pacific Islander", "Not shown to protect privacy", "hidden"),
)
DOTS = Dots(AXIS, ROWS, line=8.7, line_label="County, all residents 8.7%")


def _figure(
    picture: Dots = DOTS, *, size: Size = "page", theme: Theme = "light"
) -> Any:  # plotly describes no attribute of its figures
    return draw_dots(picture, size=size, theme=theme)


def _texts(figure: Any) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def _markers(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "markers"]


def _bars(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "lines"]


def test_a_dot_and_a_bar_for_every_shown_row_and_none_for_a_hidden_one() -> None:
    figure = _figure()
    assert [trace.x[0] for trace in _markers(figure)] == [18.4, 14.9, 6.1, 5.2]
    assert [tuple(trace.x) for trace in _bars(figure)] == [(16.2, 20.9), (9.8, 21.5), (5.6, 6.8), (3.7, 7.2)]


def test_rows_run_from_top_to_bottom_in_the_given_order() -> None:
    figure = _figure()
    names = [text.replace("<br>", " ") for text in figure.layout.yaxis.ticktext]
    assert names == [
        "<b>Hispanic or Latino</b>",
        "American Indian",
        "White",
        "<b>Asian</b>",
        "Pacific Islander",
    ]
    heights = list(figure.layout.yaxis.tickvals)
    assert heights == sorted(heights, reverse=True)
    low, high = figure.layout.yaxis.range
    assert all(low < height < high for height in heights)


def test_every_value_reason_and_label_is_written() -> None:
    texts = _texts(_figure())
    assert texts == [
        "<b>18.4%</b>",
        "14.9%",
        "<i>Too uncertain to<br>rely on</i>",
        "6.1%",
        "<b>5.2%</b>",
        "<i>Not shown to protect<br>privacy</i>",
        "County, all residents 8.7%",
    ]


def test_two_highlights_and_each_also_bold() -> None:
    colours = PALETTES["light"]
    markers = _markers(_figure())
    assert [trace.marker.color for trace in markers] == [
        colours.coral,
        colours.card,
        colours.grey,
        colours.teal,
    ]


def test_an_unreliable_row_is_hollow_and_dashed_not_only_grey() -> None:
    hollow_bar = _bars(_figure())[1]
    hollow_dot = _markers(_figure())[1]
    assert hollow_bar.line.dash == "dot"
    assert hollow_dot.marker.line.width > 0


def test_the_value_stands_right_of_its_interval() -> None:
    figure = _figure()
    for row in ROWS[:4]:
        note = next(note for note in figure.layout.annotations if row.text in note.text)
        assert note.x == row.upper
        assert note.xanchor == "left"
        assert note.xshift > 0


@pytest.mark.parametrize(("at", "anchor"), [(1.0, "left"), (12.0, "center"), (24.0, "right")])
def test_the_lines_label_leans_inwards(at: float, anchor: str) -> None:
    figure = _figure(Dots(AXIS, ROWS, line=at, line_label="All 1%"))
    assert figure.layout.annotations[-1].xanchor == anchor
    assert figure.layout.shapes[0].line.dash == "dot"


def test_without_an_overall_there_is_no_line() -> None:
    figure = _figure(Dots(AXIS, ROWS))
    assert len(figure.layout.shapes) == 0


def test_the_axis_is_the_given_one_and_says_where_it_starts() -> None:
    axis = Axis(24.0, 32.0, ((24.0, "24%"), (32.0, "32%")), note="The scale starts at 24%, not at zero.")
    figure = _figure(Dots(axis, (DotRow("Bristol", "28.5%", "plain", 28.5, 26.7, 30.3),)))
    assert tuple(figure.layout.xaxis.range) == (24.0, 32.0)
    assert tuple(figure.layout.xaxis.ticktext) == ("24%", "32%")
    assert figure.layout.xaxis.title.text == axis.note


@pytest.mark.parametrize(("size", "least"), [("page", 15), ("projector", 28)])
def test_chart_labels_are_large_enough(size: Size, least: int) -> None:
    assert _figure(size=size).layout.font.size >= least


def test_a_long_name_wraps_on_the_page_and_makes_its_row_higher() -> None:
    long = DotRow("Personas nativas de Hawái o de otras islas del Pacífico", "9%", "plain", 9.0, 8.0, 10.0)
    figure = _figure(Dots(AXIS, (long, *ROWS[1:])))
    lines = figure.layout.yaxis.ticktext[0].split("<br>")
    assert 1 < len(lines) <= 3
    assert " ".join(lines) == long.label
    assert figure.layout.height > _figure().layout.height
    assert figure.layout.margin.l < 390 / 2 + SCALES["page"].font * 4


def test_nothing_invites_the_mouse_and_the_background_is_the_pages() -> None:
    layout = _figure().layout
    assert layout.hovermode is False
    assert layout.dragmode is False
    assert layout.showlegend is False
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"


def test_one_row_and_no_row_are_drawn() -> None:
    assert len(_markers(_figure(Dots(AXIS, ROWS[:1])))) == 1
    assert len(_figure(Dots(AXIS, ())).data) == 0


def test_a_row_without_an_interval_has_no_bar_and_an_axis_of_no_width_does_not_fail() -> None:
    bare = Dots(Axis(5.0, 5.0, ()), (DotRow("A", "5", "plain", 5.0),), line=5.0, line_label="All 5")
    assert _bars(_figure(bare)) == []


def test_the_dark_figure_takes_the_dark_colours() -> None:
    assert _figure(theme="dark").layout.font.color == PALETTES["dark"].ink
