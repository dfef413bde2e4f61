"""Which measures over all groups are told, by their order, their unit and what is known of them."""

from dataclasses import replace

import pytest

from datawalk.measures.concentration import aci
from datawalk.measures.dispersion import mdm
from datawalk.measures.groups import Groups
from datawalk.measures.levels import Level, with_interval
from datawalk.measures.refusals import Refused
from datawalk.measures.simulation import SEED
from datawalk.measures.slope import linear_slope, logit_slope
from datawalk.measures.summary import Question, Told, summary_measures

COUNTS, PEOPLE = (16, 27, 65, 52, 63), (78, 91, 162, 103, 105)
COUNTED = [
    with_interval(Level(numerator=count, denominator=people, per=100))
    for count, people in zip(COUNTS, PEOPLE, strict=True)
]
SURVEYED = [with_interval(replace(level, se=3.0)) for level in COUNTED]
ASKED = Question(ordered=True, favourable=True, scale=(0.0, 100.0), relative=True, per=100)
BY_ORDER = ["sii", "rii", "aci", "rci", "erreygers", "wagstaff"]
ONCE = ["mrd", "mrr", "srd", "srr", "index_of_disparity_healthy_people"]
BY_PEOPLE = [
    "bgv", "bgv_noise_adjusted", "bgsd", "cov", "mdm_unweighted", "mdm_weighted", "mdb_unweighted", "mdb_weighted",
    "idis_unweighted", "idis_weighted", "theil", "mld",
]  # fmt: skip
OF_EVERYBODY = ["par", "paf", "par_people"]


def told(levels: list[Level], **changes: object) -> dict[str, Told]:
    return {one.name: one for one in summary_measures(levels, asked=replace(ASKED, **changes))}  # type: ignore[arg-type]


def groups_of(levels: list[Level]) -> Groups:
    return Groups.of(
        [level.estimate for level in levels], people=PEOPLE, errors=[level.se for level in levels]
    )


def test_ordered_groups_are_told_along_their_order_and_others_by_how_far_they_lie_apart() -> None:
    assert list(told(COUNTED)) == [*BY_ORDER, *OF_EVERYBODY]
    assert list(told(COUNTED, ordered=False)) == [*ONCE, *BY_PEOPLE, *OF_EVERYBODY]


def test_counts_take_a_curve_and_surveys_a_line() -> None:
    curve = logit_slope(COUNTS, people=PEOPLE)
    by_counts, by_survey = told(COUNTED)["sii"].estimate, told(SURVEYED)["sii"].estimate
    assert by_counts.value == pytest.approx(100 * (curve.absolute.value or 0))
    assert by_counts.se == pytest.approx(100 * (curve.absolute.se or 0))
    assert (by_counts.method, by_survey.method) == ("model", "delta")
    assert by_survey == linear_slope(groups_of(SURVEYED)).absolute
    rates = [replace(level, per=1000) for level in COUNTED]
    assert told(rates, per=1000, scale=(0.0, None))["sii"].estimate.method == "delta"


def test_each_is_what_its_own_function_gives() -> None:
    groups = groups_of(SURVEYED)
    assert told(SURVEYED)["aci"].estimate == aci(groups)
    apart = told(SURVEYED, ordered=False)["mdm_weighted"].estimate
    assert apart == mdm(groups, scale=(0.0, 100.0)).weighted
    assert apart.seed == SEED


def test_bounded_indexes_need_two_ends_and_ratios_a_zero() -> None:
    open_ended = told(SURVEYED, scale=(0.0, None))
    assert list(open_ended) == ["sii", "rii", "aci", "rci", *OF_EVERYBODY]
    ranks = told(SURVEYED, scale=(None, None), relative=False, per=None)
    assert list(ranks) == ["sii", "aci", "par"]
    ratios = {
        "mrr",
        "srr",
        "cov",
        "theil",
        "mld",
        "paf",
        "idis_weighted",
        "index_of_disparity_healthy_people",
    }
    assert not ratios & told(SURVEYED, ordered=False, relative=False).keys()


def test_two_groups_have_only_what_everybody_would_gain() -> None:
    assert list(told(COUNTED[:2])) == list(told(COUNTED[:2], ordered=False)) == OF_EVERYBODY


def test_a_reference_is_held_fixed() -> None:
    fixed = told(COUNTED, ordered=False, reference=2)
    assert [*fixed][len(ONCE) + 8 :][:2] == ["mdr_unweighted", "mdr_weighted"]
    assert fixed["par"].estimate.reference == fixed["mdr_weighted"].estimate.reference == "2"


def test_without_sizes_every_group_counts_once() -> None:
    sizeless = [replace(level, denominator=None) for level in SURVEYED]
    assert list(told(sizeless, ordered=False)) == ONCE
    assert told(sizeless) == {}


def test_one_that_cannot_be_told_leaves_the_others() -> None:
    levels = [*SURVEYED, Level(0.0, 0.0, 2.0, 0.5, denominator=100, per=100)]
    found = told(levels, ordered=False)
    assert found["mld"].refused is not None
    assert found["mld"].refused.code == found["mld"].estimate.flag == "no_cases"
    assert found["theil"].refused is None
    assert found["bgv"].estimate.value is not None


@pytest.mark.parametrize(
    ("levels", "everybody", "code"),
    [
        ([*COUNTED[:4], Level(per=100, denominator=105)], None, "hidden_group"),
        (COUNTED, 600, "not_everybody"),
        (COUNTED, 500, "overlapping_groups"),
        ([Level(estimate=20, denominator=50), Level(estimate=30, denominator=50)], None, "no_errors"),
        (COUNTED[:1], None, "few_groups"),
    ],
)
def test_groups_that_are_not_everybody_are_refused(
    levels: list[Level], everybody: float | None, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        summary_measures(levels, asked=ASKED, everybody=everybody)
    assert refused.value.code == code
