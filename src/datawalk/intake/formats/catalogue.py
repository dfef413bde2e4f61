"""The catalogues that are bundled: for each publisher its source and its measures, in our own words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from datawalk.domain.indicators import Indicator

_BUNDLED = Path(__file__).parents[1] / "bundled"


class Measure(NamedTuple):
    """One measure of a publisher: what it is here, and `read`, what the format's reader must know of its columns."""

    indicator: Indicator
    read: Mapping[str, Any]


@cache
def source_text(name: str) -> str:
    """The declaration of the source in TOML, without the day it was accessed."""
    return (_BUNDLED / name / "source.toml").read_text(encoding="utf-8")


@cache
def raw_measures(name: str) -> tuple[dict[str, Any], ...]:
    """The measures of `bundled/<name>/measures.toml` as written; `id` is the publisher's code."""
    return tuple(tomllib.loads((_BUNDLED / name / "measures.toml").read_text(encoding="utf-8"))["measure"])


@cache
def measures(name: str) -> dict[str, Measure]:
    """Every measure by the publisher's code as written; its indicator is `<name>_<code>` in lower case.

    A measure's `read` is for the format's reader; every other key is the indicator's.
    """
    found = {}
    for raw in raw_measures(name):
        code = str(raw["id"])
        declared = {key: value for key, value in raw.items() if key != "read"}
        indicator = Indicator.model_validate({**declared, "id": f"{name}_{code.lower()}", "source": name})
        found[code] = Measure(indicator, raw.get("read", {}))
    return found
