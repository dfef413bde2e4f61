"""The whole way on a real file: five counties of Rhode Island, every row as the producer published it."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from datawalk.intake.add import add_files
from datawalk.intake.build import build
from datawalk.intake.new import new_workspace
from datawalk.screens.selection import Selection
from datawalk.screens.show import show, show_kind
from datawalk.screens.walk import load_walk
from datawalk.store.published import PublishedStore

SHARED = Path(__file__).parents[2].parent / "shared"
RAW = SHARED / "data" / "places" / "county_long_2023" / "PLACES_County_2023_RI.csv"
needs_raw = pytest.mark.skipif(not RAW.is_file(), reason="the public PLACES file is not beside this checkout")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    folder = tmp_path_factory.mktemp("ri") / "w"
    new_workspace(folder, name="Rhode Island", place="44", today=date(2026, 11, 22))
    add_files(folder, files=[RAW], format_name="places", accessed_on=date(2026, 11, 22))
    return PublishedStore(build(folder).release)


@needs_raw
def test_show_gives_the_raw_number_of_every_row(store: PublishedStore) -> None:
    with RAW.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 370
    for row in rows:
        form = {"CrdPrv": "crude", "AgeAdjPrv": "adjusted"}[row["DataValueTypeID"]]
        indicator = f"places_{row['MeasureId'].lower()}_{form}"
        shown = show_kind(
            store,
            kind="level",
            keys={"indicator": indicator},
            selection=Selection("en", place=row["LocationID"]),
        )
        own = shown["table"][0]
        assert (shown["place"], shown["period"]) == (row["LocationID"], row["Year"])
        assert own["estimate"] == float(row["Data_Value"])
        assert own["lower"] == float(row["Low_Confidence_Limit"])
        assert own["upper"] == float(row["High_Confidence_Limit"])
        assert own["numerator"] is own["denominator"] is shown["n"] is None
        assert own["label"] == f"{row['LocationName']} County"


@needs_raw
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("county", ["44001", "44003", "44005", "44007", "44009"])
def test_every_station_of_the_starter_says_something_for_every_county(
    store: PublishedStore, lang: str, county: str
) -> None:
    pictures = 0
    for walk in store.walks.values():
        for station in walk.station:
            view = load_walk(
                store, Selection("es" if lang == "es" else "en", walk.id, station.id, county)
            ).station
            assert view.picture is not None or len(str(view.finding)) > 20
            pictures += station.kind == "level" and view.place_id == county
    assert pictures == 3


@needs_raw
def test_the_population_keeps_its_year_and_gaps_are_refused(store: PublishedStore) -> None:
    providence = store.places["44007"]
    assert (providence.name, providence.population, str(providence.population_period)) == (
        "Providence County",
        658221,
        "2021",
    )
    gap = show_kind(
        store,
        kind="gap",
        keys={"indicator": "places_obesity_crude", "dimension": "race_ethnicity"},
        selection=Selection(),
    )
    assert gap["table"] == []
    assert gap["finding"].endswith(". These figures must not be used to compare groups.")
    ready = next(walk for walk in store.walks.values() if any(s.kind == "gap" for s in walk.station))
    shown = show(
        store, selection=Selection("en", ready.id, next(s.id for s in ready.station if s.kind == "gap"))
    )
    assert "Add a file with figures by group" in shown["finding"]
    assert os.sep not in shown["release"]
