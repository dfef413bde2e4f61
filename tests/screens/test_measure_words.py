"""Every measure of the registry is told in words, in both languages, and nothing else is."""

import re
from collections import Counter
from dataclasses import astuple

import pytest

from datawalk.domain.text import LANGUAGES, Language
from datawalk.measures.catalogue import MEASURES
from datawalk.screens.measure_words import themes
from datawalk.screens.measure_words.formulas import formula, with_words
from datawalk.screens.pages.measures import measures_sections
from datawalk.screens.wording import words


def test_every_measure_has_its_words_once() -> None:
    told = Counter(name for _, _, measures in themes(words("en")) for name in measures)
    assert told == Counter(list(MEASURES))


def test_the_words_are_in_both_languages() -> None:
    pairs = zip(themes(words("en")), themes(words("es")), strict=True)
    for (_, english, first), (_, spanish, second) in pairs:
        assert english != spanish
        for name in first:
            ours = [text for text in astuple(first[name]) if text]
            assert len([text for text in astuple(second[name]) if text]) == len(ours)
            assert first[name].what != second[name].what


def test_names_are_not_used_twice() -> None:
    names = Counter(told.name for _, _, measures in themes(words("en")) for told in measures.values())
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_lists_formula_reference_and_use_of_each(lang: Language) -> None:
    sections = measures_sections(words(lang))
    listed = {one.facts[-1].text: one for section in sections for one in section.described}
    assert listed.keys() == MEASURES.keys()
    for name, one in listed.items():
        said = [fact.text for fact in one.facts]
        assert formula(MEASURES[name], t=words(lang)) in said
        assert MEASURES[name].source in said
        assert all(said)
    rows = [row for section in sections for row in section.table.rows]
    assert {row["id"] for row in rows} == MEASURES.keys()


SYMBOLS = {"sqrt", "mean", "max", "min", "exp", "expit", "logit", "sum", "worse", "better", "ref", "best"}


def test_formulas_with_words_are_those_of_the_registry_and_are_translated() -> None:
    english, spanish = with_words(words("en")), with_words(words("es"))
    assert english == {name: MEASURES[name].formula for name in english}
    assert [name for name in english if english[name] == spanish[name]] == []
    for name, measure in MEASURES.items():
        bare = re.sub(r"_\w+|\b\w*[A-Z]{2,}\w*", "", measure.formula)
        spelled = set(re.findall(r"[a-z]{3,}", bare)) - SYMBOLS
        assert not spelled or name.replace("rii_", "sii_") in english, (name, spelled)
