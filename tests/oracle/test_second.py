"""Every measure a second time, another way: people one by one, libraries, numeric gradients, all orders, simulation."""

from collections.abc import Callable
from itertools import permutations
from math import exp, log, sqrt
from typing import Any

# pyright: reportArgumentType=false, reportAttributeAccessIssue=false
# statsmodels says no types, and scipy's are narrower than what it takes
import numpy as np
import pytest
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.tools.numdiff import approx_fprime, approx_hess

from datawalk.measures.catalogue import MEASURES, work_out

Given = dict[str, Any]
Z = stats.norm.ppf(0.975)
NUMERIC = 1e-4
"""How far numeric second derivatives may be off."""
SIMULATED = 0.06
"""How far two simulations may be apart."""


def _each(given: Given) -> np.ndarray:
    """Everybody one by one, with the estimate of their group."""
    return np.repeat(np.array(given["est"], dtype=float), given["pop"])


def _ranks(given: Given) -> np.ndarray:
    """Where everybody stands: the middle of their group, from 0 to 1."""
    group = np.repeat(np.arange(len(given["pop"])), given["pop"])
    return (stats.rankdata(group) - 0.5) / len(group)


def _by_gradient(of: Callable[[Any], Any], values: Any, errors: Any) -> float:
    pulls = approx_fprime(np.array(values, dtype=float), of, centered=True)
    return float(np.sqrt(np.sum((np.ravel(pulls) * np.array(errors)) ** 2)))


def _mean(given: Given, values: Any) -> Any:
    return np.average(values, weights=given["pop"], axis=-1)


def _normal(value: float, se: float, level: float = 0.95) -> list[float]:
    return [float(end) for end in stats.norm.interval(level, value, se)]


def _maxmin(given: Given) -> tuple[tuple[float, float], tuple[float, float]]:
    ordered = sorted(zip(given["est"], given["se"], strict=True))
    return ordered[-1], ordered[0]


def _gap_to_overall(given: Given) -> Given:
    """The group's figure against the average over all people, the errors by numeric gradient."""
    at, levels = given["group"], given["groups"]
    values, errors = ([level[key] for level in levels] for key in ("estimate", "se"))
    sizes = [level["denominator"] for level in levels]
    sign = -1 if given["favourable"] else 1

    def apart(y: Any) -> Any:
        return sign * (y[at] - np.average(y, weights=sizes))

    def times(y: Any) -> Any:
        return sign * (np.log(y[at]) - np.log(np.average(y, weights=sizes)))

    difference, logs = float(apart(np.array(values))), float(times(np.array(values)))
    ends = _normal(difference, _by_gradient(apart, values, errors))
    people = sizes[at] / 100
    inside = ends[0] <= 0 <= ends[1]
    reach = sorted(abs(end) for end in ends)
    return {
        "difference": difference,
        "difference_ci95": ends,
        "ratio": exp(logs),
        "ratio_ci95": list(np.exp(_normal(logs, _by_gradient(times, values, errors)))),
        "people": people * abs(difference),
        "people_ci95": [0.0 if inside else people * reach[0], people * reach[1]],
    }


def _difference_maxmin(given: Given) -> Given:
    (high, high_se), (low, low_se) = _maxmin(given)
    se = float(np.hypot(high_se, low_se))
    return {"d": high - low, "se": se, "ci95": _normal(high - low, se)}


def _ratio_maxmin(given: Given) -> Given:
    (high, high_se), (low, low_se) = _maxmin(given)
    se = _by_gradient(lambda y: np.log(y[0] / y[1]), [high, low], [high_se, low_se])
    return {"r": high / low, "se_log": se, "ci95": list(np.exp(_normal(log(high / low), se)))}


def _oriented(given: Given, group: str = "group", reference: str = "reference") -> tuple[Any, Any]:
    pair = given[group], given[reference]
    return pair[::-1] if given["favourable"] else pair


def _direction(given: Given) -> str:
    return "more_is_better" if given["favourable"] else "less_is_better"


