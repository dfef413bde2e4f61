"""What is measured: the demo, a state of real files, and made-up workspaces of any number of rows."""

import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.new import new_workspace
from datawalk.store.published import PublishedStore

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
TODAY = date(2026, 3, 1)
YEARS = range(2014, 2024)
GROUPS = ("asian", "black", "hispanic", "multiracial", "white")

sys.path.insert(0, str(ROOT / "tests" / "browser"))
sys.path.append(str(ROOT / "tests"))  # last: it has a `reading` too
from serving import free_port, serve, stop, wait_until_it_answers  # noqa: E402


def demo(folder: Path) -> PublishedStore:
    """The demo, built aside."""
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("built", "collected", "__pycache__"))
    return PublishedStore(build(folder).release)


def state(folder: Path) -> PublishedStore:
    """Alabama from the real files."""
    new_workspace(folder, name="Alabama", place="01", today=TODAY)
    for format_name, file in (
        ("places", SHARED / "places" / "county_long_2023" / "PLACES_County_2023_AL.csv"),
        ("boundaries", SHARED / "geo" / "counties-10m.json"),
    ):
        add_files(folder, files=[file], format_name=format_name, accessed_on=TODAY)
    return PublishedStore(build(folder).release)


_KEPT = TemporaryDirectory(prefix="datawalk-bench-", ignore_cleanup_errors=True)


@cache
def kept(rows: int, states: int = 50) -> Path:
    """A made-up workspace that modules share: made once a run and removed at its end."""
    return made_up(Path(_KEPT.name) / f"made-up-{rows}-{states}", rows=rows, states=states)


@contextmanager
def served(workspace: Path) -> Iterator[tuple[str, int]]:
    """A built workspace under `datawalk serve`: its address, and the number of the process that was started."""
    port = free_port()
    server = serve(workspace, port, cwd=workspace)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(address, server)
        yield address, server.pid
    finally:
        stop(server)


def made_up(folder: Path, *, rows: int, states: int = 50) -> Path:
    """A workspace of 3,143 made-up counties, ten years and five groups beside everyone, with about `rows` figures.

    In every tenth indicator some counties have few people, so that there is something to protect. The counties lie in
    `states`; without states, side by side in the whole. Not built yet.
    """
    new_workspace(folder, name="Made up", place="all", today=TODAY)
    for left in (folder / "tables").glob("*.csv"):
        left.unlink()
    counties = [f"c{number:04}" for number in range(3143)]
    with (folder / "tables" / "places.csv").open("w", encoding="utf-8") as text:
        text.write("place_id,name,level,parent_id,population\nall,Everywhere,nation,,\n")
        text.writelines(f"s{number:02},State {number},state,all,\n" for number in range(states))
        for at, county in enumerate(counties):
            parent = f"s{at * states // len(counties):02}" if states else "all"
            text.write(f"{county},County {at},county,{parent},{1000 + at * 37}\n")
    chance = random.Random(7)
    lines = len(counties) * len(YEARS) * (1 + len(GROUPS))
    indicators = max(1, -(-rows // lines))
    years = max(1, round(len(YEARS) * rows / (lines * indicators)))
    table = folder / "tables" / "observations.csv"
    with table.open("w", encoding="utf-8") as text:
        text.write("indicator_id,place_id,period,dimension,subgroup,numerator,denominator,estimate\n")
        for number in range(indicators):
            id_ = f"made_up_{number:02}"
            _declare(folder, id_)
            for at, county in enumerate(counties):
                few = 40 if number % 10 == 3 and at % 60 == 0 else 400
                for year in list(YEARS)[-years:]:
                    for group in ("total", *GROUPS):
                        people = few + chance.randrange(100 * few)
                        counted = int(people * (0.1 + 0.3 * chance.random()))
                        dimension = "total" if group == "total" else "race_ethnicity"
                        estimate = f"{100 * counted / people:.1f}" if year % 2 else ""
                        text.write(
                            f"{id_},{county},{year},{dimension},{group},{counted},{people},{estimate}\n"
                        )
    return folder


def _declare(folder: Path, id_: str) -> None:
    """An indicator about nothing."""
    (folder / "indicators").mkdir(exist_ok=True)
    (folder / "indicators" / f"{id_}.toml").write_text(
        f'name = {{ en = "Made up {id_}", es = "Inventado {id_}" }}\n'
        f'technical_name = {{ en = "Made up {id_}", es = "Inventado {id_}" }}\n'
        'domain = "health"\nunit = "percent"\ndirection = "lower_is_better"\n'
        'cannot_say = { en = "Anything.", es = "Nada." }\nsource = "own"\n',
        encoding="utf-8",
    )
