"""Measures of inequality over all groups, under the names other programs ask for them by."""

from datawalk.measures import attributable, concentration, dispersion, entropy, gaps, slope
from datawalk.measures import healthy_people as odphp
from datawalk.measures.catalogue.gaps import WHO
from datawalk.measures.catalogue.told import everything, interval, needed
from datawalk.measures.groups import Groups
from datawalk.measures.levels import Level
from datawalk.measures.refusals import Refused
from datawalk.measures.registry import Outputs, measure

CONCENTRATION = "Wagstaff, Paci and van Doorslaer 1991, doi 10.1016/0277-9536(91)90212-U"
SLOPE = "Moreno-Betancur and others 2015, doi 10.1097/EDE.0000000000000311"
COMPAT = "WHO healthequal 1.0.1, for comparison only"
HP2030 = "Healthy People 2030, About Disparities Data; NCHS Statistical Notes 27 (2015)"


@measure(
    topic="inequality",
    outputs=("d", "se", "ci95"),
    formula="D = max y - min y; SE = sqrt(s_max^2 + s_min^2)",
    source=WHO,
    groups="unordered",
    scale="absolute",
    least=2,
)
def difference_maxmin(groups: Groups) -> Outputs:
    told = needed(_widest(groups).difference)
    return {"d": told.value, "se": told.se, "ci95": interval(told)}


@measure(
    topic="inequality",
    outputs=("r", "se_log", "ci95"),
    formula="R = max y / min y; SE(ln R) = sqrt((s_max/y_max)^2 + (s_min/y_min)^2)",
    source=WHO,
    groups="unordered",
    scale="relative",
    least=2,
)
def ratio_maxmin(groups: Groups) -> Outputs:
    told = needed(_widest(groups).ratio)
    return {"r": told.value, "se_log": told.se, "ci95": interval(told)}


@measure(
    topic="inequality",
    outputs=("d", "r"),
    formula="favourable: D = y_J - y_1, R = y_J / y_1; adverse: D = y_1 - y_J, R = y_1 / y_J",
    source=WHO,
    groups="ordered",
    scale="both",
)
def difference_ordered(est_poorest_to_richest: list[float | None], favourable: bool) -> Outputs:
    groups = Groups.of(est_poorest_to_richest, least=2)
    first, last = (Level(estimate=float(groups.estimates[at])) for at in (0, -1))
    apart = gaps.difference(first, reference=last, favourable=favourable)
    return {"d": apart.value, "r": gaps.ratio(first, reference=last, favourable=favourable).value}


@measure(
    topic="inequality",
    outputs=("aci",),
    formula="ACI = sum p (2X - 1) y",
    source=CONCENTRATION,
    groups="ordered",
    scale="absolute",
)
def aci(groups: Groups) -> Outputs:
    return {"aci": needed(concentration.aci(groups)).value}


@measure(
    topic="inequality",
    outputs=("rci",),
    formula="RCI = ACI / mean",
    source=CONCENTRATION,
    groups="ordered",
    scale="relative",
)
def rci(groups: Groups) -> Outputs:
    return {"rci": needed(concentration.rci(groups)).value}


@measure(
    topic="inequality",
    outputs=("erreygers", "wagstaff"),
    formula="E = 4 ACI / (b - a); W = ACI (b - a) / ((b - mean) (mean - a))",
    source="Erreygers 2009, doi 10.1016/j.jhealeco.2008.02.003; Wagstaff 2005, doi 10.1002/hec.953",
    groups="ordered",
    scale="both",
)
def erreygers_wagstaff(groups: Groups, lower: float, upper: float) -> Outputs:
    corrected = needed(concentration.erreygers(groups, lower=lower, upper=upper))
    return {
        "erreygers": corrected.value,
        "wagstaff": concentration.wagstaff(groups, lower=lower, upper=upper).value,
    }


@measure(
    topic="inequality",
    outputs=("sii", "at0", "at1", "rii"),
    formula="line y = a + b X by least squares weighted by people; SII = b; RII = (a + b) / a",
    source=SLOPE,
    groups="ordered",
    scale="both",
)
def sii_linear(groups: Groups) -> Outputs:
    line = slope.linear_slope(groups)
    return {
        "sii": line.absolute.value,
        "at0": line.at_worst_off,
        "at1": line.at_best_off,
        "rii": line.relative.value,
    }


