"""Networks by hand, and a second time with networkx."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datawalk.measures.network import between, network
from datawalk.measures.refusals import Refused
from examples import examples

STAR = [(0, 1), (0, 2), (0, 3), (0, 4)]
RING = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]


def test_a_star_and_a_ring() -> None:
    star, ring = network(5, STAR), network(5, RING)
    assert (star.density, star.centralisation) == (0.4, 1.0)
    assert (ring.density, ring.centralisation) == (0.5, 0.0)
    assert star.cut_off_without == {0: 3}
    assert ring.cut_off_without == {}
    assert star.bridges == sorted(STAR)
    assert ring.bridges == []


def test_ties_named_twice_or_to_oneself_count_once_or_not() -> None:
    assert network(3, [(0, 1), (1, 0), (0, 1), (2, 2)]).ties.tolist() == [[0, 1]]


def test_two_triangles_joined_by_one_tie() -> None:
    two = network(6, [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)])
    assert two.bridges == [(2, 3)]
    assert two.cut_off_without == {2: 2, 3: 2}


def test_parts_and_those_alone() -> None:
    parts = network(6, [(0, 1), (1, 2), (4, 5)])
    assert parts.components == [3, 2, 1]
    assert parts.isolates == [3]
    assert parts.cut_off_without == {1: 1}


def test_few_partners_have_no_density_or_no_center() -> None:
    assert (network(0, []).density, network(0, []).components) == (None, [])
    assert network(1, []).density is None
    assert (network(2, [(0, 1)]).density, network(2, [(0, 1)]).centralisation) == (1.0, None)


def test_a_number_of_no_partner_is_refused() -> None:
    with pytest.raises(Refused):
        network(3, [(0, 3)])
    with pytest.raises(Refused):
        network(3, [(-1, 0)])


def test_ties_between_groups() -> None:
    found = between(network(5, [(0, 1), (0, 2), (1, 2), (3, 4)]), np.array([0, 0, 1, 1, 1]), k=3)
    assert found.tolist() == [[1, 2, 0], [2, 1, 0], [0, 0, 0]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    n = draw(st.integers(1, 14))
    pair = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
    return n, draw(st.lists(pair, max_size=2 * n))


@examples(gate=60, nightly=2_000)
@given(graphs())
def test_networkx_agrees(graph: tuple[int, list[tuple[int, int]]]) -> None:
    n, ties = graph
    ours, theirs = network(n, ties), nx.Graph()
    theirs.add_nodes_from(range(n))
    theirs.add_edges_from((one, other) for one, other in ties if one != other)
    if n > 1:
        assert ours.density == pytest.approx(nx.density(theirs))
    if n > 2:
        degrees = nx.degree_centrality(theirs).values()
        assert ours.centralisation == pytest.approx(sum(max(degrees) - one for one in degrees) / (n - 2))
    assert ours.components == sorted(map(len, nx.connected_components(theirs)), reverse=True)
    assert ours.isolates == sorted(nx.isolates(theirs))
    assert ours.bridges == sorted((min(pair), max(pair)) for pair in nx.bridges(theirs))
    lost = {}
    for partner in nx.articulation_points(theirs):
        rest = theirs.subgraph(nx.node_connected_component(theirs, partner) - {partner})
        pieces = [len(piece) for piece in nx.connected_components(rest)]
        lost[partner] = sum(pieces) - max(pieces)
    assert ours.cut_off_without == lost
