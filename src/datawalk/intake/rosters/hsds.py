"""Organisations out of a directory in the Human Services Data Specification (Open Referral), 1.x and 3.x, as CSV files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from datawalk.intake.csvfile import read_rows
from datawalk.intake.problems import Problems
from datawalk.intake.rosters.found import Found

_EXAMPLES = 3

_FILES: dict[str, tuple[str, ...]] = {
    "organizations": ("organizations", "organization"),
    "services": ("services", "service"),
    "locations": ("locations", "location"),
    "links": ("services_taxonomy", "service_taxonomy", "attributes", "attribute"),
    "terms": ("taxonomy", "taxonomies", "taxonomy_terms", "taxonomy_term"),
}
"""What each file may be called; the last one found counts, as 3.x keeps a list of taxonomies beside their terms."""

_MARKS = ("\\n", "\\r", "\\t", "###MON###")
"""What directories leave in their texts."""

Lines = list[tuple[int, Mapping[str, str]]]


@dataclass
class _File:
    """One file of the directory: its name and its rows."""

    name: str
    lines: Lines = field(default_factory=list)


def is_hsds(folder: Path) -> bool:
    """Whether the folder holds the one file that every such directory has."""
    return any((folder / f"{name}.csv").is_file() for name in _FILES["organizations"])


def read_hsds(folder: Path, *, problems: Problems) -> list[Found]:
    """Every organisation with its services and what they are. What names something unknown is told once a kind."""
    files = {kind: _read(folder, names, problems=problems) for kind, names in _FILES.items()}
    organisations = _organisations(files["organizations"], problems=problems)
    if not organisations:
        return []
    for kind, of_what in (("services", "what each organization does"), ("terms", "what its services are")):
        if not files[kind].lines:
            what = f"There is no file {_FILES[kind][0]}.csv, which says {of_what}."
            remedy = "Sectors are proposed from names and descriptions alone."
            problems.add(folder.name, "", what, remedy, severity="warning")
    services = _services(files, organisations, problems=problems)
    terms = _terms(files, services, problems=problems)
    names = {
        one.get("id") or one.get("taxonomy_id", ""): one.get("name", "") for _, one in files["terms"].lines
    }
    found = []
    for key, (row, one) in organisations.items():
        own = services[key]
        codes = tuple(terms[service] for service in own if terms[service])
        found.append(
            Found(
                name=_clean(one["name"]),
                file=files["organizations"].name,
                row=row,
                website=one.get("website") or one.get("url") or "",
                description=_clean(one.get("description", "")),
                services=tuple(_clean(name) for name in own.values()),
                terms=codes,
                term_names=tuple(
                    dict.fromkeys(names[code] for of_one in codes for code in of_one if names.get(code))
                ),
            )
        )
    return found


def _read(folder: Path, names: Iterable[str], *, problems: Problems) -> _File:
    there = [name for name in names if (folder / f"{name}.csv").is_file()]
    if not there:
        return _File("")
    file = f"{folder.name}/{there[-1]}.csv"
    sheet = read_rows(folder / f"{there[-1]}.csv", file=file, problems=problems)
    return _File(file, list(sheet.table.rows) if sheet.table else [])


def _organisations(file: _File, *, problems: Problems) -> dict[str, tuple[int, Mapping[str, str]]]:
    found: dict[str, tuple[int, Mapping[str, str]]] = {}
    if file.lines and not {"id", "name"} <= file.lines[0][1].keys():
        what = "The columns 'id' and 'name' are not both there."
        problems.add(file.name, "row 1", what, "Check that this is the file of the organizations.")
        return {}
    for row, one in file.lines:
        if not one["name"].strip():
            problems.add(file.name, f"row {row}, column name", "The organization has no name.", "Write it.")
        elif one["id"] in found:
            what = f"'{one['id']}' is the id of row {found[one['id']][0]} already."
            problems.add(file.name, f"row {row}, column id", what, "Delete one of the two rows.")
        else:
            found[one["id"]] = row, one
    return found


def _services(
    files: Mapping[str, _File], organisations: Mapping[str, object], *, problems: Problems
) -> dict[str, dict[str, str]]:
    """The services of each organisation: names by id. Some directories tie them to a place of the organisation only."""
    of_place = {
        one["id"]: one.get("organization_id", "") for _, one in files["locations"].lines if "id" in one
    }
    found: dict[str, dict[str, str]] = defaultdict(dict)
    orphans = _Unknown("an organization", "organization_id")
    for row, one in files["services"].lines:
        owner = one.get("organization_id") or of_place.get(one.get("location_id", ""), "")
        if owner in organisations:
            found[owner][one.get("id", str(row))] = one.get("name", "")
        else:
            orphans.note(row, owner)
    orphans.tell(files["services"].name, problems)
    return found


def _terms(
    files: Mapping[str, _File], services: Mapping[str, Mapping[str, str]], *, problems: Problems
) -> dict[str, tuple[str, ...]]:
    """The codes of each service."""
    known = {one.get("id") or one.get("taxonomy_id", "") for _, one in files["terms"].lines}
    codes = {
        one.get("id") or one.get("taxonomy_id", ""): one.get("code")
        or one.get("id")
        or one.get("taxonomy_id", "")
        for _, one in files["terms"].lines
    }
    wanted = {service for own in services.values() for service in own}
    found: dict[str, list[str]] = defaultdict(list)
    unknown = _Unknown("a term of the taxonomy", "taxonomy_id")
    for row, service, term in _links(files):
        if term not in known:
            unknown.note(row, term)
        elif service in wanted:
            found[service].append(codes[term])
    unknown.tell(files["links"].name or files["services"].name, problems)
    return defaultdict(tuple, {key: tuple(terms) for key, terms in found.items()})


def _links(files: Mapping[str, _File]) -> Iterator[tuple[int, str, str]]:
    """Each row that says what a service is: from a file of links, or a list of codes with the service."""
    for row, one in files["links"].lines:
        service = one.get("service_id") or one.get("link_id", "")
        term = one.get("taxonomy_id") or one.get("taxonomy_term_id", "")
        if term:
            yield row, service, term
    for row, one in files["services"].lines:
        for term in (part.strip() for part in one.get("taxonomy_ids", "").split(",")):
            if term:
                yield row, one.get("id", str(row)), term


class _Unknown:
    """Ids that name nothing: told once, with how many and the first of them."""

    def __init__(self, noun: str, column: str) -> None:
        self._noun, self._column = noun, column
        self._rows: dict[str, int] = {}
        self._count = 0

    def note(self, row: int, id_: str) -> None:
        self._count += 1
        self._rows.setdefault(id_, row)

    def tell(self, file: str, problems: Problems) -> None:
        if not self._rows:
            return
        examples = ", ".join(f"'{id_}'" for id_ in list(self._rows)[:_EXAMPLES])
        rows = "1 row names" if self._count == 1 else f"{self._count} rows name"
        what = f"{rows} what is not {self._noun} of this directory: {examples}. They are left out."
        where = f"row {next(iter(self._rows.values()))}, column {self._column}"
        problems.add(
            file, where, what, "Ask its publisher for the whole directory, or add the rest with --good-rows."
        )


def _clean(text: str) -> str:
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return " ".join(text.split())
