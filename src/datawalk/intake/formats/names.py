"""Places that one file only numbers and another only names, brought together by the workspace's files."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from datawalk.intake.formats.gathering import BY_NAME, keeps
from datawalk.intake.formats.geography import bundled_places, county_name, fips_place
from datawalk.intake.formats.shape import ALL, Parsed, Row
from datawalk.intake.problems import Problems

_NAMED = 3


def join_names(files: Sequence[Parsed], *, within: Mapping[str, Sequence[str]], problems: Problems) -> None:
    """Give counties without a name theirs, and counties without a number theirs, from the workspace's other files.

    Boundaries count as files too. `within` is that of each source, by its folder's name. Mends `files` in place.
    """
    names = _names(files)
    for parsed in files:
        if any(BY_NAME in row.model.place_id for row in parsed.places):
            _number(parsed, names=names, within=within, problems=problems)
    _name(files, names=names, problems=problems)


def _names(files: Iterable[Parsed]) -> dict[str, str]:
    """Every county's name by its five digits."""
    names: dict[str, str] = {}
    for parsed in files:
        for layer in parsed.layers:
            for feature in layer.features:
                for key in feature.properties.values():
                    if _is_county(key) and (
                        name := feature.properties.get("name") or feature.properties.get("NAME")
                    ):
                        names.setdefault(key, county_name(name, fips=key))
    for parsed in files:
        names |= {row.model.place_id: row.model.name for row in parsed.places if row.model.name}
    known = {key: place.name for key, place in bundled_places().items()}
    return {key: name for key, name in (names | known).items() if _is_county(key)}


def _is_county(key: str) -> bool:
    return len(key) == 5 and key.isdecimal() and key.isascii()


def _plain(name: str) -> str:
    """A name as files differ in writing it: St. Louis and Saint Louis, LaSalle and La Salle are one."""
    words = name.lower().replace(".", "").replace("'", "").replace("saint ", "st ")
    return words.replace("-", "").replace(" ", "")


def _number(
    parsed: Parsed, *, names: Mapping[str, str], within: Mapping[str, Sequence[str]], problems: Problems
) -> None:
    """Put the five digits in the place of a state's digits and a county's name."""
    numbered: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fips, name in names.items():
        numbered[fips[:2], _plain(name)].add(fips)
    found: dict[str, str] = {}
    unknown: Counter[str] = Counter()
    for row in parsed.places:
        state, mark, name = row.model.place_id.partition(BY_NAME)
        if not mark:
            continue
        fits = numbered.get((state, _plain(name))) or numbered.get((state, _plain(name) + "county"), set())
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
    parsed.places = [
        Row(fips_place(found[row.model.place_id], name=names[found[row.model.place_id]]), row.number)
        if BY_NAME in row.model.place_id
        else row
        for row in parsed.places
        if BY_NAME not in row.model.place_id
        or (row.model.place_id in found and keeps(found[row.model.place_id], within=kept))
    ]
    there = {row.model.place_id for row in parsed.places}
    observations = []
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