def _difference(given: Given) -> Given:
    worse, better = _oriented(given)
    value, se = worse["estimate"] - better["estimate"], float(np.hypot(worse["se"], better["se"]))
    return {"value": value, "se": se, "ci95": _normal(value, se), "direction": _direction(given)}


def _ratio(given: Given) -> Given:
    worse, better = _oriented(given)
    values, errors = [worse["estimate"], better["estimate"]], [worse["se"], better["se"]]
    se = _by_gradient(lambda y: np.log(y[0]) - np.log(y[1]), values, errors)
    value = values[0] / values[1]
    return {"value": value, "se": se, "ci95": list(np.exp(_normal(log(value), se)))}


def _people_behind(given: Given) -> Given:
    apart = _difference({**given, "favourable": False})
    size = given["group"]["denominator"] / given["group"]["per"]
    low, high = apart["ci95"]
    ends = [0.0, max(-low, high)] if low <= 0 <= high else sorted([abs(low), abs(high)])
    return {"value": size * abs(apart["value"]), "ci95": [size * end for end in ends]}


def _concentration(given: Given) -> float:
    """The slope of the convenient regression of 2 Var(X) y on X, everybody one by one."""
    y, x = _each(given), _ranks(given)
    return float(sm.OLS(2 * np.var(x) * y, sm.add_constant(x)).fit().params[1])


def _sii_linear(given: Given) -> Given:
    slope, start = np.polyfit(_ranks(given), _each(given), 1)
    return {"sii": slope, "at0": start, "at1": start + slope, "rii": (start + slope) / start}


def _logistic(counts: Any, pop: Any) -> Any:
    design = sm.add_constant(np.unique(_ranks({"pop": pop})))
    return sm.GLM(np.column_stack([counts, np.array(pop) - counts]), design, family=sm.families.Binomial())


