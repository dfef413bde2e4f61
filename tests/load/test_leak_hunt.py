"""A hunt for what must not leave the raw tables: planted numbers, looked for in every byte a visitor can get.

The audit at the end is of what was seen, not of what the program says it shows.
"""

import csv
import gzip
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import product
from pathlib import Path

import httpx2
import pytest

from datawalk.domain.roster import MembersShown
from datawalk.domain.text import LANGUAGES
from datawalk.intake.build import build
from datawalk.intake.new import new_workspace
from datawalk.measures.privacy.audit import audit
from datawalk.measures.privacy.system import Relation, System, of_counts
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases
from hostile import Hostile
from sent import Collected
from serving import free_port, serve, stop, wait_until_it_answers

TOWNS, GROUPS, YEARS = ("ash", "birch", "cedar"), ("black", "hispanic", "white"), ("2022", "2023")
COUNTY, ALL, SPAN = "leak", "total", "2022-2023"
SMALL = {("ash", "hispanic", "2022"): 3, ("cedar", "black", "2023"): 7}
RAW_ONLY = {
    "funder": "Quiet Giver 918273",
    "funding_id": "award_827361",
    "paid_to_one": "736455",
    "conflict": "564738",
    "strength": "645546",
    "trust": "2.718281",
}
MEMBERS = {"black": 5, "hispanic": 412_377, "white": 587_613, "asian": 291_431}
NOTE = "573829"
FILE = re.compile(r"/(?:download|media)/[\w-]+\.\w+[^\"'\s<>\x00-\x1f]*")
"""A file that a page offers, however it is linked."""

Planted = tuple[str, str, str]


@dataclass(frozen=True)
class Marked:
    """The planted table: counts and people by place, group and period. Each number but the small ones is there once."""

    counts: dict[Planted, int]
    people: dict[Planted, int]

    def system(self) -> System:
        """Its sums, written apart from the product."""
        keys = list(self.counts)
        at = {key: number for number, key in enumerate(keys)}
        sums = []
        for place, group in product((*TOWNS, COUNTY), (*GROUPS, ALL)):
            sums.append(Relation(at[place, group, SPAN], tuple(at[place, group, year] for year in YEARS)))
        for period in (*YEARS, SPAN):
            for place in (*TOWNS, COUNTY):
                parts = tuple(at[place, group, period] for group in GROUPS)
                sums.append(Relation(at[place, ALL, period], parts))
            for group in (*GROUPS, ALL):
                sums.append(
                    Relation(at[COUNTY, group, period], tuple(at[town, group, period] for town in TOWNS))
                )
        people = {at[key]: count for key, count in self.people.items()}
        return of_counts(list(self.counts.values()), sums, 11, people=people)


def marked() -> Marked:
    """Random six-digit counts, summed over groups, places and years."""
    rng = random.Random(20)
    counts: dict[Planted, int] = {}
    people: dict[Planted, int] = {}
    for town, group, year in product(TOWNS, GROUPS, YEARS):
        count = SMALL.get((town, group, year), rng.randrange(100_000, 400_000))
        rest = rng.randrange(400_000, 900_000)
        for place, which, period in product((town, COUNTY), (group, ALL), (year, SPAN)):
            counts[place, which, period] = counts.get((place, which, period), 0) + count
            people[place, which, period] = people.get((place, which, period), 0) + count + rest
    return Marked(counts, people)


MARKED = marked()


