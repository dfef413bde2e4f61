"""Settings for every test."""

from random import randrange

import pytest

from datawalk.cli import join
from examples import NIGHTLY, load_gate
from spending import Ledger

load_gate()
join()  # all commands: tests call them in this process


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """A night without a seed draws one, and workers are handed the same; what the run costs is told."""
    config.pluginmanager.register(Ledger(config))
    if config.option.hypothesis_profile == NIGHTLY and config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(randrange(2**32))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What repeats a night: in the end, where it is read, and since `-q` leaves out the head."""
    option = terminalreporter.config.option
    if option.hypothesis_profile == NIGHTLY:
        again = f"--hypothesis-profile={NIGHTLY} --hypothesis-seed={option.hypothesis_seed}"
        terminalreporter.write_line(f"The same examples again: {again}")
