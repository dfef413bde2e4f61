"""Coverage by simulation: the 95 % intervals a visitor sees hold the truth 93 to 97 times of 100.

Each design is a truth, a way to draw data from it, and the measure of what is drawn. `make test` draws each 1,500 times;
`make nightly` draws 40,000 times and adds designs that are harder, and 5,000 times those that are simulations themselves.
"""

from collections.abc import Callable
from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from scipy.special import expit

from datawalk.measures.attributable import attributable
from datawalk.measures.change import change_of_difference, ratio_of_ratios
from datawalk.measures.concentration import aci, erreygers, rci, wagstaff
from datawalk.measures.dispersion import bgsd, bgv, cov, idis, mdb, mdm, mdr
from datawalk.measures.entropy import mld, theil
from datawalk.measures.gaps import against_overall, difference, people_behind, ratio
from datawalk.measures.groups import Groups
from datawalk.measures.healthy_people import disparities, index_of_disparity
from datawalk.measures.intervals import wilson
from datawalk.measures.levels import Level
from datawalk.measures.rates import rate_ratio
from datawalk.measures.result import Estimate
from datawalk.measures.slope import linear_slope, logit_slope
from datawalk.measures.trend import straight_line

Interval = tuple[float, float] | None
Design = tuple[float, Callable[[np.random.Generator], Interval]]

SHORT, SLOW, LONG = 1_500, 5_000, 40_000
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


def _change(pairs: list[tuple[Level, Level]], *, relative: bool = False) -> Design:
    """Each pair at one time, its levels with true estimates and their errors."""
    gap = ratio if relative else difference
    compared = ratio_of_ratios if relative else change_of_difference

    def told(levels: list[tuple[Level, Level]]) -> Estimate:
        return compared(*(gap(one, reference=other, favourable=False) for one, other in levels))

    def draw(rng: np.random.Generator) -> Interval:
        return told([tuple(_drawn(rng, level) for level in pair) for pair in pairs]).interval  # type: ignore[misc]

    return told(pairs).value or 0.0, draw


def _drawn(rng: np.random.Generator, level: Level) -> Level:
    if level.se is not None and level.estimate is not None:
        return replace(level, estimate=float(rng.normal(level.estimate, level.se)))
    people = int(level.denominator or 0)
    return replace(level, numerator=float(rng.binomial(people, (level.numerator or 0) / people)))


def _to_overall(truths: list[float], errors: list[float], people: list[int], *, relative: bool) -> Design:
    def told(values: list[float]) -> Estimate:
        levels = {
            str(at): Level(estimate=value, se=se, denominator=size, per=100)
            for at, (value, se, size) in enumerate(zip(values, errors, people, strict=True))
        }
        mean = float(np.average(values, weights=people))
        overall = Level(estimate=mean, denominator=sum(people), per=100)
        gap = against_overall(levels, group="0", overall=overall, favourable=False)
        return (gap.ratio if relative else gap.difference) or Estimate(None)

    def draw(rng: np.random.Generator) -> Interval:
        return told(rng.normal(truths, errors).tolist()).interval

    return told(truths).value or 0.0, draw


FOUR = ([12.0, 18.0, 25.0, 33.0], [1.5, 1.0, 2.0, 1.2], [120, 300, 190, 240])
"""Estimates, errors and people of four groups in an order, well apart."""


def _over_all(of: Callable[[Groups], Estimate]) -> Design:
    """A measure over all four groups."""
    truths, errors, people = FOUR

    def told(values: list[float]) -> Estimate:
        return of(Groups.of(values, people=people, errors=errors))

    def draw(rng: np.random.Generator) -> Interval:
        return told(rng.normal(truths, errors).tolist()).interval

    return told(truths).value or 0.0, draw


THEN, NOW = (
    (Level(30, se=1.5), Level(15, se=1.0)),
    (Level(20, se=1.4), Level(9, se=0.8)),
)
COUNTED = [
    tuple(Level(numerator=x, denominator=n, per=100) for x, n in pair)
    for pair in (((60, 200), (75, 500)), ((45, 210), (60, 520)))
]

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
    "change of a gap, 30 (1.5) and 15 (1.0) to 20 (1.4) and 9 (0.8)": _change([THEN, NOW]),
    "change of a gap, counts of 200 to 520": _change(COUNTED),  # type: ignore[arg-type]
    "ratio of ratios, as the change": _change([THEN, NOW], relative=True),
    "gap to everyone, first of four groups": _to_overall(*FOUR, relative=False),
    "ratio to everyone, first of four groups": _to_overall(*FOUR, relative=True),
    "ACI, four groups": _over_all(aci),
    "RCI, four groups": _over_all(rci),
    "Erreygers, four groups": _over_all(lambda groups: erreygers(groups, lower=0, upper=100)),
    "Wagstaff, four groups": _over_all(lambda groups: wagstaff(groups, lower=0, upper=100)),
    "SII by a line, four groups": _over_all(lambda groups: linear_slope(groups).absolute),
    "RII by a line, four groups": _over_all(lambda groups: linear_slope(groups).relative),
    "PAF, best of four groups, fixed": _over_all(
        lambda groups: attributable(groups, favourable=True, reference=3).paf
    ),
    "PAR in people, best of four groups, fixed": _over_all(
        lambda groups: attributable(groups, favourable=True, reference=3, per=100).people
    ),
    "BGV, four groups": _over_all(bgv),
    "Theil, four groups": _over_all(theil),
    "MLD, four groups": _over_all(mld),
}
SIMULATED: dict[str, Design] = {
    "MRD, four groups": _over_all(lambda groups: disparities(groups, favourable=False).mrd),
    "MRR, four groups": _over_all(lambda groups: disparities(groups, favourable=False).mrr),
    "SRD, four groups": _over_all(lambda groups: disparities(groups, favourable=False).srd),
    "SRR, four groups": _over_all(lambda groups: disparities(groups, favourable=False).srr),
    "index of disparity (Healthy People), four groups": _over_all(
        lambda groups: index_of_disparity(groups, favourable=False)
    ),
    "BGSD, four groups": _over_all(bgsd),
    "COV, four groups": _over_all(cov),
    "MDM, four groups": _over_all(lambda groups: mdm(groups).weighted),
    "MDB, four groups": _over_all(lambda groups: mdb(groups, favourable=False).weighted),
    "MDR, four groups": _over_all(lambda groups: mdr(groups, reference=0).weighted),
    "IDIS, four groups": _over_all(lambda groups: idis(groups).weighted),
}
"""Intervals by simulation, each of 10,000 draws: too slow for every day."""
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


@pytest.mark.nightly
@pytest.mark.parametrize("name", [*DESIGNS, *HARDER, *SIMULATED])
def test_the_interval_covers_in_the_long_run(name: str) -> None:
    times = SLOW if name in SIMULATED else LONG
    covered = _coverage((DESIGNS | HARDER | SIMULATED)[name], times)
    print(
        f"{name}: {100 * covered:.2f} % of {times}, give or take {196 * sqrt(covered * (1 - covered) / times):.2f}"
    )
    assert LOWEST <= covered <= HIGHEST