def plant(folder: Path) -> None:
    """A workspace as a coordinator would write it, with the planted numbers in its raw tables."""
    new_workspace(folder, name="Leak County", place=COUNTY, today=date(2026, 3, 1))
    (folder / "indicators").mkdir(exist_ok=True)
    for id_, name in (("marked", "Marked people"), ("unmarked", "People without a mark")):
        (folder / f"indicators/{id_}.toml").write_text(
            f'name = "{name}"\ntechnical_name = "{name}"\ndomain = "health"\nunit = "percent"\n'
            'direction = "lower_is_better"\ncannot_say = "Why."\nsource = "own"\n'
            + ('complement_of = "marked"\n' if id_ == "unmarked" else ""),
            encoding="utf-8",
        )
    places = [
        (COUNTY, "Leak County", "county", ""),
        *((town, town.title(), "town", COUNTY) for town in TOWNS),
    ]
    write(folder, "places", "place_id,name,level,parent_id", places)
    rows = []
    for (place, group, period), count in MARKED.counts.items():
        people = MARKED.people[place, group, period]
        dimension = "total" if group == ALL else "race_ethnicity"
        note = NOTE if (place, group, period) in SMALL else ""
        for id_, number in (("marked", count), ("unmarked", people - count)):
            rows.append((id_, place, period, dimension, group, number, people, note))
    columns = "indicator_id,place_id,period,dimension,subgroup,numerator,denominator,note"
    write(folder, "observations", columns, rows)
    award = (
        RAW_ONLY["funding_id"],
        "grant",
        RAW_ONLY["funder"],
        "2024-01-01",
        "2026-12-31",
        90_000,
        "",
        "signed",
    )
    write(folder, "funding", "funding_id,kind,funder,from,to,amount,restricted_to,status", [award])
    write(folder, "cash", "date,unrestricted,restricted", [("2025-06-30", 50_000, 0)])
    paid = [
        ("2025-01", "partner_payments", RAW_ONLY["paid_to_one"], "clinic"),
        ("2025-01", "partner_payments", 12, "homes"),
    ]
    write(folder, "costs", "month,kind,amount,paid_to", paid)
    (folder / "private" / "conflict_notes.md").write_text(RAW_ONLY["conflict"], encoding="utf-8")
    partners = [
        ("clinic", "Clinic", "health_care", "2021-01-01"),
        ("homes", "Homes", "housing", "2021-01-01"),
    ]
    write(folder, "partners", "partner_id,name,sectors,joined_on", partners)
    tie = ("clinic", "homes", "referrals", RAW_ONLY["strength"], RAW_ONLY["trust"], "2025-06-30")
    write(folder, "ties", "from_partner,to_partner,kind,strength,trust,reported_on", [tie])
    members = [("2025-06-30", "everyone", "race_ethnicity", *one) for one in MEMBERS.items()]
    write(folder, "members_by_group", "date,body,dimension,subgroup,members", members)


def write(folder: Path, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    (folder / "tables").mkdir(exist_ok=True)
    with (folder / f"tables/{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns.split(","))
        writer.writerows(rows)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Collected, Path]]:
    """All that a visitor of every page, station and route gets by the wire: frames, documents and downloads, in both languages.

    That the wire hears what a browser hears is shown by tests/browser/test_wire.py.
    """
    folder = tmp_path_factory.mktemp("leak") / "w"
    plant(folder)
    build(folder)
    address, found = f"http://127.0.0.1:{(port := free_port())}", Collected()
    server = serve(folder, port, cwd=folder.parent)
    try:
        wait_until_it_answers(address, server)
        with httpx2.Client(base_url=address, timeout=30) as client:
            offered, folds = set[str](), 0
            for path, lang in product(paths(folder), LANGUAGES):
                page, _, query = path.partition("?")
                with Hostile(address) as visitor:
                    asked = "&".join(filter(None, (query, f"lang={lang}")))
                    heard = visitor.ask(page, asked)
                    unfolded = visitor.ask(page, asked, unfolded=heard.folds)
                assert not heard.failed, path
                assert not unfolded.failed, path
                folds += len(heard.folds)
                found.add(heard.raw + unfolded.raw)
                offered |= {unescape(link) for link in FILE.findall(heard.raw.decode("utf-8", "ignore"))}
            files = Collected()
            for path in (*sorted(offered), *paths(folder)):
                answer = client.get(path)
                assert answer.status_code == 200, path
                (files if path in offered else found).add(answer.content)
            assert len(offered) > 100 < folds
            assert files.holds(MARKED.counts[COUNTY, ALL, "2023"])
            found.join(files)
            for path in tried(folder):
                found.add(client.get(path).content)
        yield found, folder
    finally:
        stop(server)


def paths(folder: Path) -> Iterator[str]:
    """Every page, station and projector."""
    store = PublishedStore(Releases(folder / "built").current())
    stations = [(walk.id, station.id) for walk in store.walks.values() for station in walk.station]
    yield from ("", "indicators", "places", "partners", "resources", "methods")
    for indicator in store.indicators:
        yield from (
            f"indicators?indicator={indicator}{more}"
            for more in ("", "&dimension=race_ethnicity&place=cedar&period=2022")
        )
    yield from (f"places?place={place}" for place in store.places)
    yield from (f"partners?partner={partner}" for partner in ("clinic", "homes"))
    yield from (f"walk?walk={walk}&station={station}" for walk, station in stations)
    yield from (f"present?walk={walk}&station={station}&place=ash" for walk, station in stations)
    store.close()


