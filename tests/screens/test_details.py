"""More measures of an indicator's page: told over everyone or not at all, in both languages, whole in the download."""

from pathlib import Path
from typing import Any

import pytest

from datawalk.domain.observations import Observation
from datawalk.domain.text import LANGUAGES, Language
from datawalk.measures.simulation import SEED
from datawalk.screens.pages import load_page
from datawalk.screens.pageview import Section
from datawalk.screens.selection import Selection
from worlds import GROUPS, cell, contents, indicator, race, released, source

TOTAL = cell(1000, 10000)


def details(folder: Path, *cells: Observation, lang: Language = "en", **changes: Any) -> Section | None:
    made = contents(folder, observations=cells, rows={}, **changes)
    store = released(made)
    view = load_page(store, "indicators", Selection(lang, indicator="uninsured"))
    return next((section for section in view.sections if section.id == "details"), None)


def told(section: Section | None) -> Section:
    assert section is not None
    return section


def test_every_number_stands_in_the_download(tmp_path: Path) -> None:
    rows = {row["id"]: row for row in told(details(tmp_path, TOTAL, *GROUPS)).table.rows}
    largest = rows["mrd"]
    assert (largest["value"], largest["unit"], largest["seed"]) == (pytest.approx(14.0), "percent", SEED)
    assert (largest["method"], largest["flag"]) == ("simulation", "reads_high")
    assert rows["par"]["reference"] == rows["mdr_weighted"]["reference"] == "white"
    assert rows["bgv"]["seed"] is None
    assert {"lower", "upper", "se", "place", "period", "label", "reason"} <= largest.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_how_it_was_worked_out(tmp_path: Path, lang: Language) -> None:
    section = told(details(tmp_path, TOTAL, *GROUPS, lang=lang))
    lines = {line[0]: line[1:] for line in section.table.lines}
    name = {"en": "Largest difference (MRD)", "es": "Diferencia más grande (MRD)"}[lang]
    value, between, note = lines[name]
    assert value == {"en": "14.0 points", "es": "14.0 puntos"}[lang]
    assert " a " in between or " to " in between
    assert note == {"en": "Simulation, reads high", "es": "Simulación, sale alto"}[lang]
    explained = {fact.label.lower(): fact.text for fact in section.facts}
    assert str(SEED) in explained[note.split(", ")[0].lower()]
    assert explained[note.split(", ")[1]]


def test_ordered_groups_have_slopes(tmp_path: Path) -> None:
    section = told(details(tmp_path, TOTAL, *GROUPS, dimensions={"race": race(ordered=True)}))
    assert [row["id"] for row in section.table.rows][:4] == ["sii", "rii", "aci", "rci"]


def test_rates_have_no_bounded_index(tmp_path: Path) -> None:
    made = {
        "dimensions": {"race": race(ordered=True)},
        "indicators": {"uninsured": indicator(unit="per_1000")},
    }
    rows = {row["id"]: row for row in told(details(tmp_path, TOTAL, *GROUPS, **made)).table.rows}
    assert not {"erreygers", "wagstaff"} & rows.keys()
    assert (rows["sii"]["method"], rows["par_people"]["unit"]) == ("delta", "people")


@pytest.mark.parametrize(
    "last",
    [
        cell(subgroup="white", flag="missing", note="No figure."),
        cell(10, 20, subgroup="white"),
        cell(360, 6000, subgroup="white", flag="unreliable"),
        cell(5, 6000, subgroup="white"),
    ],
    ids=["missing", "unsure", "doubted", "hidden"],
)
def test_nothing_is_worked_out_over_the_rest(tmp_path: Path, last: Observation) -> None:
    section = told(details(tmp_path, TOTAL, *GROUPS[:3], last))
    assert section.paragraphs[0].startswith("A group is hidden, missing or too unsure.")
    assert (section.table.rows, section.facts) == ((), ())


@pytest.mark.parametrize(
    ("everybody", "sentence"),
    [
        (12000, "These groups are not everyone, so nothing is said over all of them."),
        (9000, "The groups overlap: some people are in more than one."),
    ],
)
def test_groups_have_to_be_everyone_once(tmp_path: Path, everybody: float, sentence: str) -> None:
    assert told(details(tmp_path, cell(900, everybody), *GROUPS)).paragraphs == (sentence,)


def test_groups_nobody_says_are_everyone_are_refused(tmp_path: Path) -> None:
    section = told(details(tmp_path, *GROUPS, dimensions={"race": race(exhaustive=False)}))
    assert section.paragraphs[0].startswith("These groups are not everyone")


def test_a_group_that_is_there_in_other_years_only_is_missed(tmp_path: Path) -> None:
    before = [cell(100, 1000, subgroup="asian", period="2019"), *GROUPS[1:]]
    section = told(details(tmp_path, *before))
    assert section.paragraphs[0].startswith("These groups are not everyone")


def test_without_sizes_the_page_says_that_each_group_counts_the_same(tmp_path: Path) -> None:
    cells = [
        cell(subgroup=group, estimate=value, se=1.0)
        for group, value in (("asian", 9.0), ("black", 15.0), ("hispanic", 20.0), ("white", 6.0))
    ]
    section = told(details(tmp_path, *cells, sources={"survey": source(published=True)}))
    assert len(section.paragraphs) == 2
    assert [row["id"] for row in section.table.rows][-1] == "index_of_disparity_healthy_people"


def test_figures_without_a_margin_state_no_gap(tmp_path: Path) -> None:
    cells = [cell(subgroup=group, estimate=9.0) for group in ("asian", "black", "hispanic")]
    section = told(details(tmp_path, *cells, sources={"survey": source(published=True)}))
    assert section.paragraphs == ("The source gives no margin for these figures, so no gap is stated.",)


def test_one_group_or_none_is_no_section(tmp_path: Path) -> None:
    assert details(tmp_path / "one", TOTAL, GROUPS[0]) is None
    assert details(tmp_path / "none", TOTAL) is None


def test_a_source_not_for_groups_has_none(tmp_path: Path) -> None:
    assert details(tmp_path, TOTAL, *GROUPS, sources={"survey": source(not_for=("groups",))}) is None
