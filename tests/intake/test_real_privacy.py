"""Counts that publishers hid, in real files: they stay hidden, with the totals that would tell them."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from datawalk.domain.cells import Cells
from datawalk.domain.indicators import TOTAL
from datawalk.intake.add import add_files
from datawalk.intake.build import build, protections_of
from datawalk.intake.check import check_workspace
from datawalk.intake.new import new_workspace
from datawalk.measures.counts import keys_of
from datawalk.measures.privacy.linked import Key
from datawalk.measures.release_audit import audit_release
from datawalk.store.proofs import read_proof
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Release

REAL = Path(__file__).parents[3] / "shared" / "data"
FILES = {
    "wonder": (["cdc_wonder/CDC_Wonder_Cervical_Cancer-Race_State.csv"], ()),
    "wisqars": (["cdc_wisqars/gun_deaths-state-race_and_ethnicity.csv"], ()),
    "chr": (["chr/measures_2025/*.csv"], ("44",)),
}

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="needs the real files beside the checkout")


@pytest.fixture(
    scope="module",
    params=["wisqars", *(pytest.param(name, marks=pytest.mark.nightly) for name in ("wonder", "chr"))],
)
def real(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Cells, PublishedStore, Release]:
    """The cells of real files as they were read, and the store of their release."""
    files, within = FILES[request.param]
    folder = tmp_path_factory.mktemp("real") / request.param
    new_workspace(folder, name="Real", place="44", today=date(2026, 3, 1))
    add_files(
        folder,
        files=sorted(file for pattern in files for file in REAL.glob(pattern)),
        format_name=None,
        accessed_on=date(2026, 3, 1),
        within=within,
        period=None,
    )
    contents, problems = check_workspace(folder)
    assert contents is not None
    assert not problems.errors
    release = build(folder).release
    return contents.cells, PublishedStore(release), release


def hidden_in(cells: Cells) -> set[Key]:
    return set(keys_of(cells.where(cells.is_word("flag", "suppressed"))))


def test_what_a_publisher_hid_stays_hidden(real: tuple[Cells, PublishedStore, Release]) -> None:
    raw, store, _ = real
    by_publisher = hidden_in(raw)
    assert by_publisher
    assert by_publisher <= hidden_in(store.every_cell())


def test_the_release_stands_its_audit(real: tuple[Cells, PublishedStore, Release]) -> None:
    _, store, release = real
    found = audit_release(
        store.every_cell(),
        places=store.places,
        protections=protections_of(store.workspace, store.indicators, store.sources),
        proof=read_proof(release),
    )
    assert found.faults == []
    assert found.hidden > 0


def test_no_hidden_count_is_what_is_left_of_a_total(real: tuple[Cells, PublishedStore, Release]) -> None:
    """By hand: where all groups, or all counties of a state, are there but one, the total is not."""
    _, store, _ = real
    cells = list(store.every_cell())
    at = {(c.indicator_id, c.place_id, c.period, c.dimension, c.subgroup): c for c in cells}
    groups, counties = defaultdict(list), defaultdict(list)
    for cell in cells:
        key = cell.indicator_id, cell.place_id, cell.period
        if cell.dimension != TOTAL:
            groups[(*key, cell.dimension)].append(cell)
        if parent := store.places[cell.place_id].parent_id:
            counties[(cell.indicator_id, parent, cell.period, cell.dimension, cell.subgroup)].append(cell)
    lines = [(at.get((*key[:3], TOTAL, TOTAL)), parts) for key, parts in groups.items()]
    lines += [(at.get(key), parts) for key, parts in counties.items()]
    for total, parts in lines:
        hidden = [one for one in parts if one.flag == "suppressed"]
        counted = [one.numerator for one in parts if one.numerator is not None]
        if total and total.numerator is not None and len(hidden) == 1 and len(counted) == len(parts) - 1:
            assert total.numerator - sum(counted) >= 11  # somebody is in no group beside those hidden
