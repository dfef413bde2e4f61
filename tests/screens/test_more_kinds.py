"""The kinds that compare: with figures, without, with hidden ones, in both languages; numbers by a second way."""

import dataclasses
import re
from datetime import date
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import binomtest, norm

from datawalk.charts.inputs import Atlas, Changed
from datawalk.charts.plotted import Dots, Strip
from datawalk.charts.written import Grid, Pairs, Prose
from datawalk.domain.changes import Change
from datawalk.domain.goals import Goal, GoalValue
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Boundary, Place
from datawalk.domain.roster import Partner, Seat
from datawalk.domain.sectors import SectorList
from datawalk.domain.text import Language
from datawalk.intake.build import publish
from datawalk.screens.selection import Selection
from datawalk.screens.show import show
from datawalk.screens.views import StationView
from datawalk.screens.walk import load_walk
from datawalk.store.published import PublishedStore
from worlds import GROUPS, WITHHELD, cell, contents, indicator, race, released, source, walk

Z = float(norm.ppf(0.975))
NO_INTERNET = indicator(
    "internet", name={"en": "No internet", "es": "Sin internet"}, domain="place", direction="lower_is_better"
)
OVERVIEW: dict[str, Any] = {
    "id": "one",
    "kind": "gap_overview",
    "question": {"en": "Widest?", "es": "¿Mayores?"},
    "dimension": "race",
    "prompts": ["Why?"],
}
COMPARE: dict[str, Any] = {
    "id": "one",
    "kind": "place_compare",
    "question": "Where?",
    "indicator": "uninsured",
}
STRENGTHS: dict[str, Any] = {"id": "one", "kind": "strengths", "question": "What goes well?"}
POWER: dict[str, Any] = {"id": "one", "kind": "power", "question": "Who decides?", "as_of": date(2024, 6, 1)}
CHANGES: dict[str, Any] = {"id": "one", "kind": "changes", "question": "What is different?"}
TOWNS = (
    cell(200, 4000, place="east"),
    cell(800, 6000, place="west"),
    cell(1000, 10000),
)

MODELLED = (
    cell(place="east", estimate=5.0, lower=4.0, upper=6.0),
    cell(place="west", estimate=13.3, lower=12.3, upper=14.3),
    cell(estimate=10.0, lower=9.5, upper=10.5),
)


def store_of(folder: Path, station: dict[str, Any], **changes: Any) -> PublishedStore:
    return released(contents(folder, walks={"walk": walk([station])}, **changes))


def view_of(
    folder: Path, station: dict[str, Any], *, lang: Language = "en", place: str | None = None, **changes: Any
) -> StationView:
    store = store_of(folder, station, **changes)
    return load_walk(store, Selection(lang, "walk", station["id"], place)).station


def text_of(view: StationView) -> str:
    """Everything in the view, with the separators of thousands taken out."""
    return re.sub(r"(?<=\d),(?=\d)", "", repr(dataclasses.asdict(view)))


def newcombe(count: int, n: int, other: int, other_n: int) -> tuple[float, float]:
    """Method 10 from scipy's Wilson limits, in percent."""
    share, other_share = count / n, other / other_n
    low, high = binomtest(count, n).proportion_ci(method="wilson")
    other_low, other_high = binomtest(other, other_n).proportion_ci(method="wilson")
    apart = share - other_share
    return (
        100 * (apart - sqrt((share - low) ** 2 + (other_high - other_share) ** 2)),
        100 * (apart + sqrt((high - share) ** 2 + (other_share - other_low) ** 2)),
    )


# gap_overview


def test_an_overview_names_the_gaps_with_most_people_behind_them(tmp_path: Path) -> None:
    view = view_of(tmp_path, OVERVIEW, observations=(cell(1000, 10000), *GROUPS))
    assert str(view.finding) == (
        "3 gaps here are sure. The gaps with most people behind them: "
        "No insurance, Hispanic or Latino, about 280 people (240 to 320); "
        "No insurance, Black, about 90 people (68 to 110); No insurance, Asian, about 30 people (13 to 50)."
    )
    people = {m.group: m for m in view.measures if m.name == "people"}
    for group, count, n in (("hispanic", 400, 2000), ("black", 150, 1000), ("asian", 90, 1000)):
        low, high = newcombe(count, n, 360, 6000)
        found = people[f"uninsured/{group}"]
        assert found.value == pytest.approx(count - n * 0.06)
        assert (found.lower, found.upper) == pytest.approx((n * low / 100, n * high / 100))
        assert found.reference == "white"
    assert view.source is not None
    assert view.cannot_say is not None
    assert (view.place_id, view.period) == ("county", "2023")


