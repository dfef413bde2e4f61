"""Every group against a reference, a part against its whole, classes of a map, and who decides."""

from math import sqrt

import pytest
from scipy.stats import norm

from datawalk.domain.indicators import Unit
from datawalk.domain.periods import Period
from datawalk.measures.baseline import baseline
from datawalk.measures.classes import class_limits, class_of
from datawalk.measures.compare import against_reference, farness, surely_worse, worth_saying
from datawalk.measures.gaps import LARGEST, OVERALL, Gap, difference, widest
from datawalk.measures.levels import Level
from datawalk.measures.parts import advantage
from datawalk.measures.periods import comparable
from datawalk.measures.representation import over_by, power_ratio
from datawalk.measures.result import Estimate

Z = float(norm.ppf(0.975))


def counted(numerator: float, denominator: float) -> Level:
    return Level(numerator=numerator, denominator=denominator, per=100)


LEVELS = {"a": counted(400, 2000), "b": counted(150, 1000), "c": counted(360, 6000)}
ALL = {"a", "b", "c"}


def test_each_group_has_the_gap_it_would_have_alone() -> None:
    found = against_reference(LEVELS, reliable=ALL, ordered=False, favourable=False)
    assert found.reference == "c"
    assert set(found.gaps) == {"a", "b"}
    for group, gap in found.gaps.items():
        assert gap.difference == difference(LEVELS[group], reference=LEVELS["c"], favourable=False)
    assert found.gaps["a"].people is not None
    assert found.gaps["a"].people.value == pytest.approx(2000 * (0.20 - 0.06))


def test_the_widest_of_them_is_the_gap_of_the_gap_station() -> None:
    for favourable in (True, False):
        for reference in ("best_reliable", LARGEST, "b"):
            told = widest(LEVELS, reliable=ALL, ordered=False, favourable=favourable, reference=reference)
            found = against_reference(
                LEVELS, reliable=ALL, ordered=False, favourable=favourable, reference=reference
            )
            assert found.reference == told.reference
            assert found.gaps[told.group or ""] == told


def test_groups_that_are_not_reliable_are_left_out() -> None:
    found = against_reference(LEVELS, reliable={"a", "b"}, ordered=False, favourable=False)
    assert (found.reference, set(found.gaps)) == ("b", {"a"})
    none = against_reference(LEVELS, reliable={"a"}, ordered=False, favourable=False)
    assert (none.reference, dict(none.gaps), none.reason) == (None, {}, "one_group")


def test_an_ordered_dimension_is_told_by_its_most_advantaged_group_only() -> None:
    found = against_reference(LEVELS, reliable=ALL, ordered=True, favourable=False)
    assert (found.reference, set(found.gaps)) == ("c", {"a", "b"})
    lost = against_reference(LEVELS, reliable={"a", "b"}, ordered=True, favourable=False)
    assert lost.reason == "end_not_reliable"


def test_against_everyone_each_group_allows_for_being_part_of_it() -> None:
    overall = counted(910, 9000)
    found = against_reference(
        LEVELS, reliable=ALL, ordered=False, favourable=False, reference=OVERALL, overall=overall
    )
    assert (found.reference, set(found.gaps)) == (OVERALL, ALL)
    apart = found.gaps["b"].difference
    assert apart is not None
    assert apart.value == pytest.approx(15 - 910 / 90)
    shares = {"a": 2 / 9, "b": 1 / 9, "c": 6 / 9}
    se = {"a": sqrt(0.2 * 0.8 / 2000), "b": sqrt(0.15 * 0.85 / 1000), "c": sqrt(0.06 * 0.94 / 6000)}
    variance = sum((((key == "b") - share) * se[key]) ** 2 for key, share in shares.items())
    assert apart.se == pytest.approx(100 * sqrt(variance))


def gap(value: float, lower: float, ratio: float | None, flag: str = "") -> Gap:
    return Gap("a", "b", Estimate(value, lower, 2 * value), Estimate(ratio, flag=flag))


@pytest.mark.parametrize(
    ("told", "unit", "step"),
    [
        (gap(5, 1, 1.14), "percent", 0),
        (gap(5, 1, 1.2), "percent", 1),
        (gap(5, 1, 1.44), "percent", 1),
        (gap(5, 1, 1.46), "percent", 2),  # said as 1.5 times
        (gap(5, 1, 2.0), "per_1000", 3),
        (gap(5, -1, 9.0), "percent", 0),
        (gap(-5, -9, 0.5), "percent", 0),
        (gap(0.9, 0.1, 1.01), "years", 0),
        (gap(2.5, 1, 1.03), "years", 2),
        (gap(6, 1, 1.08), "years", 3),
        (gap(0.1, 0.05, 1.02), "index", 1),
        (gap(5, 1, None, "no_cases"), "percent", 3),
        (gap(5, 1, None, "negative"), "dollars", 1),
    ],
)
def test_how_far_is_told_by_the_ratio_where_the_difference_is_sure(told: Gap, unit: Unit, step: int) -> None:
    assert farness(told, unit=unit) == step


def test_a_difference_without_an_interval_is_not_sure() -> None:
    assert not surely_worse(Estimate(5))
    assert not surely_worse(None)
    assert farness(Gap("a", "b", Estimate(5), Estimate(3)), unit="percent") == 0


def test_a_part_is_not_independent_of_its_whole() -> None:
    part = Level(30, se=2, denominator=100, per=100)
    whole = Level(20, se=1, denominator=400, per=100)
    found = advantage(part, whole=whole, favourable=True)
    se = sqrt(2**2 + 1**2 - 2 * 0.25 * 2**2)
    assert (found.value, found.method) == (10, "covariance")
    assert found.se == pytest.approx(se)
    assert found.lower == pytest.approx(10 - Z * se)
    assert advantage(part, whole=whole, favourable=False).value == -10


