"""From a checked workspace to an immutable release."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from datawalk.domain.goals import Goal
from datawalk.domain.indicators import PER, counts_people, kind_of
from datawalk.domain.observations import Observation
from datawalk.domain.tables import PUBLISHED, TABLES
from datawalk.domain.text import Frozen
from datawalk.intake.auto import Choice, choose
from datawalk.intake.check import check_workspace
from datawalk.intake.compared import compared
from datawalk.intake.contents import Contents
from datawalk.intake.problems import Problem, ProblemsFound
from datawalk.intake.progress import tell
from datawalk.measures.levels import Level, with_interval
from datawalk.measures.small_cells import Protection
from datawalk.measures.suppression import RULE_VERSION, protect, withheld_goals
from datawalk.store.releases import LAYOUT_VERSION, Release, Releases, TableRows


@dataclass(frozen=True)
class BuildReport:
    """What a build made: the release, the choices for `auto`, warnings, and how much is not shown (never which values)."""

    release: Release
    choices: list[Choice]
    rows: int
    withheld: int
    warnings: list[Problem] = field(default_factory=list)


def build(folder: Path) -> BuildReport:
    """Check the workspace and publish a release. Raises ProblemsFound, and then nothing has changed."""
    contents, problems = check_workspace(folder)
    if contents is None or problems.errors:
        raise ProblemsFound(problems)
    return publish(contents, warnings=problems.warnings)


def publish(contents: Contents, *, warnings: Sequence[Problem] = ()) -> BuildReport:
    """Derive, protect, choose and write a release of checked contents."""
    tell("Protecting small numbers")
    protections = _protections(contents)
    derived = [_with_interval(cell, contents) for cell in contents.observations]
    protected = protect(derived, places=contents.places, protections=protections)
    families = {key: protection.family for key, protection in protections.items()}
    goals = withheld_goals(contents.of(Goal), withheld=protected.withheld, families=families)
    walks, choices = choose(contents, observations=protected.observations)
    published = replace(
        contents, walks=walks, rows={**contents.rows, Goal: tuple(goals)}, observations=protected.observations
    )
    about = {
        "layout": LAYOUT_VERSION,
        "rule_version": RULE_VERSION,
        "min_count": contents.workspace.min_count,
    }
    releases = Releases(contents.folder / "built")
    tell("Writing the release")
    notes = compared(releases, published)
    release = releases.publish(release_tables(published), about=about, notes=notes)
    hidden = sum(cell.flag == "suppressed" for cell in protected.observations)
    return BuildReport(release, choices, len(derived), hidden, list(warnings))


def _protections(contents: Contents) -> dict[str, Protection]:
    """How each indicator is protected: the stricter of the workspace and its source."""
    families = {key: key for key in contents.indicators}

    def root(key: str) -> str:
        while families[key] != key:
            key = families[key]
        return key

    for key, indicator in contents.indicators.items():
        if indicator.complement_of:
            families[root(key)] = root(indicator.complement_of)
    protections = {}
    for key, indicator in contents.indicators.items():
        source = contents.sources[indicator.source]
        threshold = max(contents.workspace.min_count, source.min_count or 0)
        exempt = not counts_people(indicator, source)
        per = PER.get(indicator.unit)
        protections[key] = Protection(threshold, exempt, per, root(key), source.published)
    return protections


def _with_interval(cell: Observation, contents: Contents) -> Observation:
    """The cell with estimate, interval and standard error worked out from its counts where it brings none."""
    indicator = contents.indicators[cell.indicator_id]
    if kind_of(indicator, contents.sources[indicator.source]) == "modelled":
        return cell
    per = PER.get(indicator.unit)
    level = with_interval(
        Level(cell.estimate, cell.lower, cell.upper, cell.se, cell.numerator, cell.denominator, per)
    )
    numbers = {"estimate": level.estimate, "lower": level.lower, "upper": level.upper, "se": level.se}
    return cell.model_copy(update=numbers)


def release_tables(contents: Contents) -> tuple[TableRows, ...]:
    """The rows of a release, sorted so that one station's cells lie together."""
    cells = sorted(
        contents.observations,
        key=lambda c: (c.indicator_id, c.period.end, c.period.start, c.place_id, c.dimension, c.subgroup),
    )
    numbers = ("estimate", "lower", "upper", "se", "numerator", "denominator")
    return (
        TableRows(
            "declarations",
            (*_text("kind", "id"), ("position", "INTEGER"), ("document", "VARCHAR")),
            _declarations(contents),
        ),
        TableRows(
            "places",
            (
                *_text("place_id", "name", "level", "parent_id"),
                ("population", "BIGINT"),
                ("population_period", "VARCHAR"),
            ),
            [
                (
                    p.place_id,
                    p.name,
                    p.level,
                    p.parent_id,
                    p.population,
                    str(p.population_period or "") or None,
                )
                for p in sorted(contents.places.values(), key=lambda p: p.place_id)
            ],
        ),
        TableRows(
            "observations",
            (
                *_text("indicator_id", "place_id"),
                ("period_start", "SMALLINT"),
                ("period_end", "SMALLINT"),
                *_text("dimension", "subgroup"),
                *((name, "DOUBLE") for name in numbers),
                *_text("flag", "note"),
            ),
            [
                (
                    c.indicator_id,
                    c.place_id,
                    c.period.start,
                    c.period.end,
                    c.dimension,
                    c.subgroup,
                    *(getattr(c, name) for name in numbers),
                    c.flag,
                    c.note,
                )
                for c in cells
            ],
        ),
        TableRows(
            "boundaries",
            _text("place_id", "document"),
            [(key, one.model_dump_json()) for key, one in sorted(contents.boundaries.items())],
        ),
        TableRows(
            "rows", (*_text("kind"), ("position", "INTEGER"), ("document", "VARCHAR")), _rows(contents)
        ),
    )


def _text(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, "VARCHAR") for name in names)


def _document(model: Frozen) -> str:
    return json.dumps(model.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def _rows(contents: Contents) -> list[tuple[Any, ...]]:
    """The rows of the tables a page shows; the others stay in the workspace."""
    return [
        (kind, position, _document(row))
        for kind in sorted(PUBLISHED)
        for position, row in enumerate(contents.of(TABLES[kind]))
    ]


def _declarations(contents: Contents) -> list[tuple[Any, ...]]:
    kinds: dict[str, dict[str, Frozen]] = {
        "workspace": {"workspace": contents.workspace},
        "sector_list": {contents.workspace.sector_list: contents.sector_list},
        "source": dict(contents.sources),
        "indicator": dict(contents.indicators),
        "dimension": dict(contents.dimensions),
        "walk": dict(contents.walks),
    }
    return [
        (kind, key, position, _document(model))
        for kind, models in kinds.items()
        for position, (key, model) in enumerate(models.items())
    ]
