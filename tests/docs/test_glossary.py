"""The words are those of the glossary: written down as the code has them, used, easy to read, and no others."""

import re
from pathlib import Path

import pytest

import glossary as written
from datawalk.domain.text import LANGUAGES, Language
from datawalk.screens.glossary import glossary
from datawalk.screens.wording import CATALOGUES, words
from reading import hardness, is_too_hard

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "datawalk"
CODE = "\n".join(
    path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "glossary.py"
)
SCREENS = [
    CATALOGUES / "es" / "LC_MESSAGES" / "datawalk.po",
    *(SOURCE / "intake" / "starter").rglob("*.toml"),
    *(ROOT / "data" / "walks").glob("*.toml"),
    *(ROOT / "data" / "indicators").glob("*.toml"),
]
"""Where the words stand that a visitor reads; English ones are the keys of the Spanish."""


def test_the_glossary_is_what_the_code_says() -> None:
    told = written.DOCUMENT.read_text(encoding="utf-8")
    assert written.document() == told, "write it anew: python tests/glossary.py"


@pytest.mark.parametrize("word", [fact.label for fact in glossary(words("en"))])
def test_every_word_is_used(word: str) -> None:
    as_name, as_words = word.lower().replace(" ", "_"), word.lower()
    assert re.search(rf"\b({as_name}|{as_words})", CODE, re.IGNORECASE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_stands_twice(lang: Language) -> None:
    labels = [fact.label for fact in glossary(words(lang))]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_meanings_are_easy_to_read(lang: Language) -> None:
    told = "\n".join(fact.text for fact in glossary(words(lang)))
    assert not is_too_hard(told, lang), hardness(told, lang)


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_no_screen_says_what_we_do_not_say(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    unsaid = {word for lang in LANGUAGES for word in written.UNSAID[lang]}
    assert [word for word in sorted(unsaid) if re.search(rf"\b{word}\b", said, re.IGNORECASE)] == []
