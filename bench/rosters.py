"""Stations about 5,000 partners with 50,000 ties and 18 meetings each, and a directory of 1,074 organizations read.

The first time a station is asked for, its rows are read from the release; afterwards it is worked out again from them. What
visitors see is kept, so they wait for neither.
"""

import random
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx

from datawalk.domain.roster import Attendance, MembersByGroup, Partner, Seat, Tie
from datawalk.intake.build import publish
from datawalk.intake.check import check_workspace
from datawalk.intake.problems import Problems
from datawalk.intake.rosters.hsds import read_hsds
from datawalk.intake.rosters.review import candidates
from datawalk.measures.network import network
from datawalk.store.releases import Release
from figures import Figure
from first_visits import asked_for, milliseconds
from worlds import ROOT

PARTNERS, TIES, MONTHS = 5_000, 50_000, 18
ORGANIZATIONS = 1_074
AIM, AIM_OF_A_DIRECTORY = 100, 10_000
_STATIONS = ("seats", "power", "mirror", "engagement", "network", "invite")


def measure(*, quick: bool = False) -> list[Figure]:
    """A figure a station, the network beside networkx, and a directory."""
    size = (100, 500) if quick else (PARTNERS, TIES)
    with tempfile.TemporaryDirectory(prefix="datawalk-bench-") as folder:
        release = _release(Path(folder), *size)
        stations = [
            asked_for(
                release, kind, name=f"{size[0]:,} partners, {kind}", aim=AIM, repeats=2 if quick else 15
            )
            for kind in _STATIONS
        ]
    return [*stations, _network(*size), _directory(20 if quick else ORGANIZATIONS)]


def _release(folder: Path, partners: int, ties: int) -> Release:
    """Riverbend with a roster of its own size."""
    contents, _ = check_workspace(ROOT / "data")
    assert contents is not None
    chance = random.Random(11)
    sectors = [sector.id for sector in contents.sector_list.sector][:12]
    ids = [f"p{at}" for at in range(partners)]
    rows: dict[type, tuple[Any, ...]] = {
        Partner: tuple(
            Partner(
                partner_id=id_,
                name=f"Partner {id_}",
                sectors=(chance.choice(sectors),),
                joined_on=date(2022, 1, 1),
            )
            for id_ in ids
        ),
        Seat: tuple(Seat(partner_id=id_, body="steering", voting=True) for id_ in ids[:40]),
        Attendance: tuple(
            Attendance(
                date=date(2025 + month // 12, month % 12 + 1, 12),
                meeting="all",
                partner_id=id_,
                invited=True,
                attended=chance.random() < 0.7,
            )
            for month in range(MONTHS)
            for id_ in ids
        ),
        Tie: tuple(
            Tie(from_partner=one, to_partner=other, kind=f"k{at}", trust=3, reported_on=date(2026, 3, 1))
            for at in range(ties)
            for one, other in [chance.sample(ids, 2)]
        ),
        MembersByGroup: contents.of(MembersByGroup),
    }
    return publish(
        type(contents)(**{**vars(contents), "folder": folder, "rows": {**contents.rows, **rows}})
    ).release


def _network(partners: int, ties: int) -> Figure:
    """Density, centralization, parts, cut partners and bridges; and how many times as long networkx takes."""
    chance = random.Random(13)
    pairs = [(one, other) for one, other in (chance.sample(range(partners), 2) for _ in range(ties))]

    def ours() -> None:
        one = network(partners, pairs)
        assert one.density
        assert one.components
        assert one.cut_off_without is not None
        assert one.bridges is not None

    def theirs() -> None:
        graph = nx.Graph()
        graph.add_nodes_from(range(partners))
        graph.add_edges_from(pairs)
        nx.density(graph)
        list(nx.connected_components(graph))
        list(nx.articulation_points(graph))
        list(nx.bridges(graph))

    mine, other = (min(milliseconds(run) for _ in range(3)) for run in (ours, theirs))
    return Figure(
        f"{partners:,} partners, {ties:,} ties measured",
        mine,
        "ms",
        note=f"networkx took {other / mine:.0f} x",
    )


def _directory(organizations: int) -> Figure:
    """A made-up directory with four services an organization and six codes a service."""
    chance = random.Random(17)
    with tempfile.TemporaryDirectory(prefix="datawalk-bench-") as name:
        folder = Path(name)
        described = "We help people who need it in all of the county and on most days of the week. " * 6
        _write(
            folder / "organizations.csv",
            "id,name,description,url",
            (f"{at},Helping {at} Hands,{described},www.h{at}.example" for at in range(organizations)),
        )
        _write(
            folder / "services.csv",
            "id,organization_id,name,description",
            (f"{at},{at % organizations},Service {at},{described}" for at in range(4 * organizations)),
        )
        codes = [
            f"{first}{second}-{number}000" for first in "BDHLPR" for second in "DHLMT" for number in range(60)
        ]
        _write(folder / "taxonomy.csv", "id,name", (f"{code},Term {code}" for code in codes))
        _write(
            folder / "services_taxonomy.csv",
            "id,service_id,taxonomy_id",
            (f"{at},{at % (4 * organizations)},{chance.choice(codes)}" for at in range(24 * organizations)),
        )
        contents, _ = check_workspace(ROOT / "data")
        assert contents is not None
        start = time.perf_counter()
        found = read_hsds(folder, problems=Problems())
        made = candidates(found, listed=contents.sector_list, known=())
        took = 1000 * (time.perf_counter() - start)
    assert len(made) == organizations
    return Figure(f"a directory of {organizations:,} organizations", took, "ms", aim=AIM_OF_A_DIRECTORY)


def _write(path: Path, header: str, lines: Any) -> None:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
