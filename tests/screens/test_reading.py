"""What a resident reads is at school grade 8 or below: every station, every page, every limit of a number."""

from pathlib import Path

import pytest

from datawalk.domain.text import LANGUAGES, Language
from datawalk.intake.formats import FORMATS
from datawalk.intake.formats.catalogue import raw_measures
from datawalk.screens.context import Context
from datawalk.screens.pages import PAGES, load_page
from datawalk.screens.pageview import PageName, PageView
from datawalk.screens.selection import Selection
from datawalk.screens.stations import load_station
from datawalk.store.published import PublishedStore
from reading import english_syllables, hardness, is_too_hard, sentences, spanish_syllables

ROOT = Path(__file__).parents[2]
CATALOGUES = [name for name in FORMATS if name not in ("table", "boundaries", "heat")]


def prose(view: PageView) -> str:
    """What the page says in sentences; names, numbers and facts are not prose."""
    sections = [part for one in view.sections for part in (str(one.finding), one.notice, *one.paragraphs)]
    return "\n".join((view.notice, *sections))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_station_is_easy_to_read(store: PublishedStore, lang: Language) -> None:
    hard = {}
    for walk in store.walks.values():
        for station in walk.station:
            view = load_station(Context(store, walk.id, station, Selection(lang, walk.id, station.id)))
            said = "\n".join(
                (str(view.title), str(view.finding), view.notice, *(str(prompt) for prompt in view.prompts))
            )
            if is_too_hard(said, lang):
                hard[f"{walk.id}/{station.id}"] = hardness(said, lang)
    assert hard == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_easy_to_read(store: PublishedStore, lang: Language) -> None:
    asked: list[tuple[PageName, Selection]] = [(name, Selection(lang)) for name in PAGES if name != "walk"]
    for key in store.indicators:
        asked.append(("indicators", Selection(lang, indicator=key)))
    for key in store.places:
        asked.append(("places", Selection(lang, place=key)))
    told = {
        f"{name} {at.indicator or at.place or ''}": prose(load_page(store, name, at)) for name, at in asked
    }
    assert {key: hardness(said, lang) for key, said in told.items() if is_too_hard(said, lang)} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_what_a_number_cannot_say_is_easy_to_read(catalogue: str, lang: Language) -> None:
    texts = [measure["cannot_say"][lang] for measure in raw_measures(catalogue)]
    assert not is_too_hard("\n".join(texts), lang)


def test_the_measure_counts_as_its_authors_did() -> None:
    english = {"cat": 1, "people": 2, "table": 2, "planned": 1, "wanted": 2, "idea": 2}
    spanish = {"gato": 2, "salud": 2, "ciudad": 2, "día": 2, "cuidado": 3, "niñez": 2}
    assert {word: english_syllables(word) for word in english} == english
    assert {word: spanish_syllables(word) for word in spanish} == spanish
    assert sentences("One. Two three; four: 5!") == [["One"], ["Two", "three"], ["four"]]
    easy = "The cat sat on the mat. It was a good day for the cat and for us."
    hard = "Multisectoral collaboratives necessitate comprehensive organizational interoperability considerations."
    assert hardness(easy, "en") < 3 < 20 < hardness(f"{hard} {hard}", "en")
    assert is_too_hard(f"{hard} {hard} {hard}", "en")
    assert not is_too_hard(easy, "en")
    assert hardness("", "en") == 0.0
