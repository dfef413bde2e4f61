"""Each mark of a picture says itself: whose it is, its value and interval, and whether it surely differs."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from datawalk.charts.inputs import Atlas, Picture, parts
from datawalk.charts.picture import picture_markup
from datawalk.charts.plotted import Dots, Lines, Steps, Strip
from datawalk.charts.written import Web
from datawalk.domain.observations import Flag, Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.domain.text import LANGUAGES, Language, Localised
from datawalk.domain.walks import PlaceCompareStation, StrengthsStation
from datawalk.measures.gaps import difference
from datawalk.screens.context import Context
from datawalk.screens.pages import load_page
from datawalk.screens.selection import Selection
from datawalk.screens.stations import load_station
from datawalk.screens.stations.cells import level_of
from datawalk.screens.stations.marks import in_a_line, judged, mark_said
from datawalk.screens.walk import load_walk
from datawalk.screens.wording import words
from datawalk.store.published import PublishedStore
from drawn import of_class, read, said
from worlds import GROUPS, cell, contents, indicator, released, source, walk


@cache
def _pictures(store: PublishedStore, lang: Language) -> dict[str, Picture]:
    found: dict[str, Picture] = {}
    for one in store.walks.values():
        for station in one.station:
            view = load_station(Context(store, one.id, station, Selection(lang, one.id, station.id)))
            if view.picture:
                found[station.id] = view.picture
    for key in store.indicators:
        for section in load_page(store, "indicators", Selection(lang, indicator=key)).sections:
            if section.picture:
                found[f"{key} {section.id}"] = section.picture
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mark_of_every_picture_has_a_sentence_of_its_own(store: PublishedStore, lang: Language) -> None:
    pictures = _pictures(store, lang)
    kinds = {type(part) for picture in pictures.values() for part in parts(picture)}
    assert {Dots, Lines, Steps, Web} <= kinds
    for name, picture in pictures.items():
        for part in parts(picture):
            if isinstance(part, Dots | Strip | Lines | Steps | Web):
                (marks,) = of_class(read(picture_markup(part, name="A")), "dw-marks")
                sentences = [said(one) for one in marks]
                assert sentences, name
                assert len({*sentences}) == len(sentences), name
                assert all(one.endswith(".") for one in sentences), name


def test_a_sentence_says_value_interval_and_what_is_sure(store: PublishedStore) -> None:
    station = {one.id: one for walk in store.walks.values() for one in walk.station}["who_goes_without"]
    picture = load_station(Context(store, "equity", station, Selection("en", "equity", station.id))).picture
    assert isinstance(picture, Dots)
    assert picture.rest == "Hispanic or Latino and Asian are 13.2 points apart (10.1 to 16.3)."
    assert [row.said for row in picture.rows[:1]] == [
        "Hispanic or Latino: 18.4%, from 16.2% to 20.6%. Surely higher than Asian."
    ]
    assert (
        picture.rows[-1].said
        == "Asian: 5.2%, from 3.0% to 7.4%. The other groups are compared with this one."
    )


RATE = indicator(unit="per_1000")


def _cell(estimate: float | None, half: float | None = None, flag: Flag = "") -> Observation:
    """A group's rate, with an interval of so much to both sides."""
    made = Observation(indicator_id="uninsured", place_id="alder", period=Period(2024, 2024), flag=flag)
    if estimate is None or half is None:
        return made.model_copy(update={"estimate": estimate})
    ends = {"lower": estimate - half, "upper": estimate + half, "se": half / 1.96}
    return made.model_copy(update={"estimate": estimate, **ends})


