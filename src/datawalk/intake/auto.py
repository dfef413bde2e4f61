"""Stations that say `auto`: the build picks an indicator by domain, reliability and gap, and says which.

A score is a signal over its noise. For a level or compared places: how far places lie apart, in widths of their
intervals. For a gap: the distance between the best and the worst group, in standard errors. Domains not yet used come
first. An overview of gaps takes the dimension most indicators have.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

import numpy as np
import pandas as pd

from datawalk.domain.cells import Cells
from datawalk.domain.indicators import PER, TOTAL, is_second_form, refused_uses
from datawalk.domain.periods import Period
from datawalk.domain.walks import (
    AUTO,
    GapOverviewStation,
    GapPeopleStation,
    GapStation,
    GapTrendStation,
    LevelStation,
    OneGapStation,
    PlaceCompareStation,
    Station,
    Walk,
)
from datawalk.intake.contents import Contents
from datawalk.measures.periods import comparable


@dataclass(frozen=True)
class Choice:
    """What was put in the place of one `auto`; no `indicator_id` where only the dimension was open."""

    walk_id: str
    station_id: str
    indicator_id: str
    dimension: str

    def __str__(self) -> str:
        by = "" if self.dimension == TOTAL else f"by {self.dimension}"
        what = " ".join(part for part in (self.indicator_id, by) if part)
        return f"{self.walk_id}/{self.station_id}: {what}"


def choose(contents: Contents, *, cells: Cells) -> tuple[dict[str, Walk], list[Choice]]:
    """The walks with every `auto` replaced where the data allow it, and the choices made."""
    scores = _scores(contents, cells)
    used = {
        station.indicator
        for walk in contents.walks.values()
        for station in walk.station
        if isinstance(station, LevelStation | OneGapStation | PlaceCompareStation)
    }
    choices: list[Choice] = []
    walks = {}
    for walk in sorted(contents.walks.values(), key=lambda each: (each.order, each.id)):
        stations: list[Station] = []
        for station in walk.station:
            told = _as_before(station, stations, contents, scores)
            if told is None:
                stations.append(_resolve(station, walk, contents, scores, used, choices))
                continue
            stations.append(told)
            choices.append(Choice(walk.id, told.id, told.indicator, told.dimension))
        walks[walk.id] = walk.model_copy(update={"station": tuple(stations)})
    return walks, choices


class Score(NamedTuple):
    """The signal over the noise of an (indicator, dimension), and for how many times there are figures."""

    value: float
    times: int


Scores = dict[tuple[str, str], Score]


def _as_before(
    station: Station, before: Sequence[Station], contents: Contents, scores: Scores
) -> GapPeopleStation | GapTrendStation | None:
    """People behind a gap, and a gap over time, with the gap told before them; None where it does not carry them."""
    if not isinstance(station, GapPeopleStation | GapTrendStation) or station.indicator != AUTO:
        return None
    for told in reversed(before):
        if not isinstance(told, GapStation) or station.dimension not in (AUTO, told.dimension):
            continue
        pair = told.indicator, told.dimension
        if pair in scores and _carries(station, contents, pair, scores):
            return station.model_copy(update={"indicator": pair[0], "dimension": pair[1]})
    return None


def _resolve(
    station: Station, walk: Walk, contents: Contents, scores: Scores, used: set[str], choices: list[Choice]
) -> Station:
    if isinstance(station, GapOverviewStation):
        return _resolve_overview(station, walk, contents, scores, choices)
    if not isinstance(station, LevelStation | OneGapStation | PlaceCompareStation):
        return station
    wanted = TOTAL if isinstance(station, PlaceCompareStation) else station.dimension or TOTAL
    if AUTO not in (station.indicator, wanted):
        return station
    domains_used = {contents.indicators[each].domain for each in used if each in contents.indicators}

    def fits(indicator_id: str, dimension: str) -> bool:
        if not isinstance(station, OneGapStation):
            right = dimension == (TOTAL if wanted == AUTO else wanted)
        else:
            right = dimension != TOTAL and wanted in (AUTO, dimension)
        if station.indicator != AUTO:
            return right and station.indicator == indicator_id
        pair = (indicator_id, dimension)
        return right and indicator_id not in used and _carries(station, contents, pair, scores)

    best = min(
        (pair for pair in scores if fits(*pair)),
        key=lambda pair: (contents.indicators[pair[0]].domain in domains_used, -scores[pair].value, pair),
        default=None,
    )
    if best is None:
        return station
    used.add(best[0])
    choices.append(Choice(walk.id, station.id, *best))
    if isinstance(station, PlaceCompareStation):
        return station.model_copy(update={"indicator": best[0]})
    dimension = None if isinstance(station, LevelStation) and best[1] == TOTAL else best[1]
    return station.model_copy(update={"indicator": best[0], "dimension": dimension})


def _carries(station: Station, contents: Contents, pair: tuple[str, str], scores: Scores) -> bool:
    """Whether figures are made for the station: shares of people for people, several times for a trend."""
    indicator = contents.indicators[pair[0]]
    if isinstance(station, GapPeopleStation):
        return indicator.unit in PER
    if isinstance(station, GapTrendStation):
        refused = refused_uses(indicator, contents.sources[indicator.source])
        return "trend" not in refused and scores[pair].times > 1
    return True


def _resolve_overview(
    station: GapOverviewStation, walk: Walk, contents: Contents, scores: Scores, choices: list[Choice]
) -> Station:
    """The dimension that most of the station's indicators have a gap by."""
    if station.dimension != AUTO:
        return station
    counts: Counter[str] = Counter()
    for indicator_id, dimension in scores:
        named = not station.indicators or indicator_id in station.indicators
        inside = station.domain in (None, contents.indicators[indicator_id].domain)
        if dimension != TOTAL and named and inside:
            counts[dimension] += 1
    if not counts:
        return station
    most = min(counts, key=lambda dimension: (-counts[dimension], dimension))
    choices.append(Choice(walk.id, station.id, "", most))
    return station.model_copy(update={"dimension": most})


