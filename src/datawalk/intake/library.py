"""The library that comes with datawalk: what others have written, beside the workspace's own resources."""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

from datawalk.domain.examples import Example
from datawalk.domain.resources import Resource
from datawalk.domain.text import Localised
from datawalk.intake.contents import Contents
from datawalk.intake.formats import read_file
from datawalk.intake.problems import Problems

_BUNDLED = Path(__file__).parent / "bundled"
_FILE = _BUNDLED / "resources.csv"


def with_library(contents: Contents) -> Contents:
    """The contents with the library's rows after its own, and the examples; an own row stands before ours of the same id."""
    own = contents.of(Resource)
    taken = {one.resource_id for one in own}
    ours = tuple(one for one in library() if one.resource_id not in taken)
    return replace(contents, rows={**contents.rows, Resource: (*own, *ours), Example: examples()})


@cache
def library() -> tuple[Resource, ...]:
    """Every resource of the library, in its order."""
    [parsed] = read_file(_FILE, format_name="table", file=_FILE.name, problems=Problems())
    return tuple(row.model for row in parsed.rows[Resource])


@cache
def examples() -> tuple[Example, ...]:
    """The collaborations elsewhere."""
    with (_BUNDLED / "examples.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Example(
                example_id=row["example_id"],
                name=row["name"],
                place=row["place"],
                sectors=tuple(row["sectors"].split(";")) if row["sectors"] else (),
                domains=tuple(row["domains"].split(";")),
                issue=Localised(en=row["issue_en"], es=row["issue_es"]),
                mark=Localised(en=row["mark_en"], es=row["mark_es"]),
            )
            for row in csv.DictReader(file)
        )