@pytest.mark.parametrize(
    ("cell", "en", "es"),
    [
        (
            _cell(30, 2),
            "30.0 per 1,000 people, from 28.0 to 32.0. Surely higher than B.",
            "Claramente por encima de B.",
        ),
        (
            _cell(6, 2),
            "6.0 per 1,000 people, from 4.0 to 8.0. Surely lower than B.",
            "Claramente por debajo de B.",
        ),
        (
            _cell(11, 2),
            "11.0 per 1,000 people, from 9.0 to 13.0. No sure difference from B.",
            "Sin diferencia segura con B.",
        ),
        (_cell(30), "30.0 per 1,000 people.", "A: 30.0 por cada 1,000 personas."),
        (
            _cell(3, 2, "unreliable"),
            "3.0 per 1,000 people, from 1.0 to 5.0. Too few people to be sure.",
            "para estar seguros.",
        ),
        (_cell(None, flag="suppressed"), "Not shown to protect privacy.", "A: No se muestra"),
    ],
)
def test_a_judgement_is_that_of_the_interval_of_the_difference(cell: Observation, en: str, es: str) -> None:
    apart = difference(level_of(cell, RATE), reference=level_of(_cell(10, 1), RATE), favourable=False)
    for lang, told in (("en", f"A: {en}"), ("es", es)):
        t = words(lang)  # type: ignore[arg-type]
        judgement = judged(apart, "B", upward=True, t=t)
        assert told in mark_said("A", cell, unit=RATE.unit, t=t, judged=judgement)


def _only(
    folder: Path, station: dict[str, Any], *, lang: Language = "en", place: str | None = None, **changes: Any
) -> Picture:
    """The picture of one station in the little county."""
    made = contents(folder, walks={"walk": walk([{"id": "it", "question": "What?", **station}])}, **changes)
    view = load_walk(released(made), Selection(lang, "walk", "it", place)).station
    assert view.picture is not None
    return view.picture


def _said(picture: Picture) -> list[str]:
    """The sentences of a picture's marks, in their order."""
    (marks,) = of_class(read(picture_markup(picture, name="A")), "dw-marks")
    return [said(one) for one in marks]


def _all_said(picture: Picture) -> list[str]:
    """The same of a picture of more than one part."""
    lists = of_class(read(picture_markup(picture, name="A")), "dw-marks")
    return [said(one) for marks in lists for one in marks]


GAP = {"kind": "gap", "indicator": "uninsured", "dimension": "race"}


def test_groups_are_judged_against_the_group_of_the_gap(tmp_path: Path) -> None:
    assert _said(_only(tmp_path, GAP)) == [
        "Hispanic or Latino: 20.0%, from 18.3% to 21.8%. Surely higher than White.",
        "Black: 15.0%, from 12.9% to 17.3%. Surely higher than White.",
        "Asian: 9.0%, from 7.4% to 10.9%. Surely higher than White.",
        "White: 6.0%, from 5.4% to 6.6%. The other groups are compared with this one.",
    ]
    assert _said(_only(tmp_path, GAP, lang="es"))[0] == (
        "Hispanic or Latino: 20.0%, de 18.3% a 21.8%. Claramente por encima de White."
    )


def test_where_more_is_better_the_worse_group_is_the_lower_one(tmp_path: Path) -> None:
    insured = indicator(direction="higher_is_better")
    picture = _only(tmp_path, GAP, indicators={"uninsured": insured})
    assert _said(picture)[0] == "White: 6.0%, from 5.4% to 6.6%. Surely lower than Hispanic or Latino."
    assert _said(picture)[-1].endswith("The other groups are compared with this one.")


def test_groups_are_judged_against_everyone_where_the_gap_is(tmp_path: Path) -> None:
    picture = _only(tmp_path, {**GAP, "reference": "overall"})
    assert [one.partition(". ")[2] for one in _said(picture)] == [
        "Surely higher than Little County as a whole.",
        "Surely higher than Little County as a whole.",
        "No sure difference from Little County as a whole.",
        "Surely lower than Little County as a whole.",
    ]


def test_what_is_hidden_says_why_and_no_number(tmp_path: Path) -> None:
    small = (cell(645, 10000), *GROUPS[:3], cell(5, 6000, subgroup="white"))
    picture = _only(tmp_path, GAP, observations=small)
    assert _said(picture)[2:] == [
        "Asian: Not shown to protect privacy.",
        "White: Not shown to protect privacy.",
    ]
    assert _said(_only(tmp_path, GAP, observations=small, lang="es"))[2:] == [
        "Asian: No se muestra para proteger la privacidad.",
        "White: No se muestra para proteger la privacidad.",
    ]