@measure(
    topic="inequality",
    outputs=("sii_percent", "rii"),
    formula="logit(y) = a + b X by binomial likelihood; SII = expit(a + b) - expit(a); RII = expit(a + b) / expit(a)",
    source=SLOPE,
    groups="ordered",
    scale="both",
)
def sii_logit(events: list[float | None], pop: list[float | None]) -> Outputs:
    curve = slope.logit_slope(events, people=pop)
    return {"sii_percent": 100 * (curve.absolute.value or 0.0), "rii": curve.relative.value}


@measure(
    topic="inequality",
    outputs=("sii", "ci95"),
    formula="as sii_logit, with every group weighted by its people again and an HC1 sandwich over the groups",
    source=COMPAT,
    groups="ordered",
    scale="absolute",
)
def sii_logit_who_compat(est: list[float | None], pop: list[float | None]) -> Outputs:
    told = slope.slope_who_compat(est, people=pop).absolute
    return {"sii": told.value, "ci95": interval(told)}


@measure(
    topic="inequality",
    outputs=("rii", "ci95"),
    formula="as sii_logit, with every group weighted by its people again and an HC1 sandwich over the groups",
    source=COMPAT,
    groups="ordered",
    scale="relative",
)
def rii_logit_who_compat(est: list[float | None], pop: list[float | None]) -> Outputs:
    told = needed(slope.slope_who_compat(est, people=pop).relative)
    return {"rii": told.value, "ci95": interval(told)}


@measure(
    topic="inequality",
    outputs=("bgv", "se"),
    formula="BGV = sum p (y - mean)^2",
    source=WHO,
    groups="unordered",
    scale="absolute",
)
def bgv(groups: Groups) -> Outputs:
    told = dispersion.bgv(groups)
    return {"bgv": told.value, "se": told.se}


@measure(
    topic="inequality",
    outputs=("noise", "adjusted"),
    formula="noise = sum p (1 - p) s^2; adjusted = max(0, BGV - noise)",
    source="E[BGV] = BGV + noise for independent estimates; held by simulation",
    groups="unordered",
    scale="absolute",
)
def bgv_noise_adjusted(groups: Groups) -> Outputs:
    return {"noise": dispersion.noise(groups), "adjusted": dispersion.bgv_adjusted(groups).value}


@measure(
    topic="inequality",
    outputs=("bgsd", "cov_percent"),
    formula="BGSD = sqrt(BGV); COV = 100 BGSD / mean",
    source=WHO,
    groups="unordered",
    scale="both",
)
def bgsd_cov(groups: Groups) -> Outputs:
    return {"bgsd": dispersion.bgsd(groups).value, "cov_percent": dispersion.cov(groups).value}


@measure(
    topic="inequality",
    outputs=("unweighted", "weighted"),
    formula="MDM = mean |y - mean|, each group once or by its people",
    source=WHO,
    groups="unordered",
    scale="absolute",
)
def mdm(groups: Groups) -> Outputs:
    return _both(dispersion.mdm(groups))


@measure(
    topic="inequality",
    outputs=("unweighted", "weighted"),
    formula="MDB = mean |y - y_best|, each group once or by its people",
    source=WHO,
    groups="unordered",
    scale="absolute",
)
def mdb(groups: Groups, favourable: bool) -> Outputs:
    return _both(dispersion.mdb(groups, favourable=favourable))


@measure(
    topic="inequality",
    outputs=("unweighted", "weighted"),
    formula="MDR = mean |y - y_ref|, each group once or by its people",
    source=WHO,
    groups="unordered",
    scale="absolute",
)
def mdr(groups: Groups, reference_index: int) -> Outputs:
    return _both(dispersion.mdr(groups, reference=reference_index))


@measure(
    topic="inequality",
    outputs=("unweighted", "weighted"),
    formula="IDIS = 100 MDM / mean",
    source=WHO,
    groups="unordered",
    scale="relative",
)
def idis(groups: Groups) -> Outputs:
    return _both(dispersion.idis(groups))


