"""Totals of which something small is left beside the parts that are listed: a county nobody listed, a group left out."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from datawalk.domain.cells import Cells
from datawalk.domain.indicators import TOTAL
from datawalk.domain.places import Place
from datawalk.measures.privacy.rule import Rule

Frame = Any
"""A pandas DataFrame; what it gives back has no types that could be checked."""

_NODE = ["indicator_id", "place_id", "period_start", "period_end"]
_GROUP = ["dimension", "subgroup"]


def leave_few(cells: Cells, *, rule: Rule, places: Mapping[str, Place]) -> np.ndarray:
    """Whether each cell could be a total of which a small count is left, or is one of several that share years.

    A quick look by columns, which may say yes too often: what is left is worked out exactly afterwards.
    """
    frame: Frame = cells.frame[[*_NODE, *_GROUP, "numerator"]].reset_index(drop=True)
    found = np.zeros(len(frame), dtype=bool)
    for parts in (_of_groups(frame), *_of_places(frame, places)):
        found |= _leave_few(frame, parts, rule=rule)
    return found | _share_years(frame)


def _of_groups(frame: Frame) -> Frame:
    """The cells of groups, each named as its total is; `kind` tells the dimensions apart."""
    groups = frame[frame["dimension"] != TOTAL]
    return groups.assign(kind=groups["dimension"].astype(str), dimension=TOTAL, subgroup=TOTAL)


def _of_places(frame: Frame, places: Mapping[str, Place]) -> list[Frame]:
    """The cells inside other places, each named as that of the place around it, one step after the other."""
    found = []
    inside = frame.assign(place_id=frame["place_id"].astype(str))
    for _ in range(4):
        around = {id_: places[id_].parent_id for id_ in inside["place_id"].unique() if id_ in places}
        levels = {id_: places[id_].level for id_ in around}
        inside = inside.assign(kind=inside["place_id"].map(levels), place_id=inside["place_id"].map(around))
        inside = inside[inside["place_id"].notna()]
        if inside.empty:
            break
        found.append(inside)
    return found


def _leave_few(frame: Frame, parts: Frame, *, rule: Rule) -> np.ndarray:
    if parts.empty:
        return np.zeros(len(frame), dtype=bool)
    keys = [*_NODE, *_GROUP]
    words = ["indicator_id", "place_id", *_GROUP]
    summed = (
        parts.astype(dict.fromkeys(words, object)).groupby([*keys, "kind"], sort=False)["numerator"].sum()
    )
    totals = frame.astype(dict.fromkeys(words, object)).assign(row=frame.index)
    joined = totals.merge(summed.rename("parts").reset_index(), on=keys)
    left = joined["numerator"] - joined["parts"]
    few = (left > 0) & (left < rule.threshold)
    found = np.zeros(len(frame), dtype=bool)
    found[joined.loc[few, "row"].to_numpy()] = True
    return found


def _share_years(frame: Frame) -> np.ndarray:
    """Which cells are of an indicator with spans that overlap others."""
    periods = frame[["indicator_id", "period_start", "period_end"]].drop_duplicates()
    shared: list[str] = []
    for id_, own in periods.groupby("indicator_id", observed=True):
        ordered = own.sort_values(["period_start", "period_end"])
        latest = ordered["period_end"].cummax().shift()
        if (ordered["period_start"] <= latest).any():
            shared.append(str(id_))
    return frame["indicator_id"].isin(shared).to_numpy()