def test_an_overview_shades_by_the_distance_from_the_reference(tmp_path: Path) -> None:
    view = view_of(tmp_path, OVERVIEW, observations=(cell(1000, 10000), *GROUPS))
    assert isinstance(view.picture, Grid)
    assert view.picture.columns == ("Asian", "Black", "Hispanic or Latino", "White", "Everyone")
    row = view.picture.rows[0]
    assert (row.label, row.note) == ("No insurance", "2023")
    assert [(c.text, c.tone, c.note) for c in row.cells] == [
        ("9.0%", "farther", "1.5 times"),
        ("15.0%", "farthest", "2.5 times"),
        ("20.0%", "farthest", "3.3 times"),
        ("6.0%", "best", "best"),
        ("10.0%", "plain", ""),
    ]
    assert {tone for tone, _ in view.picture.key} == {"best", "farther", "farthest"}
    rows = {row["id"]: row for row in view.table.rows}
    assert rows["uninsured/hispanic"]["ratio"] == pytest.approx(20 / 6)
    assert rows["uninsured/hispanic"]["difference"] == pytest.approx(14)
    assert rows["uninsured/white"]["difference"] is None
    assert {"id", "label", "indicator", "group", "estimate", "status", "reason"} <= set(
        rows["uninsured/asian"]
    )


def test_a_hidden_indicator_is_named_and_gives_nothing_away(tmp_path: Path) -> None:
    secret = (
        cell(7, 1013, indicator_id="internet", subgroup="asian"),
        cell(219, 1117, indicator_id="internet", subgroup="black"),
        cell(433, 2129, indicator_id="internet", subgroup="hispanic"),
        cell(1223, 6037, indicator_id="internet", subgroup="white"),
    )
    indicators = {"uninsured": indicator(), "internet": NO_INTERNET}
    withheld = WITHHELD.model_copy(update={"withhold": ("internet/race",)})
    view = view_of(
        tmp_path,
        OVERVIEW,
        indicators=indicators,
        observations=(cell(1000, 10000), *GROUPS, *secret),
        workspace=withheld,
    )
    assert isinstance(view.picture, Grid)
    assert [row.label for row in view.picture.rows] == ["No insurance"]
    assert "Not shown to protect privacy: No internet." in view.notice
    told = set(re.findall(r"[\d.,]*\d", text_of(view).replace(view.release, "")))
    assert not told & {"1013", "1117", "2129", "6037", "7", "219", "433", "1223", "19.6", "20.3"}
    rows = [row for row in view.table.rows if row["indicator"] == "internet"]
    assert len(rows) == 4
    assert {row[key] for row in rows for key in ("estimate", "difference", "ratio", "denominator")} == {None}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "The figures by race and ethnicity are not shown to protect privacy."),
        ("es", "Las cifras por raza y etnicidad no se muestran para proteger la privacidad."),
    ],
)
def test_an_overview_of_hidden_figures_says_so(tmp_path: Path, lang: Language, words: str) -> None:
    view = view_of(tmp_path, OVERVIEW, lang=lang, workspace=WITHHELD)
    assert str(view.finding).startswith(words)
    assert view.measures == ()


def test_an_overview_without_a_sure_gap_says_so(tmp_path: Path) -> None:
    close = (cell(200, 2000, subgroup="asian"), cell(210, 2000, subgroup="black"))
    view = view_of(tmp_path, OVERVIEW, observations=close)
    assert str(view.finding) == "We cannot be sure of any gap here. Each difference may be chance."
    assert isinstance(view.picture, Grid)
    assert [c.tone for c in view.picture.rows[0].cells] == ["best", "plain"]


def test_unreliable_groups_are_hollow_and_never_named(tmp_path: Path) -> None:
    doubtful = (*GROUPS[:2], cell(400, 2000, subgroup="hispanic", flag="unreliable"), GROUPS[3])
    view = view_of(tmp_path, OVERVIEW, observations=(cell(1000, 10000), *doubtful))
    assert "Hispanic" not in str(view.finding)
    assert isinstance(view.picture, Grid)
    assert view.picture.rows[0].cells[2].tone == "hollow"
    assert view.picture.rows[0].cells[2].note == "Too few people to be sure"


def test_a_source_not_for_groups_is_left_out_and_said(tmp_path: Path) -> None:
    indicators = {"uninsured": indicator(), "internet": indicator("internet", name="Web", not_for=["groups"])}
    more = tuple(
        cell(c.numerator, c.denominator, indicator_id="internet", subgroup=c.subgroup) for c in GROUPS
    )
    view = view_of(tmp_path, OVERVIEW, indicators=indicators, observations=(*GROUPS, *more))
    assert view.notice == "Left out: Web. These figures must not be used to compare groups."
    assert {row["indicator"] for row in view.table.rows} == {"uninsured"}
    alone = view_of(
        tmp_path / "b",
        {**OVERVIEW, "indicators": ["internet"]},
        indicators=indicators,
        observations=(*GROUPS, *more),
    )
    assert alone.picture is None
    assert "Left out: Web. These figures must not be used to compare groups." in str(alone.finding)


