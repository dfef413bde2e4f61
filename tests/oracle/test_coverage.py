"""Coverage by simulation: the 95 % intervals a visitor sees hold the truth 93 to 97 times of 100.

Each design is a truth, a way to draw data from it, and the measure of what is drawn. `make test` draws each 1,500 times;
`make soak` draws 40,000 times and adds designs that are harder.
"""

from collections.abc import Callable
from math import sqrt

import numpy as np
import pytest
from scipy.special import expit

from datawalk.measures.attributable import attributable
from datawalk.measures.gaps import difference, people_behind, ratio
from datawalk.measures.groups import Groups
from datawalk.measures.intervals import wilson
from datawalk.measures.levels import Level
from datawalk.measures.rates import rate_ratio
from datawalk.measures.slope import logit_slope
from datawalk.measures.trend import straight_line

Interval = tuple[float, float] | None
Design = tuple[float, Callable[[np.random.Generator], Interval]]

SHORT, LONG = 1_500, 40_000
LOWEST, HIGHEST = 0.93, 0.97


def _counted(rng: np.random.Generator, share: float, people: int) -> Level:
    return Level(numerator=int(rng.binomial(people, share)), denominator=people, per=100)


def _surveyed(rng: np.random.Generator, truth: float, se: float, people: float | None = None) -> Level:
    return Level(estimate=float(rng.normal(truth, se)), se=se, denominator=people, per=100)


def _wilson(share: float, people: int) -> Design:
    return share, lambda rng: wilson(int(rng.binomial(people, share)), n=people)


def _newcombe(share: float, people: int, other: float, others: int) -> Design:
    def draw(rng: np.random.Generator) -> Interval:
        group, reference = _counted(rng, share, people), _counted(rng, other, others)
        return difference(group, reference=reference, favourable=False).interval

    return 100 * (share - other), draw


def _difference(truth: float, se: float, other: float, other_se: float) -> Design:
    def draw(rng: np.random.Generator) -> Interval:
        group, reference = _surveyed(rng, truth, se), _surveyed(rng, other, other_se)
        return difference(group, reference=reference, favourable=False).interval

    return truth - other, draw


def _ratio(truth: float, se: float, other: float, other_se: float) -> Design:
    def draw(rng: np.random.Generator) -> Interval:
        group, reference = _surveyed(rng, truth, se), _surveyed(rng, other, other_se)
        return ratio(group, reference=reference, favourable=False).interval

    return truth / other, draw


def _people(truth: float, se: float, other: float, other_se: float) -> Design:
    def draw(rng: np.random.Generator) -> Interval:
        group, reference = _surveyed(rng, truth, se, 5_000), _surveyed(rng, other, other_se)
        return people_behind(group, reference=reference).interval

    return 50 * abs(truth - other), draw


def _rate_ratio(events: float, other: float) -> Design:
    def draw(rng: np.random.Generator) -> Interval:
        seen, seen_other = max(1, rng.poisson(events)), max(1, rng.poisson(other))
        return rate_ratio(seen, people=10_000, other_events=seen_other, other_people=20_000).interval

    return 2 * events / other, draw


def _sii(people: list[int], start: float, slope: float) -> Design:
    sizes = np.array(people)
    ranks = (np.cumsum(sizes) - sizes / 2) / sizes.sum()
    shares = expit(start + slope * ranks)

    def draw(rng: np.random.Generator) -> Interval:
        return logit_slope(rng.binomial(sizes, shares).tolist(), people=people).absolute.interval

    return float(expit(start + slope) - expit(start)), draw


def _par(truths: list[float], errors: list[float], people: list[int], reference: int) -> Design:
    def draw(rng: np.random.Generator) -> Interval:
        groups = Groups.of(rng.normal(truths, errors).tolist(), people=people, errors=errors, least=2)
        return attributable(groups, favourable=True, reference=reference).par.interval

    return truths[reference] - float(np.average(truths, weights=people)), draw


def _trend(slope: float, errors: list[float]) -> Design:
    years = list(range(2015, 2015 + len(errors)))
    truths = [20 + slope * at for at in range(len(errors))]

    def draw(rng: np.random.Generator) -> Interval:
        return straight_line(years, rng.normal(truths, errors).tolist(), errors=errors).slope.interval

    return slope, draw


DESIGNS: dict[str, Design] = {
    "wilson, 20 % of 80": _wilson(0.2, 80),
    "newcombe, 30 % of 60 against 18 % of 150": _newcombe(0.3, 60, 0.18, 150),
    "difference, 30 (1.5) against 15 (1.0)": _difference(30, 1.5, 15, 1.0),
    "ratio, 30 (2.5) against 15 (1.2)": _ratio(30, 2.5, 15, 1.2),
    "people behind, 5,000 at 30 (1.5) against 15 (1.0)": _people(30, 1.5, 15, 1.0),
    "rate ratio, 40 events against 60": _rate_ratio(40, 60),
    "slope index, five groups of 50 to 400": _sii([50, 400, 120, 80, 350], -1.5, 1.8),
    "PAR, best of four groups, fixed": _par([12, 18, 25, 31], [1.5, 1, 2, 1.2], [120, 300, 90, 240], 3),
    "trend, six years": _trend(-0.4, [0.5, 0.5, 0.6, 0.5, 0.7, 0.5]),
}
HARDER: dict[str, Design] = {
    "wilson, 50 % of 30": _wilson(0.5, 30),
    "wilson, 5 % of 400": _wilson(0.05, 400),
    "newcombe, 10 % of 40 against 5 % of 200": _newcombe(0.1, 40, 0.05, 200),
    "newcombe, 80 % of 25 against 60 % of 25": _newcombe(0.8, 25, 0.6, 25),
    "difference, no gap": _difference(20, 3, 20, 1),
    "ratio, wide": _ratio(20, 4, 16, 2),
    "rate ratio, 15 events against 20": _rate_ratio(15, 20),
    "slope index, small groups": _sii([30, 40, 25, 50], -1, 1.5),
    "slope index, no gradient": _sii([100, 150, 120, 80, 90], -0.5, 0.0),
    "PAR, two groups": _par([40, 55], [3, 2], [400, 100], 1),
    "trend, ten years, none": _trend(0.0, [0.5 + 0.1 * at for at in range(10)]),
}


def _coverage(design: Design, times: int) -> float:
    truth, draw = design
    rng, held = np.random.default_rng(20260101), 0
    for _ in range(times):
        ends = draw(rng)
        held += ends is not None and ends[0] <= truth <= ends[1]
    return held / times


@pytest.mark.parametrize("name", DESIGNS)
def test_the_interval_covers(name: str) -> None:
    assert LOWEST <= _coverage(DESIGNS[name], SHORT) <= HIGHEST


@pytest.mark.soak
@pytest.mark.parametrize("name", [*DESIGNS, *HARDER])
def test_the_interval_covers_in_the_long_run(name: str) -> None:
    covered = _coverage((DESIGNS | HARDER)[name], LONG)
    print(
        f"{name}: {100 * covered:.2f} % of {LONG}, give or take {196 * sqrt(covered * (1 - covered) / LONG):.2f}"
    )
    assert LOWEST <= covered <= HIGHEST
