"""The `money` station: the cliff of a sheet worked by hand, what is only likely, and what falls without a source."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from datawalk.charts.inputs import Means
from datawalk.domain.goals import Goal
from datawalk.domain.money import Cash, Cost, Funding
from datawalk.domain.roster import Partner
from datawalk.domain.text import Frozen, Language
from datawalk.measures.catalogue import work_out
from datawalk.screens.context import Where
from datawalk.screens.selection import Selection
from datawalk.screens.views import StationView, Tool, Worked
from datawalk.screens.walk import load_walk
from sheets import CLIFF
from worlds import contents, released, walk

PARTNERS = (
    Partner(partner_id="hub", name="The Hub", sectors=("health",), backbone=True),
    Partner(partner_id="homes", name="Homes for All", sectors=("housing",)),
)
GOALS = (Goal(goal_id="roofs", area="equity", statement="A roof for everyone", direction="up", owner="hub"),)


def award(id: str, first: str, last: str, a_month: float, **changes: object) -> Funding:
    """An award of whole months."""
    begin, end = (date.fromisoformat(day) for day in (first, last))
    months = 12 * (end.year - begin.year) + end.month - begin.month + 1
    return Funding.model_validate(
        {
            "funding_id": id,
            "kind": "grant",
            "funder": id.replace("_", " ").title(),
            "from_": begin,
            "to": end,
            "amount": a_month * months,
            "status": "signed",
            "show_funder": True,
            **changes,
        }
    )


def costs(first: int, last: int, amount: float, kind: str = "staff", **changes: object) -> list[Cost]:
    """The same every month of 2025 from one to another."""
    return [
        Cost.model_validate({"month": date(2025, month, 1), "kind": kind, "amount": amount, **changes})
        for month in range(first, last + 1)
    ]


CASH = Cash(date=date(2025, 12, 31), unrestricted=60_000, restricted=9_000)
AWARDS = (
    award("north_fund", "2026-01-01", "2026-09-30", 25_000),
    award("south_fund", "2025-07-01", "2027-06-30", 15_000),
)


def view_of(
    folder: Path,
    *rows: Frozen,
    lang: Language = "en",
    without: str | None = None,
    as_of: str | None = None,
    where: Where = "desk",
) -> StationView:
    given: dict[type[Frozen], tuple[Frozen, ...]] = {Partner: PARTNERS, Goal: GOALS}
    for row in rows:
        given[type(row)] = (*given.get(type(row), ()), row)
    station = {"id": "one", "kind": "money", "question": "How long?"}
    made = contents(folder, walks={"walk": walk([station])}, rows=given, observations=())
    store = released(made)
    selection = Selection(lang, "walk", "one", without=without, as_of=as_of)
    return load_walk(store, selection, where=where).station


def of_sheet(folder: Path, *more: Frozen, **asked: str) -> StationView:
    return view_of(folder, CASH, *costs(1, 12, 40_000), *AWARDS, *more, **asked)  # type: ignore[arg-type]


def measure(view: StationView, name: str) -> float | None:
    return next(one.value for one in view.measures if one.name == name)


def test_the_cliff_is_that_of_the_sheet(tmp_path: Path) -> None:
    view = of_sheet(tmp_path)
    assert str(view.finding) == (
        "Signed money pays for 11 months, until the end of November 2026. "
        "In December 2026 $15,000 of $40,000 are missing."
    )
    rows = [line.split() for line in CLIFF.strip().splitlines()[1:]]
    for row, told in zip(rows, view.table.rows, strict=False):
        missing = max(0.0, -float(row[3]))
        assert (told["id"], told["cost"], told["missing"]) == (row[0], float(row[2]), pytest.approx(missing))
        assert told["signed"] == pytest.approx(min(float(row[1]), float(row[2])))
    asked = {
        "cash": 60_000,
        "monthly_expense": 40_000,
        "start": "2026-01",
        "grants": [{"monthly": 25_000, "last": "2026-09"}, {"monthly": 15_000, "last": "2027-06"}],
    }
    told = work_out("cliff_date", asked)
    assert told["first_negative_month"] == "2026-12"
    assert measure(view, "months_covered_signed") == told["months_of_full_cover"]
    assert measure(view, "runway") == 1.5


def test_likely_money_stands_apart(tmp_path: Path) -> None:
    hoped = award("east_fund", "2026-10-01", "2027-03-31", 25_000, status="likely")
    view = of_sheet(tmp_path, hoped)
    assert "In December 2026" in str(view.finding)
    assert "If the likely money comes, June 2027 is the first." in str(view.finding)
    december = next(row for row in view.table.rows if row["id"] == "2026-12")
    assert (december["likely"], december["missing"]) == (pytest.approx(15_000), pytest.approx(0))
    assert isinstance(view.picture, Means)
    assert [layer.tone for layer in view.picture.steps.layers] == ["sure", "quiet", "hoped", "lacking"]


def test_what_ends_soon_and_on_how_few_it_rests(tmp_path: Path) -> None:
    more = (
        award("one", "2025-01-01", "2026-06-30", 300),
        award("two", "2025-01-01", "2027-06-30", 300),
        award("gift", "2025-01-01", "2027-06-30", 900, kind="in_kind"),
    )
    view = view_of(tmp_path, CASH, *costs(1, 12, 1000), *more)
    assert measure(view, "ends_within_12_months") == pytest.approx(50)
    assert (measure(view, "effective_sources"), measure(view, "largest_share")) == (2, 50)
    assert any("$10,800 a year" in fact.text for fact in view.facts if fact.label == "In kind, not money")
    assert any("$9,000 more are held for a purpose" in fact.text for fact in view.facts)


def test_money_for_a_purpose_pays_for_it_alone(tmp_path: Path) -> None:
    own = award("own", "2026-01-01", "2026-12-31", 1000, restricted_to="roofs")
    rows = (
        CASH.model_copy(update={"unrestricted": 0.0}),
        *costs(1, 12, 500, goal_id="roofs"),
        *costs(1, 12, 200),
    )
    view = view_of(tmp_path, *rows, own)
    assert str(view.finding).startswith(
        "Signed money does not pay for January 2026 in full. $200 of $700 are missing."
    )
    assert any("Only for: A roof for everyone." in fact.text for fact in view.facts)


def test_a_source_ticked_off_says_what_falls(tmp_path: Path) -> None:
    own = award("own", "2026-01-01", "2027-12-31", 500, restricted_to="roofs")
    rest = award("rest", "2026-01-01", "2027-12-31", 200)
    paid = costs(1, 12, 500, kind="partner_payments", goal_id="roofs", paid_to="homes")
    rows = (CASH.model_copy(update={"unrestricted": 500.0}), *paid, *costs(1, 12, 200), own, rest)
    whole = view_of(tmp_path / "a", *rows)
    assert "pays for 24 months, until the end of December 2027" in str(whole.finding)
    view = view_of(tmp_path / "b", *rows, without="own;nobody")
    assert str(view.finding).startswith("Without Own, money falls short 23 months sooner.")
    assert isinstance(view.picture, Means)
    assert view.picture.falls is not None
    [row] = view.picture.falls.rows
    assert (row.label, row.note) == ("February 2026", "with all: January 2028")
    assert [cell.text for cell in row.cells] == [
        "A roof for everyone",
        "staff",
        "The Hub and Homes for All",
        "Health and Housing",
    ]
    [choice] = view.choices
    assert (choice.left_out, dict(choice.options)) == (("own",), {"own": "Own", "rest": "Rest"})


def test_at_a_desk_every_source_and_all_that_falls_is_named(tmp_path: Path) -> None:
    """A projector has room for five sources and two names; those that are ticked off stay among them."""
    small = [award(f"fund_{at}", "2026-01-01", "2027-12-31", 900 - at) for at in range(7)]
    paid = [row for kind in ("rent", "staff", "food", "vans") for row in costs(1, 12, 1500, kind=kind)]
    rows = (CASH.model_copy(update={"unrestricted": 0.0}), *paid, *small)
    views = {
        where: view_of(tmp_path / where, *rows, without="fund_6", where=where) for where in ("desk", "room")
    }
    named = {where: [key for key, _ in view.choices[0].options] for where, view in views.items()}
    assert named == {
        "desk": [f"fund_{at}" for at in range(7)],
        "room": ["fund_0", "fund_1", "fund_2", "fund_3", "fund_6"],
    }


def test_all_that_falls_is_named_at_a_desk(tmp_path: Path) -> None:
    paid = [row for kind in ("rent", "staff", "food", "vans") for row in costs(1, 12, 100, kind=kind)]
    rows = (
        CASH.model_copy(update={"unrestricted": 0.0}),
        *paid,
        award("all", "2026-01-01", "2027-12-31", 400),
    )
    told = {}
    for where in ("desk", "room"):
        picture = view_of(tmp_path / where, *rows, without="all", where=where).picture
        assert isinstance(picture, Means)
        assert picture.falls is not None
        told[where] = picture.falls.rows[0].cells[1].text, bool(picture.figures.figures)
    assert told == {
        "desk": ("food, rent, staff, and vans", True),
        "room": ("food, rent, and 2 more", False),
    }


def test_an_award_shorter_than_a_year_pays_no_more_than_its_amount(tmp_path: Path) -> None:
    summer = award("summer", "2025-12-01", "2026-02-28", 2_000)
    view = view_of(tmp_path, CASH, *costs(1, 12, 100), summer, award("long", "2025-01-01", "2026-12-31", 500))
    assert measure(view, "largest_share") == 50
    assert any("Summer: $6,000 a year until" in fact.text for fact in view.facts)


def test_what_community_organisations_are_paid(tmp_path: Path) -> None:
    paid = [
        *costs(1, 12, 300, kind="partner_payments", paid_to="homes"),
        *costs(1, 12, 100, kind="services", paid_to="hub"),
        *costs(1, 12, 600),
    ]
    view = view_of(tmp_path, CASH, *paid, *AWARDS)
    assert measure(view, "to_community_organizations") == 300
    assert isinstance(view.picture, Means)
    assert view.picture.steps.line == (300, "Community organizations are paid $300")
    assert (
        "For community organizations",
        "$300",
        "a month, 30% of the costs",
    ) in view.picture.figures.figures


def test_a_funder_who_is_not_to_be_named_is_nowhere(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        CASH,
        *costs(1, 12, 100),
        award("quiet_giver", "2026-01-01", "2026-12-31", 5, show_funder=False),
    )
    assert "Quiet" not in repr(view)
    assert "quiet_giver" not in repr(view)
    assert "Grant, funder not named" in repr(view)
    for path in (tmp_path / "built").rglob("*.duckdb"):
        assert b"uiet" not in path.read_bytes()


def test_costs_that_are_planned_stand_for_themselves(tmp_path: Path) -> None:
    planned = [
        Cost(month=date(2026, month, 1), kind="staff", amount=50_000 if month == 2 else 1)
        for month in range(1, 4)
    ]
    view = view_of(tmp_path, CASH, *costs(1, 12, 40_000), *planned, *AWARDS)
    assert [row["cost"] for row in view.table.rows[:3]] == [1, 50_000, 1]
    assert view.table.rows[3]["cost"] == pytest.approx((9 * 40_000 + 50_002) / 12)


@pytest.mark.parametrize(
    ("rows", "lacking"),
    [
        ((), "funding, costs, and cash"),
        ((CASH, *AWARDS), "costs"),
        ((CASH, *costs(1, 2, 5)), "funding"),
        ((*AWARDS, *costs(1, 2, 5)), "cash"),
    ],
)
def test_without_a_table_the_station_says_what_to_bring(
    rows: Iterable[Frozen], lacking: str, tmp_path: Path
) -> None:
    view = view_of(tmp_path, *rows)
    assert view.picture is None
    assert str(view.finding) == (
        f"Nobody can say yet how many months are paid for. Add these tables, then build again: {lacking}."
    )


def test_a_day_before_any_cash_figure_is_told(tmp_path: Path) -> None:
    assert "Choose a later day" in str(of_sheet(tmp_path, as_of="2020-01-01").finding)


def test_nothing_ahead_and_costs_of_nothing_stand(tmp_path: Path) -> None:
    over = award("over", "2020-01-01", "2020-12-31", 5)
    view = view_of(tmp_path, CASH, *costs(1, 3, 0), over)
    assert "all 24 months" in str(view.finding)
    assert view.working is None
    assert measure(view, "runway") is None


def test_in_spanish(tmp_path: Path) -> None:
    view = of_sheet(tmp_path, lang="es")
    assert str(view.finding) == (
        "El dinero firmado paga 11 meses, hasta el final de noviembre de 2026. "
        "En diciembre de 2026 faltan $15,000 de $40,000."
    )


def test_what_was_worked_out_is_what_the_measures_say(tmp_path: Path) -> None:
    view = of_sheet(tmp_path)
    assert view.working is not None
    told = {one["measure"]: work_out(one["measure"], one["inputs"]) for one in view.working.questions}
    assert told["runway_months"]["months"] == measure(view, "runway")
    assert told["funding_hhi"]["effective_sources"] == measure(view, "effective_sources")
    assert 100 * told["expiring_share"]["share_ending_within_12_months"] == measure(
        view, "ends_within_12_months"
    )


def tool(view: StationView, id: str) -> Tool:
    return next(one for one in view.tools if one.id == id)


def work(tool: Tool, **answers: float | str) -> Worked:
    """The tool with its own values but those that are given."""
    return tool.work({**{ask.id: ask.value for ask in tool.asks}, **answers})


def test_tools_begin_with_the_workspaces_own_numbers(tmp_path: Path) -> None:
    roofs = costs(1, 12, 500, kind="rent", goal_id="roofs")
    view = of_sheet(tmp_path, *roofs, award("rooms", "2025-01-01", "2027-12-31", 100, kind="in_kind"))
    assert [one.id for one in view.tools] == ["dues", "endowment", "scope", "in_kind"]
    for one in view.tools:
        assert str(work(one).finding)
    assert str(work(tool(view, "dues"), need=12_100, band_0=10, band_1=10, step=10).finding) == (
        "From $110 to $1,100 a year; together $12,100."
    )
    nobody = {f"band_{band}": 0 for band in range(4)}
    assert str(work(tool(view, "dues"), **nobody).finding).startswith("Say how many members")
    assert str(work(tool(view, "endowment"), need=40_000, draw=4, members=10).finding).startswith(
        "A fund of $1,000,000, or $100,000 from each member once."
    )
    assert "It costs $480,000: $20,000 left." in str(
        work(tool(view, "scope"), money=500_000, roofs="pause").finding
    )
    assert "alone" not in str(work(tool(view, "scope")).finding)
    assert "short" in str(work(tool(view, "scope"), money=0).finding)
    assert "Together worth $1,200 a year" in str(work(tool(view, "in_kind")).finding)


def test_a_goal_that_waits_frees_no_money_that_is_held_for_it(tmp_path: Path) -> None:
    own = award("own", "2026-01-01", "2026-12-31", 600, restricted_to="roofs")
    free = award("free", "2026-01-01", "2026-12-31", 150)
    view = view_of(tmp_path, CASH, *costs(1, 12, 500, goal_id="roofs"), *costs(1, 12, 200), own, free)
    kept, waits = (str(work(tool(view, "scope"), roofs=said).finding) for said in ("keep", "pause"))
    assert kept.startswith("It costs $8,400: $600 short. Money for one purpose alone pays $6,000 of it.")
    assert waits.startswith("It costs $2,400: $600 short. Costs are")
    table = work(tool(view, "scope")).table
    assert table is not None
    assert table.lines[1] == ("A roof for everyone", "$6,000", "$6,000", "stays")


def test_two_gifts_in_kind_of_one_member_both_count(tmp_path: Path) -> None:
    gifts = [
        award(id, "2025-01-01", "2027-12-31", 1000, kind="in_kind", funder="Library", restricted_to=what)
        for id, what in (("rooms", "meetings"), ("screens", "data_systems"))
    ]
    offered = tool(of_sheet(tmp_path, *gifts), "in_kind")
    assert [ask.label for ask in offered.asks] == [
        "Library: meetings, worth a year (USD)",
        "Library: data systems, worth a year (USD)",
    ]
    assert str(work(offered).finding) == (
        "Together worth $24,000 a year, as much as 5% of the costs. It stands for: meetings and data systems."
    )


def test_ten_years_of_months_are_told(tmp_path: Path) -> None:
    long = award("long", "2026-01-01", "2045-12-31", 40_000)
    view = of_sheet(tmp_path, long)
    assert len(view.table.rows) == 120
    assert re.search(r"all 120 months", str(view.finding))