def test_where_no_people_can_be_counted_the_gaps_are_told_in_points(tmp_path: Path) -> None:
    income = indicator("uninsured", name="Income", unit="dollars", direction="higher_is_better")
    values = {"asian": 80_000, "black": 50_000, "hispanic": 40_000, "white": 79_000}
    cells = tuple(cell(subgroup=key, estimate=value, se=1000) for key, value in values.items())
    view = view_of(
        tmp_path,
        OVERVIEW,
        indicators={"uninsured": income},
        sources={"survey": source(kind="modelled")},
        observations=cells,
    )
    half = Z * sqrt(2) * 1000
    low, high = (f"${40_000 + sign * half:,.0f}" for sign in (-1, 1))
    assert str(view.finding).startswith(
        "2 gaps here are sure. The widest: Income, Hispanic or Latino, $40,000"
    )
    assert f"({low} to {high})" in str(view.finding)
    assert isinstance(view.picture, Grid)
    assert [c.tone for c in view.picture.rows[0].cells] == ["best", "farther", "farthest", "plain"]


def test_against_everyone_the_overall_has_a_column_of_its_own(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        OVERVIEW,
        indicators={"uninsured": indicator(reference="overall")},
        observations=(cell(1000, 10000), *GROUPS),
    )
    assert isinstance(view.picture, Grid)
    assert view.picture.columns[-1] == "Everyone"
    tones = [c.tone for c in view.picture.rows[0].cells]
    assert tones == ["plain", "farther", "farthest", "plain", "best"]
    assert view.picture.rows[0].cells[-1].note == "reference"


def test_an_overview_keeps_to_its_domain_and_to_the_indicators_it_names(tmp_path: Path) -> None:
    indicators = {"uninsured": indicator(), "internet": NO_INTERNET}
    more = tuple(
        cell(c.numerator, c.denominator, indicator_id="internet", subgroup=c.subgroup) for c in GROUPS
    )
    cells = (*GROUPS, *more)
    only = view_of(tmp_path / "a", {**OVERVIEW, "domain": "place"}, indicators=indicators, observations=cells)
    assert {row["indicator"] for row in only.table.rows} == {"internet"}
    named = view_of(
        tmp_path / "b",
        {**OVERVIEW, "indicators": ["internet", "uninsured"]},
        indicators=indicators,
        observations=cells,
    )
    assert isinstance(named.picture, Grid)
    assert [row.label for row in named.picture.rows] == ["No internet", "No insurance"]
    missing = view_of(
        tmp_path / "c",
        {**OVERVIEW, "indicators": ["internet", "uninsured"]},
        indicators=indicators,
        observations=GROUPS,
    )
    assert missing.notice == "There are no figures here for: No internet."


def test_the_build_picks_the_dimension_most_indicators_have(tmp_path: Path) -> None:
    side = race(id="side", name="Side", group=[{"id": "left", "name": "L"}, {"id": "right", "name": "R"}])
    sides = tuple(
        cell(n, 1000, indicator_id="uninsured", dimension="side").model_copy(
            update={"subgroup": key, "dimension": "side"}
        )
        for key, n in (("left", 100), ("right", 300))
    )
    more = tuple(
        cell(c.numerator, c.denominator, indicator_id="internet", subgroup=c.subgroup) for c in GROUPS
    )
    changes: dict[str, Any] = {
        "walks": {
            "walk": walk([{**OVERVIEW, "dimension": "auto"}, {**COMPARE, "id": "two", "indicator": "auto"}])
        },
        "dimensions": {"race": race(), "side": side},
        "indicators": {"uninsured": indicator(), "internet": NO_INTERNET},
        "observations": (*GROUPS, *more, *sides, *TOWNS),
    }
    report = publish(contents(tmp_path, **changes))
    assert [str(choice) for choice in report.choices] == ["walk/one: by race", "walk/two: uninsured"]


@pytest.mark.parametrize("desk", [True, False])
def test_the_room_sees_the_widest_indicators_and_the_table_holds_all(tmp_path: Path, desk: bool) -> None:
    indicators = {f"i{i}": indicator(f"i{i}", name=f"Indicator {i}") for i in range(7)}
    cells = tuple(
        cell(count + (60 if count < 200 else 0) * i, people, indicator_id=f"i{i}", subgroup=key)
        for i in range(7)
        for key, count, people in (("asian", 100, 1000), ("white", 600, 6000))
    )
    view = view_of(tmp_path, {**OVERVIEW, "desk": desk}, indicators=indicators, observations=cells)
    assert isinstance(view.picture, Grid)
    drawn = [row.label for row in view.picture.rows]
    assert drawn == [f"Indicator {i}" for i in range(6, -1 if desk else 1, -1)]
    assert ("2 more indicators are in the table." in view.footer) is not desk
    assert len({row["indicator"] for row in view.table.rows}) == 7


# place_compare


