"""A release with its proof: what the build says of it, what the audit finds in one that was touched."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from datawalk.domain.observations import Observation
from datawalk.intake import proving
from datawalk.intake.build import protections_of, publish
from datawalk.intake.problems import ProblemsFound
from datawalk.intake.proving import Prover
from datawalk.measures.privacy.solver import Unsolved
from datawalk.measures.privacy.system import Relation, of_counts
from datawalk.measures.release_audit import Audited, audit_release, digest_of
from datawalk.store.proofs import read_proof, write_proof
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Release
from worlds import WORKSPACE, cell, contents


def towns(asian: int = 5) -> tuple[Observation, ...]:
    """Three groups in two towns and their county, which add up."""
    east, west = {"asian": asian, "black": 90, "white": 400}, {"asian": 60, "black": 70, "white": 300}
    found = []
    for group in east:
        found.append(cell(east[group], 4000, place="east", subgroup=group))
        found.append(cell(west[group], 6000, place="west", subgroup=group))
        found.append(cell(east[group] + west[group], 10000, subgroup=group))
    totals = (sum(east.values()), 12000, "east"), (sum(west.values()), 18000, "west")
    found += [cell(count, people, place=place) for count, people, place in totals]
    return (*found, cell(totals[0][0] + totals[1][0], 30000))


TOWNS = towns()


def audited(release: Release) -> Audited:
    store = PublishedStore(release)
    try:
        return audit_release(
            store.every_cell(),
            places=store.places,
            protections=protections_of(store.workspace, store.indicators, store.sources),
            proof=read_proof(release),
        )
    finally:
        store.close()


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return publish(contents(tmp_path, observations=TOWNS)).release


def test_a_release_stands_its_audit_without_a_solver(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the solver was asked")

    monkeypatch.setattr("scipy.optimize.milp", never)
    found = audited(release)
    assert found.faults == []
    assert (found.blocks, found.small, found.hidden, found.closed) == (1, 1, 4, 0)


def test_the_report_lists_tables_and_reasons_and_no_number_of_people(tmp_path: Path) -> None:
    report = publish(contents(tmp_path, observations=TOWNS))
    assert [str(one) for one in report.hidings] == [
        "uninsured by race: 4 of 9, small counts, and what they could be worked out from (proved)"
    ]


def test_the_proof_holds_no_hidden_count(tmp_path: Path) -> None:
    odd = (*TOWNS[1:], cell(5, 739151, place="east", subgroup="asian", note="seven of them"))
    release = publish(contents(tmp_path, observations=odd)).release
    told = json.dumps(read_proof(release))
    assert "seven" not in told
    store = PublishedStore(release)
    hidden = [one for one in store.every_cell() if one.flag == "suppressed"]
    store.close()
    assert len(hidden) > 1
    (document,) = read_proof(release)["blocks"]
    assert document["digest"]
    mode = release.path.with_name(f"proof-{release.id}.json.gz").stat().st_mode & 0o777
    assert mode == 0o600


def changed(
    document: dict[str, Any], change: Callable[[dict[str, Any]], None], *, sign: bool
) -> dict[str, Any]:

    (block,) = document["blocks"]
    change(block)
    if sign:
        block["digest"] = digest_of(block)
    return document


def _forget_a_sum(block: dict[str, Any]) -> None:
    block["sums"].pop()


def _move_a_witness(block: dict[str, Any]) -> None:
    block["tables"][0][0][1] += 1


def _take_for_known(block: dict[str, Any]) -> None:
    at = block["tables"][0][0][0]
    block["bounds"][at] = [60, 60]


@pytest.mark.parametrize(
    ("change", "sign", "said"),
    [
        (_move_a_witness, False, "it was changed after it was made"),
        (_move_a_witness, True, "a witness"),
        (_forget_a_sum, True, "is left out"),
        (_take_for_known, True, "the proof takes it for known"),
    ],
)
def test_a_forged_proof_is_found_out(
    release: Release, change: Callable[[dict[str, Any]], None], sign: bool, said: str
) -> None:
    write_proof(release, changed(read_proof(release), change, sign=sign))
    assert any(said in fault for fault in audited(release).faults)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE observations SET numerator = 12, flag = '' WHERE subgroup = 'asian' AND place_id = 'west'",
            "is shown",
        ),
        (
            "UPDATE observations SET numerator = 5, denominator = 4000, flag = '' "
            "WHERE subgroup = 'asian' AND place_id = 'east'",
            "uninsured/east/2023/race/asian is small and shown",
        ),
        (
            "UPDATE observations SET numerator = 701 WHERE subgroup = 'white' AND place_id = 'county'",
            "is shown as",
        ),
        ("UPDATE observations SET flag = 'suppressed' WHERE subgroup = 'total' AND place_id = 'east'", ""),
    ],
)
def test_a_release_that_was_touched_is_found_out(release: Release, statement: str, said: str) -> None:
    release.path.chmod(0o644)
    with duckdb.connect(str(release.path)) as connection:
        connection.execute(statement)
    found = audited(release).faults
    assert any(said in fault for fault in found) or not said


def test_a_proof_that_is_not_there_is_named(release: Release) -> None:
    file = release.path.with_name(f"proof-{release.id}.json.gz")
    file.write_bytes(b"nothing")
    with pytest.raises(Exception, match="cannot be read"):
        audited(release)
    file.unlink()
    with pytest.raises(Exception, match="has no proof beside it"):
        audited(release)


def test_counts_that_the_rule_tells_stop_the_build_and_a_withheld_table_does_not(tmp_path: Path) -> None:
    groups = [
        Observation(
            indicator_id="uninsured",
            place_id="county",
            period=cell(1, 2).period,
            dimension="race",
            subgroup=f"g{at}",
            numerator=1,
            denominator=900 + at,
        )
        for at in range(10)
    ]
    told = (*groups, cell(10, 9045))
    with pytest.raises(ProblemsFound) as stopped:
        publish(contents(tmp_path, observations=told))
    said = str(stopped.value)
    assert "these counts could be told: uninsured, county, 2023, race g0" in said
    assert 'withhold = ["uninsured/race"]' in said
    assert not (tmp_path / "built" / "current").exists()
    workspace = WORKSPACE.model_copy(update={"withhold": ("uninsured/race",)})
    report = publish(contents(tmp_path, observations=told, workspace=workspace))
    assert report.withheld == 11
    assert audited(report.release).faults == []


def test_parts_above_their_total_are_named_with_the_difference(tmp_path: Path) -> None:
    off = (cell(5, 4000, subgroup="asian"), cell(90, 4000, subgroup="black"), cell(60, 8000))
    report = publish(contents(tmp_path, observations=off))
    assert [str(one).partition(" They")[0] for one in report.warnings] == [
        "indicators/uninsured.toml: The parts of uninsured, county, 2023 are 35 more than the total."
    ]
    assert [one.why for one in report.hidings] == ["not_adding_up"]
    assert audited(report.release).faults == []


def test_a_solver_that_fails_publishes_the_coarser_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> Unsolved:
        return Unsolved("no time")

    monkeypatch.setattr(proving, "try_to_protect", fails)
    report = publish(contents(tmp_path, observations=TOWNS))
    assert [(one.hidden, one.why) for one in report.hidings] == [(9, "no_proof")]
    found = audited(report.release)
    assert (found.blocks, found.closed, found.faults) == (0, 9, [])


def test_an_unchanged_block_is_not_solved_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publish(contents(tmp_path, observations=TOWNS)).release

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was solved again")

    monkeypatch.setattr(proving, "try_to_protect", never)
    assert publish(contents(tmp_path, observations=TOWNS)).release == first
    with pytest.raises(AssertionError, match="solved again"):
        publish(contents(tmp_path, observations=towns(6)))


def test_what_is_remembered_is_checked_and_forgotten(tmp_path: Path) -> None:
    system = of_counts((5, 40, 30, 75), (Relation(3, (0, 1, 2)),), 11)
    prover = Prover(tmp_path)
    (first,) = prover([system])
    file = tmp_path / "patterns.json.gz"
    document = json.loads(gzip.decompress(file.read_bytes()))
    next(iter(document.values()))["tables"][0][0][1] += 1
    file.write_bytes(gzip.compress(json.dumps(document).encode()))
    assert prover([system]) == [first]
    file.write_bytes(b"broken")
    assert prover([system]) == [first]
    prover([of_counts((6, 40, 30, 76), (Relation(3, (0, 1, 2)),), 11)])
    assert json.loads(gzip.decompress(file.read_bytes())).keys().isdisjoint(document)


def test_blocks_side_by_side_are_as_those_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    systems = [of_counts((few, 40, 30, 70 + few), (Relation(3, (0, 1, 2)),), 11) for few in (3, 5, 8)]
    alone = Prover(tmp_path / "alone")(systems)
    monkeypatch.setattr(proving, "_MANY_CELLS", 1)
    assert Prover(tmp_path / "beside")(systems) == alone
