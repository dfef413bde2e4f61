"""Measures of uncertainty, under the names other programs ask for them by."""

from datawalk.domain.periods import Period
from datawalk.measures import acs_margins, intervals, rates, reliability
from datawalk.measures import trend as trends
from datawalk.measures.catalogue.told import interval
from datawalk.measures.periods import check_comparable
from datawalk.measures.refusals import Refused
from datawalk.measures.registry import Outputs, measure

ACS = "U.S. Census Bureau, Understanding and Using American Community Survey Data (2020)"
NEWCOMBE = "doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I"
SIGNIFICANT_90, SIGNIFICANT_95 = 1.645, 1.96


@measure(
    topic="uncertainty",
    outputs=("ci",),
    formula="(p + z^2/2n) / (1 + z^2/n) +/- z sqrt(p (1 - p) / n + z^2/4n^2) / (1 + z^2/n)",
    source="Wilson 1927, doi 10.1080/01621459.1927.10502953",
)
def wilson(x: float, n: float, conf: float = 0.95) -> Outputs:
    return {"ci": list(intervals.wilson(x, n=n, conf=conf))}


@measure(
    topic="uncertainty",
    outputs=("ci",),
    formula="beta quantiles: a/2 of (x, n - x + 1), 1 - a/2 of (x + 1, n - x)",
    source="Clopper and Pearson 1934, doi 10.1093/biomet/26.4.404",
)
def clopper_pearson(x: float, n: float, conf: float = 0.95) -> Outputs:
    return {"ci": list(intervals.clopper_pearson(x, n=n, conf=conf))}


@measure(
    topic="uncertainty",
    outputs=("d", "ci"),
    formula="d - sqrt((p1 - l1)^2 + (u2 - p2)^2), d + sqrt((u1 - p1)^2 + (p2 - l2)^2), l and u by Wilson",
    source=f"Newcombe 1998, method 10, {NEWCOMBE}",
)
def newcombe_difference(x1: float, n1: float, x2: float, n2: float) -> Outputs:
    ends = intervals.newcombe(x1, n=n1, other_count=x2, other_n=n2)
    return {"d": x1 / n1 - x2 / n2, "ci": list(ends)}


@measure(
    topic="uncertainty",
    outputs=("n_eff", "ci"),
    formula="n* = p (1 - p) / SE^2 (t_(n-1) / t_df)^2, at most n; then Clopper-Pearson of p n* in n*",
    source="Korn and Graubard 1998, Survey Methodology 24:193; NCHS, Vital and Health Statistics 2(175)",
)
def korn_graubard(p: float, se: float, n: float, df: float | None = None, conf: float = 0.95) -> Outputs:
    return {
        "n_eff": intervals.effective_size(p, se=se, n=n, df=df),
        "ci": list(intervals.korn_graubard(p, se=se, n=n, df=df, conf=conf)),
    }


@measure(
    topic="uncertainty",
    outputs=("ci",),
    formula="gamma quantiles: a/2 of shape x, 1 - a/2 of shape x + 1",
    source="Garwood 1936, doi 10.1093/biomet/28.3-4.437",
)
def poisson_exact(events: float, conf: float = 0.95) -> Outputs:
    return {"ci": list(intervals.garwood(events, conf=conf))}


@measure(
    topic="uncertainty",
    outputs=("ci",),
    formula="x (1 - 1/9x - z/3 sqrt(x))^3, (x + 1) (1 - 1/9(x + 1) + z/3 sqrt(x + 1))^3",
    source="Breslow and Day 1987, IARC Scientific Publications 82, p. 69",
)
def byar(events: float, conf: float = 0.95) -> Outputs:
    return {"ci": list(intervals.byar(events, conf=conf))}