def test_places_are_told_by_their_ends_where_the_source_may_rank(tmp_path: Path) -> None:
    view = view_of(tmp_path, COMPARE, observations=TOWNS)
    low, high = newcombe(800, 6000, 200, 4000)
    assert str(view.finding) == (
        "No insurance: 13.3% in West and 5.0% in East. "
        f"The two ends are 8.3 points apart ({low:.1f} to {high:.1f})."
    )
    told = view.measures[0]
    assert (told.group, told.reference) == ("west", "east")
    assert (told.value, told.lower, told.upper) == pytest.approx((100 * (800 / 6000 - 0.05), low, high))
    assert isinstance(view.picture, Atlas)
    assert isinstance(view.picture.values, Dots)
    assert [(row.label, row.tone) for row in view.picture.values.rows] == [
        ("West", "worst"),
        ("East", "reference"),
    ]
    assert view.picture.values.line_label == "Everyone in Little County 10.0%"
    assert view.picture.map is None
    assert [row["id"] for row in view.table.rows] == ["west", "east", "county"]
    assert "the widest of 1 pairs" in view.method
    assert view.n == 10000


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_source_not_for_ranking_names_no_place(tmp_path: Path, lang: Language) -> None:
    modelled = {"survey": source(kind="modelled", not_for=["rank"])}
    view = view_of(tmp_path, COMPARE, lang=lang, sources=modelled, observations=MODELLED)
    assert not re.search("East|West", str(view.finding))
    assert "5.0%" in str(view.finding)
    assert "13.3%" in str(view.finding)
    assert {(m.group, m.reference) for m in view.measures} == {(None, None)}
    assert isinstance(view.picture, Atlas)
    assert isinstance(view.picture.values, Dots)
    assert [(row.label, row.tone) for row in view.picture.values.rows] == [
        ("East", "plain"),
        ("West", "plain"),
    ]
    if lang == "en":
        assert str(view.finding).endswith("These figures must not be used to rank places.")


def test_a_place_without_places_inside_stands_among_its_siblings(tmp_path: Path) -> None:
    view = view_of(tmp_path, COMPARE, place="east", observations=TOWNS)
    assert view.place_id == "county"
    assert isinstance(view.picture, Atlas)
    assert isinstance(view.picture.values, Dots)
    assert {row.label: row.tone for row in view.picture.values.rows} == {"West": "plain", "East": "reference"}


def test_places_that_may_be_alike_are_not_told_apart(tmp_path: Path) -> None:
    close = (cell(400, 4000, place="east"), cell(610, 6000, place="west"), cell(1010, 10000))
    view = view_of(tmp_path, COMPARE, observations=close)
    assert "We cannot be sure they differ: 0.2 points, from -1.1 to 1.4." in str(view.finding)
    assert isinstance(view.picture, Atlas)
    assert isinstance(view.picture.values, Dots)
    assert {row.tone for row in view.picture.values.rows} == {"plain"}


def test_one_place_cannot_be_compared(tmp_path: Path) -> None:
    view = view_of(tmp_path, COMPARE, observations=(cell(400, 4000, place="east"),))
    assert view.picture is None
    assert str(view.finding) == "There are not two places here with figures to compare: No insurance."


def test_hidden_places_are_named_as_such_and_give_nothing_away(tmp_path: Path) -> None:
    hidden = (cell(7, 4013, place="east"), cell(811, 6017, place="west"), cell(818, 10030))
    view = view_of(tmp_path, COMPARE, observations=hidden)
    assert "Not shown to protect privacy: East" in str(view.finding)
    told = text_of(view)
    assert not [number for number in ("4013", "6017", "811", "13.4", "13.47") if number in told]
    assert view.measures == ()


def many_places(count: int) -> dict[str, Place]:
    towns = [
        Place(place_id=f"t{i}", name=f"Town {i:02}", level="town", parent_id="county") for i in range(count)
    ]
    county = Place(place_id="county", name="Little County", level="county")
    return {place.place_id: place for place in (county, *towns)}


def square(place_id: str, at: float) -> Boundary:
    ring = ((at, 0.0), (at + 1, 0.0), (at + 1, 1.0), (at, 1.0))
    return Boundary(place_id=place_id, polygons=((ring,),))


def test_many_places_lie_on_one_strip_with_a_map_in_five_classes(tmp_path: Path) -> None:
    values = [100 + 40 * i for i in range(12)]
    cells = tuple(cell(value, 1000, place=f"t{i}") for i, value in enumerate(values))
    boundaries = {f"t{i}": square(f"t{i}", i) for i in range(9)}
    view = view_of(tmp_path, COMPARE, places=many_places(12), observations=cells, boundaries=boundaries)
    assert isinstance(view.picture, Atlas)
    assert isinstance(view.picture.values, Strip)
    assert len(view.picture.values.points) == 12
    tones = {point.label: point.tone for point in view.picture.values.points if point.tone != "plain"}
    assert tones == {"Town 11": "worst", "Town 00": "reference"}
    drawn = view.picture.map
    assert drawn is not None
    assert len(drawn.shapes) == 9
    # 10 to 42 percent in steps of 6.4
    assert [words for _, words in drawn.legend][:2] == ["10.0% to 16.4%", "16.4% to 22.8%"]
    shades = {shape.label: shape.shade for shape in drawn.shapes}
    assert [shades[f"Town {i:02}"] for i in range(9)] == [0, 0, 1, 1, 2, 3, 3, 4, 4]
    assert drawn.no_figure == ""
    assert "the widest of 66 pairs" in view.method


