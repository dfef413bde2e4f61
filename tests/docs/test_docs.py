"""The docs name what exists: every link, command, key, table and term."""

import re
import tomllib
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import data_dictionary
import measures_told
from datawalk.cli import app
from datawalk.domain.text import Frozen, Localised
from datawalk.domain.walks import StationBase
from datawalk.domain.workspace import Workspace
from datawalk.intake.contents import Contents
from datawalk.intake.declarations import KINDS as STATIONS
from datawalk.intake.formats import FORMATS
from datawalk.intake.formats import kinds as tables

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in ROOT.rglob("*.md") if ".venv" not in path.parts and "built" not in path.parts)
WORKSPACE = (ROOT / "docs" / "workspace.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
HOMES = (ROOT, ROOT / "src" / "datawalk")
MADE = {"look/", "dist/", "src/datawalk/screens/stations/ages.py"}
"""Paths that only come with a command, or that an example makes up."""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_is_dead(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_command_is_in_the_readme() -> None:
    names = [
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    ]
    assert [name for name in names if f"`datawalk {name}" not in README] == []


def _models(hint: Any) -> list[type[Frozen]]:
    """The models a type is made of."""
    if isinstance(hint, type) and issubclass(hint, Frozen):
        return [hint]
    return [model for one in get_args(hint) for model in _models(one)]


def _declared() -> dict[str, type[Frozen]]:
    """The model of each kind of declaration, by how the title of its part of the document begins.

    Those are `datawalk.toml`, and whatever a workspace holds by the ids of its files.
    """
    hints = get_type_hints(Contents).items()
    named = {name: _models(hint)[0] for name, hint in hints if get_origin(hint) is dict}
    by_id = {f"{name}/": model for name, model in named.items() if "id" in model.model_fields}
    return {"datawalk.toml": Workspace, **by_id}


DECLARED = _declared()


def _part(title: str) -> str:
    """The part of the document whose title begins so."""
    (found,) = re.findall(rf"^## {re.escape(title)}.*?(?=^## |\Z)", WORKSPACE, re.MULTILINE | re.DOTALL)
    return found


def _named(text: str) -> set[str]:
    """The keys a text names, tables of them included."""
    return set(re.findall(r"`(?:\[\[)?(\w+)(?:\]\])?`", text))


def _keys(model: type[Frozen]) -> set[str]:
    """The keys of a model but the id, which is its file's name, and of the models in it but stations, which have tables."""
    inner = [one for field in model.model_fields.values() for one in _models(field.annotation)]
    apart = [one for one in inner if one is Localised or issubclass(one, StationBase)]
    below = {key for one in inner if one not in apart for key in one.model_fields}
    return {*model.model_fields} - {"id"} | below


@pytest.mark.parametrize(("title", "model"), DECLARED.items(), ids=DECLARED)
def test_every_key_is_documented_where_its_declaration_is(title: str, model: type[Frozen]) -> None:
    assert sorted(_keys(model) - _named(_part(title))) == []


@pytest.mark.parametrize(("title", "model"), DECLARED.items(), ids=DECLARED)
def test_no_key_is_documented_that_there_is_not(title: str, model: type[Frozen]) -> None:
    tables = re.findall(r"^\| Key(?: of a \w+)? \|.*?(?=^$|\Z)", _part(title), re.MULTILINE | re.DOTALL)
    told = {key for table in tables for line in table.splitlines() for key in _named(line.split("|")[1])}
    assert sorted(told - _keys(model)) == []


def test_the_keys_of_any_station_are_documented() -> None:
    (table,) = re.findall(r"^\| Key of any station \|.*?(?=^$)", _part("walks/"), re.MULTILINE | re.DOTALL)
    told = {key for line in table.splitlines() for key in _named(line.split("|")[1])}
    assert told == {*StationBase.model_fields, "kind"}


@pytest.mark.parametrize(("kind", "model"), STATIONS.items(), ids=STATIONS)
def test_every_kind_of_station_is_documented_with_its_keys(kind: str, model: type[Frozen]) -> None:
    rows = [line.split("|")[2] for line in _part("walks/").splitlines() if line.startswith(f"| `{kind}` |")]
    assert len(rows) == 1, f"one line that begins | `{kind}` | in the part on walks"
    assert _named(rows[0]) == {*model.model_fields} - {*StationBase.model_fields, "kind"}


@pytest.mark.parametrize("kind", tables.KINDS, ids=lambda kind: kind.name)
def test_every_table_is_documented_with_its_columns(kind: tables.Kind) -> None:
    row = f"| {kind.name} | {', '.join(f'`{column}`' for column in kind.columns)} |"
    assert row in _part("Tables").splitlines()


COLUMNS_OF_WORDS = [
    (kind.name, column, [word for word in get_args(of) if word])
    for kind in tables.KINDS
    for column, field in kind.model.model_fields.items()
    if get_origin(of := tables.held(field)) is Literal
]


@pytest.mark.parametrize(("table", "column", "words"), COLUMNS_OF_WORDS)
def test_every_word_of_a_column_is_documented(table: str, column: str, words: list[str]) -> None:
    start = re.compile(rf"\| `{column}` of [\w ]*\b{table}\b[\w ]* \| (.*) \|")
    rows = [found[1].split(", ") for line in _part("Tables").splitlines() if (found := start.fullmatch(line))]
    if rows:
        assert rows == [words]
    else:  # told in a sentence instead
        assert set(words) <= _named(_part("Tables"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name: str) -> None:
    assert f"\n| `{name}` | " in _part("Formats")


def test_the_data_dictionary_is_what_the_code_says() -> None:
    told = data_dictionary.DOCUMENT.read_text(encoding="utf-8")
    assert data_dictionary.document() == told, "write it anew: python tests/data_dictionary.py"


def test_the_measures_are_what_the_code_says() -> None:
    told = measures_told.DOCUMENT.read_text(encoding="utf-8")
    assert measures_told.document() == told, "write it anew: python tests/measures_told.py"


def test_every_decision_is_in_the_index() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    records = (ROOT / "docs" / "decisions").glob("0*.md")
    assert [path.name for path in records if f"]({path.name})" not in index] == []


def test_every_make_target_is_told_and_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = {word for line in re.findall(r"`make ([a-z ]+)", CONTRIBUTING) for word in line.split()}
    assert told == targets


def test_every_path_that_contributors_are_shown_is_there() -> None:
    named = set(re.findall(r"`([\w.]+/[\w./-]*)`", CONTRIBUTING)) - MADE
    named |= set(re.findall(r"bin/python ([\w./]+)`", CONTRIBUTING))
    missing = [name for name in sorted(named) if not any((home / name).exists() for home in HOMES)]
    assert missing == []


def test_the_changelog_begins_with_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## ([^,\n]+)", changelog, re.MULTILINE)[0] == version
