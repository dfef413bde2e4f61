"""Opening a release: read-only, and locked against reaching anything else; and the statements asked of it."""

from functools import cache
from pathlib import Path

import duckdb

_SQL = Path(__file__).parent / "sql"
_LOCKED = {"enable_external_access": "false", "lock_configuration": "true"}


def open_release(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection. Opened alike everywhere: one process cannot hold a file under two configurations."""
    return duckdb.connect(str(path), read_only=True, config=dict(_LOCKED))


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")
