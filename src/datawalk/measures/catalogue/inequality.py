"""Measures of inequality, under the names other programs ask for them by."""

from typing import Any

from datawalk.measures import attributable, change, concentration, dispersion, entropy, gaps, slope
from datawalk.measures import healthy_people as odphp
from datawalk.measures.catalogue.told import everything, interval, needed
from datawalk.measures.groups import Groups
from datawalk.measures.levels import Level
from datawalk.measures.refusals import Refused
from datawalk.measures.registry import Outputs, measure
from datawalk.measures.result import Estimate

WHO = "Schlotheuber and Hosseinpoor 2022, doi 10.3390/ijerph19063697"
CONCENTRATION = "Wagstaff, Paci and van Doorslaer 1991, doi 10.1016/0277-9536(91)90212-U"
SLOPE = "Moreno-Betancur and others 2015, doi 10.1097/EDE.0000000000000311"
COMPAT = "WHO healthequal 1.0.1, for comparison only"
HP2030 = "Healthy People 2030, About Disparities Data; NCHS Statistical Notes 27 (2015)"


@measure(
    topic="inequality",
    outputs=("value", "se", "ci95", "method", "reference", "direction", "flag"),
    formula="D = y_worse - y_better; SE = sqrt(s1^2 + s2^2); two complete counts of shares: Newcombe 10",
    source=WHO,
    groups="both",
    scale="absolute",
)
def difference(group: Level, reference: Level, favourable: bool) -> Outputs:
    _same_unit(group, reference)
    return everything(gaps.difference(group, reference=reference, favourable=favourable))


@measure(
    topic="inequality",
    outputs=("value", "se", "ci95", "method", "reference", "direction", "flag"),
    formula="R = y_worse / y_better; SE(ln R) = sqrt((s1/y1)^2 + (s2/y2)^2)",
    source=WHO,
    groups="both",
    scale="relative",
)
def ratio(group: Level, reference: Level, favourable: bool) -> Outputs:
    _same_unit(group, reference)
    return everything(gaps.ratio(group, reference=reference, favourable=favourable))


@measure(
    topic="inequality",
    outputs=("value", "se", "ci95", "method", "reference", "direction", "flag"),
    formula="people = n_group |y_group - y_ref| / per",
    source=WHO,
    groups="both",
    scale="absolute",
)
def people_behind(group: Level, reference: Level) -> Outputs:
    _same_unit(group, reference)
    return everything(gaps.people_behind(group, reference=reference))


@measure(
    topic="inequality",
    outputs=("difference", "difference_ci95", "ratio", "ratio_ci95", "people", "people_ci95"),
    formula="D = y_j - mean; SE^2 = (1 - p_j)^2 s_j^2 + sum over the others of p^2 s^2; R = y_j / mean",
    source=WHO,
    groups="both",
    scale="both",
)
def gap_to_overall(groups: list[Level], group: int, overall: Level, favourable: bool) -> Outputs:
    if not 0 <= group < len(groups):
        raise Refused("no_reference", reference=group, groups=len(groups))
    shown = [level for level in groups if level != Level()]
    _same_unit(*shown, overall)
    levels = {str(at): level for at, level in enumerate(groups)}
    told = gaps.against_overall(levels, group=str(group), overall=overall, favourable=favourable)
    if told.reason:
        raise Refused("hidden_group")
    outputs: Outputs = {}
    for name in ("difference", "ratio", "people"):
        each = getattr(told, name) or Estimate(None)
        outputs |= {name: each.value, f"{name}_ci95": interval(each)}
    return outputs


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


@measure(
    topic="inequality",
    outputs=("change_d", "se_d", "ci_d", "ratio_of_ratios", "ci_ror"),
    formula="dD = D1 - D0; SE = sqrt(sum of the four s^2); RoR = R1 / R0; SE^2 of its logarithm = sum (s/y)^2 of the four",
    source="Moonesinghe and Beckles 2015, doi 10.7717/peerj.1438",
    groups="both",
    scale="both",
)
def change_ci(
    group_t0: tuple[float, float],
    ref_t0: tuple[float, float],
    group_t1: tuple[float, float],
    ref_t1: tuple[float, float],
) -> Outputs:
    times = ((group_t0, ref_t0), (group_t1, ref_t1))
    pairs = [tuple(Level(estimate=value, se=se) for value, se in pair) for pair in times]
    errors = [level.se or 0.0 for pair in pairs for level in pair]
    if min(errors) < 0:
        raise Refused("negative")
    if not max(errors):
        raise Refused("zero_errors")
    grown = change.change_of_difference(
        *(gaps.difference(first, reference=second, favourable=False) for first, second in pairs)
    )
    risen = change.ratio_of_ratios(
        *(gaps.ratio(first, reference=second, favourable=False) for first, second in pairs)
    )
    return {
        "change_d": grown.value,
        "se_d": grown.se,
        "ci_d": interval(grown),
        "ratio_of_ratios": risen.value,
        "ci_ror": interval(risen),
    }