def test_the_formula_is_the_one_of_complete_counts() -> None:
    """With counts, part - whole is (1 - p)(part - rest): the same variance from two independent groups."""
    part, rest = (120, 1000), (900, 4000)
    whole = (part[0] + rest[0], part[1] + rest[1])
    found = advantage(counted(*part), whole=counted(*whole), favourable=True)
    p = part[1] / whole[1]
    shares = part[0] / part[1], rest[0] / rest[1]
    variances = [share * (1 - share) / n for share, n in zip(shares, (part[1], rest[1]), strict=True)]
    exact = 100 * (1 - p) * sqrt(sum(variances))
    assert found.value == pytest.approx(100 * (1 - p) * (shares[0] - shares[1]))
    assert found.se == pytest.approx(exact, rel=0.01)


def test_without_sizes_the_interval_is_too_wide_never_too_narrow() -> None:
    sized = advantage(
        Level(30, se=2, denominator=100), whole=Level(20, se=1, denominator=400), favourable=True
    )
    bare = advantage(Level(30, se=2), whole=Level(20, se=1, denominator=400), favourable=True)
    assert bare.method == "independent"
    assert bare.se == pytest.approx(sqrt(5))
    assert (bare.se or 0) > (sized.se or 0)


def test_the_whole_itself_and_blank_levels_have_no_interval() -> None:
    same = Level(30, se=2, denominator=100)
    assert advantage(same, whole=same, favourable=True).lower is None
    assert advantage(Level(), whole=same, favourable=True) == Estimate(None, flag="no_estimate")
    assert advantage(Level(30), whole=same, favourable=True) == Estimate(0)


def test_classes_are_equal_steps() -> None:
    limits = class_limits(10, 20)
    assert limits == ((10, 12), (12, 14), (14, 16), (16, 18), (18, 20))
    for value in (10, 11.99, 12, 17.9, 20):
        start, end = limits[class_of(value, low=10, high=20)]
        assert start <= value <= end
    assert [class_of(value, low=10, high=20) for value in (10, 12, 20)] == [0, 1, 4]
    assert class_limits(3, 3) == ((3, 3),)
    assert class_of(3, low=3, high=3) == 0
    with pytest.raises(ValueError, match="not between"):
        class_of(9, low=10, high=20)


def test_power_is_the_share_of_seats_over_the_share_of_members() -> None:
    """The example of statistics 4.1: 1 of 10 seats, 10 of 40 members."""
    assert power_ratio(1, all_seats=10, members=10, all_members=40).value == pytest.approx(0.4)
    assert power_ratio(0, all_seats=10, members=10, all_members=40).value == 0
    assert power_ratio(1, all_seats=3, members=3, all_members=9) == Estimate(None, flag="few_members")
    assert power_ratio(0, all_seats=0, members=3, all_members=12) == Estimate(None, flag="no_seats")
    assert power_ratio(1, all_seats=3, members=0, all_members=12) == Estimate(None, flag="no_members")


def test_the_seats_over_an_even_split_add_up_to_nothing() -> None:
    members, seats = (5, 4, 3, 1), (2, 1, 3, 1)
    over = [
        over_by(seat, all_seats=sum(seats), members=member, all_members=sum(members))
        for seat, member in zip(seats, members, strict=True)
    ]
    assert sum(over) == pytest.approx(0)
    assert over[2] == pytest.approx(3 - 7 * 3 / 13)
    with pytest.raises(ValueError, match="no members"):
        over_by(1, all_seats=1, members=0, all_members=0)


def test_the_first_time_with_two_groups_fixes_best_and_worst() -> None:
    times = [
        {"a": Level(10)},
        {"a": Level(10), "b": Level(20), "c": Level(5)},
        {"a": Level(30), "b": Level(1)},
    ]
    assert baseline(times, among=["a", "b"], favourable=False) == (1, "a", "b")
    assert baseline(times, among=["a", "b"], favourable=True) == (1, "b", "a")
    assert baseline(times, among=["a"], favourable=False) is None
    assert baseline([], among=["a", "b"], favourable=False) is None


@pytest.mark.parametrize(
    ("ratio", "unit", "cases", "said"),
    [
        ((1.5, 1.2, 1.9), "percent", None, True),
        ((1.5, 1.2, 1.9), "percent", 9, False),
        ((1.5, 1.2, 1.9), "percent", 10, True),
        ((1.5, 0.9, 2.4), "percent", None, False),
        ((1.19, 1.1, 1.3), "percent", None, False),
        ((1.5, 1.2, 1.9), "years", None, False),
        ((1.5, 1.2, 1.9), "dollars", None, True),
    ],
)
def test_a_ratio_is_worth_saying_only_where_it_is_honest(
    ratio: tuple[float, float, float], unit: Unit, cases: float | None, said: bool
) -> None:
    gap = Gap("a", "b", difference=Estimate(5, 1, 9), ratio=Estimate(*ratio))
    assert worth_saying(gap, unit=unit, cases=cases) is said
    unsure = Gap("a", "b", difference=Estimate(5, -1, 9), ratio=Estimate(*ratio))
    assert not worth_saying(unsure, unit=unit, cases=cases)
    assert not worth_saying(Gap(reason="one_group"), unit=unit)


def test_periods_that_may_be_compared_share_no_year_and_are_as_long() -> None:
    spans = ("2015-2019", "2017-2021", "2018-2022", "2019", "2023-2027")
    assert [str(one) for one in comparable(map(Period.parse, spans))] == ["2018-2022", "2023-2027"]
    assert comparable([]) == []
