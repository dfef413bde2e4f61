"""A drawing as a PNG, made here by resvg with the fonts of the pages: no browser is needed."""

import tempfile
from functools import cache, lru_cache
from pathlib import Path

from datawalk.frontend import drawing_fonts
from datawalk.settings import frontend_folder

_ZOOM = 2.0


@lru_cache(maxsize=32)
def png_of(svg: str) -> bytes:
    """The drawing, each of its pixels as two."""
    from resvg_py import svg_to_bytes

    made = svg_to_bytes(
        svg_string=svg,
        font_files=_fonts(),
        skip_system_fonts=True,
        sans_serif_family="SourceSans3VF",
        serif_family="Source Serif 4 Variable",
        zoom=_ZOOM,
    )
    return bytes(made)


@cache
def _fonts() -> list[str]:
    folder = frontend_folder()
    return drawing_fonts(folder or Path(tempfile.mkdtemp(prefix="datawalk-")))
