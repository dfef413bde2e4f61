"""Who is at the table, by hand and a second time another way."""

from math import ceil, log
from typing import Any

import numpy as np
import pytest
from scipy import stats

from datawalk.measures.catalogue import MEASURES, work_out
from datawalk.measures.mirror import mirror
from datawalk.measures.refusals import Refused


def test_six_of_forty_against_thirty_percent() -> None:
    told = mirror(6, members=40, pop_share=0.30)
    assert told.ratio.value == pytest.approx(0.5)
    assert (told.ratio.lower, told.ratio.upper) == pytest.approx((0.2353, 0.9691), abs=1e-3)
    assert told.points == pytest.approx(-15)
    assert told.to_parity == 6
    assert told.surely_fewer


def test_none_of_eight_may_be_chance() -> None:
    told = mirror(0, members=8, pop_share=0.2)
    assert told.chance_of_none == pytest.approx(0.16777216)
    assert (told.ratio.value, told.ratio.lower) == (0, 0)
    assert not told.surely_fewer


@pytest.mark.parametrize("pop_share", [0.1, 0.2, 0.3, 0.6, 0.7])
def test_what_is_even_in_tenths_is_even(pop_share: float) -> None:
    for members in (10, 40, 70):
        group = round(pop_share * members)
        assert mirror(group, members=members, pop_share=pop_share).to_parity == 0


def test_a_second_way_for_each() -> None:
    """Libraries and simulation."""
    chance = np.random.default_rng(7)
    for _ in range(20):
        counts = chance.integers(0, 20, size=6).tolist()
        counts[0] += 1
        filled = [count for count in counts if count]
        told = work_out("shannon_pielou", {"counts": counts, "required": 9})
        entropy = float(stats.entropy(counts))
        assert told["shannon"] == pytest.approx(entropy)
        assert told["pielou_required"] == pytest.approx(entropy / log(9))
        if len(filled) > 1:
            assert told["pielou_filled"] == pytest.approx(entropy / log(len(filled)))
        told = work_out("hhi", {"counts": counts})
        pairs = chance.choice(6, size=(40_000, 2), p=np.array(counts) / sum(counts))
        assert told["hhi"] == pytest.approx(float((pairs[:, 0] == pairs[:, 1]).mean()), abs=0.02)
        assert told["effective_sectors"] == pytest.approx(1 / told["hhi"])
        people = chance.integers(1, 50, size=6).tolist()
        told = work_out("dissimilarity", {"members": counts, "population": people})
        moved = sum(max(0.0, a / sum(counts) - b / sum(people)) for a, b in zip(counts, people, strict=True))
        assert told["index"] == pytest.approx(moved)
        n, k, share = 30, int(chance.integers(0, 31)), float(chance.uniform(0.05, 0.95))
        told = work_out("representation_ratio", {"members_group": k, "members": n, "pop_share": share})
        drawn = stats.binom.pmf(np.arange(n + 1), n, share)
        assert told["exact_p"] == pytest.approx(float(drawn[drawn <= drawn[k] * (1 + 1e-7)].sum()))
        assert told["chance_of_zero"] == pytest.approx(drawn[0])
        assert told["extra_members_for_parity"] == max(0, ceil(share * n) - k)
        span = work_out("representation_interval", {"members_group": k, "members": n, "pop_share": share})
        wilson = stats.binomtest(k, n).proportion_ci(method="wilson")
        assert span["ci95"] == pytest.approx([wilson.low / share, wilson.high / share], abs=1e-9)


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("sector_coverage", {"required": 3, "filled": 4}),
        ("sector_coverage", {"required": 0, "filled": 0}),
        ("representation_ratio", {"members_group": 9, "members": 8, "pop_share": 0.2}),
        ("representation_ratio", {"members_group": 1, "members": 8, "pop_share": 0}),
        ("representation_ratio", {"members_group": 1, "members": 8, "pop_share": 1.5}),
        ("seats_vs_membership", {"group_seats": 2, "seats": 1, "group_members": 1, "members": 4}),
        ("seats_vs_membership", {"group_seats": 0, "seats": 4, "group_members": 0, "members": 4}),
        ("shannon_pielou", {"counts": [0, 0], "required": 2}),
        ("shannon_pielou", {"counts": [1, 2, 3], "required": 2}),
        ("shannon_pielou", {"counts": [-1, 2], "required": 2}),
        ("hhi", {"counts": []}),
        ("dissimilarity", {"members": [1, 2], "population": [1]}),
        ("network", {"n": 3, "edges": [[0, 1, 2]]}),
        ("network", {"n": 3, "edges": [[0, 3]]}),
        ("partner_trust", {"ratings": [[[5, 3]]], "scale": [1, 4]}),
        ("partner_trust", {"ratings": [[], []], "scale": [1, 4]}),
        ("partner_trust", {"ratings": [[[]]], "scale": [1, 4]}),
        ("partner_trust", {"ratings": [[[1]]], "scale": [4, 1]}),
        ("turnover", {"start": 0, "left": 0, "joined": 3}),
        ("turnover", {"start": 4, "left": 9, "joined": 3}),
        ("turnover", {"start": 4, "left": -1, "joined": 3}),
        ("tripartite_rule", {"low_income": 9, "public_officials": 5, "board": 10}),
        ("tripartite_rule", {"low_income": 1, "public_officials": 0, "board": 0}),
    ],
)
def test_what_cannot_be_told_is_refused(name: str, inputs: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        work_out(name, inputs)


def test_nobody_rated_is_none_and_the_rest_is_told() -> None:
    told = work_out("partner_trust", {"ratings": [[[4, 4]], []], "scale": [1, 4]})
    assert told["trust_of_each"] == [4, None]
    assert told["network_mean"] == 4


def test_one_sector_alone_has_no_evenness() -> None:
    told = work_out("shannon_pielou", {"counts": [4], "required": 1})
    assert (told["pielou_filled"], told["pielou_required"]) == (None, None)


def test_every_measure_of_the_topic_is_in_these_tests() -> None:
    topic = {name for name, one in MEASURES.items() if one.topic == "representation"}
    assert len(topic) == 11
