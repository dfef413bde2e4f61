"""Opening a release: read-only, and locked against reaching anything else."""

from pathlib import Path

import duckdb

_LOCKED = {"enable_external_access": "false", "lock_configuration": "true"}


def open_release(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection. Opened alike everywhere: one process cannot hold a file under two configurations."""
    return duckdb.connect(str(path), read_only=True, config=dict(_LOCKED))
