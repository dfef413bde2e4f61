"""Share links on the screen: where each begins, what it begins with, and a sentence for every refusal."""

from datetime import date
from typing import get_args

import pytest

from datawalk.actions.admission import Refusal
from datawalk.domain.links import Cover, Link
from datawalk.domain.text import LANGUAGES, Language
from datawalk.screens.selection import Selection
from datawalk.screens.sharing import beginning, begins_here, refused
from datawalk.screens.wording import words

HERE = Selection("es", "equity", "gap", "east", period="2023", part="half", link="old")


def _link(cover: str, **begin: str) -> Link:
    return Link(
        id="link1",
        secret="",
        cover=Cover.parse(cover),
        release="one",
        until=date(2026, 3, 1),
        made_for="the board",
        made_on=date(2026, 2, 1),
        begin=begin,
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_refusal_has_a_sentence_of_its_own(lang: Language) -> None:
    sentences = [refused(why, t=words(lang)) for why in get_args(Refusal)]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)
    assert refused("no_link", t=words("en")) == "This data walk opens with a link. Ask its host for one."


@pytest.mark.parametrize(
    ("cover", "page", "chosen"),
    [
        ("everything", "home", Selection(place="east", link="link1")),
        ("walk/equity", "walk", Selection(walk="equity", place="east", link="link1")),
        ("station/equity/gap", "walk", Selection(walk="equity", station="gap", place="east", link="link1")),
        ("page/places", "places", Selection(place="east", link="link1")),
    ],
)
def test_a_link_begins_within_what_it_covers(cover: str, page: str, chosen: Selection) -> None:
    assert beginning(_link(cover, place="east")) == (page, chosen)


def test_what_was_chosen_beyond_the_cover_is_left() -> None:
    _, chosen = beginning(_link("walk/equity", walk="other", station="gap", place="east"))
    assert (chosen.walk, chosen.station, chosen.place) == ("equity", None, "east")


@pytest.mark.parametrize(
    ("cover", "begin"),
    [
        ("everything", {"place": "east"}),
        ("walk/equity", {"place": "east"}),
        (
            "station/equity/gap",
            {"walk": "equity", "station": "gap", "place": "east", "period": "2023", "part": "half"},
        ),
        (
            "page/places",
            {"walk": "equity", "station": "gap", "place": "east", "period": "2023", "part": "half"},
        ),
    ],
)
def test_a_link_keeps_what_is_chosen_but_the_language_and_its_own_link(
    cover: str, begin: dict[str, str]
) -> None:
    assert begins_here(Cover.parse(cover), HERE) == begin


@pytest.mark.parametrize("cover", ["everything", "walk/equity", "station/equity/gap", "page/places"])
def test_nothing_chosen_is_nothing_kept(cover: str) -> None:
    assert begins_here(Cover.parse(cover), Selection("es")) == {}