def test_of_thousands_the_page_reads_both_ends_and_the_table_to_download_has_all(tmp_path: Path) -> None:
    cells = tuple(cell(200 + i, 1000, place=f"t{i}") for i in range(300))
    view = view_of(tmp_path, COMPARE, places=many_places(300), observations=cells)
    assert (len(view.table.rows), len(view.table.lines)) == (300, 100)
    assert [view.table.lines[at][0] for at in (0, -1)] == ["Town 299", "Town 00"]
    assert "Of 300 rows the page has the 100 at both ends." in text_of(view)
    assert "Town 150" not in view.alt


def test_too_few_boundaries_make_no_map_and_a_doubtful_place_no_shade(tmp_path: Path) -> None:
    places = many_places(4)
    cells = (
        cell(100, 1000, place="t0"),
        cell(200, 1000, place="t1"),
        cell(300, 1000, place="t2"),
        cell(400, 1000, place="t3", flag="unreliable"),
    )
    few = {"t0": square("t0", 0)}
    view = view_of(tmp_path / "a", COMPARE, places=places, observations=cells, boundaries=few)
    assert isinstance(view.picture, Atlas)
    assert view.picture.map is None
    enough = {key: square(key, i) for i, key in enumerate(("t0", "t1", "t3"))}
    view = view_of(tmp_path / "b", COMPARE, place="t1", places=places, observations=cells, boundaries=enough)
    assert isinstance(view.picture, Atlas)
    assert view.picture.map is not None
    shapes = {shape.label: shape for shape in view.picture.map.shapes}
    assert shapes["Town 03"].shade is None
    assert shapes["Town 03"].text == "40.0% · Too few people to be sure"
    assert shapes["Town 01"].chosen
    assert view.picture.map.no_figure == "No figure to show"


# strengths


def ahead_of(part: tuple[int, int], whole: tuple[int, int]) -> tuple[float, float, float]:
    """The part ahead of the whole (less is better) and its interval, from the part and the rest as two groups."""
    rest = whole[0] - part[0], whole[1] - part[1]
    p, shares = part[1] / whole[1], (part[0] / part[1], rest[0] / rest[1])
    value = 100 * (1 - p) * (shares[1] - shares[0])
    variance = sum(s * (1 - s) / n for s, n in zip(shares, (part[1], rest[1]), strict=True))
    half = 100 * Z * (1 - p) * sqrt(variance)
    return value, value - half, value + half


def test_a_place_is_told_by_what_it_does_better_than_the_place_around_it(tmp_path: Path) -> None:
    view = view_of(tmp_path, STRENGTHS, place="east", observations=TOWNS)
    assert str(view.finding) == (
        "East surely does better than Little County in 1 of 1 measures: No insurance. "
        "In 0 there is no sure difference, in 0 it does less well."
    )
    row = view.table.rows[0]
    expected = ahead_of((200, 4000), (1000, 10000))
    found = row["difference"], row["difference_lower"], row["difference_upper"]
    assert found == pytest.approx(expected, rel=0.03)
    assert isinstance(view.picture, Grid)
    assert view.picture.columns == ("East", "Little County", "Difference")
    last = view.picture.rows[0].cells[-1]
    assert (last.text, last.tone) == ("5.0 points better", "good")


def test_a_place_that_does_less_well_is_told_fairly(tmp_path: Path) -> None:
    view = view_of(tmp_path, STRENGTHS, place="west", observations=TOWNS)
    assert str(view.finding) == (
        "In none of 1 measures is West surely better than Little County. "
        "In 0 there is no sure difference, in 1 it does less well."
    )
    assert [(m.name, m.value) for m in view.measures] == [
        ("better", 0),
        ("not_sure", 0),
        ("worse", 1),
        ("compared", 1),
    ]
    assert isinstance(view.picture, Grid)
    assert view.picture.rows[0].cells[-1].tone == "plain"


@pytest.mark.parametrize(
    ("lang", "start"),
    [
        (
            "en",
            "In one of 2 comparisons, a place does surely better than Little County. Bright spots: East, No",
        ),
        ("es", "En una de 2 comparaciones, a un lugar le va con seguridad mejor que a Little County."),
    ],
)
def test_a_topmost_place_shows_the_bright_spots_inside_it(tmp_path: Path, lang: Language, start: str) -> None:
    view = view_of(tmp_path, STRENGTHS, lang=lang, observations=TOWNS)
    assert str(view.finding).startswith(start)
    assert [row["id"] for row in view.table.rows] == ["east/uninsured", "west/uninsured"]
    assert isinstance(view.picture, Grid)
    assert [row.label.split(":")[0] for row in view.picture.rows] == ["East"]


