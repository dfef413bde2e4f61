"""The privacy of a finished release, checked again: by looking up, adding and comparing. No solver is asked.

The release is taken as a stranger has it. Its proof says which sums it was protected against and holds the witnesses.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from datawalk.domain.cells import Cells
from datawalk.domain.indicators import TOTAL
from datawalk.domain.places import Place
from datawalk.measures.closed import Links
from datawalk.measures.counts import counts_of, keys_of
from datawalk.measures.linkage import Groups
from datawalk.measures.linked_counts import are_silent
from datawalk.measures.privacy.linked import Key, Linked, Name, linked
from datawalk.measures.privacy.record import proof_document, read_proof, read_view, view_document
from datawalk.measures.privacy.rule import RULE_VERSION, Rule
from datawalk.measures.privacy.system import Relation
from datawalk.measures.privacy.witnesses import faults
from datawalk.measures.small_cells import Protection, are_small, is_nothing, is_withheld
from datawalk.measures.suppression import Protected, following

Sum = tuple[str, frozenset[str]]
"""A sum by the names of its cells."""


@dataclass(frozen=True)
class Audited:
    """What an audit found: how much was proved, how much is closed, and everything that is wrong."""

    blocks: int
    small: int
    hidden: int
    closed: int
    faults: list[str]


def proof_of(protected: Protected) -> dict[str, Any]:
    """The proof of a release, as a document: the witnesses of each block, and which cells are under the closed rule.

    Nothing in it is a hidden count: the witnesses are made from what is shown.
    """
    documents = []
    for one in protected.proved:
        assert one.block.system is not None
        view = one.block.system.view(one.pattern.hidden)
        document = {
            "threshold": one.rule.threshold,
            "zeros": one.rule.zeros,
            "names": [_plain(name) for name in one.block.names],
            **view_document(view),
            **proof_document(one.pattern.required, one.pattern.proof),
        }
        documents.append({**document, "digest": digest_of(document)})
    return {
        "rule_version": RULE_VERSION,
        "blocks": documents,
        "closed": [
            {
                "why": one.why,
                "cells": [_label(key) for key in keys_of(protected.observations.where(one.rows))],
            }
            for one in protected.closed
            if not one.is_whole and one.why != "follows"
        ],
    }


def audit_release(
    cells: Cells,
    *,
    places: Mapping[str, Place],
    protections: Mapping[str, Protection],
    proof: Mapping[str, Any],
) -> Audited:
    """Check a release against its proof. Every fault is named by cell, never by count.

    Nothing shown may be small. Each hidden cell must be in a block whose sums are all there, whose shown counts are those of
    the release, and whose witnesses hold; or under the closed rule, with its dimension hidden whole.
    """
    counted = [id_ for id_ in cells.used("indicator_id") if not protections[id_].exempt]
    counted_cells = cells.where(cells.is_word("indicator_id", *counted))
    printed = counted_cells.where(~is_nothing(counted_cells))
    counted_cells = printed.where(~are_silent(printed, protections))
    labels = {_label(key): at for at, key in enumerate(keys_of(counted_cells))}
    found: list[str] = []
    found += _small_and_shown(counted_cells, protections)
    sums = _sums_of(printed, places=places, protections=protections, proof=proof)
    covered: set[int] = set()
    ends = _ends(counted_cells, protections)
    for number, document in enumerate(proof["blocks"], start=1):
        found += [f"block {number}: {fault}" for fault in _faults_of(document, labels, ends, sums)]
        covered.update(labels[name] for name in document["names"] if name in labels)
    parts = [
        np.array([labels[name] for name in part["cells"] if name in labels], dtype=int)
        for part in proof["closed"]
    ]
    for part in parts:
        covered.update(part.tolist())
    hidden = is_withheld(counted_cells)
    follow = following(counted_cells, hidden, protections)
    found += [
        f"{_label(key)} is shown, its other form is hidden"
        for key in keys_of(counted_cells.where(follow & ~hidden))
    ]
    covered.update(np.flatnonzero(follow).tolist())
    left = np.array(sorted(set(np.flatnonzero(hidden)) - covered), dtype=int)
    links = Links(places)
    parts += _beside(counted_cells, left, covered, protections=protections, links=links)
    for part in parts:
        found += _open_in(counted_cells.where(part), links=links)
    small = sum(len(document["small"]) for document in proof["blocks"])
    closed = sum(int(hidden[part].sum()) for part in parts)
    return Audited(len(proof["blocks"]), small, int(hidden.sum()), closed, found)


def _label(key: Key) -> str:
    return "/".join((key.indicator, key.place, str(key.period), key.dimension, key.group))


def _plain(name: Name) -> str:
    return _label(name.key) if name.kind == "cell" else f"{name.kind} of {_label(name.key)}"


def digest_of(document: Mapping[str, Any]) -> str:
    """The digest of a block of a proof: of its sums, ends and witnesses."""
    plain = {key: value for key, value in document.items() if key != "digest"}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _small_and_shown(cells: Cells, protections: Mapping[str, Protection]) -> Iterator[str]:
    for id_ in sorted(cells.used("indicator_id")):
        own, one = cells.where(cells.is_word("indicator_id", id_)), protections[id_]
        small = are_small(own, rule=Rule(one.threshold, one.zeros), per=one.per, published=one.published)
        for key in keys_of(own.where(small & ~is_withheld(own))):
            yield f"{_label(key)} is small and shown"


def _ends(cells: Cells, protections: Mapping[str, Protection]) -> dict[int, tuple[int, int] | None]:
    """Between which ends each shown cell's count lies; hidden cells are not in it."""
    nothing = np.zeros(len(cells), dtype=bool)
    pers = {id_: protections[id_].per for id_ in cells.used("indicator_id")}
    counts = counts_of(cells, small=nothing, leaves_few=nothing, silent=nothing, pers=pers)
    return {at: one.ends for at, one in enumerate(counts) if not one.is_withheld}


