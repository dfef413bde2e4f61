"""Pictures of what nobody hopes to draw: each is drawn plainly, by every hand."""

from datawalk.charts.inputs import Atlas, Picture
from datawalk.charts.plotted import (
    Axis,
    DotRow,
    Dots,
    Layer,
    Line,
    LinePoint,
    Lines,
    Moment,
    Steps,
    Strip,
    StripPoint,
)
from datawalk.charts.written import Knot, Map, Shape, Web

AXIS = Axis(0, 20, ((0, "0%"), (10, "10%"), (20, "20%")))
LONG = "Families who speak a language other than English at home and who moved here within the last five years, with children"
WORD = "Personenstandsregisterauszugsgebührenbefreiungsbescheinigung"
HUGE = Axis(
    -2e9,
    2e9,
    ((-2e9, "-$2,000,000,000"), (0.0, "$0"), (2e9, "$2,000,000,000")),
    "The scale starts below zero.",
)


def _rows(*values: float | None) -> tuple[DotRow, ...]:
    return tuple(
        DotRow(f"Group {at}", "Too few people to show" if value is None else f"{value:,.1f}%", "plain", value)
        for at, value in enumerate(values)
    )


def _line(label: str, *values: float | None, **kind: str) -> Line:
    points = (LinePoint(2000 + at, str(2000 + at), f"{value}%", value) for at, value in enumerate(values))
    return Line(label, tuple(points), **kind)  # type: ignore[arg-type]


_SQUARE = ((((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)),),)

BAD: dict[str, Picture] = {
    "no values": Dots(AXIS, _rows(None, None)),
    "no rows": Dots(AXIS, ()),
    "one value": Dots(AXIS, _rows(9.0), 9.0, "Everyone in the county 9%"),
    "all equal": Dots(Axis(5, 5, ((5, "5%"),)), _rows(5.0, 5.0, 5.0), 5.0, "All 5%"),
    "negative and huge": Dots(
        HUGE,
        (
            DotRow("Lost", "-$1,900,000,000", "worst", -1.9e9, -2e9, -1.8e9),
            DotRow("Won", "$1,900,000,000", "reference", 1.9e9, 1.8e9, 2e9),
        ),
    ),
    "intervals beyond the axis": Dots(
        AXIS, (DotRow("Small", "19% · few people", "hollow", 19, -30, 900, "Too few people to be sure"),)
    ),
    "two hundred groups": Dots(AXIS, _rows(*(at / 10 for at in range(200)))),
    "names of 120 letters": Dots(
        AXIS,
        (DotRow(LONG, "18.4%", "worst", 18.4, 16, 20), DotRow(WORD, "5%", "reference", 5, 4, 6)),
        8,
        f"{LONG} 8%",
    ),
    "an empty strip": Strip(AXIS, ()),
    "a strip of one": Strip(AXIS, (StripPoint(LONG, "9%", 9, "worst"),), 9, LONG),
    "a strip of equals": Strip(AXIS, tuple(StripPoint(f"County {at}", "9%", 9) for at in range(60))),
    "a strip of three thousand": Strip(
        AXIS,
        (
            *(StripPoint(f"County {at}", "9%", 4 + 0.003 * at) for at in range(3000)),
            StripPoint(LONG, "19%", 19, "worst"),
            StripPoint(WORD, "2%", 2, "reference"),
        ),
    ),
    "no line": Lines(AXIS, ((2000, "2000"), (2001, "2001")), (_line("Nobody", None, None),)),
    "one point": Lines(AXIS, ((2000, "2000"),), (_line("Somebody", 9.0, tone="worst"),)),
    "lines of equals": Lines(
        AXIS,
        tuple((2000 + at, f"{1996 + at}–{2000 + at}") for at in range(40)),
        tuple(_line(f"{LONG} {at}", *([9.0] * 40)) for at in range(3)),
        tuple(Moment(2010 + at / 100, str(at)) for at in range(6)),
        (2039.0, LONG),
    ),
    "nothing is paid": Steps(AXIS, ((0, "2026"),), (Layer("Signed", (0, 0), "sure"),)),
    "huge money": Steps(
        Axis(0, 2e9, ((0, "$0"), (1e9, "$1,000,000,000"), (2e9, "$2,000,000,000"))),
        tuple((at, str(2026 + at)) for at in range(60)),
        (Layer("Signed", (1e9,) * 60, "sure"), Layer("Missing", (5e8,) * 60, "lacking")),
        (59, LONG),
        (1e9, LONG),
    ),
    "a map of one": Atlas(
        Dots(AXIS, _rows(9.0)), Map((Shape(LONG, "9%", _SQUARE, 1, chosen=True),), ((1, "9%"),))
    ),
    "a web of nobody": Web((), (), (), "Nobody works with anybody."),
    "a web of two hundred": Web(
        tuple(f"Sector {at}" for at in range(10)),
        tuple(Knot(f"Partner {at}", at // 20) for at in range(200)),
        tuple((at, (at * 7) % 200, 1) for at in range(200)),
        "Many work with many.",
    ),
}