def test_without_a_bright_spot_there_is_a_fair_sentence(tmp_path: Path) -> None:
    alike = (cell(400, 4000, place="east"), cell(600, 6000, place="west"), cell(1000, 10000))
    view = view_of(tmp_path, STRENGTHS, observations=alike)
    assert str(view.finding) == (
        "No place inside Little County is surely better than Little County as a whole, in 2 comparisons. "
        "That is no verdict: small places have wide margins."
    )
    assert view.picture is None


def test_modelled_figures_are_compared_with_the_place_around_but_name_no_best_place(tmp_path: Path) -> None:
    modelled = {"survey": source(kind="modelled", not_for=["rank"])}
    inside = view_of(tmp_path / "a", STRENGTHS, place="east", sources=modelled, observations=MODELLED)
    half = sqrt(1.0**2 + 0.5**2)  # limits of independent figures add in squares
    row = inside.table.rows[0]
    assert (row["place"], row["verdict"]) == ("east", "better")
    assert (row["difference_lower"], row["difference_upper"]) == pytest.approx((5 - half, 5 + half))
    top = view_of(tmp_path / "b", STRENGTHS, sources=modelled, observations=MODELLED)
    assert top.picture is None
    assert str(top.finding) == (
        "No bright spots are named for Little County. "
        "Left out: No insurance. These figures must not be used to rank places."
    )


def test_hidden_strengths_are_counted_not_told(tmp_path: Path) -> None:
    hidden = (cell(7, 4013, place="east"), cell(811, 6017, place="west"), cell(818, 10030))
    view = view_of(tmp_path, STRENGTHS, place="east", observations=hidden)
    assert view.picture is None
    assert "One comparison is not shown to protect privacy." in str(view.finding)
    told = text_of(view)
    assert not [number for number in ("4013", "6017", "811") if number in told]


def test_a_place_alone_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    view = view_of(tmp_path, STRENGTHS, observations=(cell(1000, 10000),))
    assert view.picture is None
    assert str(view.finding).startswith("There is nothing to compare Little County with yet.")


# power


def roster(*counts: tuple[str, int, int], residents: int = 0) -> dict[type, tuple[Any, ...]]:
    """Partners and voting seats by (sector, members, seats); the first `residents` partners speak for residents."""
    partners, seats = [], []
    for sector, members, held in counts:
        for i in range(members):
            id = f"{sector}_{i}"
            speaks = len(partners) < residents
            partners.append(Partner(partner_id=id, name=id, sectors=(sector,), speaks_for_residents=speaks))
            if i < held:
                seats.append(Seat(partner_id=id, body="board", voting=True))
    return {Partner: tuple(partners), Seat: tuple(seats)}


def test_power_says_who_decides_and_who_has_no_seat(tmp_path: Path) -> None:
    rows = roster(("health", 5, 4), ("housing", 6, 1), ("faith", 2, 0), residents=5)
    view = view_of(tmp_path, POWER, rows=rows)
    assert str(view.finding) == (
        "Health: 4 of 5 voting seats with 5 of 13 members, 2.1 times its share. No voting seat yet: Faith. "
        "5 partners speak for residents. They hold 4 of 5 voting seats."
    )
    ratios = {m.group: m.value for m in view.measures if m.name == "power_ratio"}
    assert ratios == pytest.approx({"health": (4 / 5) / (5 / 13), "housing": (1 / 5) / (6 / 13), "faith": 0})
    assert isinstance(view.picture, Pairs)
    assert [(pair.label, pair.spoken, pair.note) for pair in view.picture.pairs] == [
        ("Residents' voices", False, ""),
        ("Organizations", False, ""),
        ("Housing", False, "0.4 times"),
        ("Health", True, "2.1 times"),
        ("Faith", False, "no voting seat yet"),
    ]
    assert [(pair.first_text[:7], pair.second_text[:6]) for pair in view.picture.pairs[:2]] == [
        ("5 of 13", "4 of 5"),
        ("8 of 13", "1 of 5"),
    ]
    assert view.picture.pairs[1].last
    assert sum(pair.first or 0 for pair in view.picture.pairs[2:]) == pytest.approx(1)
    assert sum(pair.second or 0 for pair in view.picture.pairs[2:]) == pytest.approx(1)


def test_a_partner_of_two_sectors_counts_in_its_first(tmp_path: Path) -> None:
    rows = {
        Partner: (Partner(partner_id="a", name="A", sectors=("housing", "health")),),
        Seat: (Seat(partner_id="a", body="board", voting=True),),
    }
    view = view_of(tmp_path, POWER, rows=rows)
    assert [(row["id"], row["members"], row["seats"]) for row in view.table.rows] == [("housing", 1, 1)]


def test_few_members_are_told_in_counts_only(tmp_path: Path) -> None:
    view = view_of(tmp_path, POWER, rows=roster(("health", 3, 3), ("housing", 6, 0)))
    assert str(view.finding).startswith(
        "Health: 3 of 3 voting seats, with 3 of 9 members. No voting seat yet: Housing."
    )
    assert not [m for m in view.measures if m.name == "power_ratio"]
    assert isinstance(view.picture, Pairs)
    assert [pair.first_text for pair in view.picture.pairs[2:]] == ["6 of 9", "3 of 9"]
    assert "times" not in str(view.finding)