def _faults_of(
    document: Mapping[str, Any],
    labels: Mapping[str, int],
    ends: Mapping[int, tuple[int, int] | None],
    sums: Mapping[str, set[Sum]],
) -> Iterator[str]:
    if digest_of(document) != document["digest"]:
        yield "it was changed after it was made"
        return
    view, names = read_view(document), document["names"]
    required, proof = read_proof(document)
    for name, bounds in zip(names, view.bounds, strict=True):
        at = labels.get(name)
        told = ends.get(at) if at is not None else None
        if told and not (told[0] <= bounds[0] and bounds[1] <= told[1]):
            yield f"{name} is shown as something else than the proof says"
        elif at is not None and at not in ends and bounds[0] == bounds[1]:
            yield f"{name} is hidden, and the proof takes it for known"
    yield from faults(view, proof=proof, required=required)
    told = {_named(one, names) for one in view.relations}
    for at, name in enumerate(names):
        if view.is_open(at):
            for total, parts in sums.get(name, set()) - told:
                yield f"the sum of {total} over {', '.join(sorted(parts))} is left out"


def _named(relation: Relation, names: list[str]) -> Sum:
    return names[relation.total], frozenset(names[at] for at in relation.parts)


def _sums_of(
    cells: Cells,
    *,
    places: Mapping[str, Place],
    protections: Mapping[str, Protection],
    proof: Mapping[str, Any],
) -> dict[str, set[Sum]]:
    """Every sum in which a cell of the release stands, by the cell's name: found anew from what the cells are of."""
    indicators = sorted(cells.used("indicator_id"))
    families = Groups(indicators)
    for id_ in indicators:
        if protections[id_].complement_of in indicators:
            families.join(id_, str(protections[id_].complement_of))
    asked = set()
    for document in proof["blocks"]:
        together = sorted({name.partition("/")[0] for name in document["names"] if " of " not in name})
        for id_ in together:
            families.join(together[0], id_)
        asked.update(together)
    found: dict[str, set[Sum]] = defaultdict(set)
    for _, members in families.all():
        if asked & set(members):
            own = cells.where(cells.is_word("indicator_id", *members))
            pairs = [
                (id_, str(protections[id_].complement_of))
                for id_ in members
                if protections[id_].complement_of in members
            ]
            for system in _components(own, places=places, pairs=pairs):
                names = [_plain(system.name(at)) for at in range(len(system.keys))]
                for relation in system.relations:
                    one = _named(relation, names)
                    for name in (one[0], *one[1]):
                        found[name].add(one)
    return found


def _components(
    cells: Cells, *, places: Mapping[str, Place], pairs: Collection[tuple[str, str]]
) -> Iterator[Linked]:
    hidden = is_withheld(cells)
    for part in Links(places).parts(cells):
        if hidden[part].any():
            yield linked(keys_of(cells.where(part)), places=places, complements=pairs)


def _beside(
    cells: Cells,
    left: np.ndarray,
    covered: Collection[int],
    *,
    protections: Mapping[str, Protection],
    links: Links,
) -> list[np.ndarray]:
    """The cells linked with hidden ones that no block holds: the whole part is under the closed rule."""
    parts = []
    families: dict[str, list[str]] = defaultdict(list)
    for id_ in cells.used("indicator_id"):
        families[protections[id_].family].append(id_)
    others = ~np.isin(np.arange(len(cells)), list(covered))
    for members in families.values():
        rows = np.flatnonzero(cells.is_word("indicator_id", *members) & others)
        if np.isin(rows, left).any():
            found = (rows[part] for part in links.parts(cells.where(rows)))
            parts += [part for part in found if np.isin(part, left).any()]
    return parts


def _open_in(cells: Cells, *, links: Links) -> Iterator[str]:
    """Where the closed rule is broken: a dimension that is shown in part, or totals of several places beside a hidden one."""
    for part in links.parts(cells):
        inside = cells.where(part)
        hidden = is_withheld(inside)
        for dimension in sorted(inside.used("dimension") - {TOTAL}):
            here = inside.is_word("dimension", dimension)
            if 0 < hidden[here].sum() < here.sum():
                key = keys_of(inside.where(here & hidden))[0]
                yield f"{_label(key)} is hidden and other groups linked with it are shown"
        totals = inside.where(inside.is_word("dimension", TOTAL))
        shown = totals.where(~is_withheld(totals))
        if len(shown) < len(totals) and len(shown.used("place_id")) > 1:
            key = keys_of(totals.where(is_withheld(totals)))[0]
            yield f"{_label(key)} is hidden and totals of several places linked with it are shown"
