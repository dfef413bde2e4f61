"""Places that one file only numbers and another only names, brought together by the workspace's files."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from datawalk.intake.formats.gathering import BY_NAME, keeps
from datawalk.intake.formats.geography import bundled_places, county_name, county_word, fips_place
from datawalk.intake.formats.rows import CellRows, Row
from datawalk.intake.formats.shape import ALL, Parsed
from datawalk.intake.letters import without_accents
from datawalk.intake.problems import Problems

_NAMED = 3
_SAINTS = {"saint": "st", "sainte": "ste"}
Numbers = dict[tuple[str, str], set[str]]
"""The numbers of the counties that a state's digits and a name can mean."""


def join_names(files: Sequence[Parsed], *, within: Mapping[str, Sequence[str]], problems: Problems) -> None:
    """Give counties without a name theirs, and counties without a number theirs, from the workspace's other files.

    Boundaries count as files too. `within` is that of each source, by its folder's name. Mends `files` in place.
    """
    said = [(key, name) for key, name in _said(files) if _is_county(key)]
    numbers = _numbers(said)
    for parsed in files:
        if any(BY_NAME in row.model.place_id for row in parsed.places):
            _number(parsed, names=dict(said), numbers=numbers, within=within, problems=problems)
    _name(files, names=dict(said), problems=problems)


def _said(files: Sequence[Parsed]) -> Iterator[tuple[str, str]]:
    """Every name of every place, those that count more after the others: boundaries, files, our own."""
    for parsed in files:
        for layer in parsed.layers:
            for feature in layer.features:
                name = feature.properties.get("name") or feature.properties.get("NAME")
                for key in feature.properties.values() if name else ():
                    if _is_county(key):
                        yield key, county_name(name or "", fips=key)
    for parsed in files:
        for row in parsed.places:
            if row.model.name:
                yield row.model.place_id, row.model.name
    for place in bundled_places().values():
        yield place.place_id, place.name


def _is_county(key: str) -> bool:
    return len(key) == 5 and key.isdecimal() and key.isascii()


def _plain(name: str) -> str:
    """A name as files differ in writing it: St. Louis and Saint Louis, LaSalle and La Salle, Doña and Dona are one."""
    letters = without_accents(name)
    words = " ".join(_SAINTS.get(word, word) for word in letters.replace(".", ". ").split())
    return "".join(sign for sign in words if sign.isalnum())


def _numbers(said: Iterable[tuple[str, str]]) -> tuple[Numbers, Numbers]:
    """The counties by their state and name: the whole name, and the name without its last word such as Parish."""
    whole: Numbers = defaultdict(set)
    bare: Numbers = defaultdict(set)
    for fips, name in set(said):
        full, word = _plain(county_name(name, fips=fips)), _plain(county_word(fips))
        whole[fips[:2], full].add(fips)
        if word and full != word:
            bare[fips[:2], full.removesuffix(word)].add(fips)
    return whole, bare


def _number(
    parsed: Parsed,
    *,
    names: Mapping[str, str],
    numbers: tuple[Numbers, Numbers],
    within: Mapping[str, Sequence[str]],
    problems: Problems,
) -> None:
    """Put the five digits in the place of a state's digits and a county's name."""
    whole, bare = numbers
    found: dict[str, str] = {}
    unknown: Counter[str] = Counter()
    for row in parsed.places:
        state, mark, name = row.model.place_id.partition(BY_NAME)
        if not mark:
            continue
        key = state, _plain(name)
        # Fairfax is the county where there is a Fairfax City too, and Norfolk the city where there is no county.
        fits = whole.get(key) or whole.get((state, f"{key[1]}county")) or bare.get(key, set())
        if len(fits) == 1:
            [found[row.model.place_id]] = fits
        else:
            unknown[row.model.place_id] += 1
    if unknown:
        examples = ", ".join(key.partition(BY_NAME)[2] for key in list(unknown)[:_NAMED])
        what = (
            f"The file has no numbers of counties, and {len(unknown)} of its names are those of no county "
            f"here, or of two: {examples}. They are left out."
        )
        remedy = "Add a file that has both, such as boundaries or another source of the same counties."
        problems.add(parsed.file, "", what, remedy, severity="warning")
    kept = within.get(_source_of(parsed.file), ())
    places = []
    for row in parsed.places:
        fips = found.get(row.model.place_id, "")
        if BY_NAME not in row.model.place_id:
            places.append(row)
        elif fips and keeps(fips, within=kept):
            place = fips_place(fips, name=names[fips])
            counted = {"population": row.model.population, "population_period": row.model.population_period}
            places.append(Row(place.model_copy(update=counted), row.number))
    parsed.places = places
    there = {row.model.place_id for row in parsed.places}
    observations = CellRows()
    for row in parsed.observations:
        place_id = found.get(row.model.place_id, row.model.place_id)
        if place_id in there or BY_NAME not in row.model.place_id:
            observations.append(row._replace(model=row.model.model_copy(update={"place_id": place_id})))
    parsed.observations = observations


def _source_of(file: str) -> str:
    """The folder's name in `sources/places/2026-02-10/x.csv`."""
    return file.split("/")[1] if file.startswith("sources/") else ""


def _name(files: Sequence[Parsed], *, names: Mapping[str, str], problems: Problems) -> None:
    """Name the counties that their own file only numbers; those nobody names are called by their number."""
    nameless: dict[str, str] = {}
    for parsed in files:
        for at, row in enumerate(parsed.places):
            if row.model.name:
                continue
            fips = row.model.place_id
            if fips not in names:
                nameless.setdefault(fips, parsed.file)
            name = names.get(fips) or county_name(fips, fips=fips)
            parsed.places[at] = row._replace(model=row.model.model_copy(update={"name": name}))
    if nameless and not any(("places", ALL) in parsed.unread for parsed in files):
        examples = ", ".join(list(nameless)[:_NAMED])
        what = (
            f"{len(nameless)} counties have no name in any file and are called by their number: {examples}."
        )
        remedy = "Add a file that names them, such as county_fips.csv or boundaries, or name them in tables/places.csv."
        problems.add(next(iter(nameless.values())), "", what, remedy, severity="warning")