def _expit(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def _sii_logit(given: Given) -> Given:
    start, slope = _logistic(np.array(given["events"]), given["pop"]).fit(tol=1e-12).params
    low, high = _expit(start), _expit(start + slope)
    return {"sii_percent": 100 * (high - low), "rii": high / low}


def _compat(given: Given) -> tuple[Any, Any]:
    """Coefficients and sandwich by a numeric optimiser and numeric derivatives."""
    pop = np.array(given["pop"])
    counts = np.array([round(est / 100 * size) for est, size in zip(given["est"], pop, strict=True)])
    x = np.unique(_ranks(given))

    def unlikely(curve: Any) -> Any:
        logits = curve[0] + curve[1] * x
        return -pop * (counts * logits - pop * np.logaddexp(0, logits)) / pop.sum()

    found = optimize.minimize(lambda c: unlikely(c).sum(), [0.0, 0.0], method="BFGS", options={"gtol": 1e-10})
    bread = np.linalg.inv(approx_hess(found.x, lambda c: unlikely(c).sum()))
    scores = approx_fprime(found.x, unlikely, centered=True)
    return found.x, len(x) / (len(x) - 2) * bread @ scores.T @ scores @ bread


def _sii_compat(given: Given) -> Given:
    curve, spread = _compat(given)
    value = 100 * (_expit(curve.sum()) - _expit(curve[0]))
    pulls = approx_fprime(curve, lambda c: 100 * (_expit(c[0] + c[1]) - _expit(c[0])), centered=True)
    ends = _normal(value, float(np.sqrt(pulls @ spread @ pulls)))
    return {"sii": pytest.approx(value, rel=NUMERIC), "ci95": pytest.approx(ends, rel=NUMERIC)}


def _rii_compat(given: Given) -> Given:
    curve, spread = _compat(given)
    value = np.log(_expit(curve.sum()) / _expit(curve[0]))
    pulls = approx_fprime(curve, lambda c: np.log(_expit(c[0] + c[1]) / _expit(c[0])), centered=True)
    ends = np.exp(_normal(value, float(np.sqrt(pulls @ spread @ pulls))))
    return {"rii": exp(value), "ci95": pytest.approx(list(ends), rel=NUMERIC)}


def _draws(given: Given, times: int = 40_000) -> np.ndarray:
    return np.random.default_rng(7).normal(given["est"], given["se"], size=(times, len(given["est"])))


def _variances(given: Given) -> np.ndarray:
    y = _draws(given)
    return _mean(given, y**2) - _mean(given, y) ** 2


def _weighing(given: Given, centre: float, per: float = 1.0) -> Given:
    plain = float(np.mean(np.abs(np.array(given["est"]) - centre)))
    return {"unweighted": per * plain, "weighted": per * float(np.mean(np.abs(_each(given) - centre)))}


def _index_of_disparity(given: Given) -> Given:
    def index(rates: Any) -> float:
        best, *others = sorted(rates, reverse=given["favourable"])
        return 100 * abs(sum(others) / len(others) / best - 1)

    told = [index(rates) for rates in _draws(given, 10_000)]
    return {
        "value": index(given["est"]),
        "se": pytest.approx(np.std(told), rel=SIMULATED),
        "ci95": pytest.approx(list(np.quantile(told, (0.025, 0.975))), rel=SIMULATED),
    }


def _entropy(given: Given, name: str, of: Callable[[np.ndarray], float]) -> Given:
    def index(y: Any) -> float:
        everybody = np.repeat(y, given["pop"])
        return 1000 * of(everybody / everybody.mean())

    value, se = index(np.array(given["est"])), _by_gradient(index, given["est"], given["se"])
    return {f"{name}_x1000": value, "se_x1000": se, "ci95_x1000": _normal(value, se)}


def _best(given: Given) -> int:
    pick = max if given["favourable"] else min
    return given["est"].index(pick(given["est"]))


def _healthy_people(given: Given) -> Given:
    best, *others = sorted(given["rates"], reverse=given["favourable"])
    mean = sum(others) / len(others)
    ends = sorted((best, mean))
    return {
        "MRD": abs(best - others[-1]),
        "MRR": max(given["rates"]) / min(given["rates"]),
        "SRD": ends[1] - ends[0],
        "SRR": ends[1] / ends[0],
        "best": given["rates"].index(best),
    }


def _change_ci(given: Given) -> Given:
    values, errors = zip(*(given[name] for name in ("group_t0", "ref_t0", "group_t1", "ref_t1")), strict=True)

    def change(y: Any) -> Any:
        return y[2] - y[3] - y[0] + y[1]

    def times(y: Any) -> Any:
        return np.log(y[2] / y[3]) - np.log(y[0] / y[1])

    se, se_log = _by_gradient(change, values, errors), _by_gradient(times, values, errors)
    return {
        "change_d": change(values),
        "se_d": se,
        "ci_d": _normal(change(values), se),
        "ratio_of_ratios": exp(times(values)),
        "ci_ror": list(np.exp(_normal(times(values), se_log))),
    }


def _two_times(given: Given) -> Given:
    told: Given = {}
    for time in ("t0", "t1"):
        worse, better = _oriented(given, f"group_{time}", f"ref_{time}")
        told[f"d{time[1]}"], told[f"r{time[1]}"] = worse - better, worse / better
    sizes = [abs(told["d0"]), abs(told["d1"])]
    times = [abs(log(told["r0"])), abs(log(told["r1"]))]
    told["absolute"] = ("unchanged", "widened", "narrowed")[int(np.sign(sizes[1] - sizes[0]))]
    told["relative"] = ("unchanged", "widened", "narrowed")[int(np.sign(times[1] - times[0]))]
    first = "group" if told["d0"] >= 0 else "ref"
    rise = given[f"{first}_t1"] - given[f"{first}_t0"]
    told["worse_off_group_improved"] = rise > 0 if given["favourable"] else rise < 0
    return told


def _gap_change(given: Given) -> Given:
    """For gaps that keep their sign: the rule by tests instead of intervals."""
    names = ("group_t0", "ref_t0", "group_t1", "ref_t1")
    plain = _two_times(
        {**{name: given[name]["estimate"] for name in names}, "favourable": given["favourable"]}
    )
    pairs = {name: (given[name]["estimate"], given[name]["se"]) for name in names}
    change = _change_ci(pairs)
    p_of_change = 2 * stats.norm.sf(abs(change["change_d"]) / change["se_d"])
    se_log = (log(change["ci_ror"][1]) - log(change["ci_ror"][0])) / (2 * Z)
    p_of_ratio = 2 * stats.norm.sf(abs(log(change["ratio_of_ratios"])) / se_log)
    ways = (plain["absolute"], plain["relative"])
    if p_of_change >= 0.05 and p_of_ratio >= 0.05:
        verdict = "no_change"
    elif set(ways) == {"narrowed", "widened"}:
        verdict = "mixed"
    elif p_of_change >= 0.05:
        verdict = "no_change"
    elif ways[0] == "narrowed":
        verdict = "narrowed" if plain["worse_off_group_improved"] else "levelled_down"
    else:
        verdict = "widened"
    improved = plain["worse_off_group_improved"]
    return {"verdict": verdict, "absolute": ways[0], "relative": ways[1], "improved": improved}


def _tost(given: Given) -> Given:
    d, se, margin = given["d"], given["se"], given["margin"]
    p = max(stats.norm.sf((d + margin) / se), stats.norm.cdf((d - margin) / se))
    return {
        "ci90": _normal(d, se, 0.9),
        "closed": bool(p < 0.05),
        "detectable_gap": bool(2 * stats.norm.sf(abs(d) / se) < 0.05),
    }


def _korn_graubard(given: Given) -> Given:
    p, n = given["p"], given["n"]
    effect = given["se"] ** 2 / (p * (1 - p) / n)
    size = min(n, n / effect * (stats.t.ppf(0.975, n - 1) / stats.t.ppf(0.975, given["df"])) ** 2)
    tail, x = (1 - given["conf"]) / 2, p * size

    def root(a: float, b: float, at: float) -> float:
        return float(optimize.brentq(lambda q: stats.beta.cdf(q, a, b) - at, 1e-12, 1 - 1e-12, xtol=1e-14))

    return {"n_eff": size, "ci": [root(x, size - x + 1, tail), root(x + 1, size - x, 1 - tail)]}


def _poisson(events: float, conf: float = 0.95) -> list[float]:
    tail = (1 - conf) / 2
    lower = stats.chi2.ppf(tail, 2 * events) / 2 if events else 0.0
    return [float(lower), float(stats.chi2.isf(tail, 2 * events + 2) / 2)]


def _byar(given: Given) -> Given:
    """Wilson and Hilferty's cube root of a chi-square, halved."""
    z = stats.norm.ppf((1 + given["conf"]) / 2)

    def half(df: float, z: float) -> float:
        return df / 2 * (1 - 2 / (9 * df) + z * sqrt(2 / (9 * df))) ** 3

    return {"ci": [half(2 * given["events"], -z), half(2 * given["events"] + 2, z)]}


def _adjusted(given: Given, most: Callable[[Any], float]) -> Given:
    """In chi-square form."""
    std = np.array(given["std"]) / sum(given["std"])
    weights, events = std / np.array(given["pop"]), np.array(given["events"])
    r, v = np.sum(weights * events), np.sum(weights**2 * events)
    above, more = r + most(weights), v + most(weights**2)
    lower = v / (2 * r) * stats.chi2.ppf(0.025, 2 * r**2 / v)
    upper = more / (2 * above) * stats.chi2.ppf(0.975, 2 * above**2 / more)
    per = given["per"]
    return {"rate": per * r, "se": per * sqrt(v), "ci": [per * lower, per * upper]}


def _pool(given: Given) -> Given:
    years = sum(given["pop"]) / given["per"]
    return {
        "rate": sum(given["events"]) / years,
        "ci": [end / years for end in _poisson(sum(given["events"]))],
    }


def _rate_ratio(given: Given) -> Given:
    """A Poisson regression, each count in two unequal parts so that something is left to fit."""
    counts = np.array([0.4 * given["x2"], 0.6 * given["x2"], 0.3 * given["x1"], 0.7 * given["x1"]])
    exposure = np.repeat([given["n2"], given["n1"]], 2) / 2
    design = np.array([[1, 0], [1, 0], [1, 1], [1, 1]])
    fit = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=exposure).fit()
    return {"rr": exp(fit.params[1]), "ci": list(np.exp(fit.conf_int()[1]))}