@measure(
    topic="uncertainty",
    outputs=("rate", "ci", "se"),
    formula="rate = sum w d, v = sum w^2 d; gamma quantiles with variance v, and above with max w, max w^2 added",
    source="Fay and Feuer 1997, doi 10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#",
)
def dsr_fay_feuer(events: list[float], pop: list[float], std: list[float], per: float = 1.0) -> Outputs:
    told = rates.fay_feuer(events, people=pop, standard=std, per=per).rate
    return {"rate": told.value, "ci": interval(told), "se": told.se}


@measure(
    topic="uncertainty",
    outputs=("rate", "ci"),
    formula="as dsr_fay_feuer, above with mean w, mean w^2 added",
    source="Tiwari, Clegg and Zou 2006, doi 10.1177/0962280206070621",
)
def dsr_tiwari(events: list[float], pop: list[float], std: list[float], per: float = 1.0) -> Outputs:
    told = rates.tiwari(events, people=pop, standard=std, per=per).rate
    return {"rate": told.value, "ci": interval(told)}


@measure(
    topic="uncertainty",
    outputs=("rate", "ci"),
    formula="rate = sum events / sum person-years, with the exact Poisson interval",
    source="Garwood 1936, doi 10.1093/biomet/28.3-4.437",
)
def pool_years(
    events: list[float], pop: list[float], per: float = 1.0, periods: list[Period] | None = None
) -> Outputs:
    check_comparable(periods or [])
    told = rates.pooled(events, people=pop, per=per)
    return {"rate": told.value, "ci": interval(told)}


@measure(
    topic="uncertainty",
    outputs=("rr", "ci"),
    formula="RR = (x1/n1) / (x2/n2); SE(ln RR) = sqrt(1/x1 + 1/x2)",
    source="Rothman, Greenland and Lash, Modern Epidemiology, 3rd ed., ch. 14",
)
def rate_ratio_poisson(x1: float, n1: float, x2: float, n2: float) -> Outputs:
    told = rates.rate_ratio(x1, people=n1, other_events=x2, other_people=n2)
    return {"rr": told.value, "ci": interval(told)}


@measure(
    topic="uncertainty",
    outputs=("estimate", "moe", "se", "cv_percent"),
    formula="MOE = sqrt(sum MOE^2), of the zero estimates only the largest; SE = MOE / 1.645",
    source=ACS,
)
def acs_moe_sum(est: list[float | None], moe: list[float | None]) -> Outputs:
    estimates, margins = _all_there(est), _all_there(moe)
    total, margin = sum(estimates), acs_margins.margin_of_sum(estimates, margins)
    se = acs_margins.se_of_margin(margin)
    return {
        "estimate": total,
        "moe": margin,
        "se": se,
        "cv_percent": 100 * se / abs(total) if total else None,
    }


@measure(
    topic="uncertainty",
    outputs=("p", "moe", "used_ratio_formula"),
    formula="MOE = sqrt(MOEx^2 - p^2 MOEy^2) / y, + where the root would be of a negative number",
    source=ACS,
)
def acs_moe_proportion(x: float, moe_x: float, y: float, moe_y: float) -> Outputs:
    if not 0 <= x <= y and y > 0:
        raise Refused("not_counted_in", part=x, whole=y)
    margin = acs_margins.margin_of_proportion(x, y, part_margin=moe_x, whole_margin=moe_y)
    fallen_back = acs_margins.uses_ratio_rule(x, y, part_margin=moe_x, whole_margin=moe_y)
    return {"p": x / y, "moe": margin, "used_ratio_formula": fallen_back and x != y}


@measure(
    topic="uncertainty",
    outputs=("ratio", "moe"),
    formula="MOE = sqrt(MOEx^2 + r^2 MOEy^2) / y",
    source=ACS,
)
def acs_moe_ratio(x: float, moe_x: float, y: float, moe_y: float) -> Outputs:
    margin = acs_margins.margin_of_ratio(x, y, part_margin=moe_x, whole_margin=moe_y)
    return {"ratio": x / y, "moe": margin}


