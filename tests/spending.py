"""What a run of the tests costs: CPU seconds by file, its servers and browsers counted in, told at its end.

Told where more than one file ran. Seconds on the wall hang on what else the machine does; those of the CPU hardly do.
"""

from collections import defaultdict
from typing import Any

import psutil
import pytest

BUDGET = 750
"""CPU seconds that `make test` may take; each later part may add 8."""
DEAREST = 10
_ITSELF = "(the run itself)"
_SENT = "spending"


def _spent(processes: list[psutil.Process]) -> float:
    """CPU seconds of these and of what they started and saw end."""
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.Error:  # it ended just now: its parent holds its time
            continue
        total += times.user + times.system
        total += getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
    return total


class Ledger:
    """Seconds by file. Where workers run the tests each keeps one and sends it to the process that tells the sum."""

    def __init__(self, config: pytest.Config) -> None:
        self._own = psutil.Process()
        self._by_file: dict[str, float] = defaultdict(float)
        self._file, self._until = _ITSELF, 0.0
        self._runs_tests = getattr(config.option, "dist", "no") == "no"  # it is "no" in a worker, too

    def _turn_to(self, file: str) -> None:
        """What was spent until now goes to the file before; the next goes to this one."""
        now = _spent([self._own, *self._own.children(recursive=True)])
        self._by_file[self._file] += max(
            0.0, now - self._until
        )  # a browser takes the time of its parts with it
        self._file, self._until = file, now

    @pytest.hookimpl
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        file = nodeid.partition("::")[0]
        if self._runs_tests and file != self._file:
            self._turn_to(file)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, nextitem: pytest.Item | None) -> None:
        if nextitem is None:  # what all tests share ends with the last one
            self._turn_to(self._file)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._runs_tests:
            self._turn_to(_ITSELF)
        sent = getattr(session.config, "workeroutput", None)
        if sent is not None:
            sent[_SENT] = dict(self._by_file)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        for file, seconds in getattr(node, "workeroutput", {}).get(_SENT, {}).items():
            self._by_file[file] += seconds

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self._runs_tests:
            times = self._own.cpu_times()
            self._by_file[_ITSELF] += times.user + times.system
        if len(self._by_file.keys() - {_ITSELF}) < 2:
            return
        terminalreporter.section("CPU seconds, servers and browsers counted in")
        dearest = sorted(self._by_file.items(), key=lambda one: -one[1])[:DEAREST]
        for file, seconds in [
            *dearest,
            (f"in all, of {BUDGET} for `make test`", sum(self._by_file.values())),
        ]:
            terminalreporter.write_line(f"{seconds:6.0f}  {file}")
