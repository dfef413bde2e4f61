"""One picture of each kind of words and simple shapes."""

from dataclasses import replace

from datawalk.charts.inputs import Written
from datawalk.charts.written import (
    Event,
    Figures,
    Grid,
    GridCell,
    GridRow,
    Icons,
    Knot,
    Letter,
    Map,
    Pair,
    Pairs,
    Prose,
    Shape,
    Tile,
    Tiles,
    Timeline,
    Track,
    Tracks,
    Web,
)


def _square(west: float, south: float, wide: float = 1.0) -> tuple[tuple[tuple[float, float], ...], ...]:
    east, north = west + wide, south + wide
    return (((west, south), (east, south), (east, north), (west, north)),)


TILES = Tiles(
    (
        Tile("Housing", "1 partner", "filled"),
        Tile("Schools", "none came lately", "listed"),
        Tile("Media", "perhaps", "perhaps"),
        Tile("Business", "empty seat", "empty"),
    )
)
TRACK = Track(
    area="Equity",
    statement="Halve the gap",
    owner="The coalition",
    baseline_text="14.2 pts baseline",
    target_text="7.1 pts by 2030",
    current_text="13.2 pts",
    expected_text="expected by now",
    verdict="No change we can be sure of",
    detail="behind pace",
    tone="caution",
    position=0.14,
    expected=0.57,
)
TRACKS = Tracks((TRACK, replace(TRACK, area="Systems", statement="One form", tone="good", position=1.0)))
PROSE = Prose(("Escuchar primero.", "Hablar después."), by="Una vecina", lang="es")
MAP = Map(
    (
        Shape("East", "12%", (_square(1, 60),), 4),
        Shape("West", "8%", (_square(0, 60),), 1),
        Shape("North", "not known", (_square(0, 61),)),
    ),
    ((1, "5 to 9%"), (4, "10 to 12%")),
    "No figure",
)
GRID = Grid(
    "Indicator",
    ("Hispanic", "White"),
    (
        GridRow("No insurance", (GridCell("18%", "farthest", "3.5 times"), GridCell("5%", "best"))),
        GridRow("Asthma", (GridCell("Hidden", "hidden"), GridCell("9%")), "of adults"),
    ),
    (("best", "The best"), ("farthest", "Three times or more")),
)
PAIRS = Pairs(
    "Members",
    "Seats",
    (
        Pair("Health", 0.2, 0.4, "20%", "40%", "a note", spoken=True),
        Pair("Housing", 0.1, 0.0, "10%", "0%", last=True),
        Pair("Media", 0.05, None, "5%", "not shown"),
        Pair("Faith", 0.3, None, "30%", ""),
    ),
)
TIMELINE = Timeline(
    (
        Event("March 2026", "Policy", "One form", "in force"),
        Event("May 2025", "Practice", "Open on Saturdays", sure=False),
    )
)
ICONS = Icons(5, 2, "One stands for ten.", "reached", "left")
WEB = Web(
    ("Health", "Housing & rent", "Nobody"),
    (Knot("A", 0), Knot("B", 0), Knot("C", 0, spoken=True), Knot("D", 1), Knot("E", 1)),
    ((2, 3, 1), (0, 1, 3), (1, 4, 1)),
    "The same ties as a map.",
)
LETTER = Letter("What to say", (("Mission", "You heal."), ("Role", "You know.")))
FIGURES = Figures(
    (("Months paid", "7", "from June"), ("Sources", "2", "was 3")),
    (("sure", "Signed"), ("lacking", "Missing")),
)
EXAMPLES: dict[type, Written] = {
    type(one): one for one in (TILES, TRACKS, PROSE, MAP, GRID, PAIRS, TIMELINE, ICONS, WEB, LETTER, FIGURES)
}
