"""Systems and proofs as plain documents, so that they can be kept beside a release and remembered."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from datawalk.measures.privacy.protection import Pattern
from datawalk.measures.privacy.rule import Ends
from datawalk.measures.privacy.system import Relation, System, View
from datawalk.measures.privacy.witnesses import Interval, Witness

Document = dict[str, Any]


def content_key(system: System, *, secret: bytes, version: int) -> str:
    """A name for the exact content of a system. Keyed: without the secret, small counts could be had from it by trying."""
    content = json.dumps(
        [version, [astuple(cell) for cell in system.cells], system.relations], separators=(",", ":")
    )
    return hmac.new(secret, content.encode(), "sha256").hexdigest()[:32]


def proof_document(required: Mapping[int, Ends], proof: Mapping[int, Interval]) -> Document:
    """The ends that must stay possible, and the witnesses: each table once. The truth is not in it."""
    tables: dict[int, Witness] = {}
    numbers: dict[int, int] = {}
    for cell in required:
        for table in proof[cell].witnesses:
            numbers.setdefault(id(table), len(numbers))
            tables[id(table)] = table
    return {
        "small": [[cell, *ends] for cell, ends in required.items()],
        "tables": [[[at, count] for at, count in table.items()] for table in tables.values()],
        "witnesses": [[cell, *(numbers[id(one)] for one in proof[cell].witnesses)] for cell in required],
    }


def read_proof(document: Mapping[str, Any]) -> tuple[dict[int, Ends], dict[int, Interval]]:
    """The ends that must stay possible and the witnesses of a document."""
    tables = [{int(at): int(count) for at, count in table} for table in document["tables"]]
    required = {int(cell): (int(low), int(high)) for cell, low, high in document["small"]}
    proof = {}
    for cell, least, most in document["witnesses"]:
        pair = tables[least], tables[most]
        low, high = required[cell]
        proof[int(cell)] = Interval(pair[0].get(cell, low), pair[1].get(cell, high), pair)
    return required, proof


def pattern_document(pattern: Pattern) -> Document:
    """A pattern with its proof."""
    return {"hidden": sorted(pattern.hidden), **proof_document(pattern.required, pattern.proof)}


def read_pattern(document: Mapping[str, Any]) -> Pattern:
    """A pattern as it was written. What it says is to be checked."""
    return Pattern(frozenset(document["hidden"]), *read_proof(document))


def view_document(view: View) -> Document:
    """What a reader has: the sums, and the ends of each cell."""
    return {
        "bounds": [list(ends) for ends in view.bounds],
        "sums": [[total, list(parts)] for total, parts in view.relations],
    }


def read_view(document: Mapping[str, Any]) -> View:
    """The view of a document."""
    sums = tuple(Relation(total, tuple(parts)) for total, parts in document["sums"])
    return View(sums, tuple((int(low), int(high)) for low, high in document["bounds"]))
