"""Exact and score intervals (95 %) for counts and proportions."""

from math import sqrt

from scipy.special import gammaincinv, ndtri

Z = float(ndtri(0.975))
"""The standard normal quantile of a two-sided 95 % interval, 1.95996..."""


def wilson(count: float, *, n: float) -> tuple[float, float]:
    """The score interval of the proportion `count / n`, as fractions from 0 to 1.

    The limit is exactly 0 when nobody is counted and exactly 1 when everybody is.
    Raises ValueError unless 0 <= count <= n and n > 0.
    Wilson 1927, doi 10.1080/01621459.1927.10502953. Example: `wilson(0, n=20)` is about (0, 0.161).
    """
    if not 0 <= count <= n or n <= 0:
        raise ValueError(f"{count} of {n} is not a proportion")
    share = count / n
    spread = 1 + Z * Z / n
    centre = (share + Z * Z / (2 * n)) / spread
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / spread
    # floating point leaves about 1e-17 at the ends
    lower = 0.0 if count == 0 else max(0.0, centre - half)
    upper = 1.0 if count == n else min(1.0, centre + half)
    return lower, upper


def garwood(count: float) -> tuple[float, float]:
    """The exact Poisson interval of an expected count of which `count` were seen, in counts.

    Raises ValueError for a negative count. Garwood 1936, doi 10.1093/biomet/28.3-4.437.
    Example: `garwood(10)` is about (4.795, 18.390).
    """
    if count < 0:
        raise ValueError(f"{count} is not a count")
    lower = 0.0 if count == 0 else float(gammaincinv(count, 0.025))
    return lower, float(gammaincinv(count + 1, 0.975))


def newcombe(count: float, *, n: float, other_count: float, other_n: float) -> tuple[float, float]:
    """The interval of `count / n - other_count / other_n` for independent groups, from -1 to 1.

    Method 10 of Newcombe 1998, doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    Raises ValueError as `wilson` does. Example: 56 of 70 against 48 of 80 is about (0.052, 0.334).
    """
    low, high = wilson(count, n=n)
    other_low, other_high = wilson(other_count, n=other_n)
    share, other = count / n, other_count / other_n
    below = sqrt((share - low) ** 2 + (other_high - other) ** 2)
    above = sqrt((high - share) ** 2 + (other - other_low) ** 2)
    return share - other - below, share - other + above
