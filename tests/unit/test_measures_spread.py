"""Measures of spread: their simulated intervals, and PAR in people."""

import pytest

from datawalk.measures.attributable import attributable
from datawalk.measures.dispersion import bgsd, bgv_adjusted, mdb
from datawalk.measures.groups import Groups
from datawalk.measures.healthy_people import disparities
from datawalk.measures.simulation import DRAWS, READS_HIGH, SEED

ALIKE = Groups.of([20, 20, 20, 20], people=[100, 200, 50, 150], errors=[2, 1, 3, 2])


def test_a_simulated_interval_is_the_same_for_the_same_seed_which_it_keeps() -> None:
    one, again, other = bgsd(ALIKE), bgsd(ALIKE), bgsd(ALIKE, seed=7)
    assert one == again
    assert (one.seed, other.seed, one.flag, DRAWS) == (SEED, 7, READS_HIGH, 10_000)
    assert one.interval != other.interval
    assert one.interval == pytest.approx(other.interval, rel=0.05)


def test_spread_reads_high_where_there_is_none_and_the_adjusted_does_not() -> None:
    assert bgsd(ALIKE).value == 0
    assert (bgsd(ALIKE).lower or 0) > 0
    assert bgv_adjusted(ALIKE).value == 0


def test_draws_stay_within_the_scale() -> None:
    edge = Groups.of([99, 98, 60], people=[1, 1, 1], errors=[5, 5, 5])
    free, kept = (
        mdb(edge, favourable=True, scale=scale).unweighted for scale in ((None, None), (0.0, 100.0))
    )
    assert (kept.upper or 0) < (free.upper or 0)
    high = disparities(edge, favourable=True, scale=(0.0, 100.0)).mrd.upper
    assert high is not None
    assert high < 60


def test_without_errors_there_is_no_interval() -> None:
    told = bgsd(Groups.of([10, 20, 30], people=[1, 1, 1], errors=[1, None, 1]))
    assert (told.interval, told.seed, told.flag) == (None, None, "")


def test_par_in_people_is_not_people_behind() -> None:
    groups = Groups.of([10, 20, 30], people=[1000, 1000, 2000], errors=[1, 1, 1])
    told = attributable(groups, favourable=True, per=100)
    assert told.par.value == pytest.approx(7.5)
    assert told.people.value == pytest.approx(300)
    assert told.people.se == pytest.approx(40 * (told.par.se or 0))
    assert (told.par.reference, told.par.direction) == ("2", "more_is_better")
    assert attributable(groups, favourable=True).people.flag == "not_people"
    reversed_ = attributable(groups, favourable=True, reference=0)
    assert (reversed_.par.value, reversed_.par.flag) == (0, "reference_is_worse")
    assert reversed_.par.se is not None
