"""Labels of links, which Streamlit reads as Markdown."""

import re

_MARKS = re.compile(r"([\\`*_\[\]{}<>$:~|#])")


def plain(text: str) -> str:
    """`text` as a label that shows exactly its characters: a name with a star or a price stays as written."""
    return _MARKS.sub(r"\\\1", text)
