"""Every measure over all groups of a dimension that its order, its unit and what is known of its people allow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from datawalk.measures.attributable import attributable
from datawalk.measures.concentration import aci, erreygers, rci, wagstaff
from datawalk.measures.dispersion import bgsd, bgv, bgv_adjusted, cov, idis, mdb, mdm, mdr
from datawalk.measures.entropy import mld, theil
from datawalk.measures.groups import FEWEST, Groups, need_errors
from datawalk.measures.healthy_people import disparities, index_of_disparity
from datawalk.measures.levels import SHARE, Level, only_counted
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate
from datawalk.measures.simulation import Scale
from datawalk.measures.slope import Slope, linear_slope, logit_slope

Form = Literal["distance", "times", "percent", "index", "people", "squared", "thousandths"]
"""How a measure's number is read: in the indicator's unit, as a ratio, in percent of something, as a bare number from -1
to 1, in people, in the unit squared, or as a bare number times 1000."""


_ALL = 0.99
"""Groups with fewer of the people leave somebody out; what is missing to 1 is rounding."""


@dataclass(frozen=True)
class Told:
    """One measure, or the refusal that stands in its place."""

    name: str
    form: Form
    estimate: Estimate
    refused: Refused | None = None


@dataclass(frozen=True)
class Question:
    """What is asked of the groups.

    `ordered`: they run from the most to the least disadvantaged. `scale`: the lowest and highest value there can be.
    `relative`: 0 means none of it, so that ratios mean something. `per`: see `Level`. `reference`: the position of the group
    the others are held against; None is the best one for PAR and PAF, and leaves the distances from a reference out.
    """

    ordered: bool
    favourable: bool
    scale: Scale
    relative: bool
    per: float | None = None
    reference: int | None = None


def summary_measures(
    levels: Sequence[Level], *, asked: Question, everybody: float | None = None
) -> list[Told]:
    """The measures in a fixed order; with two groups only what everybody would gain.

    `levels` as `levels.with_interval` leaves them; `everybody` as `Groups.of` takes it. Where the size of a group is not
    known, only measures that count every group once. Refuses what `Groups.of` refuses, groups that are not everybody, and
    groups without errors: no gap is told without its uncertainty.
    """
    sizes = [level.denominator for level in levels]
    weighed = None not in sizes
    groups = Groups.of(
        [level.estimate for level in levels],
        people=sizes if weighed else None,
        errors=[level.se for level in levels],
        everybody=everybody if weighed else None,
        least=2,
    )
    if weighed and everybody is not None and groups.people.sum() < _ALL * everybody:
        raise Refused("not_everybody")
    need_errors(groups)
    told: list[Told] = []
    if len(groups) >= FEWEST and asked.ordered and weighed:
        told += _along_the_order(groups, levels=levels, asked=asked)
    elif len(groups) >= FEWEST and not asked.ordered:
        told += _each_once(groups, asked=asked)
        if weighed:
            told += _apart(groups, asked=asked)
    if weighed:
        told += _attributable(groups, asked=asked)
    return [one for one in told if asked.relative or one.form not in ("times", "percent", "thousandths")]


def _along_the_order(groups: Groups, *, levels: Sequence[Level], asked: Question) -> list[Told]:
    def slope() -> Slope:
        if asked.per == SHARE and all(map(only_counted, levels)):
            curve = logit_slope(
                [level.numerator for level in levels], people=[level.denominator for level in levels]
            )
            return replace(curve, absolute=_in_percent(curve.absolute))
        return linear_slope(groups)

    told = [
        _told("sii", "distance", lambda: slope().absolute),
        _told("rii", "times", lambda: slope().relative),
        _told("aci", "distance", lambda: aci(groups)),
    ]
    if asked.relative:
        told.append(_told("rci", "index", lambda: rci(groups)))
    lower, upper = asked.scale
    if lower is not None and upper is not None:
        told += [
            _told("erreygers", "index", lambda: erreygers(groups, lower=lower, upper=upper)),
            _told("wagstaff", "index", lambda: wagstaff(groups, lower=lower, upper=upper)),
        ]
    return told


def _each_once(groups: Groups, *, asked: Question) -> list[Told]:
    """The measures of Healthy People."""
    favourable, scale = asked.favourable, asked.scale
    found = disparities(groups, favourable=favourable, scale=scale)
    return [
        Told("mrd", "distance", found.mrd),
        _told("mrr", "times", lambda: found.mrr),
        Told("srd", "distance", found.srd),
        _told("srr", "times", lambda: found.srr),
        _told(
            "index_of_disparity_healthy_people",
            "percent",
            lambda: index_of_disparity(groups, favourable=favourable, scale=scale),
        ),
    ]


def _apart(groups: Groups, *, asked: Question) -> list[Told]:
    """How far the groups lie apart, counted by their people."""
    scale, favourable, reference = asked.scale, asked.favourable, asked.reference
    from_mean = mdm(groups, scale=scale)
    from_best = mdb(groups, favourable=favourable, scale=scale)
    told = [
        Told("bgv", "squared", bgv(groups)),
        Told("bgv_noise_adjusted", "squared", bgv_adjusted(groups)),
        Told("bgsd", "distance", bgsd(groups, scale=scale)),
        _told("cov", "percent", lambda: cov(groups, scale=scale)),
        Told("mdm_unweighted", "distance", from_mean.unweighted),
        Told("mdm_weighted", "distance", from_mean.weighted),
        Told("mdb_unweighted", "distance", from_best.unweighted),
        Told("mdb_weighted", "distance", from_best.weighted),
    ]
    if reference is not None:
        from_it = mdr(groups, reference=reference, scale=scale)
        told += [
            Told("mdr_unweighted", "distance", from_it.unweighted),
            Told("mdr_weighted", "distance", from_it.weighted),
        ]
    return [
        *told,
        _told("idis_unweighted", "percent", lambda: idis(groups, scale=scale).unweighted),
        _told("idis_weighted", "percent", lambda: idis(groups, scale=scale).weighted),
        _told("theil", "thousandths", lambda: theil(groups)),
        _told("mld", "thousandths", lambda: mld(groups)),
    ]


def _attributable(groups: Groups, *, asked: Question) -> list[Told]:
    found = attributable(groups, favourable=asked.favourable, reference=asked.reference, per=asked.per)
    people = [Told("par_people", "people", found.people)] if asked.per else []
    return [Told("par", "distance", found.par), _told("paf", "percent", lambda: found.paf), *people]


def _told(name: str, form: Form, work_out: Callable[[], Estimate]) -> Told:
    """The measure, or its refusal: one that cannot be told does not take the others with it."""
    try:
        found = work_out()
        if found.value is None:
            raise Refused(found.flag)
    except Refused as refused:
        return Told(name, form, Estimate(None, flag=refused.code), refused)
    return Told(name, form, found)


def _in_percent(share: Estimate) -> Estimate:
    numbers = (share.value, share.lower, share.upper, share.se)
    value, lower, upper, se = (None if number is None else SHARE * number for number in numbers)
    return replace(share, value=value, lower=lower, upper=upper, se=se)
