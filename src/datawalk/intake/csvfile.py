"""CSV files: bytes to text, header and rows, with the row numbers a spreadsheet shows."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

from datawalk.intake.problems import Problems
from datawalk.intake.progress import tell
from datawalk.intake.tabular import (
    PEEKED,
    Knows,
    Layout,
    Lays,
    Sheet,
    Table,
    checked_names,
    column_names,
    header_of,
    is_header,
    late_header,
    lone_cell,
    plain,
    second_table,
)

_NOT_TEXT = {
    b"PK\x03\x04": "It is a spreadsheet or a zip file.",
    b"\xd0\xcf\x11\xe0": "It is an old spreadsheet.",
    b"%PDF": "It is a PDF.",
}
_SAVE_AS = "Open it in a spreadsheet and save it as 'CSV UTF-8'."
_BLOCK = 1 << 20
_TOLD_EVERY = 5_000
"""Rows between two words on how far the reading is."""


def read_rows(path: Path, *, file: str, problems: Problems, knows: Knows = bool, lays: Lays = plain) -> Sheet:
    """Open a CSV file in UTF-8 or, failing that, cp1252; no table when it has no usable header.

    Rows are read as they are asked for, so their problems are added then. `file` is how problems name it;
    `knows` tells a header that can be read from a title above it, `lays` a file laid out in a way of its own.
    """
    encoding = _encoding(path, file=file, problems=problems)
    if encoding is None:
        return Sheet(file, None)
    first = _first_rows(path, encoding=encoding)
    if not first:
        problems.add(file, "", "This is not a CSV file.", _SAVE_AS)
        return Sheet(file, None)
    layout = lays(first)
    if layout is not None:
        header = checked_names(layout.names, file=file, problems=problems, row=layout.header)
        knows = bool  # a row that repeats the names would be a fault of the publisher's, told as a bad cell
    else:
        header = _plain_header(first, file=file, problems=problems, knows=knows)
        layout = Layout(1, 2, header or ())
    if header is None:
        return Sheet(file, None, first)
    above = tuple(",".join(row) for row in first[: layout.header - 1])
    lost: list[int] = []
    below: list[str] = []
    rows = _rows(
        path,
        encoding=encoding,
        layout=layout,
        lost=lost,
        below=below,
        file=file,
        problems=problems,
        knows=knows,
    )
    one_line = list(header) == first[0] and not any(sign in "".join(header) for sign in "\r\n")
    by_columns = path if encoding == "utf-8-sig" and layout == Layout(1, 2, header) and one_line else None
    table = Table(header, rows, lost, name=path.stem, above=above, below=below, path=by_columns, knows=knows)
    return Sheet(file, table, first)


def _plain_header(
    first: Sequence[Sequence[str]], *, file: str, problems: Problems, knows: Knows
) -> tuple[str, ...] | None:
    if word := _other_sign(column_names(first[0])):
        problems.add(file, "row 1", f"The columns are separated by {word}.", "Save the file with commas.")
        return None
    if late := late_header(first, knows=knows):
        problems.add(file, f"row {late[0]}", *late[1:])
        return None
    return header_of(first[0], file=file, problems=problems)


def _first_rows(path: Path, *, encoding: str) -> list[list[str]]:
    """The first rows up to one that cannot be read."""
    first: list[list[str]] = []
    with path.open(encoding=encoding, newline="") as text:
        try:
            for row in islice(csv.reader(text, strict=True), PEEKED):
                first.append(row)
        except (csv.Error, UnicodeDecodeError):
            pass
    return first


def _other_sign(names: Sequence[str]) -> str:
    signs = {";": "semicolons", "\t": "tabs", "|": "bars"}
    return next((word for sign, word in signs.items() if len(names) == 1 and sign in names[0]), "")


def _encoding(path: Path, *, file: str, problems: Problems) -> str | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, blank, first = "utf-8-sig", True, True
    with path.open("rb") as raw:
        while block := raw.read(_BLOCK):
            if first and (why := _foreign(block)):
                problems.add(file, "", f"This is not a CSV file. {why}", _SAVE_AS)
                return None
            if b"\x00" in block:
                why = "It holds bytes that are not text."
                if first and block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                    why = "It is 'Unicode text' (UTF-16)."
                problems.add(file, "", f"This is not a CSV file. {why}", _SAVE_AS)
                return None
            blank = blank and not block.strip(b"\xef\xbb\xbf \t\r\n")
            first = False
            if encoding != "cp1252":
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    encoding = "cp1252"
    if blank:
        problems.add(
            file, "", "This file is empty.", "Add a header row and rows below it, or delete the file."
        )
        return None
    return encoding


def _foreign(start: bytes) -> str:
    for magic, why in _NOT_TEXT.items():
        if start.startswith(magic):
            return why
    opening = start[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "It is a web page." if opening.startswith((b"<!doctype", b"<html", b"<?xml")) else ""


def _rows(
    path: Path,
    *,
    encoding: str,
    layout: Layout,
    lost: list[int],
    below: list[str],
    file: str,
    problems: Problems,
    knows: Knows,
) -> Iterator[tuple[int, dict[str, str]]]:
    header, number, any_row = layout.names, layout.first - 1, False
    width, size = len(header), path.stat().st_size or 1
    with path.open("rb") as raw, TextIOWrapper(raw, encoding=encoding, newline="") as text:
        reader = csv.reader(text, strict=True)
        for _ in range(number):
            next(reader)
        try:
            for number, given in enumerate(reader, start=layout.first):
                if not number % _TOLD_EVERY:
                    tell(f"Reading {path.name}", raw.tell() / size)
                cells = [cell.strip() for cell in given]
                if not any(cells):
                    continue
                if layout.ends(cells):
                    below.append(cells[0])
                    below.extend(_notes(reader))
                    break
                any_row = True
                if is_header(cells, knows=knows):
                    lost.append(number)
                    second_table(number, file=file, problems=problems)
                    return
                while len(cells) > width and not cells[-1]:
                    cells.pop()
                if len(cells) != width:
                    lost.append(number)
                    remedy = (
                        "Look for a missing or an extra comma; text with a comma goes in quotation marks."
                    )
                    what = f"The row has {len(cells)} cells and the header {width}."
                    problems.add(file, f"row {number}", *(lone_cell(cells) or (what, remedy)))
                    continue
                yield number, dict(zip(header, cells, strict=True))
        except (csv.Error, UnicodeDecodeError) as error:
            lost.append(number + 1)
            what = "The row cannot be read."
            if "field limit" in str(error):
                what = f"A cell of the row holds more than {csv.field_size_limit()} characters."
            problems.add(file, f"row {number + 1}", what, "Check its quotation marks: each must be closed.")
            return
    if not any_row:
        problems.add(file, "", "There are no rows below the header.", "Add rows, or delete the file.")


def _notes(reader: Iterator[list[str]]) -> Iterator[str]:
    """The first cells of the lines below the values; text that is no CSV ends them and does no harm."""
    try:
        for line in reader:
            yield line[0].strip() if line else ""
    except (csv.Error, UnicodeDecodeError):
        return
