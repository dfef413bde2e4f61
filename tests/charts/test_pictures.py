"""Pictures from their frozen inputs: what is drawn, and that nothing typed can break out of it."""

from datawalk.charts.draw import figure
from datawalk.charts.inputs import Axis, DotRow, Dots, Prose, Tile, Tiles, Track, Tracks
from datawalk.charts.markup import markup
from datawalk.charts.palette import PALETTES

AXIS = Axis(0, 20, ((0, "0%"), (10, "10%"), (20, "20%")))
ROWS = (
    DotRow("Hispanic or Latino", "18.4%", "worst", 18.4, 16.0, 20.0),
    DotRow(
        "American Indian or Alaska Native", "14.9%", "hollow", 14.9, 9.0, 19.0, "Too few people to be sure"
    ),
    DotRow("Asian", "5.2%", "reference", 5.2, 3.0, 7.0),
    DotRow("Pacific Islander", "Not shown to protect privacy", "hidden"),
)
DOTS = Dots(AXIS, ROWS, 8.7, "Everyone 8.7%")


def _texts(dots: Dots) -> list[str]:
    return [annotation.text for annotation in figure(dots, size="page", theme="light").layout.annotations]


def test_every_row_says_its_value_or_its_reason() -> None:
    assert _texts(DOTS) == [
        "<b>18.4%</b>", "14.9%", "<i>Too few people to be sure</i>", "<b>5.2%</b>", "<i>Not shown to protect privacy</i>",
        "Everyone 8.7%",
    ]  # fmt: skip


def test_a_hidden_row_draws_no_mark() -> None:
    drawn = figure(DOTS, size="page", theme="light")
    assert len(drawn.data) == 6  # an interval and a dot for each of three rows
    assert [trace.y[0] for trace in drawn.data] == [3, 3, 2, 2, 1, 1]


def test_rows_run_from_top_to_bottom_with_bold_highlights() -> None:
    axis = figure(DOTS, size="projector", theme="light").layout.yaxis
    assert list(axis.tickvals) == [3, 2, 1, 0]
    assert axis.ticktext[0] == "<b>Hispanic or Latino</b>"
    assert axis.ticktext[1] == "American Indian or Alaska<br>Native"


def test_a_zoomed_axis_says_so() -> None:
    zoomed = Dots(Axis(60, 80, ((60, "60%"), (80, "80%")), "The scale starts at 60%, not at zero."), ROWS[:1])
    assert (
        figure(zoomed, size="page", theme="light").layout.xaxis.title.text
        == "The scale starts at 60%, not at zero."
    )


def test_the_projector_is_readable_from_the_back_row() -> None:
    drawn = figure(DOTS, size="projector", theme="dark")
    assert drawn.layout.font.size >= 28
    assert drawn.layout.font.color == PALETTES["dark"].ink


def test_markup_escapes_every_text() -> None:
    bad = "<script>alert(1)</script>"
    track = Track(bad, bad, bad, bad, bad, bad, bad, bad, bad, "good", 0.5, 0.5)
    for picture in (Tiles((Tile(bad, 0, bad, filled=False),)), Tracks((track,)), Prose((bad,), bad)):
        assert "<script" not in markup(picture)


def test_seats_and_goals_are_lists_with_words() -> None:
    tiles = markup(
        Tiles((Tile("Faith", 2, "2", filled=True), Tile("Housing", 0, "empty seat", filled=False)))
    )
    assert tiles.count("<li") == 2
    assert "empty seat" in tiles
    nowhere = Track("Equity", "One form", "", "", "", "no figure yet", "", "Not known yet", "", "unknown")
    assert "dw-dot" not in markup(Tracks((nowhere,)))
