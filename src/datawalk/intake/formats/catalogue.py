"""What is bundled for PLACES: its measures in our words, the nation, the states, words for counties."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from datawalk.domain.indicators import Indicator
from datawalk.domain.places import Place

NATION = "00"

_FOLDER = Path(__file__).parents[1] / "bundled" / "places"

_ADJUSTMENTS: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "CrdPrv": ("crude", {"en": "", "es": ""}, {"en": "crude prevalence", "es": "prevalencia bruta"}),
    "AgeAdjPrv": (
        "adjusted",
        {"en": " (age-adjusted)", "es": " (ajustado por edad)"},
        {"en": "age-adjusted prevalence", "es": "prevalencia ajustada por edad"},
    ),
}


def adjustments() -> dict[str, str]:
    """The last word of an indicator's id, by the publisher's DataValueTypeID."""
    return {kind: word for kind, (word, _, _) in _ADJUSTMENTS.items()}


def source_text() -> str:
    """The declaration of the source PLACES in TOML, without the day it was accessed."""
    return (_FOLDER / "source.toml").read_text(encoding="utf-8")


@cache
def _measures() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads((_FOLDER / "measures.toml").read_text(encoding="utf-8"))["measure"])


@cache
def measure_ids() -> frozenset[str]:
    """The publisher's MeasureId of every measure known."""
    return frozenset(measure["id"] for measure in _measures())


@cache
def measure_indicators() -> dict[str, Indicator]:
    """Every PLACES indicator by id: `places_<measure>_crude` and `places_<measure>_adjusted`."""
    not_for = tomllib.loads(source_text())["not_for"]
    found: dict[str, Indicator] = {}
    for measure in _measures():
        for word, suffix, technical in _ADJUSTMENTS.values():
            indicator_id = f"places_{measure['id'].lower()}_{word}"
            declared = {
                **measure,
                "id": indicator_id,
                "name": {lang: words + suffix[lang] for lang, words in measure["name"].items()},
                "technical_name": {
                    lang: f"{words}, {technical[lang]}" for lang, words in measure["technical_name"].items()
                },
                "unit": "percent",
                "source": "places",
                "not_for": not_for,
            }
            found[indicator_id] = Indicator.model_validate(declared)
    return found


@cache
def bundled_places() -> dict[str, Place]:
    """The nation and the states by id: two digits of FIPS, `00` for the nation."""
    return {place.place_id: place for place in states_by_abbreviation().values()}


@cache
def states_by_abbreviation() -> dict[str, Place]:
    """The nation (`US`) and the states by their two letters."""
    with (_FOLDER / "states.csv").open(encoding="utf-8", newline="") as text:
        return {
            row["abbreviation"]: Place(
                place_id=row["place_id"],
                name=row["name"],
                level="nation" if row["place_id"] == NATION else "state",
                parent_id=None if row["place_id"] == NATION else NATION,
            )
            for row in csv.DictReader(text)
        }


@cache
def _county_words() -> tuple[tuple[str, str, str], ...]:
    with (_FOLDER / "county_words.csv").open(encoding="utf-8", newline="") as text:
        return tuple((row["first"], row["last"], row["word"]) for row in csv.DictReader(text))


@cache
def county_name(name: str, *, fips: str) -> str:
    """The name a visitor reads: `Providence` (44007) is `Providence County`; Parish or City where due."""
    word = next((word for first, last, word in _county_words() if first <= fips <= last), "County")
    return name if not word or name.endswith(f" {word}") else f"{name} {word}"
