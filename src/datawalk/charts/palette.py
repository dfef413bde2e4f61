"""The colours of every picture, light and dark. The same roles stand as custom properties in `ui/style.css`."""

from dataclasses import dataclass

from datawalk.charts.inputs import Theme


@dataclass(frozen=True)
class Palette:
    """Text is at least 4.5:1 and marks at least 3:1 on the card."""

    ink: str
    muted: str
    line: str
    card: str
    paper: str
    teal: str
    coral: str
    grey: str


PALETTES: dict[Theme, Palette] = {
    "light": Palette("#16262E", "#5C6870", "#D9D3C7", "#FFFFFF", "#FBF8F2", "#0B6E69", "#C8452F", "#7F8990"),
    "dark": Palette("#F2EEE6", "#B4BDC2", "#3A464C", "#1C262C", "#12191D", "#4DB6AE", "#F0836F", "#8A949B"),
}
