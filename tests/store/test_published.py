"""Reading a release: many threads at once, and nothing else within reach."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from datawalk.domain.roster import Partner
from datawalk.errors import ReleaseProblem
from datawalk.intake.build import publish
from datawalk.store.published import PublishedStore
from worlds import contents


def test_threads_share_a_store(tmp_path: Path) -> None:
    store = PublishedStore(publish(contents(tmp_path)).release)

    def ask(turn: int) -> tuple[str, ...]:
        dimension = ("total", "race")[turn % 2]
        return tuple(
            cell.subgroup for cell in store.cells("uninsured", place_id="county", dimension=dimension)
        )

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(400)))
    assert set(answers[::2]) == {("total", "total")}
    assert set(answers[1::2]) == {("asian", "black", "hispanic", "white")}


def test_the_same_release_opens_twice_in_a_process(tmp_path: Path) -> None:
    release = publish(contents(tmp_path)).release
    first, second = PublishedStore(release), PublishedStore(release)
    assert len(first.rows(Partner)) == len(second.rows(Partner)) == 3


def test_nothing_else_is_within_reach(tmp_path: Path) -> None:
    store = PublishedStore(publish(contents(tmp_path)).release)
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with pytest.raises(duckdb.PermissionException):
        store._connection.cursor().execute(f"SELECT * FROM '{secret}'")
    store.close()
    with pytest.raises(ReleaseProblem, match="cannot be read"):
        store.rows(Partner)
