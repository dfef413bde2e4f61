"""Measures of the gap between two groups, and of its change, under the names other programs ask for them by."""

from typing import Any

from datawalk.measures import change
from datawalk.measures import gaps as two_groups
from datawalk.measures.catalogue.told import everything, interval
from datawalk.measures.levels import Level
from datawalk.measures.refusals import Refused
from datawalk.measures.registry import Outputs, measure
from datawalk.measures.result import Estimate

WHO = "Schlotheuber and Hosseinpoor 2022, doi 10.3390/ijerph19063697"


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
    return everything(two_groups.difference(group, reference=reference, favourable=favourable))


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
    return everything(two_groups.ratio(group, reference=reference, favourable=favourable))


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
    return everything(two_groups.people_behind(group, reference=reference))


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
    told = two_groups.against_overall(levels, group=str(group), overall=overall, favourable=favourable)
    if told.reason:
        raise Refused("hidden_group")
    outputs: Outputs = {}
    for name in ("difference", "ratio", "people"):
        each = getattr(told, name) or Estimate(None)
        outputs |= {name: each.value, f"{name}_ci95": interval(each)}
    return outputs


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
        *(two_groups.difference(first, reference=second, favourable=False) for first, second in pairs)
    )
    risen = change.ratio_of_ratios(
        *(two_groups.ratio(first, reference=second, favourable=False) for first, second in pairs)
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
        sizes[f"d{at}"] = two_groups.difference(
            pair.group, reference=pair.reference, favourable=favourable
        ).value
        sizes[f"r{at}"] = two_groups.ratio(pair.group, reference=pair.reference, favourable=favourable).value
    mixed = {told.absolute, told.relative} == {"narrowed", "widened"}
    return {
        **sizes,
        "absolute": told.absolute,
        "relative": told.relative,
        "worse_off_group_improved": told.improved,
        "headline": "mixed" if mixed else told.absolute,
    }
