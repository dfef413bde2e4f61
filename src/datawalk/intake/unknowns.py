"""Words that name nothing: gathered, so that one wrong word in a thousand rows is one problem."""

from collections.abc import Collection

from datawalk.intake.formats.rows import Origin
from datawalk.intake.formats.shape import ALL, Unread
from datawalk.intake.problems import Problems, nearest

_KIND = {
    "an indicator": "indicators",
    "another indicator": "indicators",
    "a place": "places",
    "a partner": "partners",
    "a goal": "goals",
    "a dimension": "dimensions",
    "a source": "sources",
}


def is_unread(word: str, *, noun: str, unread: Unread) -> bool:
    """Whether the word names something that is there but has problems of its own."""
    kind = _KIND.get(noun, "")
    return (kind, word) in unread or (kind, ALL) in unread


class Unknowns:
    """Unknown words by file, place and word; `report` tells each once, at the first row it is in."""

    def __init__(self, *, unread: Unread) -> None:
        self._unread = unread
        self._found: dict[tuple[str, str, str], tuple[str, str, Collection[str], list[int]]] = {}

    def in_row(self, origin: Origin, column: str, word: str, *, noun: str, known: Collection[str]) -> None:
        """Note a word of a table: `noun` says what it should be, such as 'an indicator'."""
        if is_unread(word, noun=noun, unread=self._unread):
            return
        file, row, _ = origin
        key = file, column, word
        found = self._found.setdefault(key, (f"row {row}, column {column}", noun, known, []))
        found[-1].append(row)

    def report(self, problems: Problems) -> None:
        """Add every unknown word, in the order found."""
        for (file, _, word), (where, noun, known, rows) in self._found.items():
            many = f" ({len(rows)} rows)" if len(rows) > 1 else ""
            what = f"'{word}' is not {noun} of this workspace{many}."
            problems.add(file, where, what, nearest(word, known), rows=tuple(rows))
