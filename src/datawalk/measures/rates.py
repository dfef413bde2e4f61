"""Rates: events over people, several years in one, two rates compared, and rates adjusted for age."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import gammaincinv

from datawalk.measures.intervals import garwood
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate, log_around

FEWEST_EVENTS = 10
"""With fewer events in all a rate is not adjusted."""


def rate(events: float, *, people: float, per: float = 1.0) -> Estimate:
    """Events for each `per` people, with the exact Poisson interval (`garwood`). Refuses a denominator of 0.

    Example: 10 events among 50,000 people: 20 in 100,000, from 9.6 to 36.8.
    """
    if people <= 0 or per <= 0:
        raise Refused("no_people")
    lower, upper = (per * end / people for end in garwood(events))
    return Estimate(per * events / people, lower, upper, per * sqrt(events) / people, "garwood")


def pooled(events: Sequence[float], *, people: Sequence[float], per: float = 1.0) -> Estimate:
    """One rate over several years: all events over all person-years, not the mean of the yearly rates.

    Refuses lists of two lengths and as `rate`. Example: 5, 7, 6 among 800, 900, 1000: 6.67 in 1,000.
    """
    _check_lists(events, people)
    return rate(sum(events), people=sum(people), per=per)


def rate_ratio(events: float, *, people: float, other_events: float, other_people: float) -> Estimate:
    """How many times the other rate a rate is, for independent Poisson counts; `se` is that of the logarithm.

    Refuses where a count is 0 (`no_cases`): then there is a difference, but no ratio. Rothman, Greenland and Lash,
    Modern Epidemiology, 3rd ed., ch. 14. Example: 40 of 8,000 against 25 of 10,000: 2.0, from 1.21 to 3.30.
    """
    own, other = rate(events, people=people), rate(other_events, people=other_people)
    if not own.value or not other.value:
        raise Refused("no_cases")
    return log_around(own.value / other.value, se=sqrt(1 / events + 1 / other_events), method="log_poisson")


@dataclass(frozen=True)
class Standardised:
    """An adjusted rate and the shares of the standard population it was made with: never compare two made differently."""

    rate: Estimate
    standard: tuple[float, ...]


def fay_feuer(
    events: Sequence[float], *, people: Sequence[float], standard: Sequence[float], per: float = 1.0
) -> Standardised:
    """A directly age-adjusted rate with the gamma interval, which is never too narrow.

    `events`, `people` and the `standard` population by age. Refuses lists of two lengths, an age without people, fewer
    than 10 events in all. Fay and Feuer 1997, doi 10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#.
    Example: Down syndrome by birth order 5 and more: 75.5 in 100,000, from 67.7 to 188.3.
    """
    return _adjusted(events, people=people, standard=standard, per=per, method="fay_feuer")


def tiwari(
    events: Sequence[float], *, people: Sequence[float], standard: Sequence[float], per: float = 1.0
) -> Standardised:
    """As `fay_feuer`, with the narrower upper end that SEER uses.

    Tiwari, Clegg and Zou 2006, doi 10.1177/0962280206070621. Example as there: 75.5, from 67.7 to 112.9.
    """
    return _adjusted(events, people=people, standard=standard, per=per, method="tiwari")


def _adjusted(
    events: Sequence[float], *, people: Sequence[float], standard: Sequence[float], per: float, method: str
) -> Standardised:
    _check_lists(events, people, standard)
    counts, sizes, norm = (np.array(values, dtype=float) for values in (events, people, standard))
    if (sizes <= 0).any() or norm.sum() <= 0 or per <= 0:
        raise Refused("no_people")
    if (counts < 0).any() or (norm < 0).any():
        raise Refused("not_a_count", value=float(min(counts.min(), norm.min())))
    if counts.sum() < FEWEST_EVENTS:
        raise Refused("few_events", events=counts.sum(), least=FEWEST_EVENTS)
    shares = norm / norm.sum()
    weights = shares / sizes
    value, variance = float(weights @ counts), float(weights**2 @ counts)
    if not value:
        raise Refused("no_cases")
    if method == "tiwari":
        more, more_variance = float(weights.mean()), float((weights**2).mean())
    else:
        more, more_variance = float(weights.max()), float(weights.max() ** 2)
    lower = _gamma(value, variance=variance, at=0.025)
    upper = _gamma(value + more, variance=variance + more_variance, at=0.975)
    told = Estimate(per * value, per * lower, per * upper, per * sqrt(variance), method)
    return Standardised(told, tuple(float(share) for share in shares))


def _gamma(mean: float, *, variance: float, at: float) -> float:
    return variance / mean * float(gammaincinv(mean**2 / variance, at))


def _check_lists(*lists: Sequence[float]) -> None:
    lengths = [len(values) for values in lists]
    if len(set(lengths)) > 1:
        raise Refused("lengths", lengths=", ".join(map(str, lengths)))
    if not lengths[0]:
        raise Refused("few_points", points=0, least=1)