def tried(folder: Path) -> Iterator[str]:
    """Addresses that a curious visitor would try."""
    release = Releases(folder / "built").current()
    yield from ("health", "_stcore/health", "_stcore/host-config", "_stcore/metrics")
    for file in (release.path.name, f"proof-{release.id}.json.gz", "proved/secret", "current"):
        yield from (
            file,
            f"built/{file}",
            f"static/{file}",
            f"app/static/{file}",
            f"media/../../built/{file}",
        )
    yield from ("download/observations.csv", "download/../tables/observations.csv", "tables/observations.csv")


def test_the_planted_numbers_can_be_told_apart() -> None:
    numbers = [*MARKED.counts.values(), *MARKED.people.values()]
    numbers += [MARKED.people[key] - count for key, count in MARKED.counts.items()]
    large = [number for number in numbers if number > 10]
    assert len(large) == len(numbers) - len(SMALL)
    assert len(set(large)) == len(large)


def test_something_was_seen(collected: tuple[Collected, Path]) -> None:
    found, _ = collected
    assert found.holds(MARKED.counts[COUNTY, ALL, "2023"])
    assert found.says("Marked people")


def test_no_number_that_stays_in_the_workspace_leaves_it(collected: tuple[Collected, Path]) -> None:
    found, _ = collected
    assert [name for name, marker in RAW_ONLY.items() if found.says(marker)] == []
    assert not found.says(NOTE)


def test_no_hidden_group_of_members_was_sent(collected: tuple[Collected, Path]) -> None:
    """The small one, and the one beside it that would tell it."""
    found, folder = collected
    store = PublishedStore(Releases(folder / "built").current())
    shown = {row.subgroup: row.members for row in store.rows(MembersShown)}
    store.close()
    hidden = {group for group, members in shown.items() if members is None}
    assert hidden > {"black"}
    assert not any(found.holds(MEMBERS[group]) for group in hidden - {"black"})
    assert all(found.holds(MEMBERS[group]) for group in MEMBERS.keys() - hidden)


def test_nothing_of_a_hidden_figure_was_sent(collected: tuple[Collected, Path]) -> None:
    """Neither its count nor the rest nor its people, whatever page or download was asked."""
    found, folder = collected
    store = PublishedStore(Releases(folder / "built").current())
    cells = store.every_cell()
    hidden = cells.where(cells.is_word("flag", "suppressed"))
    store.close()
    assert {(one.place_id, one.subgroup, str(one.period)) for one in hidden} >= set(SMALL)
    for one in hidden:
        key = one.place_id, one.subgroup, str(one.period)
        count, people = MARKED.counts[key], MARKED.people[key]
        for number in (count, people - count, people):
            assert number < 11 or not found.holds(number), f"{key} was sent"


def test_whoever_collects_all_that_is_sent_cannot_narrow_a_small_count(
    collected: tuple[Collected, Path],
) -> None:
    found, _ = collected
    system, keys = MARKED.system(), list(MARKED.counts)
    small = [keys.index(key) for key in SMALL]
    seen = {at for at, key in enumerate(keys) if at not in small and found.holds(MARKED.counts[key])}
    assert len(seen) >= len(keys) // 3
    told = audit(system.view(set(range(len(keys))) - seen), of=small)
    assert [(each.lower, each.upper) for each in told.values()] == [(1, 10)] * len(small)


def test_nor_can_whoever_has_the_whole_release(collected: tuple[Collected, Path]) -> None:
    _, folder = collected
    system, keys = MARKED.system(), list(MARKED.counts)
    small = [keys.index(key) for key in SMALL]
    store = PublishedStore(Releases(folder / "built").current())
    cells = store.every_cell()
    hidden = {
        keys.index((one.place_id, one.subgroup, str(one.period)))
        for one in cells.where(cells.is_word("flag", "suppressed"))
    }
    store.close()
    told = audit(system.view(hidden), of=small)
    assert [(each.lower, each.upper) for each in told.values()] == [(1, 10)] * len(small)
    # and this hunter can count: with any more cell shown, something would be told
    for shown in hidden - set(small):
        narrowed = audit(system.view(hidden - {shown}), of=small)
        assert any((each.lower, each.upper) != (1, 10) for each in narrowed.values())


def test_the_files_beside_the_release_hold_no_hidden_number(collected: tuple[Collected, Path]) -> None:
    _, folder = collected
    found = Collected()
    for file in (folder / "built").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            found.add(gzip.decompress(content) if file.suffix == ".gz" else content)
    hidden = [key for key in MARKED.counts if key in SMALL]
    for key in hidden:
        assert not found.holds(MARKED.people[key] - MARKED.counts[key])
    assert not found.says(NOTE)
    assert [name for name, marker in RAW_ONLY.items() if found.says(marker)] == []
