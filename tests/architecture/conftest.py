"""datawalk as it is installed, for the tests that need it so."""

from pathlib import Path

import pytest

from installation import Installed, build_wheel, with_links, with_pipx


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session", params=["links", pytest.param("pipx", marks=pytest.mark.nightly)])
def installed(
    wheel: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Installed:
    """The `datawalk` of somebody with an accent: quickly, with links to the packages here, or as they would do it."""
    install = {"links": with_links, "pipx": with_pipx}[request.param]
    home = tmp_path_factory.mktemp(request.param) / "María José"
    home.mkdir()
    return install(wheel, home)


@pytest.fixture
def anywhere(tmp_path: Path) -> Path:
    """An empty folder with a name as people give them."""
    folder = tmp_path / "Año nuevo, mi paseo"
    folder.mkdir()
    return folder
