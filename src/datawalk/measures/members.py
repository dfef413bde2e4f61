"""The table of members by group, protected once at build; its proof, and the proof checked again by adding up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from datawalk.domain.indicators import TOTAL
from datawalk.domain.roster import MembersByGroup, MembersShown
from datawalk.measures.privacy.members import Shown, Table, protect_members
from datawalk.measures.privacy.record import proof_document, read_proof, read_view, view_document
from datawalk.measures.privacy.rule import Rule
from datawalk.measures.privacy.witnesses import faults
from datawalk.measures.release_audit import digest_of

Grain = tuple[str, str, str]
"""The day, the body and the dimension of one table."""


class Protected(NamedTuple):
    """The rows as they may be shown, in their order, and the proof of each table as a document."""

    rows: tuple[MembersShown, ...]
    proof: list[dict[str, Any]]


def protected(rows: Sequence[MembersByGroup], rule: Rule) -> Protected:
    """Withhold small counts and what would tell them.

    How many members there are in all is known, from a row of everyone, or the largest sum over a dimension.
    """
    tables: dict[Grain, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        tables[row.date.isoformat(), row.body, row.dimension].append(at)
    everyone: dict[tuple[str, str], tuple[int, int]] = {}
    for (day, body, _), places in tables.items():
        own = [rows[at] for at in places]
        sums = sum(one.members for one in own), sum(one.seats or 0 for one in own)
        before = everyone.get((day, body), (0, 0))
        everyone[day, body] = max(before[0], sums[0]), max(before[1], sums[1])
    shown: dict[int, MembersShown] = {}
    proof = []
    for grain, places in tables.items():
        own = [rows[at] for at in places]
        all_members, all_seats = everyone[grain[:2]]
        if grain[2] == TOTAL:
            for at, row in zip(places, own, strict=True):
                shown[at] = _shown(row, row.members, row.seats, all_members, all_seats)
            continue
        table = Table(
            tuple(one.members for one in own), tuple(one.seats for one in own), all_members, all_seats
        )
        found = protect_members(table, rule)
        for at, members, seats in zip(places, found.members, found.seats, strict=True):
            shown[at] = _shown(rows[at], members, seats, all_members, all_seats)
        proof.append(_document(grain, [one.subgroup for one in own], table, found, rule))
    return Protected(tuple(shown[at] for at in range(len(rows))), proof)


def _shown(
    row: MembersByGroup, members: int | None, seats: int | None, all_members: int, all_seats: int
) -> MembersShown:
    hidden = [
        name
        for name, was, now in (("members", row.members, members), ("seats", row.seats, seats))
        if was is not None and now is None
    ]
    counts = {"all_members": all_members, "all_seats": all_seats}
    said = {**row.model_dump(), "members": members, "seats": seats, "hidden": hidden, **counts}
    return MembersShown.model_validate(said)


def _document(grain: Grain, groups: list[str], table: Table, found: Shown, rule: Rule) -> dict[str, Any]:
    cells = [f"members of {group}" for group in groups]
    cells += [
        f"seats of {group}" for group, seats in zip(groups, table.seats, strict=True) if seats is not None
    ]
    document: dict[str, Any] = {
        "of": list(grain), "threshold": rule.threshold, "zeros": rule.zeros, "cells": cells,
    }  # fmt: skip
    if found.pattern is not None:
        document |= view_document(found.system.view(found.pattern.hidden))
        document |= proof_document(found.pattern.required, found.pattern.proof)
    return {**document, "digest": digest_of(document)}


def audit_members(
    rows: Iterable[MembersShown], proof: Iterable[Mapping[str, Any]], rule: Rule
) -> Iterator[str]:
    """Every fault of the members a release shows, by table and group, never by count.

    Nothing shown may be small; each table must have a proof whose shown counts are those of the release and whose witnesses
    add up, or show nothing.
    """
    shown: dict[Grain, dict[str, int | None]] = defaultdict(dict)
    for row in rows:
        if row.dimension == TOTAL:
            continue
        cells = shown[row.date.isoformat(), row.body, row.dimension]
        for name, count in (("members", row.members), ("seats", row.seats)):
            if count is not None or name in row.hidden:
                cells[f"{name} of {row.subgroup}"] = count
    proofs = {tuple(document["of"]): document for document in proof}
    for grain, cells in shown.items():
        named = " ".join(grain)
        document = proofs.get(grain)
        for name, count in cells.items():
            if count is not None and rule.is_small(count):
                yield f"{named}, {name}: it is small and shown"
        if document is None:
            yield f"{named}: there is no proof"
        elif digest_of(document) != document["digest"]:
            yield f"{named}: the proof was changed after it was made"
        elif "sums" not in document:
            yield from (f"{named}, {name}: it is shown" for name, count in cells.items() if count is not None)
        else:
            yield from (f"{named}: {fault}" for fault in _faults(document, cells))


def _faults(document: Mapping[str, Any], cells: Mapping[str, int | None]) -> Iterator[str]:
    view = read_view(document)
    required, proof = read_proof(document)
    places = {name: at for at, name in enumerate(document["cells"])}
    if places.keys() != cells.keys():
        yield "the proof is of other groups"
        return
    for name, at in places.items():
        ends = view.bounds[at]
        if (cells[name], cells[name]) != ends if cells[name] is not None else ends[0] == ends[1]:
            yield f"{name} is shown as something else than the proof says"
    yield from faults(view, proof=proof, required=required)
