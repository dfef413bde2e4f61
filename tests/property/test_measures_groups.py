"""What must hold for every measure over groups: order, scale, direction, and groups put together."""

from collections.abc import Callable
from dataclasses import replace
from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datawalk.measures import concentration, dispersion, entropy, healthy_people, slope
from datawalk.measures.attributable import attributable
from datawalk.measures.change import Pair, gap_change
from datawalk.measures.groups import Groups
from datawalk.measures.levels import Level
from datawalk.measures.rates import pooled
from datawalk.measures.result import Estimate
from datawalk.measures.trend import holm, mann_kendall, trend
from examples import examples

few = examples(gate=10, nightly=300)
Of = Callable[[Groups], Estimate]

ABSOLUTE: dict[str, Of] = {
    "aci": concentration.aci,
    "sii": lambda groups: slope.linear_slope(groups).absolute,
    "bgsd": dispersion.bgsd,
    "mdm": lambda groups: dispersion.mdm(groups).weighted,
    "mdb": lambda groups: dispersion.mdb(groups, favourable=False).weighted,
    "mdr": lambda groups: dispersion.mdr(groups, reference=0).weighted,
    "par": lambda groups: attributable(groups, favourable=True).par,
    "mrd": lambda groups: healthy_people.disparities(groups, favourable=True).mrd,
    "srd": lambda groups: healthy_people.disparities(groups, favourable=True).srd,
}
RELATIVE: dict[str, Of] = {
    "rci": concentration.rci,
    "cov": dispersion.cov,
    "idis": lambda groups: dispersion.idis(groups).weighted,
    "theil": entropy.theil,
    "mld": entropy.mld,
    "paf": lambda groups: attributable(groups, favourable=True).paf,
    "mrr": lambda groups: healthy_people.disparities(groups, favourable=True).mrr,
    "srr": lambda groups: healthy_people.disparities(groups, favourable=True).srr,
    "disparity": lambda groups: healthy_people.index_of_disparity(groups, favourable=True),
}
ORDERED = ("aci", "rci", "sii")
FIRST_IS_SPECIAL = ("mdr",)
EVERY = {**ABSOLUTE, **RELATIVE, "bgv": dispersion.bgv}
SPREAD = ("bgv", "bgsd", "mdm", "mdb", "theil", "mld", "cov", "idis", "mrd", "mrr", "srd", "srr", "disparity")
UNTOUCHED_BY_SPLITTING = (
    "aci",
    "rci",
    "bgv",
    "bgsd",
    "cov",
    "mdm",
    "idis",
    "theil",
    "mld",
    "par",
    "paf",
    "mdb",
)
"""All that is added up over people; a line through groups changes with how many there are."""


@st.composite
def groups(draw: st.DrawFn, *, least: int = 3) -> Groups:
    """Groups whose estimates are known without error, so that nothing is simulated."""
    count = draw(st.integers(least, 8))
    number = st.integers(1, 1000).map(lambda whole: whole / 10)
    return Groups.of(
        draw(st.lists(number, min_size=count, max_size=count)),
        people=draw(st.lists(st.integers(1, 10_000), min_size=count, max_size=count)),
    )


def _value(of: Of, groups: Groups) -> float:
    value = of(groups).value
    assert value is not None
    return value


def _close(one: float, other: float, *, scale: float = 1.0) -> bool:
    return isclose(one, other, rel_tol=1e-8, abs_tol=1e-9 * max(1.0, scale))


@few
@pytest.mark.parametrize("name", [name for name in EVERY if name not in (*ORDERED, *FIRST_IS_SPECIAL)])
@given(groups(), st.randoms())
def test_the_order_of_groups_without_one_does_not_matter(name: str, of: Groups, random) -> None:
    order = list(range(len(of)))
    random.shuffle(order)
    mixed = Groups(of.estimates[order], of.people[order])
    assert _close(_value(EVERY[name], of), _value(EVERY[name], mixed), scale=1000)


@few
@pytest.mark.parametrize("name", ABSOLUTE)
@given(groups(), st.sampled_from([0.01, 0.5, 10, 1000]))
def test_an_absolute_measure_grows_with_the_unit(name: str, of: Groups, times: float) -> None:
    wider = replace(of, estimates=times * of.estimates)
    assert _close(_value(ABSOLUTE[name], wider), times * _value(ABSOLUTE[name], of), scale=1000 * times)


@few
@pytest.mark.parametrize("name", RELATIVE)
@given(groups(), st.sampled_from([0.01, 0.5, 10, 1000]))
def test_a_relative_measure_does_not_know_the_unit(name: str, of: Groups, times: float) -> None:
    wider = replace(of, estimates=times * of.estimates)
    assert _close(_value(RELATIVE[name], wider), _value(RELATIVE[name], of), scale=1000)


@few
@pytest.mark.parametrize("name", EVERY)
@given(groups(), st.sampled_from([0.5, 3, 1000]))
def test_only_shares_of_people_count(name: str, of: Groups, times: float) -> None:
    more = replace(of, people=times * of.people)
    assert _close(_value(EVERY[name], more), _value(EVERY[name], of), scale=1000)


@few
@pytest.mark.parametrize("name", ABSOLUTE)
@given(groups(), st.sampled_from([-5.0, 20.0, 400.0]))
def test_an_absolute_measure_does_not_know_where_zero_is(name: str, of: Groups, by: float) -> None:
    moved = replace(of, estimates=of.estimates + 5 + by)
    assert _close(_value(ABSOLUTE[name], moved), _value(ABSOLUTE[name], of), scale=1000)


