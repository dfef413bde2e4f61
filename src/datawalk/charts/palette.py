"""The colours of every picture, light and dark. The same roles stand as custom properties in `pictures.css`."""

from dataclasses import dataclass

from datawalk.charts.inputs import Theme
from datawalk.charts.plotted import Tone


@dataclass(frozen=True)
class Palette:
    """Text is at least 4.5:1 and marks at least 3:1 on the card. `shades`: of a map, from the lowest class up."""

    ink: str
    muted: str
    line: str
    card: str
    paper: str
    teal: str
    coral: str
    grey: str
    shades: tuple[str, str, str, str, str]

    def mark(self, tone: Tone) -> str:
        """The colour of a mark: two are spoken about, all others are grey."""
        return {"worst": self.coral, "reference": self.teal}.get(tone, self.grey)


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        ink="#16262E",
        muted="#5C6870",
        line="#D9D3C7",
        card="#FFFFFF",
        paper="#FBF8F2",
        teal="#0B6E69",
        coral="#C8452F",
        grey="#7F8990",
        shades=("#E3EEEC", "#BBD8D5", "#8ABDB8", "#4E9A94", "#0B6E69"),
    ),
    "dark": Palette(
        ink="#F2EEE6",
        muted="#B4BDC2",
        line="#3A464C",
        card="#1C262C",
        paper="#12191D",
        teal="#4DB6AE",
        coral="#F0836F",
        grey="#8A949B",
        shades=("#22383A", "#2B5552", "#34756F", "#3F968F", "#4DB6AE"),
    ),
}
