"""A server asked for its first page: whichever it is, the main script answers and draws it."""

from pathlib import Path

import pytest

from hostile import Hostile
from serving import free_port, serve, stop, wait_until_it_answers
from worlds import built_alder

FRAME = "dw-menu"
"""What the main script draws around every page but the projector's."""
COLD = {
    "a copied address of the projector": ("present", "walk=equity&station=who_goes_without&lang=es"),
    "a desk page": ("partners", "partner=clinic"),
    "a path that is no page": ("edit", ""),  # a script beside the launcher must not answer for itself
}
TOLD = {
    ("present", "walk=equity&station=who_goes_without&lang=es"): '"dw-question">¿Quién vive sin seguro?</h1>',
    ("partners", "partner=clinic"): '"dw-name">Alder Clinic</h1>',
    ("edit", ""): FRAME,
    ("indicators", "indicator=no_insurance_old"): '"dw-name">People without health insurance',
    ("resources", "topic=rural&lang=es"): '"dw-name">Recursos</h1>',
}
"""The heading of each page: its words alone may stand in the masthead of another."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_alder(tmp_path_factory.mktemp("first"))


@pytest.mark.parametrize("first", COLD.values(), ids=COLD)
def test_any_page_can_be_the_first_of_a_fresh_server(workspace: Path, first: tuple[str, str]) -> None:
    port = free_port()
    server = serve(workspace, port, cwd=workspace.parent)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(address, server)
        for page, query in (first, *TOLD):
            with Hostile(address) as visitor:
                heard = visitor.ask(page, query)
            assert not heard.failed, page
            assert heard.says(TOLD[page, query]), page
            assert heard.says(FRAME) or page == "present", page
    finally:
        stop(server)
