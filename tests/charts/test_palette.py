"""Colours are legible in both themes, and the style sheet and the palette agree."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from datawalk.charts.inputs import Theme
from datawalk.charts.palette import PALETTES, Palette

STYLE = (Path(__file__).parents[2] / "src" / "datawalk" / "charts" / "pictures.css").read_text(
    encoding="utf-8"
)
TEXT, MARK = 4.5, 3.0
NOT_SHARED = {"grey", "shades"}
"""They have names of their own, compared below."""


def _tokens(theme: Theme) -> dict[str, str]:
    """The custom properties of the first :root block of the theme."""
    start = STYLE.index("prefers-color-scheme: dark") if theme == "dark" else 0
    block = STYLE[STYLE.index(":root", start) :].split("}", 1)[0]
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-fA-F]{6})", block))


def _light(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_the_known_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("role", ["ink", "muted", "teal", "worst", "gold"])
def test_text_is_legible_on_every_ground(theme: Theme, ground: str, role: str) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens[role], tokens[ground]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_on_tinted_grounds_are_legible(theme: Theme) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens["ink"], tokens["soft"]) >= TEXT
    assert contrast(tokens["ink"], tokens["mint"]) >= TEXT
    assert contrast(tokens["teal"], tokens["mint"]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["far", "farther", "farthest"])
def test_words_in_a_shaded_cell_are_legible(theme: Theme, ground: str) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens["ink"], tokens[ground]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_quiet_words_of_the_best_cell_are_legible(theme: Theme) -> None:
    tokens = _tokens(theme)
    assert contrast(tokens["muted"], tokens["mint"]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_maps_and_their_keys_share_their_shades(theme: Theme) -> None:
    tokens = _tokens(theme)
    assert PALETTES[theme].grey.lower() == tokens["mark-grey"]
    assert PALETTES[theme].shades == tuple(tokens[f"shade-{step}"].upper() for step in range(5))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_bars_of_a_pair_stand_out(theme: Theme) -> None:
    tokens = _tokens(theme)
    for bar in ("bar-first", "teal", "worst"):
        assert contrast(tokens[bar], tokens["paper"]) >= MARK, bar


def test_paper_is_never_dark() -> None:
    dark = STYLE[STYLE.index("prefers-color-scheme: dark") - len("@media screen and (") :]
    assert dark.startswith("@media screen and (prefers-color-scheme: dark)")
    assert dark.split("{")[1].strip() == ":root:not(.dw-print-root)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_in_a_figure_is_legible_on_the_page(theme: Theme) -> None:
    paper, colours = _tokens(theme)["paper"], PALETTES[theme]
    for role in ("ink", "muted", "teal", "coral"):
        assert contrast(getattr(colours, role), paper) >= TEXT, role


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("role", [one.name for one in fields(Palette) if one.name not in NOT_SHARED])
def test_the_figure_and_the_page_share_their_colours(theme: Theme, role: str) -> None:
    assert getattr(PALETTES[theme], role).lower() == _tokens(theme)[role].lower()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_mark_stands_out_from_the_page(theme: Theme) -> None:
    colours = PALETTES[theme]
    assert contrast(colours.teal, _tokens(theme)["paper"]) >= MARK
    assert contrast(colours.coral, _tokens(theme)["paper"]) >= MARK
