"""Gaps: values, orientation, intervals, and which pair is compared."""

from math import exp, log, sqrt

import pytest

from datawalk.measures.gaps import Gap, difference, people_behind, ratio, widest
from datawalk.measures.intervals import Z
from datawalk.measures.levels import Level, with_interval
from datawalk.measures.result import Estimate


def counted(numerator: float, denominator: float, *, per: float = 100) -> Level:
    return Level(numerator=numerator, denominator=denominator, per=per)


def measured(estimate: float, *, se: float | None = 1.0, n: float | None = None) -> Level:
    return Level(estimate=estimate, se=se, denominator=n, per=100)


def test_difference_of_surveyed_levels() -> None:
    gap = difference(measured(84, se=4), reference=measured(55, se=1), favourable=False)
    assert (gap.value, gap.se) == pytest.approx((29, 4.1231), abs=1e-4)
    assert (gap.lower, gap.upper) == pytest.approx((20.919, 37.081), abs=1e-3)
    assert gap.method == "standard_errors"


def test_difference_of_complete_counts_is_newcombes() -> None:
    gap = difference(counted(56, 70), reference=counted(48, 80), favourable=False)
    assert (gap.value, gap.lower, gap.upper) == pytest.approx((20, 5.24, 33.39), abs=0.01)
    assert (gap.method, gap.se) == ("newcombe", None)
    filled = difference(
        with_interval(counted(56, 70)), reference=with_interval(counted(48, 80)), favourable=False
    )
    assert filled == gap


def test_a_surveys_own_error_comes_before_its_counts() -> None:
    group = Level(estimate=80, se=9, numerator=56, denominator=70, per=100)
    gap = difference(group, reference=counted(48, 80), favourable=False)
    assert gap.method == "standard_errors"


def test_more_is_better_turns_the_gap_over() -> None:
    assert difference(measured(60), reference=measured(90), favourable=True).value == 30
    assert ratio(measured(60), reference=measured(90), favourable=True).value == 1.5


def test_a_reversed_gap_keeps_its_sign() -> None:
    assert difference(measured(10), reference=measured(15), favourable=False).value == -5
    assert ratio(measured(10), reference=measured(20), favourable=False).value == 0.5


def test_without_an_error_there_is_a_value_and_no_interval() -> None:
    assert difference(measured(10, se=None), reference=measured(5), favourable=False) == Estimate(5)
    assert ratio(measured(10, se=None), reference=measured(5), favourable=False) == Estimate(2)


def test_a_blank_level_gives_no_gap() -> None:
    blank = Level(per=100)
    assert difference(blank, reference=measured(5), favourable=False) == Estimate(None, flag="no_estimate")
    assert ratio(blank, reference=measured(5), favourable=False) == Estimate(None, flag="no_estimate")
    assert people_behind(blank, reference=measured(5)) == Estimate(None, flag="no_estimate")


def test_ratio_of_rates_is_poissons() -> None:
    gap = ratio(counted(40, 8000, per=1000), reference=counted(25, 10000, per=1000), favourable=False)
    assert (gap.value, gap.lower, gap.upper) == pytest.approx((2, 1.21343, 3.29644), abs=1e-5)
    assert gap.method == "log_poisson"


def test_ratio_of_proportions() -> None:
    gap = ratio(counted(30, 100), reference=counted(20, 200), favourable=False)
    se = sqrt(1 / 30 - 1 / 100 + 1 / 20 - 1 / 200)
    expected = (3, exp(log(3) - Z * se), exp(log(3) + Z * se), se)
    assert (gap.value, gap.lower, gap.upper, gap.se) == pytest.approx(expected)
    assert gap.method == "log_proportions"


def test_no_ratio_to_nobody() -> None:
    gap = ratio(counted(30, 100), reference=counted(0, 100), favourable=False)
    assert gap == Estimate(None, flag="no_cases")


def test_a_ratio_of_nobody_has_no_interval() -> None:
    gap = ratio(counted(0, 100), reference=counted(30, 100), favourable=False)
    assert gap == Estimate(0)


def test_no_ratio_of_negative_numbers() -> None:
    gap = ratio(Level(estimate=-2, se=1), reference=Level(estimate=3, se=1), favourable=False)
    assert gap == Estimate(None, flag="negative")


def test_people_behind_the_gap() -> None:
    people = people_behind(measured(30, se=1.5, n=4000), reference=measured(20, se=2))
    assert people.value == pytest.approx(400)
    assert (people.lower, people.upper) == pytest.approx((400 - 100 * Z, 400 + 100 * Z))
    turned = people_behind(measured(20, se=1.5, n=4000), reference=measured(30, se=2))
    assert (turned.value, turned.lower) == pytest.approx((people.value, people.lower))


def test_people_behind_a_rate() -> None:
    people = people_behind(counted(60, 12_000, per=1000), reference=counted(20, 8_000, per=1000))
    assert people.value == pytest.approx(30)


def test_people_behind_start_at_none_when_there_may_be_no_gap() -> None:
    people = people_behind(measured(21, n=1000), reference=measured(20))
    assert people.lower == 0
    assert people.upper == pytest.approx(10 + 10 * Z * sqrt(2))