def test_without_a_margin_nothing_is_judged(tmp_path: Path) -> None:
    bare = tuple(cell(subgroup=key, estimate=value) for key, value in (("asian", 8), ("white", 20)))
    sources = {"survey": source(kind="modelled")}
    picture = _only(
        tmp_path, GAP, observations=bare, sources=sources, indicators={"uninsured": indicator(unit="years")}
    )
    assert isinstance(picture, Dots)
    assert _said(picture) == [
        "White: 20.0 years.",
        "Asian: 8.0 years.",
    ]
    assert picture.rest == ""


PLACES = (cell(1000, 10000), cell(520, 4000, place="east"), cell(480, 6000, place="west"))
COMPARE = {"kind": "place_compare", "indicator": "uninsured"}


def test_the_ends_are_judged_against_each_other_as_in_the_finding(tmp_path: Path) -> None:
    picture = _only(tmp_path, COMPARE, observations=PLACES)
    assert isinstance(picture, Atlas)
    assert _said(picture) == [
        "East: 13.0%, from 12.0% to 14.1%. Surely higher than West.",
        "West: 8.0%, from 7.3% to 8.7%. Surely lower than East.",
    ]
    assert picture.values.rest == "East and West are 5.0 points apart (3.8 to 6.3)."
    spanish = _only(tmp_path, COMPARE, observations=PLACES, lang="es")
    assert _said(spanish)[1] == "West: 8.0%, de 7.3% a 8.7%. Claramente por debajo de East."


def test_a_source_that_must_not_rank_judges_no_place(tmp_path: Path) -> None:
    sources = {"survey": source(not_for=["rank"])}
    picture = _only(tmp_path, COMPARE, observations=PLACES, sources=sources)
    assert _said(picture) == ["East: 13.0%, from 12.0% to 14.1%.", "West: 8.0%, from 7.3% to 8.7%."]


def test_a_place_alone_is_judged_against_the_place_around_it(tmp_path: Path) -> None:
    level = {"kind": "level", "indicator": "uninsured"}
    assert _said(_only(tmp_path, level, observations=PLACES, place="east")) == [
        "East: 13.0%, from 12.0% to 14.1%. Surely higher than Little County.",
        "Little County: 10.0%, from 9.4% to 10.6%.",
    ]


def test_a_place_is_judged_as_where_it_is_told_what_goes_well_there(store: PublishedStore) -> None:
    """The same difference, whether as better or worse on the place's page or as higher or lower in a picture."""
    verdicts = {}
    for place in store.places:
        if store.places[place].parent_id:
            well = StrengthsStation(id="w", kind="strengths", question=Localised(either="Well?"))
            told = load_station(Context(store, "", well, Selection(place=place)))
            for row in told.table.rows:
                verdicts[row["indicator"], row["place"], row["period"]] = row["verdict"]
    seen = set()
    for key, one in store.indicators.items():
        compare = PlaceCompareStation(
            id="p", kind="place_compare", question=Localised(either="?"), indicator=key
        )
        view = load_station(Context(store, "", compare, Selection()))
        if not isinstance(view.picture, Atlas) or not isinstance(view.picture.values, Dots):
            continue
        for row in view.picture.values.rows:
            verdict = verdicts.get((key, row.place, str(view.period)))
            if verdict is None or "Riverbend County." not in row.said:
                continue
            higher = (verdict == "better") == (one.direction == "higher_is_better")
            word = (
                "No sure difference"
                if verdict == "not_sure"
                else "Surely higher"
                if higher
                else "Surely lower"
            )
            assert f". {word} " in row.said, (key, row.label)
            seen.add(word)
    assert seen == {"No sure difference", "Surely higher", "Surely lower"}


