"""Each page in each state, without a browser."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from datawalk import settings
from datawalk.intake.build import build
from datawalk.store.releases import Releases
from datawalk.ui import main_script
from datawalk.ui.pages import SCRIPTS
from worlds import built_alder

HOME, PRESENT, WALK = SCRIPTS["home"], SCRIPTS["present"], SCRIPTS["walk"]


@pytest.fixture
def alder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = built_alder(tmp_path)
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
    app = _open(page, lang=lang)
    assert not app.exception


@pytest.mark.parametrize("page", [HOME, WALK, PRESENT], ids=["home", "walk", "present"])
def test_without_a_release_the_page_is_a_sentence(alder: Path, page: str) -> None:
    shutil.rmtree(alder / "built")
    app = _open(page)
    assert not app.exception
    assert "This page cannot be shown right now." in _words(app)


def test_a_broken_release_is_a_sentence(alder: Path) -> None:
    release = Releases(alder / "built").current()
    release.path.write_bytes(b"broken")
    app = _open(WALK, lang="es")
    assert not app.exception
    assert "Esta página no se puede mostrar ahora." in _words(app)


def test_an_open_visit_keeps_its_release(alder: Path) -> None:
    first = Releases(alder / "built").current()
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
    app = _open(SCRIPTS["indicators"], indicator="no_insurance")
    app.run()
    boxes = [box.proto for box in app.selectbox]
    assert boxes
    assert not any(box.set_value for box in boxes)


MONEY = """
title = "Money"
[[station]]
id = "money"
kind = "money"
question = "How long?"
"""


def test_a_source_is_ticked_off_and_on_again_in_the_address(alder: Path) -> None:
    (alder / "walks" / "money.toml").write_text(MONEY, encoding="utf-8")
    build(alder)
    app = _open(WALK, walk="money", station="money")
    assert not app.exception
    app.button(key="part_grant_1").click().run()
    assert app.query_params["without"] in ("grant_1", ["grant_1"])
    assert "Without " in _words(app)
    app.button(key="part_grant_1").click().run()
    assert "without" not in app.query_params


def test_what_is_tried_out_is_kept_nowhere(alder: Path) -> None:
    (alder / "walks" / "money.toml").write_text(MONEY, encoding="utf-8")
    build(alder)
    before = {path: path.stat().st_mtime_ns for path in alder.rglob("*")}
    app = _open(WALK, walk="money", station="money")
    address = dict(app.query_params)
    app.number_input(key="endowment_need").set_value(40_000).run()
    app.number_input(key="endowment_members").set_value(10).run()
    assert not app.exception
    assert '<strong class="dw-strong">$1,000,000</strong>, or $100,000 from each member once' in _words(app)
    app.number_input(key="dues_band_0").set_value(0).run()
    assert "Say how many members there are in each band." in _words(app)
    assert dict(app.query_params) == address
    assert {path: path.stat().st_mtime_ns for path in alder.rglob("*")} == before
    assert "$1,000,000" not in _words(_open(WALK, walk="money", station="money"))


def test_an_organisation_checks_itself(alder: Path) -> None:
    app = _open(SCRIPTS["partners"], partner="clinic")
    app.selectbox(key="self_check_skills").set_value("no").run()
    assert not app.exception
    assert "Talk about these first: Skills." in _words(app)
    assert len(app.get("download_button")) == 1
