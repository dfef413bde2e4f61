"""Who the members are, by group: hidden like any small count, and proved."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datawalk.domain.roster import MembersByGroup, MembersShown
from datawalk.measures.members import audit_members, protected
from datawalk.measures.privacy.members import Table, protect_members
from datawalk.measures.privacy.rule import Rule
from examples import examples

RULE = Rule(11)


def rows(dimension: str = "race", **counts: tuple[int, int | None]) -> list[MembersByGroup]:
    return [
        MembersByGroup(
            date=date(2026, 6, 1),
            body="board",
            dimension=dimension,
            subgroup=key,
            members=members,
            seats=seats,
        )
        for key, (members, seats) in counts.items()
    ]


def shown(*given: MembersByGroup) -> dict[str, tuple[int | None, int | None]]:
    return {row.subgroup: (row.members, row.seats) for row in protected(given, RULE).rows}


def test_large_counts_and_none_are_shown() -> None:
    assert shown(*rows(a=(19, None), b=(0, None), c=(112, None))) == {
        "a": (19, None),
        "b": (0, None),
        "c": (112, None),
    }


def test_a_small_count_takes_another_with_it() -> None:
    assert shown(*rows(a=(5, None), b=(163, None))) == {"a": (None, None), "b": (None, None)}
    assert shown(*rows(a=(40, None), b=(30, None), c=(5, None), d=(93, None))) == {
        "a": (40, None),
        "b": (None, None),
        "c": (None, None),
        "d": (93, None),
    }


def test_a_small_board_shows_only_who_is_not_there() -> None:
    assert shown(*rows(a=(1, 1), b=(0, 0), c=(8, 8))) == {"a": (None, None), "b": (0, 0), "c": (None, None)}


def test_one_group_alone_would_be_told_so_nothing_is_shown() -> None:
    assert shown(*rows(a=(0, None), b=(9, None))) == {"a": (None, None), "b": (None, None)}


def test_those_of_no_listed_group_are_protected_too() -> None:
    all_members = rows("sex", f=(60, None), m=(40, None))
    some = rows(a=(50, None), b=(45, None))  # five said nothing: 100 less 95 would tell them
    found = shown(*all_members, *some)
    assert None in (found["a"][0], found["b"][0])


def test_hidden_ones_are_named_and_the_whole_is_known() -> None:
    [one, *_] = protected(rows(a=(1, 1), b=(8, 3)), RULE).rows
    assert one.hidden == ("members", "seats")
    assert (one.all_members, one.all_seats) == (9, 4)


def test_the_proof_holds_and_has_no_hidden_count() -> None:
    given = [*rows(a=(17, 12), b=(3, 1), c=(140, 30)), *rows("sex", f=(100, 23), m=(60, 20))]
    found = protected(given, RULE)
    proof = json.loads(json.dumps(found.proof))
    assert list(audit_members(found.rows, proof, RULE)) == []


def changed(row: MembersShown, **fields: Any) -> MembersShown:
    return row.model_copy(update=fields)


def test_the_audit_finds_what_is_wrong() -> None:
    found = protected(rows(a=(17, None), b=(3, None), c=(140, None), d=(50, None)), RULE)
    proof = json.loads(json.dumps(found.proof))
    at = next(at for at, row in enumerate(found.rows) if row.members is None)
    small = [*found.rows[:at], changed(found.rows[at], members=3, hidden=()), *found.rows[at + 1 :]]
    assert any("small and shown" in fault for fault in audit_members(small, proof, RULE))
    other = [changed(row, members=row.members + 1 if row.members else None) for row in found.rows]
    assert any("something else than the proof says" in fault for fault in audit_members(other, proof, RULE))
    assert list(audit_members(found.rows, [], RULE)) == ["2026-06-01 board race: there is no proof"]
    touched = [{**proof[0], "threshold": 5}]
    assert list(audit_members(found.rows, touched, RULE)) == [
        "2026-06-01 board race: the proof was changed after it was made"
    ]
    closed = protected(rows(a=(0, None), b=(9, None)), RULE)
    open_ = [changed(row, members=0, hidden=()) for row in closed.rows]
    assert all("it is shown" in fault for fault in audit_members(open_, closed.proof, RULE))


@examples(gate=15, nightly=600)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), min_size=1, max_size=5),
    st.integers(0, 3),
)
def test_nobody_can_tell_a_small_count(groups: list[tuple[int, int]], untold: int) -> None:
    """Whatever the counts: a small one is hidden, and what is shown fits every count it may have in some table."""
    members = tuple(max(one, seats) for one, seats in groups)
    seats = tuple(one for _, one in groups)
    table = Table(members, seats, sum(members) + untold, sum(seats))
    found = protect_members(table, RULE)
    for true, told in ((members, found.members), (seats, found.seats)):
        for count, said in zip(true, told, strict=True):
            assert said in (None, count)
            assert said is None or not 0 < count < 11
    if found.pattern is None:
        assert set(found.members) | set(found.seats) == {None}
    else:
        assert all(high - low >= 2 for low, high in found.pattern.required.values() if high > 2)


@pytest.mark.parametrize("zeros", ["hidden"])
def test_zeros_can_be_hidden_too(zeros: Any) -> None:
    found = protected(rows(a=(0, None), b=(30, None), c=(40, None)), Rule(11, zeros))
    assert found.rows[0].members is None


def test_a_row_of_everyone_says_how_many_there_are() -> None:
    everyone = MembersByGroup(
        date=date(2026, 6, 1), body="board", dimension="total", subgroup="total", members=30, seats=5
    )
    found = protected([everyone, *rows(a=(12, 2), b=(15, 3))], RULE)
    assert [(row.members, row.all_members, row.all_seats) for row in found.rows] == [
        (30, 30, 5),
        (None, 30, 5),
        (None, 30, 5),
    ]
    assert list(audit_members(found.rows, json.loads(json.dumps(found.proof)), RULE)) == []
