"""A small made-up community in code, for tests of the store, the screens and the build."""

import atexit
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

from datawalk.domain.goals import Goal
from datawalk.domain.indicators import Dimension, Indicator, Source
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.domain.roster import Partner, Seat
from datawalk.domain.sectors import SectorList
from datawalk.domain.walks import Walk
from datawalk.domain.workspace import Workspace
from datawalk.intake.build import build, publish
from datawalk.intake.contents import Contents
from datawalk.store.published import PublishedStore

ALDER = Path(__file__).parent / "data" / "small" / "alder"
TEXTS = {"name": {"en": "No insurance", "es": "Sin seguro"}, "technical_name": "Uninsured"}


def source(id: str = "survey", **changes: object) -> Source:
    return Source.model_validate(
        {
            "id": id,
            "producer": "Little County",
            "title": "A survey",
            "citation": "Little County, 2024.",
            "license": "none",
            "accessed_on": "2026-02-10",
            "kind": "survey",
            **changes,
        }
    )


def indicator(id: str = "uninsured", **changes: object) -> Indicator:
    return Indicator.model_validate(
        {
            "id": id,
            **TEXTS,
            "domain": "health",
            "unit": "percent",
            "direction": "lower_is_better",
            "cannot_say": {"en": "Why.", "es": "Por qué."},
            "source": "survey",
            **changes,
        }
    )


def race(**changes: object) -> Dimension:
    names = {"asian": "Asian", "black": "Black", "hispanic": "Hispanic or Latino", "white": "White"}
    groups = [{"id": id, "name": name} for id, name in names.items()]
    return Dimension.model_validate(
        {
            "id": "race",
            "name": {"en": "Race and ethnicity", "es": "Raza y etnicidad"},
            "group": groups,
            **changes,
        }
    )


def cell(
    numerator: float | None = None,
    denominator: float | None = None,
    *,
    place: str = "county",
    period: str = "2023",
    subgroup: str = "total",
    indicator_id: str = "uninsured",
    **changes: object,
) -> Observation:
    dimension = "total" if subgroup == "total" else "race"
    return Observation.model_validate(
        {
            "indicator_id": indicator_id,
            "place_id": place,
            "period": period,
            "dimension": dimension,
            "subgroup": subgroup,
            "numerator": numerator,
            "denominator": denominator,
            **changes,
        }
    )


GROUPS = (
    cell(90, 1000, subgroup="asian"),
    cell(150, 1000, subgroup="black"),
    cell(400, 2000, subgroup="hispanic"),
    cell(360, 6000, subgroup="white"),
)

STATIONS = (
    {
        "id": "welcome",
        "kind": "text",
        "question": {"en": "Welcome", "es": "Hola"},
        "body": "Hello.\n\nThere.",
    },
    {"id": "level", "kind": "level", "question": "How many?", "indicator": "uninsured"},
    {
        "id": "gap",
        "kind": "gap",
        "question": "Who goes without?",
        "indicator": "uninsured",
        "dimension": "race",
        "prompts": ["Does this match?"],
    },
    {"id": "seats", "kind": "seats", "question": "Who is here?", "as_of": date(2024, 6, 1)},
    {"id": "goals", "kind": "goals", "question": "Promises?"},
)


def walk(stations: Iterable[Mapping[str, object]] = STATIONS, id: str = "walk") -> Walk:
    return Walk.model_validate(
        {"id": id, "title": {"en": "A walk", "es": "Un recorrido"}, "station": list(stations)}
    )


WORKSPACE = Workspace(name="Little Collaborative", place="county", sector_list="three")
WITHHELD = WORKSPACE.model_copy(update={"withhold": ("uninsured/race",)})
"""The one that shows no groups at all."""


def contents(folder: Path, **changes: object) -> Contents:
    """A county with two towns, four groups, three partners and two goals; `changes` replace whole fields."""
    places = [
        Place(place_id="county", name="Little County", level="county"),
        Place(place_id="east", name="East", level="town", parent_id="county"),
        Place(place_id="west", name="West", level="town", parent_id="county"),
    ]
    sectors = [{"id": id, "name": id.title()} for id in ("health", "housing", "faith")]
    fields = {
        "folder": folder,
        "workspace": WORKSPACE,
        "sector_list": SectorList.model_validate({"id": "three", "name": "Three sectors", "sector": sectors}),
        "sources": {"survey": source()},
        "indicators": {"uninsured": indicator()},
        "dimensions": {"race": race()},
        "walks": {"walk": walk()},
        "places": {place.place_id: place for place in places},
        "observations": (cell(1000, 10000), *GROUPS, cell(1100, 10000, period="2019")),
        "rows": {
            Partner: (
                Partner(partner_id="clinic", name="Clinic", sectors=("health",)),
                Partner(partner_id="homes", name="Homes", sectors=("housing", "health")),
                Partner(partner_id="gone", name="Gone", sectors=("faith",), left_on=date(2024, 1, 1)),
            ),
            Seat: (Seat(partner_id="clinic", body="board", voting=True),),
            Goal: (
                Goal(
                    goal_id="g1",
                    area="equity",
                    statement="Cover everyone",
                    indicator_id="uninsured",
                    place_id="county",
                    baseline=11,
                    baseline_period=Period(2019, 2019),
                    target=5,
                    target_period=Period(2029, 2029),
                    direction="down",
                ),
                Goal(
                    goal_id="g2",
                    area="systems_change",
                    statement="One form",
                    baseline=0,
                    target=1,
                    direction="up",
                ),
            ),
        },
    }
    return Contents(**{**fields, **changes})  # type: ignore[arg-type]


def released(made: Contents) -> PublishedStore:
    """What pages are given of these contents: their first release, in a folder of its own.

    Tests that make the same contents share it, since nothing changes a release.
    """
    return _released(pickle.dumps(replace(made, folder=Path())))


@lru_cache(maxsize=40)
def _released(pickled: bytes) -> PublishedStore:
    folder = Path(mkdtemp(dir=_folder_of_run()))
    return PublishedStore(publish(replace(pickle.loads(pickled), folder=folder)).release)


def built_alder(folder: Path) -> Path:
    """A copy of the workspace Alder below `folder`, with its release: built once a run, since the same becomes the same."""
    return Path(copytree(_alder(), folder / "alder"))


@cache
def _alder() -> Path:
    folder = Path(copytree(ALDER, _folder_of_run() / "alder"))
    build(folder)
    return folder


@cache
def _folder_of_run() -> Path:
    folder = Path(mkdtemp(prefix="datawalk-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    atexit.register(_released.cache_clear)  # stores close before their files go
    return folder
