"""Pictures: frozen inputs, drawn as markup for page, room, phone and paper, or alone as a drawing to take away."""

from pathlib import Path

STYLES = tuple(Path(__file__).with_name(name) for name in ("pictures.css", "values.css"))
"""The look of the pictures, on a page and on paper."""
