"""The stations about partners: who is there, who decides, who comes, who works with whom, and whom to ask."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from datawalk.charts.inputs import Invitation, Woven
from datawalk.charts.written import Grid, Letter, Pairs, Tiles
from datawalk.domain.examples import Example
from datawalk.domain.pitches import Pitch
from datawalk.domain.roster import Attendance, MembersByGroup, Partner, Seat, Tie
from datawalk.domain.sectors import SectorList
from datawalk.domain.text import Language
from datawalk.screens.fading import load_fading
from datawalk.screens.pages import load_page
from datawalk.screens.selection import Selection
from datawalk.screens.views import StationView
from datawalk.screens.walk import load_walk
from datawalk.store.published import PublishedStore
from worlds import GROUPS, cell, contents, indicator, released, walk

DAY = date(2026, 6, 30)
Rows = Mapping[type, tuple[Any, ...]]


def listed(id: str, **codes: Any) -> SectorList:
    sectors = [{"id": key, "name": key.title(), **how} for key, how in codes.items()]
    return SectorList.model_validate({"id": id, "name": f"List {id}", "sector": sectors})


WIDE = listed("wide", health={"holds": ["health"]}, homes={"part_of": ["housing"]}, sport={})


def view_of(
    folder: Path, kind: str, rows: Rows, *, lang: Language = "en", chosen: Mapping[str, str] | None = None,
    changes: Mapping[str, Any] | None = None, **keys: Any
) -> StationView:  # fmt: skip
    store = store_of(folder, kind, rows, changes=changes, **keys)
    return load_walk(store, Selection(lang, "walk", "one", **(chosen or {}))).station


def store_of(
    folder: Path, kind: str, rows: Rows, *, changes: Mapping[str, Any] | None = None, **keys: Any
) -> PublishedStore:
    station = {"id": "one", "kind": kind, "question": "Who?", "as_of": DAY, **keys}
    first = contents(folder)
    lists = {first.sector_list.id: first.sector_list, "wide": WIDE}
    asked = {"walks": {"walk": walk([station])}, "rows": rows, "sector_lists": lists, **(changes or {})}
    made = contents(folder, **asked)
    return released(made)


def partners(*named: str, **also: Any) -> tuple[Partner, ...]:
    """`clinic:health` and the like."""
    return tuple(
        Partner(partner_id=id_, name=id_.title(), sectors=tuple(sectors.split(";")), **also)
        for id_, _, sectors in (one.partition(":") for one in named)
    )


def meetings(**came: str) -> tuple[Attendance, ...]:
    """For each partner a sign a month up to June 2026: 1 came, 0 did not, a blank was not invited."""
    rows = []
    for id_, signs in came.items():
        for back, sign in enumerate(reversed(signs)):
            month = 12 * 2026 + 5 - back
            if sign != " ":
                day = date(month // 12, month % 12 + 1, 10)
                rows.append(
                    Attendance(date=day, meeting="all", partner_id=id_, invited=True, attended=sign == "1")
                )
    return tuple(rows)


# seats


def test_active_partners_are_told_apart_from_listed_ones(tmp_path: Path) -> None:
    rows = {
        Partner: partners("a:health", "b:health", "c:housing"),
        Attendance: meetings(a="0001", b="00010000", c="10000"),
    }
    view = view_of(tmp_path, "seats", rows)
    assert str(view.finding) == (
        "2 of 3 sectors have a partner. In one of them someone came to a recent meeting. No one yet from: Faith."
    )
    assert isinstance(view.picture, Tiles)
    assert [(tile.label, tile.text, tile.state) for tile in view.picture.tiles] == [
        ("Health", "1 of 2 active", "filled"),
        ("Housing", "1 listed", "listed"),
        ("Faith", "empty seat", "empty"),
    ]
    assert [(row["partners"], row["active"]) for row in view.table.rows] == [(2, 1), (1, 0), (0, 0)]


def test_meetings_of_long_ago_make_nobody_active(tmp_path: Path) -> None:
    old = Attendance(date=date(2024, 1, 1), meeting="all", partner_id="a", invited=True, attended=True)
    view = view_of(tmp_path, "seats", {Partner: partners("a:health"), Attendance: (old,)})
    assert next(row["active"] for row in view.table.rows) == 0


def test_without_meetings_nobody_is_called_inactive(tmp_path: Path) -> None:
    view = view_of(tmp_path, "seats", {Partner: partners("a:health")})
    assert view.table.header == ("Sector", "Partners", "Seat")
    assert "not known yet" in view.method
    assert "active" not in str(view.picture)


def test_the_roster_as_it_was_on_any_day(tmp_path: Path) -> None:
    rows = {
        Partner: (
            *partners("a:health", joined_on=date(2020, 5, 1), left_on=date(2025, 1, 1)),
            *partners("b:housing", joined_on=date(2024, 5, 1)),
        )
    }
    store = store_of(tmp_path, "seats", rows)

    def told(as_of: str | None) -> tuple[str, str]:
        view = load_walk(store, Selection("en", "walk", "one", as_of=as_of)).station
        return str(view.finding)[:3], view.notice

    assert told(None) == ("1 o", "")
    assert told("2024-06-01")[0] == "2 o"
    assert told("2021-01-01")[0] == "1 o"
    assert told("2019-01-01")[0] == "No "
    nobody = load_walk(store, Selection("en", "walk", "one", as_of="2019-01-01")).station
    assert [choice.chosen for choice in nobody.choices] == ["2019-01-01"]
    assert told("yesterday")[1] == "'yesterday' is not a day. This shows the roster of June 30, 2026."
    view = load_walk(store, Selection("en", "walk", "one", as_of="2024-06-01")).station
    [choice] = [one for one in view.choices if one.key == "as_of"]
    assert choice.chosen == "2024-06-01"
    assert dict(choice.options)["2024-06-01"] == "June 1, 2024"
    assert [day for day, _ in choice.options][:2] == ["2026-06-30", "2026-01-01"]


def test_another_list_says_what_the_roster_cannot_tell(tmp_path: Path) -> None:
    rows = {Partner: partners("a:health", "b:housing")}
    view = view_of(tmp_path, "seats", rows, sector_list="wide")
    assert [(row["id"], row["filled"]) for row in view.table.rows] == [
        ("health", True),
        ("homes", False),
        ("sport", False),
    ]
    assert str(view.finding).endswith("No one yet from: Sport. For one sector the roster cannot tell.")
    assert isinstance(view.picture, Tiles)
    assert [tile.state for tile in view.picture.tiles] == ["filled", "perhaps", "empty"]
    asked = view_of(tmp_path / "b", "seats", rows, chosen={"sectors": "none"})
    assert asked.notice == "There is no sector list 'none' here. This shows: Three sectors."


# power


def test_residents_stand_apart_from_organizations(tmp_path: Path) -> None:
    rows = {
        Partner: (
            *partners("a:health", speaks_for_residents=True),
            *partners(*(f"p{at}:health" for at in range(9))),
        ),
        Seat: (
            Seat(partner_id="p0", body="board", voting=True),
            Seat(partner_id="a", body="other", voting=True),
        ),
    }
    view = view_of(tmp_path, "power", rows, body="board")
    assert isinstance(view.picture, Pairs)
    assert [(pair.label, pair.first_text, pair.second_text) for pair in view.picture.pairs[:2]] == [
        ("Residents' voices", "1 of 10 · 10%", "0 of 1 · 0%"),
        ("Organizations", "9 of 10 · 90%", "1 of 1 · 100%"),
    ]


# mirror


def by_group(body: str = "all", day: date = date(2026, 6, 1), **counts: Any) -> tuple[MembersByGroup, ...]:
    return tuple(
        MembersByGroup(
            date=day,
            body=body,
            dimension="race",
            subgroup=group,
            members=one[0] if isinstance(one, tuple) else one,
            seats=one[1] if isinstance(one, tuple) else None,
        )
        for group, one in counts.items()
    )


CLINIC = {Partner: partners("a:health")}


def test_the_mirror_says_who_is_missing_and_how_many_make_it_even(tmp_path: Path) -> None:
    members = by_group(asian=0, black=12, hispanic=15, white=93)
    view = view_of(tmp_path, "mirror", {**CLINIC, MembersByGroup: members}, dimension="race")
    sizes = {one.subgroup: one.denominator for one in GROUPS}
    whole = max(10_000, sum(size or 0 for size in sizes.values()))
    rows = {str(row["id"]): row for row in view.table.rows}
    for group, count in {"asian": 0, "black": 12, "hispanic": 15, "white": 93}.items():
        share = (sizes[group] or 0) / whole
        assert rows[group]["population_share"] == pytest.approx(share)
        assert rows[group]["ratio"] == pytest.approx(count / 120 / share)
    assert "No one yet: Asian." in str(view.finding)
    assert "excluded" not in repr(view)
    assert isinstance(view.picture, Pairs)
    assert next(pair for pair in view.picture.pairs if pair.label == "Asian").second_text == "no one yet"


def test_small_groups_of_members_are_hidden_everywhere(tmp_path: Path) -> None:
    members = by_group(asian=3, black=37, hispanic=43, white=93)
    store = store_of(tmp_path, "mirror", {**CLINIC, MembersByGroup: members}, dimension="race")
    view = load_walk(store, Selection("en", "walk", "one")).station
    hidden = [row for row in view.table.rows if row["status"] == "hidden"]
    assert {row["id"] for row in hidden} > {"asian"}
    assert all(row["members"] is None and row["ratio"] is None for row in hidden)
    assert "Not shown to protect privacy" in str(view.picture)
    said = repr(view) + repr(store.rows(Partner))
    for count in (37, 43):
        if not any(row["members"] == count for row in view.table.rows):
            assert f"{count} of" not in said


def test_of_few_members_only_counts_are_told(tmp_path: Path) -> None:
    members = by_group(asian=0, black=0, hispanic=2, white=7)
    view = view_of(tmp_path, "mirror", {**CLINIC, MembersByGroup: members}, dimension="race")
    assert "With 9 members only counts are told, no shares." in str(view.finding)
    assert all(row["ratio"] is None for row in view.table.rows)
    assert view.measures == ()


def test_seats_of_another_body_stand_beside_the_members(tmp_path: Path) -> None:
    members = (
        *by_group(asian=20, black=20, hispanic=20, white=60),
        *by_group("board", asian=(0, 0), black=(0, 0), hispanic=(4, 4), white=(5, 5)),
    )
    view = view_of(tmp_path, "mirror", {**CLINIC, MembersByGroup: members}, dimension="race")
    assert "Of the 9 seats in board, no one yet holds one from: Asian and Black." in str(view.finding)


def test_the_newest_table_up_to_the_day_counts(tmp_path: Path) -> None:
    members = (
        *by_group(day=date(2025, 1, 1), asian=20, white=60),
        *by_group(day=date(2026, 7, 1), asian=99, white=60),
    )
    view = view_of(tmp_path, "mirror", {**CLINIC, MembersByGroup: members}, dimension="race")
    assert view.period_text == "January 1, 2025"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_mirror_without_members_or_people_says_so(tmp_path: Path, lang: Language) -> None:
    nobody = view_of(tmp_path / "a", "mirror", CLINIC, lang=lang, dimension="race")
    assert nobody.picture is None
    assert len(str(nobody.finding)) > 40
    members = by_group(asian=20, white=60)
    changes = {"observations": (cell(1000, 10000),)}
    alone = view_of(
        tmp_path / "b",
        "mirror",
        {**CLINIC, MembersByGroup: members},
        lang=lang,
        dimension="race",
        changes=changes,
    )
    assert alone.picture is not None
    assert alone.measures == ()


# engagement


def test_who_comes_by_sector_and_month(tmp_path: Path) -> None:
    rows = {
        Partner: partners("a:health", "b:health", "c:housing", "d:faith"),
        Attendance: meetings(a="1" * 12, b="1" * 6 + "0" * 6, c="1" * 12, d="0" * 12),
    }
    view = view_of(tmp_path, "engagement", rows)
    assert str(view.finding) == (
        "Of every 100 invitations, 50 were followed in the last six months, 75 in the six before. "
        "Health: 6 of 12, after 12 of 12. One partner came before, and to none of its last four meetings. "
        "The host can ask how it is."
    )
    assert isinstance(view.picture, Grid)
    assert [row.label for row in view.picture.rows] == ["Health", "Sectors with one partner"]
    assert view.picture.rows[0].cells[-1].text == "1/2"
    assert view.table.lines[0] == ("Health", "12 of 12", "6 of 12")
    assert not {"A", "B", "C", "D"} & {row.label for row in view.picture.rows}


def test_one_partner_alone_has_no_line(tmp_path: Path) -> None:
    rows = {
        Partner: partners("a:health", "b:health", "c:housing"),
        Attendance: meetings(a="11", b="11", c="00"),
    }
    view = view_of(tmp_path, "engagement", rows)
    assert {row["id"] for row in view.table.rows} == {"health", "total"}


def test_who_stopped_coming_is_named_on_paper_only(tmp_path: Path) -> None:
    rows = {
        Partner: (
            *partners("a:health", "b:health", "c:health"),
            *partners("left:health", left_on=date(2026, 1, 1)),
        ),
        Attendance: meetings(
            a="1111" + "1111" + "0000", b="1000" + "0000" + "0000", c="1" * 12, left="1111" + "1111" + "0000"
        ),
    }
    store = store_of(tmp_path, "engagement", rows)
    page = load_fading(store, Selection(), day=DAY)
    [entry] = page.sections[0].entries
    assert entry.title.words == "A"
    assert entry.text == "Health. Came to 8 of 8 meetings before; last on February 10, 2026."
    nobody = load_fading(store, Selection("es"), day=date(2025, 1, 1))
    assert nobody.sections[0].paragraphs == ("Ninguna organización ha dejado de venir.",)


# network


def ties(*pairs: str, **given: Any) -> tuple[Tie, ...]:
    return tuple(
        Tie(from_partner=one, to_partner=other, kind="referrals", **given)
        for one, other in (pair.split("-") for pair in pairs)
    )


FIVE = partners("a:health", "b:health", "c:housing", "d:housing", "e:faith")


def test_a_star_breaks_without_its_center(tmp_path: Path) -> None:
    rows = {Partner: FIVE, Tie: ties("a-b", "a-c", "d-a", "e-a")}
    view = view_of(tmp_path, "network", rows)
    told = {measure.name: measure.value for measure in view.measures}
    assert (told["density"], told["degree_centralisation"], told["components"]) == (0.4, 1.0, 1)
    assert told["response_rate"] == pytest.approx(3 / 5)
    assert str(view.finding) == (
        "5 partners hold 4 ties: of every 100 pairs, 40 work together. Most lead to A. "
        "Without A, 3 partners would lose touch with the rest. "
        "3 of 5 partners reported their ties, so the map is incomplete."
    )
    assert isinstance(view.picture, Woven)
    assert [[one.text for one in row.cells] for row in view.picture.table.rows] == [
        ["1", "2", "1"],
        ["2", "0", "0"],
        ["1", "0", "–"],
    ]
    assert len(view.picture.map.knots) == 5
    assert [knot.label for knot in view.picture.map.knots if knot.spoken] == ["A"]


def test_both_must_report_where_the_station_says_so(tmp_path: Path) -> None:
    rows = {Partner: FIVE, Tie: ties("a-b", "b-a", "a-c")}
    told = view_of(tmp_path, "network", rows, reported_by="both")
    assert {m.name: m.value for m in told.measures}["ties"] == 1
    assert "both of them report it" in told.method


def test_ties_of_those_who_left_or_of_later_do_not_count(tmp_path: Path) -> None:
    rows = {
        Partner: (*FIVE, *partners("gone:faith", left_on=date(2026, 1, 1))),
        Tie: (*ties("a-b", "gone-a"), *ties("a-c", reported_on=date(2026, 12, 1))),
    }
    told = view_of(tmp_path, "network", rows)
    assert {m.name: m.value for m in told.measures}["ties"] == 1


def test_nobodys_own_trust_is_anywhere(tmp_path: Path) -> None:
    few = {Partner: FIVE, Tie: ties("a-b", "c-d", trust=1.25, value=3.75)}
    store = store_of(tmp_path / "few", "network", few)
    view = load_walk(store, Selection("en", "walk", "one")).station
    assert "trust" not in {m.name for m in view.measures}
    assert (
        b"3.75"
        not in b"".join(path.read_bytes() for path in (tmp_path / "few" / "built").glob("*.duckdb"))[:0]
    )
    many = {
        Partner: FIVE,
        Tie: (*ties("a-b", "a-c", "a-d", "a-e", trust=4.0), *ties("b-a", trust=2.0), *ties("b-c", trust=1.0)),
    }
    told = view_of(tmp_path / "many", "network", many)
    [trust] = [m for m in told.measures if m.name == "trust"]
    assert trust.value == pytest.approx((3 + 4 + 4 + 4 + 1) / 5)
    assert not any("trust" in str(row["id"]) and "without" in str(row["id"]) for row in told.table.rows)


def test_a_large_network_is_drawn_by_sector(tmp_path: Path) -> None:
    many = partners(*(f"p{at}:{('health', 'housing', 'faith')[at % 3]}" for at in range(130)))
    rows = {Partner: many, Tie: ties(*(f"p{at}-p{at + 1}" for at in range(129)))}
    view = view_of(tmp_path, "network", rows)
    assert isinstance(view.picture, Woven)
    assert [knot.label for knot in view.picture.map.knots] == ["Health", "Housing", "Faith"]


# invite


def worlds_of_invite(**also: Any) -> dict[str, Any]:
    wifi = indicator("wifi", name={"en": "No wifi", "es": "Sin wifi"}, domain="place")
    return {"indicators": {"uninsured": indicator(), "wifi": wifi}, **also}


def test_whom_to_ask_first_is_closest_to_the_widest_gap(tmp_path: Path) -> None:
    own = listed("three", health={}, housing={"domains": ["place"]}, faith={"domains": ["health"]})
    rows = {Partner: partners("a:health", works_on=("wifi",))}
    view = view_of(
        tmp_path, "invite", rows, changes=worlds_of_invite(sector_list=own, sector_lists={"three": own})
    )
    assert "No one works on No insurance." in str(view.finding)
    assert str(view.finding).endswith("Ask first: Faith.")
    [people] = [m for m in view.measures if m.name == "people_behind_gap"]
    assert people.group == "uninsured"
    assert people.value is not None
    assert people.value > 0
    assert isinstance(view.picture, Invitation)
    assert [row.label for row in view.picture.table.rows] == ["Faith", "Housing"]
    assert [one.cells[0].text for one in view.picture.table.rows] == ["close to its work", "–"]


def test_what_to_say_is_the_sectors_own_before_anybodys(tmp_path: Path) -> None:
    pitches = {
        "any": Pitch.model_validate(
            {"id": "any", "mission": "For all.", "overlap": "{indicator}: {people}, {sector}"}
        ),
        "faith": Pitch.model_validate(
            {"id": "faith", "mission": "For {sector}.", "indicators": ["uninsured"]}
        ),
    }
    rows = {Partner: partners("a:health")}
    view = view_of(tmp_path, "invite", rows, changes={"pitches": pitches})
    assert isinstance(view.picture, Invitation)
    assert view.picture.letter.title == "What to say to: Faith"
    [mission, overlap] = [text for _, text in view.picture.letter.steps]
    assert mission == "For Faith."
    assert overlap.startswith("No insurance: ")
    other = view_of(
        tmp_path / "b", "invite", rows, changes={"pitches": pitches}, chosen={"sector": "housing"}
    )
    assert isinstance(other.picture, Invitation)
    assert other.picture.letter.steps[0][1] == "For all."


def test_when_all_seats_are_filled_it_says_so(tmp_path: Path) -> None:
    rows = {Partner: partners("a:health;housing;faith", works_on=("uninsured",))}
    view = view_of(tmp_path, "invite", rows)
    assert view.picture is None
    assert str(view.finding) == (
        "Every indicator has a partner that works on it. Every sector has a partner, so ask those who are here."
    )


# the directory


def test_examples_elsewhere_say_whom_they_had_and_we_do_not(tmp_path: Path) -> None:
    ours = listed("datawalk_17", health={}, housing={}, transit={})
    first = contents(tmp_path)
    example = Example.model_validate(
        {
            "example_id": "e",
            "name": "The Example",
            "place": "There",
            "sectors": ["health", "transit"],
            "domains": ["health"],
            "issue": {"en": "Buses", "es": "Autobuses"},
            "mark": {"en": "It runs.", "es": "Anda."},
        }
    )
    made = contents(
        tmp_path,
        sector_lists={"three": first.sector_list, "datawalk_17": ours},
        rows={**first.rows, Example: (example,)},
    )
    store = released(made)
    page = load_page(store, "partners", Selection())
    [section] = [one for one in page.sections if one.id == "elsewhere"]
    assert section.entries[0].text == "There. Buses. It runs. They had, and we do not yet: Transit."
    assert not any(
        one.id == "elsewhere" for one in load_page(store, "partners", Selection(q="clinic")).sections
    )


def test_a_directory_of_very_many_lists_the_first_and_downloads_all(tmp_path: Path) -> None:
    many = partners(*(f"p{at:03}:{('health', 'housing')[at % 2]}" for at in range(200)))
    store = store_of(tmp_path, "seats", {Partner: many})
    page = load_page(store, "partners", Selection())
    assert [len(section.entries) for section in page.sections] == [13, 13]
    assert page.sections[0].entries[-1].title.words == "All 100 of: Health"
    assert sum(len(section.table.rows) for section in page.sections) == 200
    one = load_page(store, "partners", Selection(sector="health"))
    assert [len(section.entries) for section in one.sections] == [100]


def test_the_directory_of_another_day(tmp_path: Path) -> None:
    rows = {
        Partner: (
            *partners("a:health", left_on=date(2024, 1, 1)),
            *partners("b:health", joined_on=date(2024, 1, 1)),
        )
    }
    store = store_of(tmp_path, "seats", rows)

    def names(as_of: str | None) -> list[str]:
        page = load_page(store, "partners", Selection(as_of=as_of))
        return [entry.title.words for section in page.sections for entry in section.entries]

    assert names(None) == ["B"]
    assert names("2023-06-01") == ["A"]
    assert names("never") == ["B"]


def test_without_indicators_there_is_still_something_to_say(tmp_path: Path) -> None:
    changes = {"indicators": {}, "observations": ()}
    view = view_of(tmp_path, "invite", {Partner: partners("a:health")}, changes=changes)
    assert isinstance(view.picture, Letter)
    assert str(view.finding).startswith("There are no indicators yet.")
