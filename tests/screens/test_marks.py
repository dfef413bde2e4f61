"""Each mark of a picture says itself: whose it is, its value and interval, and whether it surely differs."""

import pytest

from datawalk.charts.inputs import Picture, parts
from datawalk.charts.picture import picture_markup
from datawalk.charts.plotted import Dots, Lines, Steps, Strip
from datawalk.charts.written import Web
from datawalk.domain.observations import Flag, Observation
from datawalk.domain.periods import Period
from datawalk.domain.text import LANGUAGES, Language
from datawalk.screens.context import Context
from datawalk.screens.pages import load_page
from datawalk.screens.selection import Selection
from datawalk.screens.stations import load_station
from datawalk.screens.stations.marks import judged, mark_said
from datawalk.screens.wording import words
from datawalk.store.published import PublishedStore
from drawn import of_class, read, said
from worlds import indicator


def _pictures(store: PublishedStore, lang: Language) -> dict[str, Picture]:
    found: dict[str, Picture] = {}
    for walk in store.walks.values():
        for station in walk.station:
            view = load_station(Context(store, walk.id, station, Selection(lang, walk.id, station.id)))
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
    assert picture.rest == "Hispanic or Latino and Asian are 13.2 points apart."
    assert [row.said for row in picture.rows[:1]] == [
        "Hispanic or Latino: 18.4%, from 16.2% to 20.6%. Surely higher than Asian."
    ]
    assert picture.rows[-1].said == "Asian: 5.2%, from 3.0% to 7.4%."


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
    other = _cell(10, 1)
    for lang, told in (("en", f"A: {en}"), ("es", es)):
        t = words(lang)  # type: ignore[arg-type]
        judgement = judged(cell, other, "B", indicator=RATE, t=t)
        sentence = mark_said("A", cell, unit=RATE.unit, t=t, judged=judgement)
        assert told in sentence
    assert judged(other, other, "B", indicator=RATE, t=words("en")) == ""