def test_of_very_many_places_only_the_named_ones_have_a_sentence(tmp_path: Path) -> None:
    towns = {
        f"t{n}": Place(place_id=f"t{n}", name=f"Town {n:03}", level="town", parent_id="county")
        for n in range(201)
    }
    county = Place(place_id="county", name="Little County", level="county")
    figures = (
        cell(201 * 100, 201 * 1000),
        *(cell(50 + n / 2, 1000, place=key) for n, key in enumerate(towns)),
    )
    picture = _only(tmp_path, COMPARE, observations=figures, places={"county": county, **towns}, rows={})
    assert isinstance(picture, Atlas)
    assert isinstance(picture.values, Strip)
    assert (
        [point.said for point in picture.values.points if point.said]
        == _said(picture)
        == [
            "Town 200: 15.0%, from 12.9% to 17.3%. Surely higher than Town 000.",
            "Town 000: 5.0%, from 3.8% to 6.5%. Surely lower than Town 200.",
        ]
    )


def test_a_point_in_time_says_whose_and_when_it_is(tmp_path: Path) -> None:
    years = [
        cell(share * 40, 4000, subgroup=group, period=period)
        for period, shares in (("2015", {"black": 20, "white": 10}), ("2023", {"black": 15, "white": 10}))
        for group, share in shares.items()
    ]
    doubtful = (*years, cell(400, 2000, subgroup="black", period="2019", flag="unreliable"))
    trend = {"kind": "gap_trend", "indicator": "uninsured", "dimension": "race"}
    picture = _only(tmp_path, trend, observations=doubtful)
    assert isinstance(picture, Lines)
    assert _said(picture)[:3] == [
        "Black, 2015: 20.0%, from 18.8% to 21.3%.",
        "Black, 2019: 20.0%, from 18.3% to 21.8%. Too few people to be sure.",
        "Black, 2023: 15.0%, from 13.9% to 16.1%.",
    ]
    assert picture.rest == "The gap is smaller."
    steady = [
        cell(share * 40, 4000, subgroup=group, period=period)
        for period in ("2015", "2023")
        for group, share in {"black": 20, "white": 10}.items()
    ]
    unchanged = _only(tmp_path, trend, observations=tuple(steady))
    assert isinstance(unchanged, Lines)
    assert unchanged.rest == "No change we can detect in the gap."
    spanish = _only(tmp_path, trend, observations=doubtful, lang="es")
    assert _said(spanish)[1] == "Black, 2019: 20.0%, de 18.3% a 21.8%. Muy pocas personas para estar seguros."


SPOKEN = {
    "en": {
        "who_works_with_whom": "Eastgate Family Clinic, Health care: 4 ties. Without it, one partner would lose touch.",
        "one_curve": "Target for 2030: 68.0%.",
        "how_long_we_can_go_on": "Only likely: $342,000 over 55 months.",
        "how_strong_we_are": "Steady funding: 3.1 of 7. Groups run from 2.8 to 3.3. In 2024 it was 3.8.",
    },
    "es": {
        "who_works_with_whom": (
            "Eastgate Family Clinic, Atención médica: 4 vínculos. Sin ella, una organización perdería el contacto."
        ),
        "one_curve": "Meta para 2030: 68.0%.",
        "how_long_we_can_go_on": "Solo probable: $342,000 a lo largo de 55 meses.",
        "how_strong_we_are": "Dinero estable: 3.1 de 7. Los grupos van de 2.8 a 3.3. En 2024 era 3.8.",
    },
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_partners_promises_and_money_say_themselves(store: PublishedStore, lang: Language) -> None:
    pictures = _pictures(store, lang)
    for key, sentence in SPOKEN[lang].items():
        assert sentence in _all_said(pictures[key]), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_at_rest_a_line_says_one_sentence_that_fits(store: PublishedStore, lang: Language) -> None:
    rests = {
        name: part.rest
        for name, picture in _pictures(store, lang).items()
        for part in parts(picture)
        if isinstance(part, Dots | Strip | Lines | Steps)
    }
    assert all(len(rest) <= 110 and not {"*", "_"} & set(rest) for rest in rests.values())
    assert sum(map(bool, rests.values())) > 0.9 * len(rests)


def test_of_long_names_the_shortest_sentence_that_fits_is_said() -> None:
    assert in_a_line(f"{'A' * 110}.", "**B** and __C__.") == "B and C."
    assert in_a_line("A" * 111) == ""