def _acs_sum(given: Given) -> Given:
    pairs = sorted(zip(given["est"], given["moe"], strict=True), key=lambda pair: (pair[0] != 0, -pair[1]))
    counted = [moe for at, (est, moe) in enumerate(pairs) if est or at == 0]
    moe, total = float(np.linalg.norm(counted)), float(np.sum(given["est"]))
    return {"estimate": total, "moe": moe, "se": moe / 1.645, "cv_percent": 100 * moe / 1.645 / total}


def _acs_proportion(given: Given) -> Given:
    """The variance of p that makes p times y as sure as x, if p and y are independent."""
    p = given["x"] / given["y"]
    square: Any = optimize.brentq(
        lambda v: given["y"] ** 2 * v + p**2 * given["moe_y"] ** 2 - given["moe_x"] ** 2,
        -1e3,
        1e3,
        xtol=1e-16,
    )
    fell_back = bool(square < 0)
    moe = _acs_ratio(given)["moe"] if fell_back else sqrt(square)
    return {"p": p, "moe": moe, "used_ratio_formula": fell_back}


def _acs_ratio(given: Given) -> Given:
    values, margins = [given["x"], given["y"]], [given["moe_x"], given["moe_y"]]
    moe = _by_gradient(lambda y: y[0] / y[1], values, margins)
    return {"ratio": given["x"] / given["y"], "moe": moe}