@measure(
    topic="inequality",
    outputs=("d0", "d1", "r0", "r1", "absolute", "relative", "headline"),
    formula="D and R of the same two groups at two times, without standard errors",
    source="Moonesinghe and Beckles 2015, doi 10.7717/peerj.1438",
    groups="both",
    scale="both",
)
def change_disagree(
    group_t0: float, ref_t0: float, group_t1: float, ref_t1: float, favourable: bool
) -> Outputs:
    told = _without_errors((group_t0, ref_t0), (group_t1, ref_t1), favourable=favourable)
    if told["r0"] is None or told["r1"] is None:
        raise Refused("no_cases")
    return {key: told[key] for key in ("d0", "d1", "r0", "r1", "absolute", "relative", "headline")}


@measure(
    topic="inequality",
    outputs=("d0", "d1", "absolute", "worse_off_group_improved", "headline"),
    formula="a gap that shrinks while the worse-off group does not improve is levelled down",
    source="Parfit 1997, doi 10.1111/1467-9329.00041",
    groups="both",
    scale="absolute",
)
def levelling_down(
    group_t0: float, ref_t0: float, group_t1: float, ref_t1: float, favourable: bool
) -> Outputs:
    told = _without_errors((group_t0, ref_t0), (group_t1, ref_t1), favourable=favourable)
    levelled = told["absolute"] == "narrowed" and not told["worse_off_group_improved"]
    headline = "levelled_down" if levelled else told["absolute"]
    kept = {key: told[key] for key in ("d0", "d1", "absolute", "worse_off_group_improved")}
    return {**kept, "headline": headline}


@measure(
    topic="inequality",
    outputs=("ci90", "closed", "detectable_gap", "words"),
    formula="closed when the 90 % interval D +/- 1.645 SE lies inside +/- margin",
    source="Schuirmann 1987, doi 10.1007/BF01068419",
    groups="both",
    scale="absolute",
)
def gap_closed_tost(d: float, se: float, margin: float) -> Outputs:
    told = change.equivalence(d, se=se, margin=margin)
    words = {
        (True, False): "closed: no gap larger than agreed",
        (True, True): "closed: a gap is left, smaller than agreed",
        (False, True): "a gap we can detect",
        (False, False): "no gap we can detect, but too uncertain to say it is closed",
    }
    return {
        "ci90": [told.lower, told.upper],
        "closed": told.closed,
        "detectable_gap": told.detectable,
        "words": words[told.closed, told.detectable],
    }


@measure(
    topic="inequality",
    outputs=(
        "verdict",
        "absolute",
        "relative",
        "change",
        "ci95",
        "ratio_of_ratios",
        "ci_ror",
        "improved",
        "reversed",
    ),
    formula="closed, no change, mixed, levelled down, narrowed, widened: the first that holds",
    source="Moonesinghe and Beckles 2015, doi 10.7717/peerj.1438; Schuirmann 1987, doi 10.1007/BF01068419",
    groups="both",
    scale="both",
)
def gap_change(
    group_t0: Level,
    ref_t0: Level,
    group_t1: Level,
    ref_t1: Level,
    favourable: bool,
    group_before_t1: Level | None = None,
    ref_before_t1: Level | None = None,
    margin: float | None = None,
) -> Outputs:
    _same_unit(group_t0, ref_t0, group_t1, ref_t1)
    previous = None
    if group_before_t1 is not None and ref_before_t1 is not None:
        previous = change.Pair(group_before_t1, ref_before_t1)
    told = change.gap_change(
        change.Pair(group_t0, ref_t0),
        change.Pair(group_t1, ref_t1),
        favourable=favourable,
        previous=previous,
        margin=margin,
    )
    grown, risen = told.difference or Estimate(None), told.ratio or Estimate(None)
    return {
        "verdict": told.verdict,
        "absolute": told.absolute,
        "relative": told.relative,
        "change": grown.value,
        "ci95": interval(grown),
        "ratio_of_ratios": risen.value,
        "ci_ror": interval(risen),
        "improved": told.improved,
        "reversed": told.reversed,
    }


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


def _same_unit(*levels: Level) -> None:
    units = {"none" if level.per is None else f"per {level.per:g}" for level in levels}
    if len(units) > 1:
        raise Refused("mixed_units", units=", ".join(sorted(units)))


def _without_errors(
    before: tuple[float, float], after: tuple[float, float], *, favourable: bool
) -> dict[str, Any]:
    pairs = [change.Pair(*(Level(estimate=value) for value in pair)) for pair in (before, after)]
    told = change.gap_change(*pairs, favourable=favourable)
    sizes: dict[str, Any] = {}
    for at, pair in enumerate(pairs):
        sizes[f"d{at}"] = gaps.difference(pair.group, reference=pair.reference, favourable=favourable).value
        sizes[f"r{at}"] = gaps.ratio(pair.group, reference=pair.reference, favourable=favourable).value
    mixed = {told.absolute, told.relative} == {"narrowed", "widened"}
    return {
        **sizes,
        "absolute": told.absolute,
        "relative": told.relative,
        "worse_off_group_improved": told.improved,
        "headline": "mixed" if mixed else told.absolute,
    }
