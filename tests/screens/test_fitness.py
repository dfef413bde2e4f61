"""What figures are not for is refused wherever it could be asked for, with the same reason: every surface, every use."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest

from datawalk.domain.goals import Goal
from datawalk.domain.indicators import Use
from datawalk.domain.periods import Period
from datawalk.domain.roster import Partner
from datawalk.domain.text import LANGUAGES, Language
from datawalk.screens.fitness import refusal
from datawalk.screens.pages import load_page
from datawalk.screens.pageview import PageName
from datawalk.screens.selection import Selection
from datawalk.screens.show import show, show_kind
from datawalk.screens.wording import words
from datawalk.store.published import PublishedStore
from datawalk.web.downloads import as_csv, as_html
from worlds import cell, contents, indicator, released, source, walk

USES: tuple[Use, ...] = get_args(Use)
OF_GROUPS = Goal(
    goal_id="g3",
    area="equity",
    statement="Close it",
    indicator_id="uninsured",
    place_id="county",
    measure="difference",
    dimension="race",
    subgroup="black",
    reference="white",
    baseline=10,
    baseline_period=Period(2019, 2019),
    target=5,
    target_period=Period(2029, 2029),
    direction="down",
)
STATIONS: dict[str, dict[str, Any]] = {
    "level": {"kind": "level", "indicator": "uninsured", "dimension": "race"},
    "gap": {"kind": "gap", "indicator": "uninsured", "dimension": "race"},
    "gap_overview": {"kind": "gap_overview", "dimension": "race"},
    "place_compare": {"kind": "place_compare", "indicator": "uninsured"},
    "strengths": {"kind": "strengths"},
    "goals": {"kind": "goals"},
}
REFUSED: dict[Use, tuple[tuple[str, ...], tuple[PageName, ...]]] = {
    "trend": (("goals",), ("indicators",)),
    "rank": (("place_compare", "strengths"), ("indicators",)),
    "groups": (("level", "gap", "gap_overview", "goals"), ("indicators", "partners")),
    "evaluation": (("goals",), ()),
}
"""The stations and pages where each use could be asked for."""


def _store(folder: Path, use: Use | None, *, of: str = "source") -> PublishedStore:
    base = contents(folder)
    stations = [{"id": key, "question": key, **one} for key, one in STATIONS.items()]
    partners = [_working(one) for one in base.of(Partner)]
    towns = (cell(50, 1000, place="east"), cell(90, 1000, place="west"))
    not_for = [use] if use else []
    made = replace(
        base,
        sources={"survey": source(not_for=not_for if of == "source" else [])},
        indicators={"uninsured": indicator(not_for=not_for if of == "indicator" else [])},
        walks={"walk": walk(stations)},
        observations=(*base.observations, *towns),
        rows={**base.rows, Partner: tuple(partners), Goal: (*base.of(Goal), OF_GROUPS)},
    )
    return released(made)


def _working(one: Partner) -> Partner:
    return one.model_copy(update={"works_on": ("uninsured",)})


Ask = Callable[[PublishedStore, Language], str]


def _shown(station: str, store: PublishedStore, lang: Language) -> str:
    return str(show(store, selection=Selection(lang, "walk", station)))


def _ad_hoc(station: str, store: PublishedStore, lang: Language) -> str:
    keys = {key: str(value) for key, value in STATIONS[station].items() if key != "kind"}
    return str(show_kind(store, kind=station, keys=keys, selection=Selection(lang)))


def _csv(page: PageName, station: str, store: PublishedStore, lang: Language) -> str:
    return as_csv(load_page(store, page, _selection(lang, station))).decode()


def _print(page: PageName, station: str, store: PublishedStore, lang: Language) -> str:
    return as_html(load_page(store, page, _selection(lang, station)))


def _selection(lang: Language, station: str) -> Selection:
    if station:
        return Selection(lang, "walk", station)
    return Selection(lang, indicator="uninsured", partner="clinic", place="county")


def _surfaces(use: Use) -> dict[str, Ask]:
    stations, pages = REFUSED[use]
    found: dict[str, Ask] = {}
    for station in stations:
        found[f"show {station}"] = partial(_shown, station)
        found[f"show --kind {station}"] = partial(_ad_hoc, station)
        found[f"{station} as CSV"] = partial(_csv, "walk", station)
        found[f"{station} to print"] = partial(_print, "walk", station)
    for page in pages:
        found[f"{page} page as CSV"] = partial(_csv, page, "")
        found[f"{page} page to print"] = partial(_print, page, "")
    return found


CASES = [pytest.param(use, ask, id=f"{use}: {name}") for use in USES for name, ask in _surfaces(use).items()]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("use", "ask"), CASES)
def test_every_surface_refuses_with_the_same_reason(
    tmp_path: Path, use: Use, ask: Ask, lang: Language
) -> None:
    reason = refusal(use, t=words(lang))
    assert reason in ask(_store(tmp_path / "refused", use), lang)
    assert reason not in ask(_store(tmp_path / "free", None), lang)


@pytest.mark.parametrize("use", USES)
def test_an_indicator_refuses_as_its_source_does(tmp_path: Path, use: Use) -> None:
    by_source, by_indicator = (_store(tmp_path / of, use, of=of) for of in ("source", "indicator"))
    for ask in _surfaces(use).values():
        said = [ask(store, "en").replace(store.release_id, "") for store in (by_source, by_indicator)]
        assert said[0] == said[1]


def test_no_groups_are_told_where_groups_must_not_be_compared(tmp_path: Path) -> None:
    store = _store(tmp_path, "groups")
    for station in STATIONS:
        shown = show(store, selection=Selection("en", "walk", station))
        assert not {"asian", "black", "hispanic", "white"} & {row["id"] for row in shown["table"]}, station
    groups = ("Black", "Hispanic or Latino")
    assert not any(name in _print("indicators", "", store, "en") for name in groups)


def test_no_pace_is_told_where_change_or_a_program_must_not_be_judged(tmp_path: Path) -> None:
    for use in ("trend", "evaluation"):
        rows = show(_store(tmp_path / use, use), selection=Selection("en", "walk", "goals"))["table"]
        told = {row["id"]: (row["pace"], row["expected"]) for row in rows}
        assert told["g1"] == (None, None)
        assert {row["id"]: row["status"] for row in rows}["g1"] == "refused"
        assert {row["id"]: row["current"] for row in rows}["g1"] == 10.0


def test_no_order_is_told_where_places_must_not_be_ranked(tmp_path: Path) -> None:
    shown = show(_store(tmp_path, "rank"), selection=Selection("en", "walk", "place_compare"))
    assert [row["label"] for row in shown["table"]][:2] == ["East", "West"]
    strengths = show(_store(tmp_path, "rank"), selection=Selection("en", "walk", "strengths"))
    assert strengths["table"] == []


def test_fitness_is_asked_in_one_place_only() -> None:
    """A page that reads `not_for` by itself would forget the indicator's or the source's half."""
    house = Path(__file__).parents[2] / "src" / "datawalk"
    readers = {path.name for path in house.rglob("*.py") if ".not_for" in path.read_text(encoding="utf-8")}
    assert readers == {"indicators.py", "methods.py"}  # the rule, and the list of what each source refuses
