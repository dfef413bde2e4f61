"""The nearest thing there is to an id that is not: addresses outlive what they name."""

from collections.abc import Mapping
from difflib import get_close_matches


def nearest(asked: str, names: Mapping[str, str]) -> str | None:
    """The id of `names` (id to words) closest to what was asked, by id or by words; None when none is near."""
    close = get_close_matches(asked.lower(), names, n=1, cutoff=0.6)
    if close:
        return close[0]
    by_words = {words.lower(): key for key, words in names.items()}
    close = get_close_matches(asked.lower().replace("_", " "), by_words, n=1, cutoff=0.6)
    return by_words[close[0]] if close else None


def short(typed: str) -> str:
    """What a visitor typed into the address, fit to be repeated."""
    return "".join(letter for letter in typed[:40] if letter.isprintable())