def test_people_behind_from_limits_alone() -> None:
    group = Level(estimate=30, lower=26, upper=34, denominator=1000, per=100)
    people = people_behind(group, reference=Level(estimate=20, lower=17, upper=23, per=100))
    assert (people.value, people.lower, people.upper) == pytest.approx((100, 50, 150))


def test_people_behind_need_people() -> None:
    assert people_behind(measured(30), reference=measured(20)).flag == "no_denominator"
    years = people_behind(Level(estimate=80, denominator=100), reference=Level(estimate=82))
    assert years.flag == "not_people"


LEVELS = {
    "a": measured(12, n=120),
    "b": measured(18.5, n=300),
    "c": measured(25, n=90),
    "d": measured(15, n=240),
}


def pair(gap: Gap) -> tuple[str | None, str | None, str]:
    return gap.group, gap.reference, gap.reason


def test_unordered_groups_compare_the_worst_with_the_best_reliable() -> None:
    gap = widest(LEVELS, reliable=set(LEVELS), ordered=False, favourable=False)
    assert pair(gap) == ("c", "a", "")
    assert gap.difference is not None
    assert gap.difference.value == 13
    assert gap.people is not None
    assert gap.people.value == pytest.approx(90 * 0.13)
    assert pair(widest(LEVELS, reliable={"a", "b", "d"}, ordered=False, favourable=False)) == ("b", "a", "")
    assert pair(widest(LEVELS, reliable=set(LEVELS), ordered=False, favourable=True)) == ("a", "c", "")


def test_ordered_groups_compare_the_ends_and_keep_the_sign() -> None:
    gap = widest(LEVELS, reliable=set(LEVELS), ordered=True, favourable=False)
    assert pair(gap) == ("a", "d", "")
    assert gap.difference is not None
    assert gap.difference.value == -3
    assert gap.ratio is not None
    assert gap.ratio.value == pytest.approx(0.8)


@pytest.mark.parametrize("end", ["a", "d"])
def test_ordered_groups_have_no_gap_without_an_end(end: str) -> None:
    unreliable = widest(LEVELS, reliable=set(LEVELS) - {end}, ordered=True, favourable=False)
    assert unreliable == Gap(reason="end_not_reliable")
    hidden = widest({**LEVELS, end: Level(per=100)}, reliable=set(LEVELS), ordered=True, favourable=False)
    assert hidden == Gap(reason="end_not_reliable")


@pytest.mark.parametrize("ordered", [True, False])
def test_a_named_reference_is_kept(ordered: bool) -> None:
    gap = widest(LEVELS, reliable=set(LEVELS), ordered=ordered, favourable=False, reference="c")
    assert pair(gap) == ("b", "c", "")
    assert gap.difference is not None
    assert gap.difference.value == -6.5
    gone = widest(LEVELS, reliable={"a", "b"}, ordered=ordered, favourable=False, reference="c")
    assert gone.reason == "reference_not_reliable"


def test_the_largest_group_as_reference() -> None:
    gap = widest(LEVELS, reliable=set(LEVELS), ordered=False, favourable=False, reference="largest")
    assert pair(gap) == ("c", "b", "")
    gone = widest(LEVELS, reliable={"a", "c", "d"}, ordered=False, favourable=False, reference="largest")
    assert gone.reason == "reference_not_reliable"


@pytest.mark.parametrize("reference", ["best_reliable", "largest", "b"])
def test_one_group_is_no_gap(reference: str) -> None:
    gap = widest(LEVELS, reliable={"b"}, ordered=False, favourable=False, reference=reference)
    assert gap == Gap(reason="one_group")


def test_no_groups_are_no_gap() -> None:
    for ordered in (True, False):
        assert widest({}, reliable=(), ordered=ordered, favourable=False).reason == "one_group"


def test_the_overall_as_reference_counts_the_group_in() -> None:
    overall = measured(17.2, se=0.6, n=750)
    gap = widest(
        LEVELS, reliable=set(LEVELS), ordered=False, favourable=False, reference="overall", overall=overall
    )
    assert pair(gap) == ("c", "overall", "")
    shares = [120 / 750, 300 / 750, 240 / 750]
    se = sqrt((1 - 90 / 750) ** 2 + sum(share**2 for share in shares))
    assert gap.difference is not None
    assert (gap.difference.value, gap.difference.se) == pytest.approx((7.8, se))
    assert gap.ratio is not None
    assert gap.ratio.value == pytest.approx(25 / 17.2)
    assert gap.ratio.lower is not None
    assert gap.ratio.lower > 1


def test_groups_that_are_not_everyone_use_the_overalls_own_error() -> None:
    overall = measured(17.2, se=0.6, n=2000)
    gap = widest(
        LEVELS, reliable=set(LEVELS), ordered=False, favourable=False, reference="overall", overall=overall
    )
    assert gap.difference is not None
    assert gap.difference.se == pytest.approx(sqrt(1 + 0.36 - 2 * 90 / 2000))


def test_no_overall_no_gap() -> None:
    gap = widest(LEVELS, reliable=set(LEVELS), ordered=False, favourable=False, reference="overall")
    assert gap == Gap(reason="no_overall")
