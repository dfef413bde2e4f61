"""The demo, built once for all tests that read it only."""

import pytest

from datawalk.intake.build import build
from datawalk.intake.new import copy_demo
from datawalk.store.published import PublishedStore


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    """The demo's release."""
    return PublishedStore(build(copy_demo(tmp_path_factory.mktemp("riverbend") / "demo")).release)
