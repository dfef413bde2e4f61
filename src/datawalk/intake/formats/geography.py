"""Places by their FIPS number: the nation, the states, Connecticut's two sets of counties, the words for counties."""

import csv
import re
from functools import cache
from pathlib import Path

from datawalk.domain.places import Place
from datawalk.intake.formats.cells import CellError
from datawalk.intake.problems import nearest

NATION = "00"

_FOLDER = Path(__file__).parents[1] / "bundled" / "geography"
_GEO_ID = re.compile(r"(?:0100000US|0400000US(\d{2})|0500000US(\d{5}))", re.ASCII)


@cache
def bundled_places() -> dict[str, Place]:
    """The nation (`00`), the states (two digits of FIPS) and Connecticut's counties, old and new, by id."""
    return {place.place_id: place for place in (*states_by_abbreviation().values(), *_connecticut())}


@cache
def states_by_abbreviation() -> dict[str, Place]:
    """The nation (`US`) and the states by their two letters."""
    return {
        row["abbreviation"]: Place(
            place_id=row["place_id"],
            name=row["name"],
            level="nation" if row["place_id"] == NATION else "state",
            parent_id=None if row["place_id"] == NATION else NATION,
        )
        for row in _rows("states.csv")
    }


@cache
def states_by_name() -> dict[str, Place]:
    """The nation and the states by their English name in lower case."""
    return {place.name.lower(): place for place in states_by_abbreviation().values()}


@cache
def _connecticut() -> tuple[Place, ...]:
    """Its eight counties, and the nine planning regions that took their place in 2022: a level of their own."""
    return tuple(Place.model_validate(row) for row in _rows("connecticut.csv"))


@cache
def _county_words() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["first"], row["last"], row["word"]) for row in _rows("county_words.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@cache
def county_name(name: str, *, fips: str) -> str:
    """The name a visitor reads: `Providence` (44007) is `Providence County`; Parish or City where due."""
    if fips in bundled_places():
        return bundled_places()[fips].name
    word = county_word(fips)
    return name if not word or name.lower().endswith(f" {word}".lower()) else f"{name} {word}"


def county_word(fips: str) -> str:
    """The word for counties where this one lies: County, Parish, City; empty where a name has none."""
    return next((word for first, last, word in _county_words() if first <= fips <= last), "County")


def fips_digits(raw: str) -> str:
    """Five digits: spreadsheets drop the zero that the lowest ones begin with. Raises CellError."""
    if not (raw.isdecimal() and raw.isascii() and 4 <= len(raw) <= 5):
        raise CellError(f"'{raw}' is not the number of a county.", "Write its five digits.")
    return raw.zfill(5)


def state(word: str) -> Place:
    """The nation or a state by its name, its letters or its two digits. Raises CellError for another word."""
    found = (
        bundled_places().get(word.zfill(2))
        or states_by_abbreviation().get(word.upper())
        or states_by_name().get(word.lower())
    )
    if found is None:
        raise CellError(f"'{word}' is not a state.", nearest(word.title(), _state_words()))
    return found


@cache
def _state_words() -> tuple[str, ...]:
    return tuple(place.name for place in states_by_name().values())


def fips_place(fips: str, *, name: str = "") -> Place:
    """The place of five digits: `00000` the nation, `27000` a state, else a county.

    A county's `name` may carry its state (`Aitkin County, Minnesota`); without one it waits for another file
    to name it. Raises CellError when the first two digits are no state's.
    """
    if fips == "00000":
        return bundled_places()[NATION]
    inside = bundled_places().get(fips[:2])
    if inside is None or inside.place_id == NATION:
        raise CellError(f"'{fips}' begins with '{fips[:2]}', which is no state.", "Correct the number.")
    if fips.endswith("000"):
        return inside
    if known := bundled_places().get(fips):
        return known
    short = name.rpartition(", ")[0] or name
    name = county_name(short, fips=fips) if short else ""
    return Place(place_id=fips, name=name, level="county", parent_id=inside.place_id)


def geo_place(geo_id: str, *, name: str = "") -> Place:
    """The place of a Census GEO_ID: `0100000US`, `0400000US27`, `0500000US27001`. Raises CellError for others."""
    found = _GEO_ID.fullmatch(geo_id)
    if found is None:
        what = f"'{geo_id}' is not the GEO_ID of a county, a state or the nation."
        raise CellError(what, "Download the table for counties, states or the United States.")
    return fips_place((found[2] or (found[1] or "00") + "000"), name=name)
