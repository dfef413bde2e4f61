"""Pictures: frozen inputs, drawn as figures, as markup, or as print."""

from pathlib import Path

PICTURES_STYLE = Path(__file__).with_name("pictures.css")
"""The look of the pictures drawn as markup, on a page and on paper."""