def test_many_sectors_share_lines_and_the_shares_still_add_up(tmp_path: Path) -> None:
    ids = [f"s{i:02}" for i in range(14)]
    sectors = {
        "id": "three",
        "name": "Many",
        "sector": [{"id": id, "name": id.title()} for id in ids],
    }
    for held, labels in (
        (5, [*(f"S{i:02}" for i in range(5)), "9 sectors"]),
        (9, [*(f"S{i:02}" for i in range(4)), "5 other sectors", "5 sectors"]),
        (14, [*(f"S{i:02}" for i in range(5)), "9 other sectors"]),
    ):
        rows = roster(*((id, 20 - i, int(i < held)) for i, id in enumerate(ids)))
        view = view_of(tmp_path / str(held), POWER, rows=rows, sector_list=SectorList.model_validate(sectors))
        assert isinstance(view.picture, Pairs)
        pairs = view.picture.pairs[2:]
        assert [pair.label for pair in pairs] == labels
        assert sum(pair.first or 0 for pair in pairs) == pytest.approx(1)
        assert sum(pair.second or 0 for pair in pairs) == pytest.approx(1)
        assert len(view.table.rows) == 14


def test_an_even_split_blames_nobody(tmp_path: Path) -> None:
    view = view_of(tmp_path, POWER, lang="es", rows=roster(("health", 6, 2), ("housing", 6, 2)))
    assert str(view.finding) == (
        "Ningún sector tiene un asiento entero más que su parte de los miembros. "
        "Cada sector con miembros tiene un asiento con voto. Ninguna organización habla todavía por residentes."
    )


@pytest.mark.parametrize("lang", ["en", "es"])
def test_power_needs_members_and_voting_seats(tmp_path: Path, lang: Language) -> None:
    nobody = view_of(tmp_path / "a", POWER, lang=lang, rows={})
    assert nobody.picture is None
    assert len(str(nobody.finding)) > 20
    other = view_of(tmp_path / "b", {**POWER, "body": "other"}, lang=lang, rows=roster(("health", 2, 1)))
    assert other.picture is None
    assert len(str(other.finding)) > 20


# changes


def change(id: str, day: str, **keys: Any) -> Change:
    return Change.model_validate(
        {"change_id": id, "date": day, "kind": "policy", "statement": f"Change {id}", **keys}
    )


def test_changes_of_a_year_are_counted_by_kind_and_proof(tmp_path: Path) -> None:
    today = date.today()
    recent = today.replace(day=1).isoformat()
    old = [change(f"old{i}", f"2019-01-0{i + 1}") for i in range(6)]
    new = [
        change("a", recent, kind="mindset", evidence="Notes"),
        change("b", recent, verified=True, component="rules"),
    ]
    view = view_of(tmp_path, CHANGES, rows={Change: (*old, *new)})
    assert "2 changes in the 12 months before" in str(view.finding)
    assert "1 in mindset and 1 in policy." in str(view.finding)
    assert "Of them, 1 verified from outside and 1 reported by those who do the work." in str(view.finding)
    assert "In the year before, none was written down." in str(view.finding)
    assert str(view.finding).endswith("4 earlier changes are in the table.")
    assert isinstance(view.picture, Changed)
    events, counts = view.picture.events.events, view.picture.counts
    assert [event.text for event in events] == ["Change b", "Change a", "Change old5", "Change old4"]
    assert [event.sure for event in events][:2] == [True, False]
    assert events[0].detail == "rules · verified"
    assert [(row.label, [cell.text for cell in row.cells]) for row in counts.rows] == [
        ("rules", ["–", "–", "1"]),
        ("No part named", ["1", "–", "6"]),
    ]
    assert counts.rows[1].cells[2].note == "0 verified, 6 reported"
    assert len(view.table.rows) == 8


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "No change was written down"), ("es", "Ningún cambio se anotó")]
)
def test_a_year_without_a_change_says_so(tmp_path: Path, lang: Language, words: str) -> None:
    view = view_of(tmp_path, CHANGES, lang=lang, rows={Change: (change("a", "2019-01-01"),)})
    assert str(view.finding).startswith(words)
    assert isinstance(view.picture, Changed)


def test_changes_are_of_a_component_and_since_a_day(tmp_path: Path) -> None:
    rows = {
        Change: (change("a", "2019-01-01", component="rules"), change("b", "2021-01-01", component="staff"))
    }
    view = view_of(tmp_path / "a", {**CHANGES, "component": "rules"}, rows=rows)
    assert [row["id"] for row in view.table.rows] == ["a"]
    view = view_of(tmp_path / "b", {**CHANGES, "since": date(2020, 1, 1)}, rows=rows)
    assert [row["id"] for row in view.table.rows] == ["b"]
    view = view_of(tmp_path / "c", {**CHANGES, "since": date(2022, 1, 1)}, rows=rows)
    assert view.picture is None
    assert (
        str(view.finding) == "There are no systems changes here yet. Add a changes table, then build again."
    )


