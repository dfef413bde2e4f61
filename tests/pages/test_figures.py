"""Pictures that are drawn once for every visitor, as Streamlit's Markdown takes them."""

from datawalk.charts.picture import picture_markup
from datawalk.charts.plotted import Axis, DotRow, Dots
from datawalk.ui.release import drawn

DOTS = Dots(
    axis=Axis(0, 20, ((0, "$0"), (10, "$10"), (20, "$20"))),
    rows=(
        DotRow(":red: and :material/home:", "$5", "reference", 5, 4, 6),
        DotRow("At 10:30", "$12", "worst", 12),
    ),
)


def test_a_picture_is_drawn_once() -> None:
    assert drawn(DOTS, "A") is drawn(DOTS, "A")


def test_no_text_becomes_an_icon_or_a_formula() -> None:
    sent = drawn(DOTS, "A")
    assert "$" not in sent
    assert "&#58;red: and &#58;material/home:" in sent
    assert "At 10:30" in sent
    assert sent.replace("&#36;", "$").replace("&#58;", ":") == picture_markup(DOTS, name="A")


def test_a_picture_is_one_line_of_markdown() -> None:
    assert "\n" not in drawn(Dots(DOTS.axis, (DotRow("A\n\n# B", "5", "plain", 5),)), "A\nB")
