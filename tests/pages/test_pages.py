"""Each page in each state, without a browser."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from datawalk import settings
from datawalk.intake.build import build
from datawalk.ui import main_script
from datawalk.ui.pages import HOME, PRESENT, SCRIPTS, WALK

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"


@pytest.fixture
def alder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(ALDER, tmp_path / "alder"))
    monkeypatch.setenv(settings.WORKSPACE_VARIABLE, str(folder))
    return folder


def _words(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def _open(page: str | None = None, **parameters: str) -> AppTest:
    app = AppTest.from_file(main_script(), default_timeout=30)
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    if page:
        app.switch_page(page)
        for key, value in parameters.items():
            app.query_params[key] = value
        app.run()
    return app


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("page", [HOME, WALK, PRESENT], ids=["home", "walk", "present"])
def test_every_page_runs(alder: Path, page: str, lang: str) -> None:
    build(alder)
    app = _open(page, lang=lang)
    assert not app.exception


@pytest.mark.parametrize("page", [HOME, WALK, PRESENT], ids=["home", "walk", "present"])
def test_without_a_release_the_page_is_a_sentence(alder: Path, page: str) -> None:
    app = _open(page)
    assert not app.exception
    assert "This page cannot be shown right now." in _words(app)


def test_a_broken_release_is_a_sentence(alder: Path) -> None:
    release = build(alder).release
    release.path.write_bytes(b"broken")
    app = _open(WALK, lang="es")
    assert not app.exception
    assert "Esta página no se puede mostrar ahora." in _words(app)


def test_an_open_visit_keeps_its_release(alder: Path) -> None:
    first = build(alder).release
    app = _open(WALK)
    assert app.session_state["release"] == first
    text = (alder / "datawalk.toml").read_text(encoding="utf-8")
    (alder / "datawalk.toml").write_text(text.replace('name = "', 'name = "New ', 1), encoding="utf-8")
    second = build(alder).release
    assert second != first
    app.run()
    assert app.session_state["release"] == first
    assert _open(WALK).session_state["release"] == second


def test_a_box_that_stays_as_it_is_is_not_sent_again(alder: Path) -> None:
    """A browser keeps a large message that is the same as before; a value set anew makes it another."""
    build(alder)
    app = _open(SCRIPTS["indicators"], indicator="no_insurance")
    app.run()
    boxes = [box.proto for box in app.selectbox]
    assert boxes
    assert not any(box.set_value for box in boxes)
