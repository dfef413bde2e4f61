"""The same page in other tools, to measure ours beside: a place, an indicator, groups with intervals, a trend, a strip.

Each is written as its own documentation teaches, over the same figures: one Parquet file of about a million rows.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb

from datawalk.intake.build import build
from worlds import free_port, kept, served, stop, wait_until_it_answers

TOOLS = ("ours", "dash", "streamlit")
OUR_PAGE = "indicators?indicator=made_up_00&place=c0000"
DATA_VARIABLE = "PEER_DATA"
_HERE = Path(__file__).parent


class SameFigures(NamedTuple):
    """Our built workspace, its 3,143 counties side by side, and a Parquet file of the same for the peers."""

    workspace: Path
    data: Path


@cache
def same_figures(rows: int = 1_000_000) -> SameFigures:
    """Built once a run."""
    workspace = kept(rows, states=0)
    release = build(workspace).release
    data = workspace / "peers.parquet"
    with duckdb.connect(str(release.path), read_only=True) as connection:
        connection.execute(
            "COPY (SELECT indicator_id AS indicator, name AS place, period_end AS year, subgroup, estimate, lower, upper"
            f" FROM observations JOIN places USING (place_id)) TO '{data}' (FORMAT parquet)"
        )
    return SameFigures(workspace, data)


def _command(name: str, port: int) -> list[str]:
    if name == "dash":
        return [sys.executable, str(_HERE / "dash_app.py"), str(port)]
    options = [f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"]
    return [sys.executable, "-m", "streamlit", "run", str(_HERE / "streamlit_app.py"), *options]


@contextmanager
def served_peer(name: str, data: Path) -> Iterator[tuple[str, int]]:
    """The peer `dash` or `streamlit` over these figures: its address, and the number of its process."""
    port = free_port()
    server = subprocess.Popen(
        _command(name, port),
        cwd=data.parent,
        env={**os.environ, DATA_VARIABLE: str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(address, server)
        yield address, server.pid
    finally:
        stop(server)


@contextmanager
def served_tool(tool: str, figures: SameFigures) -> Iterator[tuple[str, int]]:
    """`ours`, or a peer."""
    serve = served(figures.workspace) if tool == "ours" else served_peer(tool, figures.data)
    with serve as address_and_pid:
        yield address_and_pid
