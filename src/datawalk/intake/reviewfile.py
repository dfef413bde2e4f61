"""Rows for a host to look through, edit and add as a table: a file in `review/`, which no build reads."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from datawalk.errors import UsageProblem


def write_review(
    workspace: Path,
    *,
    table: str,
    name: str,
    today: date,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, object]],
) -> Path:
    """`review/<table>-<name>-<day>.csv`, as a spreadsheet reads it.

    Raises UsageProblem when there is one of the name already: it may hold a host's work.
    """
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "list"
    path = workspace / "review" / f"{table}-{stem}-{today.isoformat()}.csv"
    if path.exists():
        raise UsageProblem(
            f"There is a review file '{path.name}' already.",
            remedy="Rename or delete it first; nothing was changed.",
        )
    out = StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return path
