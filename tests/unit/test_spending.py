"""What a run of the tests cost: seconds go to the file that took them, those of workers are added, and all is told."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

import spending
from spending import Ledger


class Terminal:
    """A terminal that keeps what is written."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def section(self, title: str) -> None:
        self.lines.append(title)

    write_line = section


def ledger(**options: str) -> Any:
    return Ledger(SimpleNamespace(option=SimpleNamespace(**options)))  # type: ignore[arg-type]


def told(one: Any) -> list[str]:
    terminal = Terminal()
    one.pytest_terminal_summary(terminal)
    return terminal.lines


def walk(one: Any, *ids: str, spent: Iterable[float]) -> dict[str, float]:
    """A run of these tests, and what a worker sends of it. `spent`: by all processes, each time they are asked."""
    config, times = SimpleNamespace(workeroutput={}), iter(spent)
    with pytest.MonkeyPatch.context() as patch:  # the run of this very test keeps a ledger too
        patch.setattr(spending, "_spent", lambda _: next(times))
        for id_ in ids:
            one.pytest_runtest_logstart(id_)
        one.pytest_runtest_teardown(None)
        one.pytest_sessionfinish(SimpleNamespace(config=config))
    assert list(times) == []
    return config.workeroutput["spending"]


def test_seconds_go_to_the_file_that_took_them() -> None:
    one = ledger(dist="no")
    sent = walk(one, "a.py::first", "a.py::second", "b.py::first", "a.py::third", spent=[2, 5, 15, 16, 18])
    assert sent == {"(the run itself)": 2, "a.py": 3 + 1 + 2, "b.py": 10}
    assert told(one) == [
        "CPU seconds, servers and browsers counted in",
        "    10  b.py",
        "     6  a.py",
        "     2  (the run itself)",
        "    18  in all, of 750 for `make test`",
    ]


def test_what_workers_spent_is_added_and_the_dearest_are_told() -> None:
    sent = [
        walk(ledger(dist="no"), "a.py::first", spent=[1, 8, 9]),
        walk(ledger(), "a.py::second", spent=[1, 4, 6]),
    ]
    one = ledger(dist="worksteal")
    one.pytest_runtest_logstart("a.py::first")  # which a worker ran, and counts
    for output in ({"spending": sent[0]}, {"spending": sent[1]}, {}):
        one.pytest_testnodedown(SimpleNamespace(workeroutput=output))
    one.pytest_testnodedown(SimpleNamespace())  # it fell over
    assert told(one) == [], "one file has nothing to be compared with"
    many = {
        f"{n:02}.py": 90_000.0 + n for n in range(20)
    }  # more than the run of all tests itself has spent by now
    one.pytest_testnodedown(SimpleNamespace(workeroutput={"spending": many}))
    lines = told(one)
    assert lines[1:11] == [f" {90_000 + n}  {n:02}.py" for n in range(19, 9, -1)]
    assert lines[-1].endswith("in all, of 750 for `make test`")
    assert float(lines[-1].split()[0]) >= sum(many.values()) + 7 + 3


def test_what_ended_with_a_browser_is_not_taken_back() -> None:
    assert walk(ledger(dist="no"), "a.py::first", spent=[5, 3, 4]) == {"(the run itself)": 5, "a.py": 0 + 1}