def _scores(contents: Contents, cells: Cells) -> Scores:
    """The score of every (indicator, dimension) that has something to show."""
    shown = cells.where(~np.isnan(cells.numbers("estimate")) & cells.is_word("flag", ""))
    scores = {}
    for pair, frame in shown.frame.groupby(["indicator_id", "dimension"], observed=True, sort=False):
        indicator_id, dimension = cast("tuple[str, str]", pair)
        if is_second_form(indicator_id, contents.indicators):
            continue
        indicator = contents.indicators[indicator_id]
        years = frame[["period_start", "period_end"]].drop_duplicates().itertuples(index=False)
        times = len(comparable(Period(int(start), int(end)) for start, end in years))
        newest = frame.loc[frame.period_end == frame.period_end.max()]
        newest = newest.loc[newest.period_start == newest.period_start.max()]
        if dimension == TOTAL:
            shown_in = newest["place_id"].nunique() / len(contents.places)
            scores[indicator_id, dimension] = Score(_spread_over_width(newest) * shown_in, times)
        elif "groups" not in refused_uses(indicator, contents.sources[indicator.source]):
            score = _gap_over_error(newest)
            if score is not None:
                scores[indicator_id, dimension] = Score(score, times)
    return scores


def _spread_over_width(cells: pd.DataFrame) -> float:
    width = (cells.upper - cells.lower).median()
    return float((cells.estimate.max() - cells.estimate.min()) / width) if width > 0 else 0.0


def _gap_over_error(cells: pd.DataFrame) -> float | None:
    """The widest gap of any one place, in standard errors; None when no place shows two groups."""
    places = cells.groupby("place_id", observed=True)
    apart = places.estimate.max() - places.estimate.min()
    errors = cells[cells.se != 0].groupby("place_id", observed=True).se.median()
    gaps = (apart / errors)[places.estimate.count() >= 2].dropna()
    return None if gaps.empty else max(0.0, float(gaps.max()))