def _acs_significance(given: Given) -> Given:
    z = 1.645 * (given["a"] - given["b"]) / float(np.hypot(given["moe_a"], given["moe_b"]))
    p = 2 * stats.norm.sf(abs(z))
    return {"z": z, "significant_90": bool(p < 0.1), "significant_95": bool(p < 0.05)}


def _nchs_proportion(given: Given) -> Given:
    p, width = given["p"], given["ci"][1] - given["ci"][0]

    def unsure(share: float) -> bool:
        return width >= 0.3 or (width > 0.05 and width > 1.3 * share)

    rules = [
        (given["n_effective"] < 30, "suppress"),
        (p in (0, 1), "review"),
        (unsure(p), "suppress"),
        (given["df"] < 8, "review"),
        (unsure(1 - p), "footnote"),
    ]
    return {"decision": next((word for holds, word in rules if holds), "show")}


def _nchs_rate(given: Given) -> Given:
    ends = _poisson(given["events"])
    width = (ends[1] - ends[0]) / given["events"]
    told = "show" if given["events"] >= 10 and given["population"] >= 10 and width <= 1.6 else "suppress"
    scale = given["per"] / given["population"]
    return {"decision": told, "relative_width": width, "ci": [scale * end for end in ends]}


def _line(given: Given, power: int = 1) -> Any:
    years = np.array(given["year"]) - np.mean(given["year"])
    design = np.column_stack([years**each for each in range(power + 1)])
    weights = 1 / np.array(given["se"]) ** 2
    return sm.WLS(given["est"], design, weights=weights).fit(cov_type="fixed scale", use_t=False)


def _wls(given: Given) -> Given:
    fit = _line(given)
    return {"slope": fit.params[1], "se_known_variance": fit.bse[1], "z": fit.tvalues[1]}


def _trend(given: Given) -> Given:
    points = len(given["year"])
    if given["se"] is None:
        p = stats.kendalltau(given["year"], given["est"], method="exact").pvalue if points >= 5 else None
        rises = stats.kendalltau(given["year"], given["est"]).statistic > 0
        way = "cannot_say" if p is None else "no_change" if p >= 0.05 else "rising" if rises else "falling"
        return {"rule": "ranks", "direction": way, "p": p}
    if points <= 3:
        change = given["est"][-1] - given["est"][0]
        p = stats.norm.sf(abs(change) / np.hypot(given["se"][0], given["se"][-1]))
        way = "no_change" if p > 0.05 else "rising" if change > 0 else "falling"
        return {"rule": "first_and_last", "direction": way, "value": change, "p": p}
    fit = _line(given)
    misfit = np.sum(((np.array(given["est"]) - fit.fittedvalues) / np.array(given["se"])) ** 2)
    bent = stats.chi2.sf(misfit, points - 2) < 0.05 or (points >= 7 and _line(given, 2).pvalues[2] < 0.05)
    rises = "rising" if fit.params[1] > 0 else "falling"
    way = "not_straight" if bent else "no_change" if fit.pvalues[1] >= 0.05 else rises
    return {"rule": "straight_line", "direction": way, "value": fit.params[1], "p": fit.pvalues[1]}


