"""A table of observations: by columns where its file allows it, and row by row what is odd in it."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from datawalk.domain.cells import NUMBERS, WORDS, Cells
from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.intake.csvcolumns import Block, NotPlain, Words, read_columns, too_long
from datawalk.intake.formats.cells import CellError, period
from datawalk.intake.formats.kinds import Kind
from datawalk.intake.formats.models import read_models
from datawalk.intake.formats.numbers import fault, faulty
from datawalk.intake.formats.rows import CellRows, Row
from datawalk.intake.formats.shape import Parsed
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table, is_header

_SIGNED = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$"
_COUNTED = r"^[0-9]{1,15}(\.[0-9]{1,15})?$"
_PATTERNS = {name: _SIGNED if name in ("estimate", "lower", "upper") else _COUNTED for name in NUMBERS}
"""Plain ways to write a number; whatever else is one is found out row by row."""

_OTHERWISE = {"dimension": TOTAL, "subgroup": TOTAL}
"""What a blank cell stands for."""


def read_observations(table: Table, *, kind: Kind, parsed: Parsed, problems: Problems) -> None:
    """Fill `parsed` with the table's observations whose numbers agree; a problem for each other row."""
    if table.path is not None:
        found, told = Parsed(parsed.file), Problems()
        try:
            _by_columns(table, kind=kind, parsed=found, problems=told)
        except NotPlain:
            pass
        else:
            parsed.observations, parsed.unread = found.observations, parsed.unread | found.unread
            problems.found += told.found
            return
    for row in _sound(
        read_models(table.rows, kind=kind, parsed=parsed, problems=problems), parsed.file, problems
    ):
        parsed.observations.append(row)


def _sound(rows: Iterable[Row[Observation]], file: str, problems: Problems) -> Iterator[Row[Observation]]:
    """The rows whose numbers agree with each other and with their flag."""
    for row in rows:
        if wrong := fault(row.model):
            problems.add(file, f"row {row.number}", *wrong)
        else:
            yield row


def _by_columns(table: Table, *, kind: Kind, parsed: Parsed, problems: Problems) -> None:
    assert table.path is not None
    asked = [name for name in table.header if name in (*WORDS, "period")]
    any_row = False
    for block in read_columns(table.path, header=table.header, words=asked):
        cells, plain = _cells(block, table.header)
        plain &= ~faulty(cells)
        odd = [(block.first + at, block.row(at)) for at in np.flatnonzero(~plain).tolist()]
        odd = [(number, row) for number, row in odd if any(row.values())]
        if any(is_header(list(row.values()), knows=table.knows) for _, row in odd):
            raise NotPlain("column names below the header")
        any_row = any_row or bool(odd) or bool(plain.any())
        models = _sound(read_models(odd, kind=kind, parsed=parsed, problems=problems), parsed.file, problems)
        _keep(cells.where(plain), np.flatnonzero(plain) + block.first, list(models), parsed.observations)
    if not any_row:
        raise NotPlain("no rows")


def _keep(cells: Cells, numbers: np.ndarray, odd: Sequence[Row[Observation]], into: CellRows) -> None:
    """Add the plain rows and the odd ones in the order of the file."""
    if odd:
        cells = Cells.joined([cells, Cells.of(row.model for row in odd)])
        numbers = np.concatenate([numbers, [row.number for row in odd]])
        order = np.argsort(numbers)
        cells, numbers = cells.where(order), numbers[order]
    into.extend(cells, numbers=numbers)


def _cells(block: Block, header: Sequence[str]) -> tuple[Cells, np.ndarray]:
    """The block's observations, and which of them are surely what its rows say."""
    plain = np.ones(len(block), dtype=bool)
    columns: dict[str, object] = {}
    for name in WORDS:
        columns[name], fits = _words(name, block.words(name) if name in header else _blank(len(block)))
        plain &= fits
    columns["period_start"], columns["period_end"], fits = _years(block.words("period"))
    plain &= fits
    for name in NUMBERS:
        columns[name] = np.full(len(block), np.nan)
        if name in header:
            columns[name], fits = block.numbers(name, pattern=_PATTERNS[name])
            plain &= fits
    return Cells.from_columns(columns), plain


def _blank(size: int) -> Words:
    return Words(np.zeros(size, dtype=np.int32), [""])


def _words(name: str, held: Words) -> tuple[pd.Categorical, np.ndarray]:
    if too_long(held.words):
        raise NotPlain("a very long cell")
    fits = np.array([_is_plain(name, word) for word in held.words], dtype=bool)
    words = [word or _OTHERWISE.get(name, "") for word in held.words]
    # a blank dimension and one that says `total` are one word
    codes, kinds = pd.factorize(np.array(words, dtype=object))
    found = pd.Categorical.from_codes(codes[held.codes], categories=pd.Index(kinds, dtype=object))
    return found, fits[held.codes]


def _is_plain(name: str, word: str) -> bool:
    if name == "flag":
        return word in ("", "suppressed", "unreliable", "missing")
    return word == word.strip() and (bool(word) or name not in ("indicator_id", "place_id"))


def _years(held: Words) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    spans = [_span(word) for word in held.words]
    starts, ends = (np.array([span[at] for span in spans], dtype=np.int16) for at in (0, 1))
    return starts[held.codes], ends[held.codes], ends[held.codes] > 0


def _span(word: str) -> tuple[int, int]:
    """First and last year; zeros for what is no period."""
    try:
        found = period(word)
    except CellError:
        return 0, 0
    return found.start, found.end
