"""Readiness: the board of a partner, its word at the end, and the questions it asks itself."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from datawalk.charts.written import Grid
from datawalk.domain.roster import Partner, Readiness
from datawalk.domain.text import Language
from datawalk.screens.pages import load_page
from datawalk.screens.pages.readiness import ASKED
from datawalk.screens.pageview import PageView
from datawalk.screens.selection import Selection
from worlds import contents, released

CLINIC = Partner(partner_id="clinic", name="Clinic", sectors=("health",))
HOMES = Partner(partner_id="homes", name="Homes", sectors=("housing",))


def note(item: str, column: str, text: str, **changes: object) -> Readiness:
    return Readiness.model_validate(
        {"partner_id": "clinic", "item": item, "column": column, "note": text, **changes}
    )


COMMON = note("goals", "in_common", "We both want health.")
NOBODYS = note("skills", "barriers", "Nobody speaks Spanish.")


def page(folder: Path, *rows: Readiness, lang: Language = "en", partner: str | None = "clinic") -> PageView:
    made = contents(folder, rows={Partner: (CLINIC, HOMES), Readiness: rows}, observations=())
    return load_page(released(made), "partners", Selection(lang, partner=partner))


def told(view: PageView) -> str:
    return str(next(one for one in view.sections if one.id == "readiness").finding)


def test_a_barrier_nobody_has_is_not_yet(tmp_path: Path) -> None:
    view = page(tmp_path, COMMON, NOBODYS, note("leader", "barriers", "The board is new.", owner="clinic"))
    assert told(view) == "Not yet: these barriers have no owner. Nobody speaks Spanish."
    section = next(one for one in view.sections if one.id == "readiness")
    assert isinstance(section.picture, Grid)
    assert section.picture.columns == ("In common", "Differences", "Barriers", "What it will take")
    assert [row.label for row in section.picture.rows] == ["Goals", "Skills", "A leader who can decide"]
    assert [row.cells[2].note for row in section.picture.rows] == ["", "no owner yet", "with Clinic"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            note("skills", "barriers", "None speaks Spanish.", owner="homes"),
            "Go: every barrier is gone, or has an owner.",
        ),
        (
            note("skills", "barriers", "None speaks Spanish.", resolved_on=date(2026, 1, 1)),
            "Go: every barrier is gone, or has an owner.",
        ),
        (note("skills", "what_it_takes", "A class."), "Go: nobody has named a barrier."),
    ],
)
def test_otherwise_it_is_go(row: Readiness, said: str, tmp_path: Path) -> None:
    assert told(page(tmp_path, row)) == said


def test_the_list_of_partners_has_the_word_of_each_board(tmp_path: Path) -> None:
    view = page(tmp_path, COMMON, NOBODYS, partner=None)
    [entry] = next(one for one in view.sections if one.id == "readiness").entries
    assert (entry.title.words, entry.text[:7]) == ("Clinic", "Not yet")
    assert entry.link is not None
    assert entry.link.selection.partner == "clinic"


def test_without_notes_there_is_no_board_and_the_questions_stay(tmp_path: Path) -> None:
    view = page(tmp_path, COMMON, partner="homes")
    assert "readiness" not in [one.id for one in view.sections]
    assert [one.id for one in view.tools] == ["self_check"]


def test_a_partner_checks_itself_and_takes_the_answers_along(tmp_path: Path) -> None:
    [tool] = page(tmp_path, partner="clinic").tools
    nothing = tool.work(dict.fromkeys(ASKED, ""))
    assert str(nothing.finding).startswith("Answer the questions together")
    assert nothing.take_along is None
    some = tool.work({"goals": "yes", "motives": "yes", "skills": "no", "resources": "partly", "leader": ""})
    assert str(some.finding) == "2 of 5 are in place. Talk about these first: Skills and What we bring."
    assert some.take_along is not None
    rows = list(csv.DictReader(StringIO(some.take_along[1].lstrip("\ufeff"))))
    assert [(row["partner_id"], row["item"], row["column"]) for row in rows] == [
        ("clinic", "goals", "in_common"),
        ("clinic", "motives", "in_common"),
        ("clinic", "skills", "barriers"),
        ("clinic", "resources", "what_it_takes"),
    ]
    ready = tool.work(dict.fromkeys(ASKED, "yes"))
    assert str(ready.finding) == "5 of 5 are in place. You are ready to talk with the others."


def test_in_spanish(tmp_path: Path) -> None:
    assert told(page(tmp_path, NOBODYS, lang="es")).startswith(
        "Todavía no: nadie se encarga de estos obstáculos."
    )