def _rank_test(given: Given) -> Given:
    def s(series: Any) -> int:
        return sum(int(np.sign(b - a)) for at, a in enumerate(series) for b in series[at + 1 :])

    own, orders = s(given["series"]), [s(order) for order in permutations(given["series"])]
    return {"S": own, "p_two_sided": np.mean([abs(order) >= abs(own) for order in orders])}


def _newcombe(given: Given) -> Given:
    counts = given["x1"], given["n1"], given["x2"], given["n2"]
    ends = confint_proportions_2indep(*counts, method="newcomb", compare="diff")
    return {"d": given["x1"] / given["n1"] - given["x2"] / given["n2"], "ci": list(ends)}


SECOND: dict[str, Callable[[Given], Given]] = {
    "difference": _difference,
    "ratio": _ratio,
    "people_behind": _people_behind,
    "gap_to_overall": _gap_to_overall,
    "difference_maxmin": _difference_maxmin,
    "ratio_maxmin": _ratio_maxmin,
    "difference_ordered": lambda given: dict(
        zip(
            ("d", "r"),
            (lambda worse, better: (worse - better, worse / better))(
                *sorted(given["est_poorest_to_richest"][:: len(given["est_poorest_to_richest"]) - 1])[::-1]
            ),
            strict=True,
        )
    ),
    "aci": lambda given: {"aci": _concentration(given)},
    "rci": lambda given: {"rci": _concentration(given) / _each(given).mean()},
    "erreygers_wagstaff": lambda given: {
        "erreygers": 8 * np.cov(_each(given), _ranks(given), bias=True)[0, 1],
        "wagstaff": 2
        * np.cov(_each(given), _ranks(given), bias=True)[0, 1]
        / (_each(given).mean() * (1 - _each(given).mean())),
    },
    "sii_linear": _sii_linear,
    "sii_logit": _sii_logit,
    "sii_logit_who_compat": _sii_compat,
    "rii_logit_who_compat": _rii_compat,
    "bgv": lambda given: {
        "bgv": np.var(_each(given)),
        "se": pytest.approx(np.std(_variances(given)), rel=SIMULATED),
    },
    "bgv_noise_adjusted": lambda given: {
        "noise": pytest.approx(_variances({**given, "est": [0.0] * len(given["est"])}).mean(), rel=SIMULATED),
        "adjusted": max(0.0, np.var(_each(given)) - work_out("bgv_noise_adjusted", given)["noise"]),
    },
    "bgsd_cov": lambda given: {
        "bgsd": np.std(_each(given)),
        "cov_percent": 100 * stats.variation(_each(given)),
    },
    "mdm": lambda given: _weighing(given, _each(given).mean()),
    "mdb": lambda given: _weighing(given, given["est"][_best(given)]),
    "mdr": lambda given: _weighing(given, given["est"][given["reference_index"]]),
    "idis": lambda given: _weighing(given, _each(given).mean(), per=100 / _each(given).mean()),
    "index_of_disparity_healthy_people": _index_of_disparity,
    "theil": lambda given: _entropy(given, "theil", lambda r: float(np.mean(r * np.log(r)))),
    "mld": lambda given: _entropy(given, "mld", lambda r: float(-np.mean(np.log(r)))),
    "par_paf": lambda given: {
        "par": given["est"][_best(given)] - _each(given).mean(),
        "paf": 100 * (given["est"][_best(given)] / _each(given).mean() - 1),
    },
    "par_se_delta": lambda given: {
        "se": _by_gradient(lambda y: y[_best(given)] - _mean(given, y), given["est"], given["se"])
    },
    "healthy_people": _healthy_people,
    "change_ci": _change_ci,
    "change_disagree": _two_times,
    "levelling_down": _two_times,
    "gap_closed_tost": _tost,
    "gap_change": _gap_change,
    "wilson": lambda given: {
        "ci": list(proportion_confint(given["x"], given["n"], 1 - given["conf"], method="wilson"))
    },
    "clopper_pearson": lambda given: {
        "ci": list(proportion_confint(given["x"], given["n"], 1 - given["conf"], method="beta"))
    },
    "newcombe_difference": _newcombe,
    "korn_graubard": _korn_graubard,
    "poisson_exact": lambda given: {"ci": _poisson(given["events"], given["conf"])},
    "byar": _byar,
    "dsr_fay_feuer": lambda given: _adjusted(given, np.max),
    "dsr_tiwari": lambda given: _adjusted(given, np.mean),
    "pool_years": _pool,
    "rate_ratio_poisson": _rate_ratio,
    "acs_moe_sum": _acs_sum,
    "acs_moe_proportion": _acs_proportion,
    "acs_moe_ratio": _acs_ratio,
    "acs_significance": _acs_significance,
    "nchs_proportion_rule": _nchs_proportion,
    "nchs_rate_rule": _nchs_rate,
    "wls_trend": _wls,
    "trend": _trend,
    "mann_kendall_exact": _rank_test,
    "holm": lambda given: {"adjusted": list(multipletests(given["p_values"], method="holm")[1])},
}


