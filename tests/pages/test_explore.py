"""Exploring a picture, without a browser: where it is offered, that it stands in the address, and what it lights."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from datawalk import settings
from datawalk.intake.build import build
from datawalk.ui import main_script
from datawalk.ui.pages import SCRIPTS
from worlds import built_alder

PRESENT, WALK = SCRIPTS["present"], SCRIPTS["walk"]

MORE = {
    "places": "oak,Oak Hill,neighborhood,alder,,\n",
    "observations": "no_insurance,maple,2024,,,20,16,24,2,100,500,,\nno_insurance,oak,2024,,,10,8,12,1,100,1000,,\n",
}


@pytest.fixture(scope="module")
def alder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Alder County, where two neighborhoods can be compared."""
    folder = built_alder(tmp_path_factory.mktemp("explore"))
    for name, lines in MORE.items():
        with (folder / "tables" / f"{name}.csv").open("a", encoding="utf-8") as table:
            table.write(lines)
    build(folder)
    return folder


@pytest.fixture(autouse=True)
def served(alder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.WORKSPACE_VARIABLE, str(alder))


def _open(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(main_script(), default_timeout=30)
    app.run()
    app.switch_page(page)
    for key, value in parameters.items():
        app.query_params[key] = value
    return app.run()


def _offered(app: AppTest) -> set[str]:
    return {button.key or "" for button in app.button if (button.key or "").startswith("explore_")}


def _words(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_a_press_explores_and_another_goes_back() -> None:
    app = _open(SCRIPTS["indicators"], indicator="no_insurance", lang="es")
    assert {"explore_now", "explore_places"} <= _offered(app)
    assert not app.get("plotly_chart")
    app.button(key="explore_places").click().run()
    assert not app.exception
    assert app.query_params["explore"] in ("places", ["places"])
    (plot,) = app.get("plotly_chart")
    assert '"Acercar"' in plot.proto.config
    assert app.button(key="explore_places").label == "Volver a la imagen sencilla"
    app.button(key="explore_places").click().run()
    assert "explore" not in app.query_params
    assert not app.get("plotly_chart")


def test_a_row_of_the_list_is_said_and_leads_to_its_place() -> None:
    app = _open(SCRIPTS["indicators"], indicator="no_insurance", explore="places")
    app.radio(key="mark_places").set_value("Maple Hill: 20.0%").run()
    assert '<p class="dw-lit" role="status">Maple Hill' in _words(app)
    assert ".st-key-explored_places .scatterlayer > .trace:nth-child(1)" in _words(app)
    app.button(key="go_places").click().run()
    assert not app.exception
    assert app.query_params["place"] in ("maple", ["maple"])
    assert app.query_params["explore"] in ("places", ["places"])
    assert app.selectbox(key="choice_indicators_place").value == "maple"
    assert "go_places" not in {button.key for button in app.button}


def test_some_places_alone_and_back_to_all() -> None:
    app = _open(SCRIPTS["indicators"], indicator="no_insurance", explore="places")
    app.radio(key="mark_places").set_value("Maple Hill: 20.0%").run()
    assert len(app.radio(key="mark_places").options) == 2
    app.button_group(key="shown_places").set_value(["Oak Hill"]).run()
    assert not app.exception
    assert len(app.radio(key="mark_places").options) == 1
    assert 'class="dw-lit"' not in _words(app)
    app.button_group(key="shown_places").set_value([]).run()
    assert len(app.radio(key="mark_places").options) == 2


@pytest.mark.parametrize("section", ["nothing", "<b>"])
def test_an_address_that_names_no_picture_of_values_shows_the_plain_page(section: str) -> None:
    app = _open(SCRIPTS["indicators"], indicator="no_insurance", explore=section)
    assert not app.exception
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("page", [WALK, PRESENT, SCRIPTS["partners"]], ids=["walk", "present", "partners"])
def test_nothing_else_is_explored(page: str) -> None:
    app = _open(page, explore="station")
    assert not _offered(app)
    assert not app.get("plotly_chart")
