"""Readiness: the board of one partner in four columns, its word at the end, and what a partner asks itself before."""

import csv
from collections.abc import Sequence
from functools import partial
from io import StringIO
from typing import get_args

from datawalk.charts.written import Grid, GridCell, GridRow
from datawalk.domain.roster import Partner, Readiness, ReadinessColumn
from datawalk.screens import format as fmt
from datawalk.screens.finding import finding
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pageview import Entry, Section
from datawalk.screens.views import Answers, Ask, TableView, Tool, Worked
from datawalk.screens.wording import Words

COLUMNS: tuple[ReadinessColumn, ...] = get_args(ReadinessColumn)
ASKED = ("goals", "motives", "skills", "resources", "leader")
"""What a partner asks itself; a board may have lines of its own after them."""


def item_name(item: str, *, t: Words) -> str:
    """A line of the board in words; a workspace's own word as it is written."""
    return {
        "goals": t("Goals"),
        "motives": t("Motives"),
        "skills": t("Skills"),
        "resources": t("What we bring"),
        "capacity": t("Capacity"),
        "leader": t("A leader who can decide"),
    }.get(item, item.replace("_", " ").capitalize())


def _column_name(column: ReadinessColumn, *, t: Words) -> str:
    return {
        "in_common": t("In common"),
        "differences": t("Differences"),
        "barriers": t("Barriers"),
        "what_it_takes": t("What it will take"),
    }[column]


def open_barriers(rows: Sequence[Readiness]) -> list[Readiness]:
    """The barriers that still stand and that nobody has taken on."""
    return [row for row in rows if row.column == "barriers" and not row.resolved_on and not row.owner]


def verdict(rows: Sequence[Readiness], *, t: Words) -> str:
    """The word at the end of a board: go, or not yet and why."""
    unowned = open_barriers(rows)
    if unowned:
        named = " ".join(f"{row.note.rstrip('.')}." for row in unowned)
        return t("**Not yet**: these barriers have no owner. {barriers}", barriers=named)
    if any(row.column == "barriers" for row in rows):
        return t("__Go__: every barrier is gone, or has an owner.")
    return t("__Go__: nobody has named a barrier.")


def board(desk: Desk, partner: Partner) -> Section | None:
    """The board of a partner; none where nothing is written down."""
    t = desk.t
    rows = [row for row in desk.store.rows(Readiness) if row.partner_id == partner.partner_id]
    if not rows:
        return None
    items = list(dict.fromkeys((*ASKED, *(row.item for row in rows))))
    lines = tuple(
        GridRow(item_name(item, t=t), tuple(_cell(desk, own, column) for column in COLUMNS))
        for item in items
        if (own := [row for row in rows if row.item == item])
    )
    picture = Grid(t("What"), tuple(_column_name(column, t=t) for column in COLUMNS), lines)
    told = finding(verdict(rows, t=t))
    return Section(
        "readiness", t("Ready to work together?"), told, picture=picture, alt=str(told), table=_table(rows)
    )


def _cell(desk: Desk, rows: Sequence[Readiness], column: ReadinessColumn) -> GridCell:
    own = [row for row in rows if row.column == column]
    if not own:
        return GridCell("–", "missing")
    notes = dict.fromkeys(note for row in own if (note := _standing(desk, row)))
    return GridCell(" ".join(row.note for row in own), "words", "; ".join(notes))


def _standing(desk: Desk, row: Readiness) -> str:
    """Who has it, and whether it is done; a barrier says so when nobody has it."""
    t = desk.t
    if row.resolved_on:
        return t("gone since {day}", day=fmt.day(row.resolved_on.isoformat(), lang=desk.lang))
    if row.owner:
        return t("with {owner}", owner=desk.store.partner_names.get(row.owner, row.owner))
    return t("no owner yet") if row.column == "barriers" else ""


def _table(rows: Sequence[Readiness]) -> TableView:
    return TableView(tuple(row.model_dump(mode="json") for row in rows))


def readiness_list(desk: Desk) -> Section | None:
    """Every partner with a board, and its word."""
    t, rows = desk.t, desk.store.rows(Readiness)
    names = {one.partner_id: one.name for one in desk.store.rows(Partner)}
    entries = []
    for key in dict.fromkeys(row.partner_id for row in rows):
        own = [row for row in rows if row.partner_id == key]
        told = str(finding(verdict(own, t=t)))
        link = desk.link(names[key], "partners", partner=key)
        entries.append(Entry(desk.said(names[key]), told, link=link))
    return Section("readiness", t("Ready to work together?"), entries=tuple(entries)) if entries else None


def self_check(desk: Desk, partner: Partner | None = None) -> Tool:
    """What an organisation asks itself before it joins in. Its answers can be taken along as rows of the board."""
    t = desk.t
    questions = {
        "goals": t("Our goals and those of the collaborative have something in common."),
        "motives": t("We can say why we want to take part."),
        "skills": t("We have the skills that our part needs."),
        "resources": t("We have the time, the people and the money for it."),
        "leader": t("A leader of ours who can decide is behind it."),
    }
    options = (("", t("not said")), ("yes", t("yes")), ("partly", t("partly")), ("no", t("not yet")))
    asks = tuple(Ask(item, question, "", options=options) for item, question in questions.items())
    key = partner.partner_id if partner else ""
    lead = t("Five questions for an organization itself, before it talks with others.")
    return Tool("self_check", t("Check your own readiness"), lead, asks, partial(_checked, t, questions, key))


def _checked(t: Words, questions: dict[str, str], partner_id: str, answers: Answers) -> Worked:
    named: dict[str, list[str]] = {}
    for item in ASKED:
        named.setdefault(str(answers[item]), []).append(item_name(item, t=t))
    said = len(ASKED) - len(named.get("", ()))
    if not said:
        return Worked(finding(t("Answer the questions together with those who will do the work.")))
    told = t("__{yes} of {n}__ are in place.", yes=len(named.get("yes", ())), n=len(ASKED))
    lacking = [*named.get("no", ()), *named.get("partly", ())]
    rest = t("Talk about these first: {items}.", items=fmt.listed(lacking, lang=t.lang)) if lacking else ""
    if not lacking and said == len(ASKED):
        rest = t("You are ready to talk with the others.")
    return Worked(finding(told, rest), take_along=("readiness.csv", _rows(questions, partner_id, answers)))


def _rows(questions: dict[str, str], partner_id: str, answers: Answers) -> str:
    """The answers as rows of the readiness table, to be added to it by whoever keeps it."""
    columns: dict[str, ReadinessColumn] = {"yes": "in_common", "partly": "what_it_takes", "no": "barriers"}
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("partner_id", "item", "column", "note", "owner", "resolved_on"))
    for item, question in questions.items():
        if column := columns.get(str(answers[item])):
            writer.writerow((partner_id, item, column, question, "", ""))
    return "\ufeff" + out.getvalue()