@given(groups())
def test_a_gradient_turns_over_with_the_order(of: Groups) -> None:
    back = Groups(of.estimates[::-1], of.people[::-1])
    assert _close(_value(concentration.aci, back), -_value(concentration.aci, of), scale=1000)
    assert _close(
        _value(ABSOLUTE["sii"], back),
        -_value(ABSOLUTE["sii"], of),
        scale=10_000,
    )


@given(groups())
def test_direction_turns_over_with_the_shortfall(of: Groups) -> None:
    short = replace(of, estimates=101 - of.estimates)
    kept = healthy_people.disparities(of, favourable=True)
    turned = healthy_people.disparities(short, favourable=False)
    assert kept.best == turned.best
    for one, other in ((kept.mrd, turned.mrd), (kept.srd, turned.srd)):
        assert one.value is not None
        assert other.value is not None
        assert _close(one.value, other.value, scale=1000)
    gain, loss = attributable(of, favourable=True).par.value, attributable(short, favourable=False).par.value
    assert gain is not None
    assert loss is not None
    assert _close(gain, -loss, scale=1000)


@few
@pytest.mark.parametrize("name", UNTOUCHED_BY_SPLITTING)
@given(groups(), st.integers(0, 7), st.floats(0.1, 0.9))
def test_two_groups_alike_count_as_the_one_they_make(name: str, of: Groups, which: int, part: float) -> None:
    at = which % len(of)
    split = Groups(
        np.insert(of.estimates, at, of.estimates[at]),
        np.insert(of.people, at, part * of.people[at]),
    )
    split.people[at + 1] *= 1 - part
    assert _close(_value(EVERY[name], split), _value(EVERY[name], of), scale=10_000)


@few
@pytest.mark.parametrize("name", SPREAD)
@given(groups())
def test_spread_is_never_below_nothing_and_nothing_when_all_are_alike(name: str, of: Groups) -> None:
    least = 1.0 if name in ("mrr", "srr") else 0.0
    assert _value(EVERY[name], of) >= least - 1e-9
    alike = replace(of, estimates=np.full(len(of), of.estimates[0]))
    assert _close(_value(EVERY[name], alike), least, scale=1000)


@given(groups(), st.integers(1, 20))
def test_more_noise_is_never_a_narrower_interval(of: Groups, tenths: int) -> None:
    sure = replace(of, errors=np.full(len(of), tenths / 10))
    unsure = replace(of, errors=np.full(len(of), tenths / 5))
    for measured in (concentration.aci, dispersion.bgv, entropy.theil, ABSOLUTE["par"]):
        one, other = measured(sure), measured(unsure)
        assert one.value == other.value
        if one.interval and other.interval:
            assert other.interval[1] - other.interval[0] >= one.interval[1] - one.interval[0] - 1e-9


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5000)), min_size=1, max_size=6))
def test_years_put_together_are_one_rate(years: list[tuple[int, int]]) -> None:
    events, people = zip(*years, strict=True)
    assert pooled(events, people=people) == pooled([sum(events)], people=[sum(people)])


@given(st.lists(st.integers(0, 6), min_size=3, max_size=12))
def test_ranks_turn_over_with_time(series: list[int]) -> None:
    on, back = mann_kendall(series), mann_kendall(series[::-1])
    assert (on.s, on.p) == (-back.s, back.p)
    assert 0 < on.p <= 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_adjusted_p_values_are_never_smaller(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert all(own <= new <= 1 for own, new in zip(p_values, adjusted, strict=True))


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(0.1, 10)), min_size=2, max_size=9), st.randoms())
def test_a_trend_does_not_know_the_order_of_rows(points: list[tuple[float, float]], random) -> None:
    rows = [(2010 + at, *point) for at, point in enumerate(points)]
    told = trend(*map(list, list(zip(*rows, strict=True))[:2]), errors=[row[2] for row in rows])
    random.shuffle(rows)
    again = trend(*map(list, list(zip(*rows, strict=True))[:2]), errors=[row[2] for row in rows])
    assert told == again


def _level(draw: st.DrawFn) -> Level:
    return Level(estimate=draw(st.integers(1, 99)), se=draw(st.integers(1, 40)) / 10)


@st.composite
def times(draw: st.DrawFn) -> tuple[Pair, Pair]:
    return Pair(_level(draw), _level(draw)), Pair(_level(draw), _level(draw))


@given(times(), st.booleans())
def test_a_gap_has_one_word_whichever_group_is_called_the_reference(
    of: tuple[Pair, Pair], favourable: bool
) -> None:
    before, after = of
    told = gap_change(before, after, favourable=favourable)
    turned = gap_change(Pair(*before[::-1]), Pair(*after[::-1]), favourable=favourable)
    assert told.absolute == turned.absolute
    if (
        before.group.estimate != before.reference.estimate
        and after.group.estimate != after.reference.estimate
    ):
        assert (told.verdict, told.relative) == (turned.verdict, turned.relative)


@given(times(), st.booleans())
def test_a_word_is_never_stronger_than_its_test(of: tuple[Pair, Pair], favourable: bool) -> None:
    told = gap_change(*of, favourable=favourable)
    assert told.verdict != "closed"
    if told.verdict in ("narrowed", "widened", "levelled_down"):
        assert told.difference is not None
        assert told.difference.interval is not None
        low, high = told.difference.interval
        assert not low <= 0 <= high
        assert (told.verdict == "widened") == (low > 0)
    if told.verdict == "narrowed":
        assert told.improved
