"""What must hold for every level and every gap."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from datawalk.measures.gaps import difference, people_behind, ratio, widest
from datawalk.measures.intervals import garwood, newcombe, wilson
from datawalk.measures.levels import Level, with_interval


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 100_000))
    return draw(st.integers(0, n)), n


@st.composite
def levels(draw: st.DrawFn) -> Level:
    count, n = draw(counts())
    per = draw(st.sampled_from([100.0, 1000.0, 100_000.0]))
    se = draw(st.none() | st.floats(0.01, 50))
    return Level(estimate=per * count / n, se=se, numerator=count, denominator=n, per=per)


def percent(count: int, n: int) -> Level:
    return Level(numerator=count, denominator=n, per=100)


@given(counts())
def test_wilson_holds_its_proportion_and_mirrors(of: tuple[int, int]) -> None:
    count, n = of
    lower, upper = wilson(count, n=n)
    assert 0 <= lower <= count / n <= upper <= 1
    other_lower, other_upper = wilson(n - count, n=n)
    assert isclose(lower, 1 - other_upper, abs_tol=1e-9)
    assert isclose(upper, 1 - other_lower, abs_tol=1e-9)


@given(st.integers(0, 1_000_000))
def test_garwood_holds_its_count(count: int) -> None:
    lower, upper = garwood(count)
    assert 0 <= lower <= count < upper


@given(counts(), counts())
def test_newcombe_turns_over(first: tuple[int, int], second: tuple[int, int]) -> None:
    lower, upper = newcombe(first[0], n=first[1], other_count=second[0], other_n=second[1])
    back = newcombe(second[0], n=second[1], other_count=first[0], other_n=first[1])
    assert -1 - 1e-9 <= lower <= first[0] / first[1] - second[0] / second[1] + 1e-9
    assert isclose(lower, -back[1], abs_tol=1e-9)
    assert isclose(upper, -back[0], abs_tol=1e-9)


@given(levels())
def test_filling_is_done_once_and_holds_the_estimate(level: Level) -> None:
    filled = with_interval(level)
    assert with_interval(filled) == filled
    assert filled.estimate is not None
    assert filled.lower is not None
    assert filled.upper is not None
    assert filled.lower - 1e-9 <= filled.estimate <= filled.upper + 1e-9
    assert filled.lower >= 0


@given(counts(), counts(), st.booleans())
def test_a_gap_turns_over_with_its_direction(
    first: tuple[int, int], second: tuple[int, int], favourable: bool
) -> None:
    group, reference = percent(*first), percent(*second)
    there = difference(group, reference=reference, favourable=favourable)
    back = difference(reference, reference=group, favourable=not favourable)
    assert there == back
    assert ratio(group, reference=reference, favourable=favourable) == ratio(
        reference, reference=group, favourable=not favourable
    )


@given(counts(), counts(), st.booleans())
def test_filled_levels_give_the_same_gap(
    first: tuple[int, int], second: tuple[int, int], favourable: bool
) -> None:
    group, reference = percent(*first), percent(*second)
    filled = with_interval(group), with_interval(reference)
    assert difference(filled[0], reference=filled[1], favourable=favourable) == difference(
        group, reference=reference, favourable=favourable
    )


@given(counts(), counts())
def test_people_behind_lie_in_their_interval(first: tuple[int, int], second: tuple[int, int]) -> None:
    people = people_behind(percent(*first), reference=percent(*second))
    assert people.value is not None
    assert people.lower is not None
    assert people.upper is not None
    assert 0 <= people.lower <= people.value + 1e-6
    assert people.value <= people.upper + 1e-6


@given(st.dictionaries(st.text(min_size=1, max_size=3), counts(), max_size=6), st.booleans(), st.data())
def test_the_widest_pair_is_reliable_and_never_reversed(
    groups: dict[str, tuple[int, int]], favourable: bool, data: st.DataObject
) -> None:
    reliable = data.draw(st.sets(st.sampled_from(sorted(groups)))) if groups else set[str]()
    known = {id_: percent(*of) for id_, of in groups.items()}
    gap = widest(known, reliable=reliable, ordered=False, favourable=favourable)
    if len(reliable) < 2:
        assert gap.reason == "one_group"
        return
    assert {gap.group, gap.reference} <= reliable
    assert gap.group != gap.reference
    assert gap.difference is not None
    values = [100 * groups[id_][0] / groups[id_][1] for id_ in reliable]
    assert isclose(gap.difference.value or 0, max(values) - min(values), abs_tol=1e-9)