@measure(
    topic="uncertainty",
    outputs=("z", "significant_90", "significant_95"),
    formula="z = (a - b) / sqrt(SEa^2 + SEb^2), SE = MOE / 1.645",
    source=ACS,
)
def acs_significance(
    a: float, moe_a: float, b: float, moe_b: float, periods: list[Period] | None = None
) -> Outputs:
    check_comparable(periods or [])
    z = acs_margins.z_of_difference(a, b, one_margin=moe_a, other_margin=moe_b)
    return {"z": z, "significant_90": abs(z) > SIGNIFICANT_90, "significant_95": abs(z) > SIGNIFICANT_95}


@measure(
    topic="uncertainty",
    outputs=("decision", "reason"),
    formula="n* < 30: suppress; 0 or 1: review; width >= 0.30, or over 0.05 and over 130 % of p: suppress; df < 8: review",
    source="NCHS 2017, Vital and Health Statistics 2(175)",
)
def nchs_proportion_rule(
    p: float, n_effective: float, ci: tuple[float, float], df: float | None = None
) -> Outputs:
    told = reliability.of_share(p, asked=n_effective, lower=ci[0], upper=ci[1], df=df)
    return {"decision": told.decision, "reason": told.reason}


@measure(
    topic="uncertainty",
    outputs=("decision", "relative_width", "ci"),
    formula="events or people < 10, or the exact interval wider than 160 % of the rate: suppress",
    source="NCHS 2023, Vital and Health Statistics 2(200), doi 10.15620/cdc:123462",
)
def nchs_rate_rule(events: float, population: float, per: float = 1.0) -> Outputs:
    told = reliability.of_rate(events, people=population)
    ends = interval(rates.rate(events, people=population, per=per))
    return {"decision": told.decision, "relative_width": told.relative_width, "ci": ends}


@measure(
    topic="uncertainty",
    outputs=("slope", "se_known_variance", "z"),
    formula="b by least squares with w = 1/SE^2; SE(b) = 1 / sqrt(sum w (t - mean t)^2)",
    source="NCHS, Vital and Health Statistics 2(179)",
)
def wls_trend(
    year: list[float], est: list[float], se: list[float], periods: list[Period] | None = None
) -> Outputs:
    check_comparable(periods or [])
    line = trends.straight_line(year, est, errors=se)
    return {"slope": line.slope.value, "se_known_variance": line.slope.se, "z": line.z}


@measure(
    topic="uncertainty",
    outputs=("rule", "direction", "value", "se", "ci95", "p"),
    formula="by the number of points: none, last against first, weighted line, or exact ranks without SE",
    source="NCHS, Vital and Health Statistics 2(179)",
)
def trend(
    year: list[float], est: list[float], se: list[float] | None = None, periods: list[Period] | None = None
) -> Outputs:
    check_comparable(periods or [])
    told = trends.trend(year, est, errors=se)
    return {
        "rule": told.rule,
        "direction": told.direction,
        "value": told.estimate.value,
        "se": told.estimate.se,
        "ci95": interval(told.estimate),
        "p": told.p,
    }


@measure(
    topic="uncertainty",
    outputs=("S", "p_two_sided"),
    formula="S = pairs that rise less pairs that fall; p = share of all orders with |S| as large",
    source="Mann 1945, doi 10.2307/1907187",
)
def mann_kendall_exact(series: list[float]) -> Outputs:
    told = trends.mann_kendall(series)
    return {"S": float(told.s), "p_two_sided": told.p}


@measure(
    topic="uncertainty",
    outputs=("adjusted",),
    formula="the k-th smallest of m p values times m - k + 1, never falling",
    source="Holm 1979, Scandinavian Journal of Statistics 6:65",
)
def holm(p_values: list[float]) -> Outputs:
    return {"adjusted": list(trends.holm(p_values))}


def _all_there(numbers: list[float | None]) -> list[float]:
    there = [number for number in numbers if number is not None]
    if len(there) < len(numbers):
        raise Refused("hidden_group")
    return there
