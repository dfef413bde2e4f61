"""Exact and score intervals for counts and proportions; 95 % unless told."""

from math import sqrt

from scipy.special import betaincinv, gammaincinv, ndtri, stdtrit

from datawalk.measures.refusals import Refused

Z = float(ndtri(0.975))
"""The standard normal quantile of a two-sided 95 % interval, 1.95996..."""


def normal_quantile(conf: float) -> float:
    """The standard normal quantile of a two-sided interval. Refuses a confidence that is not between 0 and 1.

    Example: `normal_quantile(0.9)` is about 1.645.
    """
    if not 0 < conf < 1:
        raise Refused("not_a_share", value=conf, lower=0, upper=1)
    return float(ndtri((1 + conf) / 2))


def wilson(count: float, *, n: float, conf: float = 0.95) -> tuple[float, float]:
    """The score interval of the proportion `count / n`, as fractions from 0 to 1.

    The limit is exactly 0 when nobody is counted and exactly 1 when everybody is.
    Refuses unless 0 <= count <= n and n > 0.
    Wilson 1927, doi 10.1080/01621459.1927.10502953. Example: `wilson(0, n=20)` is about (0, 0.161).
    """
    _check_counted(count, n=n)
    z = normal_quantile(conf)
    share = count / n
    spread = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / spread
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / spread
    # floating point leaves about 1e-17 at the ends
    lower = 0.0 if count == 0 else max(0.0, centre - half)
    upper = 1.0 if count == n else min(1.0, centre + half)
    return lower, upper


def clopper_pearson(count: float, *, n: float, conf: float = 0.95) -> tuple[float, float]:
    """The exact interval of the proportion `count / n`, as fractions; never too narrow. Counts may be effective ones.

    Refuses as `wilson` does. Clopper and Pearson 1934, doi 10.1093/biomet/26.4.404.
    Example: `clopper_pearson(0, n=20)` is about (0, 0.168).
    """
    _check_counted(count, n=n)
    tail = _tail(conf)
    lower = 0.0 if count == 0 else float(betaincinv(count, n - count + 1, tail))
    upper = 1.0 if count == n else float(betaincinv(count + 1, n - count, 1 - tail))
    return lower, upper


def effective_size(share: float, *, se: float, n: float, df: float | None = None) -> float:
    """How many people asked one by one would know a survey's share as well as its `n` did, at most `n`.

    `df`: the degrees of freedom of the design (clusters less strata), which count against it. With nobody or everybody
    it is `n`. Refuses a share outside 0 to 1 and a standard error of 0 in between. Korn and Graubard 1998, Survey
    Methodology 24:193. Example: 0.12, se 0.03, n 150, df 20: 105.3.
    """
    if not 0 <= share <= 1:
        raise Refused("not_a_share", value=share, lower=0, upper=1)
    if n <= 0 or (df is not None and df <= 0):
        raise Refused("no_people")
    if share in (0, 1):
        return n
    if se <= 0:
        raise Refused("zero_errors" if se == 0 else "negative")
    size = share * (1 - share) / se**2
    if df is not None and n > 1:
        size *= float(stdtrit(n - 1, 0.975) / stdtrit(df, 0.975)) ** 2
    return min(size, n)


def korn_graubard(
    share: float, *, se: float, n: float, df: float | None = None, conf: float = 0.95
) -> tuple[float, float]:
    """The exact interval of a survey's share: Clopper-Pearson's for its effective size. Refuses as `effective_size`.

    Example: 0.12, se 0.03, n 150, df 20: about (0.065, 0.198).
    """
    size = effective_size(share, se=se, n=n, df=df)
    return clopper_pearson(share * size, n=size, conf=conf)


def garwood(count: float, *, conf: float = 0.95) -> tuple[float, float]:
    """The exact Poisson interval of an expected count of which `count` were seen, in counts.

    Refuses a count below 0. Garwood 1936, doi 10.1093/biomet/28.3-4.437.
    Example: `garwood(10)` is about (4.795, 18.390).
    """
    _check_count(count)
    tail = _tail(conf)
    lower = 0.0 if count == 0 else float(gammaincinv(count, tail))
    return lower, float(gammaincinv(count + 1, 1 - tail))


def byar(count: float, *, conf: float = 0.95) -> tuple[float, float]:
    """Byar's approximation of `garwood`, in counts; within 0.01 of it from 10 on. Refuses a count below 0.

    Breslow and Day 1987, IARC Scientific Publications 82, p. 69. Example: `byar(10)` is about (4.787, 18.391).
    """
    _check_count(count)
    z = normal_quantile(conf)
    lower = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return max(0.0, lower), more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3


def newcombe(count: float, *, n: float, other_count: float, other_n: float) -> tuple[float, float]:
    """The interval of `count / n - other_count / other_n` for independent groups, from -1 to 1.

    Method 10 of Newcombe 1998, doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    Refuses as `wilson` does. Example: 56 of 70 against 48 of 80 is about (0.052, 0.334).
    """
    low, high = wilson(count, n=n)
    other_low, other_high = wilson(other_count, n=other_n)
    share, other = count / n, other_count / other_n
    below = sqrt((share - low) ** 2 + (other_high - other) ** 2)
    above = sqrt((high - share) ** 2 + (other - other_low) ** 2)
    return share - other - below, share - other + above


def _tail(conf: float) -> float:
    """Half of what the interval leaves out, as written: 1 - 0.95 is not 0.05 in floating point."""
    normal_quantile(conf)
    return round((1 - conf) / 2, 15)


def _check_counted(count: float, *, n: float) -> None:
    if n <= 0:
        raise Refused("no_people")
    if not 0 <= count <= n:
        raise Refused("not_counted_in", part=count, whole=n)


def _check_count(count: float) -> None:
    if count < 0:
        raise Refused("not_a_count", value=count)
