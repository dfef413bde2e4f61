"""The library that comes with datawalk: what others have written, beside the workspace's own resources."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from datawalk.domain.resources import Resource
from datawalk.intake.contents import Contents
from datawalk.intake.formats import read_file
from datawalk.intake.problems import Problems

_FILE = Path(__file__).parent / "bundled" / "resources.csv"


def with_library(contents: Contents) -> Contents:
    """The contents with the library's rows after its own; an own row stands before ours of the same id."""
    own = contents.of(Resource)
    taken = {one.resource_id for one in own}
    ours = tuple(one for one in library() if one.resource_id not in taken)
    return replace(contents, rows={**contents.rows, Resource: (*own, *ours)})


@cache
def library() -> tuple[Resource, ...]:
    """Every resource of the library, in its order."""
    [parsed] = read_file(_FILE, format_name="table", file=_FILE.name, problems=Problems())
    return tuple(row.model for row in parsed.rows[Resource])
