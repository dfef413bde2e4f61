"""Indicators that tell of the same people twice: a crude and an adjusted rate, one disease from two publishers, yes and no."""

from collections.abc import Collection
from typing import Any, Literal, NamedTuple

import numpy as np

from datawalk.domain.cells import Cells

_SAMPLE = 200
_CELL = ["place_id", "period_start", "period_end", "dimension", "subgroup"]


class Twins(NamedTuple):
    """Two indicators, and whether their counts are the same or make up everyone together."""

    first: str
    second: str
    kind: Literal["same", "complement"]


def twins(cells: Cells, *, asked: Collection[str], among: Collection[str]) -> list[Twins]:
    """The pairs of one of the `asked` indicators with another `among` which, that hold in every cell both have counts for.

    Both must be out of the same people. Hidden in one and shown in the other, a count would not be hidden; nobody has to
    declare it. Looked for in the first cells of each indicator; a sum that later does not hold closes the block.
    """
    if len(among) < 2 or not asked:
        return []
    counted = ~np.isnan(cells.numbers("numerator")) & ~np.isnan(cells.numbers("denominator"))
    frame: Any = cells.frame.loc[
        counted & cells.is_word("indicator_id", *among),
        ["indicator_id", *_CELL, "numerator", "denominator"],
    ]
    few = frame[frame["indicator_id"].isin(list(asked))]
    few = few[few["numerator"] > 0].groupby("indicator_id", observed=True).head(_SAMPLE)
    both = few.merge(
        frame[frame["place_id"].isin(few["place_id"].unique())], on=_CELL, suffixes=("", "_other")
    )
    both = both[both["indicator_id"].astype(str) != both["indicator_id_other"].astype(str)]
    if both.empty:
        return []
    same, complement = set[tuple[str, str]](), set[tuple[str, str]]()
    refuted_same, refuted_complement = set[tuple[str, str]](), set[tuple[str, str]]()
    columns = (
        "indicator_id",
        "indicator_id_other",
        "numerator",
        "numerator_other",
        "denominator",
        "denominator_other",
    )
    for one, other, count, other_count, people, other_people in zip(
        *(both[name].tolist() for name in columns), strict=True
    ):
        pair = (one, other) if one < other else (other, one)
        is_same = people == other_people and count == other_count
        is_complement = people == other_people and count + other_count == people
        (same if is_same else refuted_same).add(pair)
        (complement if is_complement else refuted_complement).add(pair)
    return [
        *(Twins(*pair, "same") for pair in sorted(same - refuted_same)),
        *(
            Twins(*pair, "complement")
            for pair in sorted(complement - refuted_complement - (same - refuted_same))
        ),
    ]