@measure(
    topic="inequality",
    outputs=("value", "se", "ci95", "method", "reference", "direction", "flag"),
    formula="ID = 100 mean over the others of |y - y_best| / y_best",
    source="Pearcy and Keppel 2002, doi 10.1093/phr/117.3.273",
    groups="unordered",
    scale="relative",
)
def index_of_disparity_healthy_people(groups: Groups, favourable: bool) -> Outputs:
    return everything(needed(odphp.index_of_disparity(groups, favourable=favourable)))


@measure(
    topic="inequality",
    outputs=("theil_x1000", "se_x1000", "ci95_x1000"),
    formula="T = 1000 sum p r ln r, r = y / mean; SE^2 = 1000^2 sum p^2 s^2 / mean^2 (1 + ln r - K)^2, K = sum p r (1 + ln r)",
    source=WHO,
    groups="unordered",
    scale="relative",
)
def theil(groups: Groups) -> Outputs:
    told = needed(entropy.theil(groups))
    return {"theil_x1000": told.value, "se_x1000": told.se, "ci95_x1000": interval(told)}


@measure(
    topic="inequality",
    outputs=("mld_x1000", "se_x1000", "ci95_x1000"),
    formula="MLD = -1000 sum p ln r, r = y / mean; SE^2 = 1000^2 sum p^2 s^2 / mean^2 (1 - 1/r)^2",
    source=WHO,
    groups="unordered",
    scale="relative",
)
def mld(groups: Groups) -> Outputs:
    told = needed(entropy.mld(groups))
    return {"mld_x1000": told.value, "se_x1000": told.se, "ci95_x1000": interval(told)}


@measure(
    topic="inequality",
    outputs=("par", "paf"),
    formula="PAR = y_ref - mean, 0 when the reference is on the worse side; PAF = 100 PAR / mean",
    source=WHO,
    groups="both",
    scale="both",
    least=2,
)
def par_paf(groups: Groups, favourable: bool, ref: str) -> Outputs:
    at = _reference(ref, groups=len(groups))
    told = attributable.attributable(groups, favourable=favourable, reference=at)
    return {"par": told.par.value, "paf": told.paf.value}


@measure(
    topic="inequality",
    outputs=("se",),
    formula="SE^2 = (1 - p_g)^2 s_g^2 + sum over the others of p^2 s^2, g the reference, fixed",
    source="The delta method",
    groups="both",
    scale="absolute",
    least=2,
)
def par_se_delta(groups: Groups, favourable: bool) -> Outputs:
    told = attributable.attributable(groups, favourable=favourable).par
    if told.se is None:
        raise Refused("no_errors")
    return {"se": told.se}


@measure(
    topic="inequality",
    outputs=("MRD", "MRR", "SRD", "SRR", "best"),
    formula="MRD = max - min; MRR = max / min; SRD = |best - m|, SRR = their ratio above 1, m = plain mean of the others",
    source=HP2030,
    groups="unordered",
    scale="both",
)
def healthy_people(rates: list[float | None], favourable: bool) -> Outputs:
    groups = Groups.of(rates, least=2)
    told = odphp.disparities(groups, favourable=favourable)
    named = {"MRD": told.mrd, "MRR": told.mrr, "SRD": told.srd, "SRR": told.srr}
    return {**{name: each.value for name, each in named.items()}, "best": told.best}


def _widest(groups: Groups) -> gaps.Gap:
    """The gap between the highest and the lowest group. Refuses where both have a standard error of 0."""
    errors = [None] * len(groups) if groups.errors is None else groups.errors.tolist()
    levels = {
        str(at): Level(estimate=float(value), se=se)
        for at, (value, se) in enumerate(zip(groups.estimates, errors, strict=True))
    }
    told = gaps.widest(levels, reliable=set(levels), ordered=False, favourable=False)
    if told.difference is not None and told.difference.se == 0:
        raise Refused("zero_errors")
    return told


def _both(told: dispersion.Both) -> Outputs:
    return {"unweighted": needed(told.unweighted).value, "weighted": needed(told.weighted).value}


def _reference(ref: str, *, groups: int) -> int | None:
    """The position of a reference: `best` (None), `most_advantaged` (the last), or a number from 0."""
    if ref == "best":
        return None
    if ref == "most_advantaged":
        return groups - 1
    if ref.isdecimal():
        return int(ref)
    raise Refused("no_reference", reference=ref, groups=groups)
