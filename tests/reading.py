"""How hard a text is to read: school grades for English, an ease index for Spanish.

English: Flesch and Kincaid (1975), grade = 0.39 words a sentence + 11.8 syllables a word - 15.59.
Spanish: Fernández Huerta (1959), ease = 206.84 - 60 syllables a word - 1.02 words a sentence; 60 and more is what
pupils of grade 8 read.
"""

import re

from datawalk.domain.text import Language

HARDEST_GRADE = 8.0
LEAST_EASE = 60.0

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
_ENGLISH = re.compile(r"[aeiouy]+")
_SPANISH_ONE = re.compile(r"[iuü]?[aeoáéó][iuüy]?|[íú]|[iu]{1,2}", re.IGNORECASE)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; numbers are no words."""
    found = (_WORD.findall(part) for part in _SENTENCE_END.split(text))
    return [words for words in found if words]


def english_syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    plain = word.lower()
    count = len(_ENGLISH.findall(plain))
    if plain.endswith(("e", "es", "ed")) and not plain.endswith(
        ("le", "les", "ted", "ded", "ses", "zes", "ches", "shes")
    ):
        count -= 1
    return max(count, 1)


def spanish_syllables(word: str) -> int:
    """Strong vowels with the weak ones beside them; an accented weak vowel stands alone."""
    return max(len(_SPANISH_ONE.findall(word.lower())), 1)


def hardness(text: str, lang: Language) -> float:
    """The grade in English, the ease in Spanish; the easiest there is for a text of no words."""
    parts = sentences(text)
    words = [word for part in parts for word in part]
    if not words:
        return 0.0 if lang == "en" else 100.0
    long = len(words) / len(parts)
    if lang == "en":
        return 0.39 * long + 11.8 * sum(map(english_syllables, words)) / len(words) - 15.59
    return 206.84 - 60 * sum(map(spanish_syllables, words)) / len(words) - 1.02 * long


def is_too_hard(text: str, lang: Language) -> bool:
    """Whether a text is above grade 8; a handful of words says nothing."""
    if sum(map(len, sentences(text))) < 12:
        return False
    measured = hardness(text, lang)
    return measured > HARDEST_GRADE if lang == "en" else measured < LEAST_EASE
