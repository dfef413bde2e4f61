"""What is taken away: a table with its head, a page to print, and nothing of a weaker release."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient
from typer.testing import CliRunner

from datawalk import settings
from datawalk.cli import app
from datawalk.domain.text import Said
from datawalk.intake.build import build
from datawalk.screens.citing import bibtex, cited
from datawalk.screens.pages import PAGES
from datawalk.screens.pageview import PageView
from datawalk.screens.views import Fact
from datawalk.web import routes
from worlds import built_alder


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    folder = built_alder(tmp_path)
    monkeypatch.setenv(settings.WORKSPACE_VARIABLE, str(folder))
    return TestClient(Starlette(routes=routes()))


def table(text: str) -> tuple[list[str], list[dict[str, str]]]:
    lines = text.removeprefix("\ufeff").splitlines()
    head = [line for line in lines if line.startswith(("#", '"#'))]
    return head, list(csv.DictReader(StringIO("\n".join(lines[len(head) :]))))


def test_the_numbers_come_with_source_release_and_method(client: TestClient) -> None:
    answer = client.get("/download/walk.csv?walk=equity&station=who_goes_without")
    head, rows = table(answer.text)
    said = "\n".join(head)
    assert "Source:" in said
    assert "Release:" in said
    assert "Method:" in said
    assert "License:" in said
    assert rows[0]["estimate"]
    assert {"part", "place", "period", "status", "reason"} <= set(rows[0])
    assert answer.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_prints_and_downloads(client: TestClient, page: str, lang: str) -> None:
    printed = client.get(f"/download/{page}.html?lang={lang}")
    assert printed.status_code == 200
    assert f'<html lang="{lang}"' in printed.text
    assert "<script" not in printed.text
    assert client.get(f"/download/{page}.csv?lang={lang}").status_code == 200


def test_a_printed_page_needs_nothing_else(client: TestClient) -> None:
    text = client.get("/download/indicators.html?indicator=no_insurance").text
    assert "<svg" in text
    assert not [part for part in ("src=", "url(http", "@import", "<link") if part in text]


@pytest.mark.parametrize(
    "path",
    [
        "/download/secrets.csv",
        "/download/walk.csv?release=nope",
        "/download/walk.html?release=../../etc/passwd",
    ],
)
def test_what_is_not_there_is_a_sentence(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text
    assert answer.text.endswith(".")


def test_no_cell_is_a_formula_for_a_spreadsheet(client: TestClient, tmp_path: Path) -> None:
    partners = tmp_path / "alder" / "tables" / "partners.csv"
    text = partners.read_text(encoding="utf-8")
    partners.write_text(text.replace("clinic,", "clinic,=", 1), encoding="utf-8")
    build(tmp_path / "alder")
    _, rows = table(client.get("/download/partners.csv").text)
    assert [row["label"] for row in rows if row["label"].startswith("'=")]


def test_a_huge_address_is_cut(client: TestClient) -> None:
    answer = client.get("/download/indicators.csv", params={"q": "x" * 20_000})
    assert answer.status_code == 200
    assert len(answer.text) < 3000


@pytest.mark.parametrize(
    "asked", ["walk.json?walk=equity&station=who_goes_without", "indicators.json?indicator=no_insurance"]
)
def test_the_working_is_a_file_for_measure(client: TestClient, asked: str, tmp_path: Path) -> None:
    got = client.get(f"/download/{asked}")
    assert got.headers["content-type"] == "application/json"
    assert "attachment" in got.headers["content-disposition"]
    file = tmp_path / "asked.json"
    file.write_bytes(got.content)
    told = CliRunner().invoke(app, ["measure", str(file)])
    assert told.exit_code == 0
    assert {"difference", "people_behind"} <= {entry["measure"] for entry in got.json()}
    assert [entry["id"] for entry in json.loads(told.stdout)] == [entry["id"] for entry in got.json()]
    assert all(entry["outputs"] for entry in json.loads(told.stdout))


def test_a_page_without_a_gap_has_an_empty_list(client: TestClient) -> None:
    assert client.get("/download/partners.json").json() == []


def test_the_page_to_print_shows_how_it_was_worked_out(client: TestClient) -> None:
    text = client.get("/download/walk.html?walk=equity&station=who_goes_without").text
    assert "How this was worked out" in text
    assert "Formula from:" in text


STATION = "walk?walk=equity&station=who_goes_without"


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("page", ["indicators?indicator=no_insurance", STATION])
def test_a_picture_is_taken_with_title_source_release_and_address(
    client: TestClient, page: str, lang: str
) -> None:
    name, _, query = page.partition("?")
    answer = client.get(f"/download/{name}.svg?{query}&lang={lang}&picture=now")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.text)
    said = "".join("".join(root.itertext()).split())
    for words in (("Release:", "Publicación:")[lang == "es"], f"http://testserver/{name}?", "Alder"):
        assert "".join(words.split()) in said
    assert client.get(
        f"/download/{name}.svg?{query}&lang={lang}&picture=nothing"
    ).text == answer.text.replace("picture=now", "picture=nothing")


def test_a_picture_for_slides_is_a_png_twice_as_large(client: TestClient) -> None:
    drawn = ElementTree.fromstring(client.get(f"/download/{STATION.replace('?', '.svg?')}").text)
    answer = client.get(f"/download/{STATION.replace('?', '.png?')}")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].endswith('.png"')
    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.size == (2 * int(drawn.attrib["width"]), 2 * int(drawn.attrib["height"]))
        assert len(picture.convert("L").crop((60, 60, 1200, 160)).getcolors() or ()) > 20, (
            "the title is written"
        )


def test_a_page_without_a_picture_has_none_to_take(client: TestClient) -> None:
    for ending in ("svg", "png"):
        answer = client.get(f"/download/methods.{ending}")
        assert (answer.status_code, answer.text) == (404, "There is nothing to take away here.")


def test_a_page_is_cited_as_a_sentence_and_for_bibtex() -> None:
    view = PageView(
        "walk",
        Said(words="Who goes_without 50% & more?", lang="en"),
        "County · 2024",
        "en",
        "abc",
        (),
        head=(
            Fact("Collaborative", "Alder {Health}"),
            Fact("Note", "The place and its numbers are made up."),
            Fact("Source", "Bureau. Survey."),
            Fact("Published on", "December 1, 2026"),
        ),
    )
    assert cited(view, "http://a/b") == (
        "Alder {Health}. “Who goes_without 50% & more?” County · 2024. Source: Bureau. Survey. "
        "The place and its numbers are made up. Release abc, December 1, 2026. http://a/b"
    )
    entry = bibtex(view, "http://a/b")
    assert entry.startswith("@misc{datawalk-walk-abc,\n  author = {{Alder \\{Health\\}}},")
    assert "title = {{Who goes\\_without 50\\% \\& more?}}" in entry
    assert "made up. Release abc, December 1, 2026.}" in entry
    assert "howpublished = {\\url{http://a/b}}" in entry