# question, goals, show


def test_a_question_has_no_finding(tmp_path: Path) -> None:
    asked: dict[str, Any] = {
        "id": "one",
        "kind": "question",
        "question": {"en": "What next?", "es": "¿Qué sigue?"},
    }
    bare = view_of(tmp_path / "a", asked, lang="es")
    assert (str(bare.finding), bare.picture, bare.alt) == ("", None, "¿Qué sigue?")
    told = view_of(tmp_path / "b", {**asked, "body": "Think.\n\nThen talk."})
    assert told.picture == Prose(("Think.", "Then talk."), "", "en")


def goal(**keys: Any) -> Goal:
    return Goal.model_validate(
        {
            "goal_id": "g",
            "area": "systems_change",
            "statement": "One form",
            "baseline": 10,
            "baseline_period": "2020",
            "target": 50,
            "target_period": "2030",
            "direction": "up",
            **keys,
        }
    )


@pytest.mark.parametrize(
    ("keys", "value", "se", "pace", "status"),
    [
        ({}, 26, None, "on_pace", "improving"),
        ({}, 25, None, "behind_pace", "improving"),
        ({}, 25, 1, "behind_within_margin", "improving"),
        ({"direction": "maintain", "target": 20, "baseline": 10}, 21, None, "on_pace", "met"),
        ({"direction": "maintain", "target": 20, "baseline": 30}, 21, None, "behind_pace", "improving"),
    ],
)
def test_a_goal_of_its_own_measure_takes_its_newest_value(
    tmp_path: Path, keys: dict[str, Any], value: float, se: float | None, pace: str, status: str
) -> None:
    rows = {
        Goal: (goal(**keys),),
        GoalValue: (
            GoalValue(goal_id="g", period=Period(2024, 2024), value=value, se=se),
            GoalValue(goal_id="g", period=Period(2021, 2021), value=11),
            GoalValue(goal_id="other", period=Period(2025, 2025), value=99),
        ),
    }
    view = view_of(tmp_path, {"id": "one", "kind": "goals", "question": "?"}, rows=rows)
    row = view.table.rows[0]
    assert (row["current"], row["pace"], row["status"]) == (value, pace, status)
    if not keys:
        assert row["expected"] == pytest.approx(10 + 40 * 4 / 10)
    assert view.period == "2024"


@pytest.mark.parametrize("station", [OVERVIEW, COMPARE, STRENGTHS, POWER, CHANGES], ids=lambda s: s["kind"])
def test_show_gives_a_table_with_ids_and_labels(tmp_path: Path, station: dict[str, Any]) -> None:
    observations: tuple[Observation, ...] = (*TOWNS, *GROUPS)
    rows = {**roster(("health", 12, 3)), Change: (change("a", "2019-01-01"),)}
    shown = show(
        store_of(tmp_path, station, observations=observations, rows=rows),
        selection=Selection("en", "walk", "one"),
    )
    assert shown["table"]
    assert all({"id", "label"} <= set(row) for row in shown["table"])
    assert len({row["id"] for row in shown["table"]}) == len(shown["table"])
    assert shown["method"]
    assert shown["cannot_say"]
    assert shown["alt"]


def test_two_sets_of_counties_are_never_compared_and_the_map_says_whose_it_is(tmp_path: Path) -> None:
    """Connecticut has figures for its old counties and its planning regions; boundaries for one set only."""
    places = {
        "09": Place(place_id="09", name="Connecticut", level="state"),
        "09001": Place(place_id="09001", name="Fairfield County", level="county", parent_id="09"),
        "09003": Place(place_id="09003", name="Hartford County", level="county", parent_id="09"),
        "09110": Place(
            place_id="09110", name="Capitol Planning Region", level="planning_region", parent_id="09"
        ),
        "09120": Place(place_id="09120", name="Bridgeport Region", level="planning_region", parent_id="09"),
        "09130": Place(place_id="09130", name="River Region", level="planning_region", parent_id="09"),
    }
    figures = tuple(cell(100 + at, 1000, place=key) for at, key in enumerate(places))
    square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    boundaries = {key: Boundary(place_id=key, polygons=((square,),)) for key in ("09001", "09003")}
    made: dict[str, Any] = {"places": places, "observations": figures, "boundaries": boundaries}
    state = view_of(tmp_path / "a", COMPARE, place="09", **made)
    assert [row["id"] for row in state.table.rows][:3] == ["09130", "09120", "09110"]
    assert state.notice == (
        "Left out, because they lie across these places: Fairfield County and Hartford County. "
        "There is no map: the boundaries here are of other places than these figures."
    )
    county = view_of(tmp_path / "b", COMPARE, place="09001", **made)
    assert {row["id"] for row in county.table.rows} == {"09001", "09003", "09"}
    assert isinstance(county.picture, Atlas)
    assert "Capitol Planning Region" in county.notice
    assert "no map" not in county.notice
