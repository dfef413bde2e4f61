"""The docs name what exists: every link, command, key, table and term."""

import re
import tomllib
from pathlib import Path

import pytest

import data_dictionary
import measures_told
from datawalk.cli import app
from datawalk.domain import indicators, observations, pitches, places, sectors, walks, workspace
from datawalk.domain.tables import TABLES
from datawalk.intake.formats import kinds as tables
from datawalk.screens.stations import KINDS

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


@pytest.mark.parametrize(
    "model",
    [
        workspace.Workspace,
        indicators.Indicator,
        indicators.Dimension,
        indicators.Source,
        walks.Walk,
        places.Place,
        observations.Observation,
        *TABLES.values(),
        walks.StationBase,
        walks.GapStation,
        walks.GapPeopleStation,
        walks.GapTrendStation,
        walks.LevelStation,
        walks.TextStation,
        walks.SeatsStation,
        walks.GoalsStation,
        walks.GapOverviewStation,
        walks.PlaceCompareStation,
        walks.StrengthsStation,
        walks.PowerStation,
        walks.MirrorStation,
        walks.EngagementStation,
        walks.NetworkStation,
        walks.InviteStation,
        sectors.Sector,
        pitches.Pitch,
        walks.ChangesStation,
        walks.QuestionStation,
    ],
    ids=lambda model: model.__name__,
)
def test_every_key_is_documented(model: type) -> None:
    internal = {"Goal": {"withheld"}}.get(model.__name__, set())
    keys = {key.rstrip("_") for key in model.model_fields} - internal
    assert [
        key for key in sorted(keys) if f"`{key}`" not in WORKSPACE and f"[[{key}]]" not in WORKSPACE
    ] == []


@pytest.mark.parametrize("kind", tables.KINDS, ids=lambda kind: kind.name)
def test_every_table_is_documented_with_its_columns(kind: tables.Kind) -> None:
    row = f"| {kind.name} | {', '.join(f'`{column}`' for column in kind.columns)} |"
    assert row in WORKSPACE.splitlines()


def test_every_kind_is_documented() -> None:
    assert [kind for kind in KINDS if f"| `{kind}` |" not in WORKSPACE] == []


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
