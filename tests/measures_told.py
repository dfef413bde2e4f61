"""`docs/measures.md`, written by running this file: every measure of the registry, as the methods page lists them."""

from pathlib import Path

from datawalk.screens.pages.measures import measures_sections
from datawalk.screens.wording import words

DOCUMENT = Path(__file__).parents[1] / "docs" / "measures.md"

_HEAD = """# Measures

Every measure, its formula and where it is from. Written from the registry (`src/datawalk/measures/catalogue/`) and its words
(`src/datawalk/screens/measure_words/`), as the methods page is, by `python tests/measures_told.py`; a test holds it.
`datawalk measure FILE.json` works each of them out by the name in its last line.

In formulas: y a group's figure, s its standard error, n its people, p = n / sum n, mean = sum p y, X the middle of a group's
place from 0 to 1 in the order of groups, z = 1.96, d and x counts of events, w weights.
"""


def document() -> str:
    """The whole page."""
    parts = [_HEAD]
    for section in measures_sections(words("en")):
        parts.append(f"\n## {section.title or section.described_title}\n")
        parts += [f"- **{fact.label}.** {fact.text}" for fact in section.facts]
        for one in section.described:
            parts.append(f"\n### {one.name}\n")
            parts += [f"- {fact.label}: {_said(fact.label, fact.text)}" for fact in one.facts]
    return "\n".join(parts) + "\n"


def _said(label: str, text: str) -> str:
    return f"`{text}`" if label in ("Formula", "In a file") else text


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