class Chance:
    """Made-up inputs by their name, the same in every run."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.groups = int(self.rng.integers(3, 8))
        self.points = int(self.rng.integers(3, 8))

    def numbers(self, low: float, high: float, count: int) -> list[float]:
        return [round(float(number), 3) for number in self.rng.uniform(low, high, count)]

    def whole(self, low: int, high: int) -> int:
        return int(self.rng.integers(low, high))

    def level(self) -> Given:
        estimate, se = self.numbers(20, 80, 1)[0], self.numbers(0.5, 4, 1)[0]
        return {"estimate": estimate, "se": se, "denominator": self.whole(100, 5000), "per": 100}

    def inputs(self, name: str) -> Given:
        """Inputs for a measure."""
        count = (
            self.points
            if name in ("wls_trend", "trend", "mann_kendall_exact", "acs_moe_sum")
            else self.groups
        )
        favourable = bool(self.rng.integers(2))
        people = [self.whole(50, 400) for _ in range(count)]
        sizes = {"n": self.whole(30, 300), "n1": self.whole(30, 300), "n2": self.whole(30, 300)}
        known: Given = {
            "est": self.numbers(5, 95, count),
            "se": self.numbers(0.5, 4, count),
            "pop": people,
            "rates": self.numbers(1, 90, count),
            "est_poorest_to_richest": sorted(self.numbers(5, 95, count), reverse=not favourable),
            "events": [self.whole(5, size - 5) for size in people],
            "std": self.numbers(100, 900, count),
            "year": list(range(2010, 2010 + count)),
            "series": [self.whole(0, 6) for _ in range(min(count, 6))],
            "p_values": self.numbers(0, 0.2, count),
            "moe": self.numbers(1, 9, count),
            "favourable": favourable,
            "reference_index": self.whole(0, count),
            "ref": "best",
            "lower": 0,
            "upper": 1,
            "conf": [0.9, 0.95, 0.99][self.whole(0, 3)],
            "per": 1000,
            "df": self.whole(4, 40),
            "population": self.whole(1000, 9000),
            "n_effective": self.whole(20, 200),
            "d": self.numbers(-3, 3, 1)[0],
            "margin": 2.0,
            **sizes,
            "x1": self.whole(1, sizes["n1"]),
            "x2": self.whole(1, sizes["n2"]),
            "x": self.whole(1, sizes["n"] - 1),
            "p": self.numbers(0.02, 0.98, 1)[0],
            "moe_x": self.numbers(1, 20, 1)[0],
            "moe_y": self.numbers(1, 60, 1)[0],
            "y": self.whole(300, 600),
            "a": self.numbers(20, 30, 1)[0],
            "b": self.numbers(20, 30, 1)[0],
            "moe_a": self.numbers(1, 5, 1)[0],
            "moe_b": self.numbers(1, 5, 1)[0],
        }
        given = {key: known[key] for key, asked in MEASURES[name].inputs.items() if key in known}
        return given | self._its_own(name, favourable=favourable)

    def _its_own(self, name: str, *, favourable: bool) -> Given:
        times = ("group_t0", "ref_t0", "group_t1", "ref_t1")
        better, worse = sorted(self.numbers(30, 50, 2)), sorted(self.numbers(55, 80, 2))
        if favourable:
            better, worse = worse, better
        values = dict(zip(times, (worse[0], better[0], worse[1], better[1]), strict=True))
        if self.whole(0, 2):
            values |= {"group_t0": worse[1], "group_t1": worse[0]}
        errors = self.numbers(0.5, 6, 4)
        wide = self.numbers(0, 0.4, 1)[0]
        middle = self.numbers(0.2, 0.8, 1)[0]
        return {
            "erreygers_wagstaff": lambda: {"est": self.numbers(0.05, 0.95, self.groups)},
            "index_of_disparity_healthy_people": lambda: {"est": self.numbers(30, 95, self.groups)},
            "poisson_exact": lambda: {"events": self.whole(0, 60)},
            "byar": lambda: {"events": self.whole(1, 60)},
            "nchs_rate_rule": lambda: {"events": self.whole(5, 30)},
            "korn_graubard": lambda: {"se": self.numbers(0.02, 0.1, 1)[0]},
            "gap_closed_tost": lambda: {"se": self.numbers(0.2, 1.5, 1)[0]},
            "nchs_proportion_rule": lambda: {
                "p": middle,
                "ci": [middle - wide / 2, min(1.0, middle + wide / 2)],
            },
            "acs_moe_sum": lambda: {"est": [float(self.whole(0, 3)) for _ in range(self.points - 1)] + [9.0]},
            "trend": lambda: self._trend(),
            "difference": lambda: {"group": self.level(), "reference": self.level()},
            "ratio": lambda: {"group": self.level(), "reference": self.level()},
            "people_behind": lambda: {"group": self.level(), "reference": self.level()},
            "gap_to_overall": lambda: self._to_overall(),
            "change_disagree": lambda: values,
            "levelling_down": lambda: values,
            "change_ci": lambda: {
                name: list(pair)
                for name, pair in zip(times, zip(values.values(), errors, strict=True), strict=True)
            },
            "gap_change": lambda: {
                name: {"estimate": value, "se": se}
                for name, value, se in zip(times, values.values(), errors, strict=True)
            },
        }.get(name, dict)()

    def _to_overall(self) -> Given:
        levels = [self.level() for _ in range(self.groups)]
        sizes = [level["denominator"] for level in levels]
        mean = float(np.average([level["estimate"] for level in levels], weights=sizes))
        everyone = {"estimate": mean, "se": 1.0, "denominator": sum(sizes), "per": 100}
        return {"groups": levels, "group": self.whole(0, self.groups), "overall": everyone}

    def _trend(self) -> Given:
        years = list(range(2010, 2010 + self.whole(2, 10)))
        rise = self.numbers(-1, 1, 1)[0]
        errors = self.numbers(0.5, 1.5, len(years))
        values = [round(20 + rise * at + float(self.rng.normal(0, se)), 3) for at, se in enumerate(errors)]
        return {"year": years, "est": values, "se": errors if self.whole(0, 4) else None}


def test_every_measure_has_a_second_way() -> None:
    assert SECOND.keys() == {
        name for name, one in MEASURES.items() if one.topic in ("inequality", "uncertainty")
    }


@pytest.mark.parametrize("name", SECOND)
def test_a_second_way_agrees(name: str) -> None:
    for seed in range(6):
        given = Chance(seed).inputs(name)
        outputs, second = work_out(name, given), SECOND[name](given)
        compared = outputs.keys() & second.keys()
        assert compared
        for key in compared:
            wanted = second[key]
            if isinstance(wanted, int | float | list) and not isinstance(wanted, bool):
                wanted = pytest.approx(wanted, rel=1e-6, abs=1e-8)
            assert outputs[key] == wanted, (seed, key, given)
