"""`docs/data-dictionary.md`, written by running this file: every column of every table, every bundled indicator.

All of it is read from the code's own models and catalogues; a test compares, so that it cannot be out of date.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from datawalk.domain.indicators import Indicator, Source, kind_of, refused_uses
from datawalk.domain.periods import Period
from datawalk.intake.declarations import declared
from datawalk.intake.formats import FORMATS
from datawalk.intake.formats.catalogue import measures
from datawalk.intake.formats.kinds import FIELD_OF, KINDS, Kind, bound, held
from datawalk.intake.formats.places_measures import measure_indicators
from datawalk.intake.problems import Problems
from datawalk.intake.tablechecks import KEYS, NAMES_IN

DOCUMENT = Path(__file__).parents[1] / "docs" / "data-dictionary.md"

_TABLES = """# Data dictionary

Written from the code by `python tests/data_dictionary.py`; a test holds it. How tables are kept is told in
[workspace.md](workspace.md), what the words mean in [glossary.md](glossary.md).

## Tables

**Needed** columns must be filled in every row. *Names* is what an id must be found in.
"""
_INDICATORS = """
## Indicators that come with a format

Their ids are stable. *Made* is counted, survey or modelled; *not for* is what pages refuse.
"""
_HOLDS: dict[type, str] = {
    str: "text",
    bool: "1 or 0",
    int: "whole number",
    float: "number",
    date: "date, 2026-02-10",
    Period: "period, 2023 or 2019-2023",
}
_OTHERWISE = {
    ("costs", "month"): "month, 2026-02",
    ("partners", "website"): "web address",
    ("resources", "url"): "web address",
}


_CELLS_NAME = {
    "observations": {
        "indicator_id": "an indicator",
        "place_id": "a place",
        "dimension": "a dimension",
        "subgroup": "a group of it",
    },
    "places": {"parent_id": "a place"},
}
"""What the two tables name that the checks of rows look after."""


def _holds(field: FieldInfo) -> str:
    of = held(field)
    if get_origin(of) is Literal:
        return " · ".join(f"`{word}`" for word in get_args(of) if word)
    if get_origin(of) is tuple:
        return "text, `;` between several"
    low, high = (bound(field, name) for name in ("ge", "le"))
    words = _HOLDS[of]
    if low is not None and high is not None:
        return f"{words} from {low:g} to {high:g}"
    return f"{words}, {low:g} or more" if low is not None else words


def _table(kind: Kind) -> Iterator[str]:
    about = (
        (kind.model.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ").replace("from_", "from")
    )
    yield f"\n### {kind.name}\n\n{about}"
    if key := KEYS.get(kind.model):  # type: ignore[call-overload]
        yield f" One row for each {', '.join(key)}."
    names = _CELLS_NAME.get(kind.name) or NAMES_IN.get(kind.model, {})  # type: ignore[call-overload]
    yield "\n\n| Column | Holds | Names |\n|---|---|---|\n"
    for column in kind.columns:
        field = kind.model.model_fields[FIELD_OF.get(column, column)]
        named = f"**{column}**" if column in kind.required else column
        holds = _OTHERWISE.get((kind.name, column), _holds(field))
        yield f"| {named} | {holds} | {names.get(column, '')} |\n"


def _catalogue(name: str) -> list[Indicator]:
    if name == "places":
        return sorted(measure_indicators().values(), key=lambda one: one.id)
    try:
        return sorted((one.indicator for one in measures(name).values()), key=lambda one: one.id)
    except FileNotFoundError:  # boundaries, and tables that declare their own indicators
        return []


def _source(name: str) -> Source:
    data = {**tomllib.loads(FORMATS[name].source), "accessed_on": date(2026, 1, 1)}
    source = declared(Source, data, file=name, problems=Problems(), id=name)
    assert source is not None
    return source


def _indicators() -> Iterator[str]:
    for name in FORMATS:
        if not FORMATS[name].source or not (found := _catalogue(name)):
            continue
        source = _source(name)
        yield f"\n### {name}: {source.title}\n\n| Id | Name | Unit | Better | Made | Not for |\n|---|---|---|---|---|---|\n"
        for one in found:
            better = "lower" if one.direction == "lower_is_better" else "higher"
            uses = ", ".join(sorted(refused_uses(one, source)))
            yield f"| {one.id} | {one.name.said('en')} | {one.unit} | {better} | {kind_of(one, source)} | {uses} |\n"


def document() -> str:
    """The whole page."""
    tables = "".join(text for kind in KINDS for text in _table(kind))
    return _TABLES + tables + _INDICATORS + "".join(_indicators())


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
