"""From a checked workspace to an immutable release."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import nan
from pathlib import Path
from typing import Any

import numpy as np

from datawalk.domain.cells import NUMBERS, WORDS, Cells
from datawalk.domain.goals import Goal
from datawalk.domain.indicators import PER, Indicator, Source, counts_people, is_second_form, kind_of
from datawalk.domain.money import CapacityScore, CapacityShown, Cost, CostShown, Funding, FundingShown
from datawalk.domain.roster import MembersByGroup, MembersShown, Partner
from datawalk.domain.tables import PUBLISHED
from datawalk.domain.text import Frozen
from datawalk.domain.workspace import Workspace
from datawalk.intake.auto import Choice, choose
from datawalk.intake.check import check_workspace
from datawalk.intake.compared import compared
from datawalk.intake.contents import Contents
from datawalk.intake.hidden import Hiding, hidings_of, stop_where_lost, unlinked
from datawalk.intake.means import costs_shown, funding_shown
from datawalk.intake.problems import Problem, ProblemsFound
from datawalk.intake.progress import tell
from datawalk.intake.proving import STEP, Prover
from datawalk.intake.roster_tables import roster_rows, roster_tables
from datawalk.measures import capacity, members
from datawalk.measures.linkage import Groups
from datawalk.measures.many_levels import Levels, with_intervals
from datawalk.measures.many_reliability import too_unsure
from datawalk.measures.privacy.protection import BLOCK_SECONDS
from datawalk.measures.privacy.rule import RULE_VERSION, Rule
from datawalk.measures.release_audit import proof_of
from datawalk.measures.small_cells import Protection
from datawalk.measures.suppression import protect, withheld_goals
from datawalk.store.proofs import write_proof
from datawalk.store.releases import LAYOUT_VERSION, Release, Releases
from datawalk.store.writing import TableCells, TableRows, Tables


@dataclass(frozen=True)
class BuildReport:
    """What a build made: the release, the choices for `auto`, warnings, how much is not shown (never which values), by table
    and reason in `hidings`, and how much is shown but too unsure to compare.
    """

    release: Release
    choices: list[Choice]
    rows: int
    withheld: int
    unsure: int
    warnings: list[Problem] = field(default_factory=list)
    hidings: list[Hiding] = field(default_factory=list)


def build(folder: Path, *, seconds: float = BLOCK_SECONDS) -> BuildReport:
    """Check the workspace and publish a release with its proof. Raises ProblemsFound, and then nothing has changed.

    `seconds`: how long to look for a way to protect one block of linked figures, before all of it is withheld.
    """
    contents, problems = check_workspace(folder)
    if contents is None or problems.errors:
        raise ProblemsFound(problems)
    return publish(contents, warnings=problems.warnings, seconds=seconds)


def publish(
    contents: Contents, *, warnings: Sequence[Problem] = (), seconds: float = BLOCK_SECONDS
) -> BuildReport:
    """Derive, protect, choose and write a release of checked contents."""
    tell(STEP)
    protections = protections_of(contents.workspace, contents.indicators, contents.sources)
    derived = _with_doubts(contents, cells=_with_intervals(contents))
    prover = Prover(contents.folder / "built" / "proved", seconds=seconds)
    protected = protect(derived, places=contents.places, protections=protections, solver=prover)
    stop_where_lost(protected)
    families = {key: protection.family for key, protection in protections.items()}
    goals = contents.of(Goal)
    promised = {families.get(goal.indicator_id or "") for goal in goals}
    withheld = protected.withheld_of([id_ for id_, family in families.items() if family in promised])
    goals = withheld_goals(goals, withheld=withheld, families=families)
    walks, choices = choose(contents, cells=protected.observations)
    asked = Rule(contents.workspace.min_count, contents.workspace.zeros)
    by_group = members.protected(contents.of(MembersByGroup), asked)
    rows = {**contents.rows, **roster_rows(contents), Goal: tuple(goals), MembersShown: by_group.rows}
    rows[CapacityShown] = capacity.shown(contents.of(CapacityScore))
    rows[FundingShown] = funding_shown(contents.of(Funding))
    rows[CostShown] = costs_shown(contents.of(Cost), partners=contents.of(Partner))
    published = replace(contents, walks=walks, rows=rows, observations=protected.observations)
    about = {
        "layout": LAYOUT_VERSION,
        "rule_version": RULE_VERSION,
        "min_count": contents.workspace.min_count,
        "zeros": contents.workspace.zeros,
        "withhold": sorted(contents.workspace.withhold),
    }
    releases = Releases(contents.folder / "built")
    tell("Writing the release")
    previous, notes = compared(releases, published)
    tables, proof = release_tables(published), {**proof_of(protected), "members": by_group.proof}
    release = releases.publish(
        tables, about=about, notes=notes, previous=previous, beside=lambda new: write_proof(new, proof)
    )
    hidden, unsure = (
        int(protected.observations.is_word("flag", flag).sum()) for flag in ("suppressed", "unreliable")
    )
    hidings = hidings_of(protected)
    return BuildReport(
        release, choices, len(derived), hidden, unsure, [*warnings, *unlinked(protected)], hidings
    )


def protections_of(
    workspace: Workspace, indicators: Mapping[str, Indicator], sources: Mapping[str, Source]
) -> dict[str, Protection]:
    """How each indicator is protected: the stricter of the workspace and its source."""
    families = Groups(indicators)
    for key, indicator in indicators.items():
        if indicator.complement_of:
            families.join(key, indicator.complement_of)
    tables = [table.partition("/") for table in workspace.withhold]
    return {
        key: Protection(
            threshold=max(workspace.min_count, source.min_count or 0),
            exempt=not counts_people(indicator, source),
            per=PER.get(indicator.unit),
            family=families.root(key),
            published=source.published,
            zeros="hidden" if "hidden" in (workspace.zeros, source.zeros) else "shown",
            complement_of=indicator.complement_of,
            follows=f"{key.removesuffix('_adjusted')}_crude" if is_second_form(key, indicators) else None,
            withheld=tuple(dimension for id_, _, dimension in tables if id_ == key),
        )
        for key, indicator in indicators.items()
        for source in (sources[indicator.source],)
    }


def _with_intervals(contents: Contents) -> Cells:
    """The cells with estimate, interval and standard error worked out from their counts where they bring none."""
    cells = contents.cells
    given = _levels(contents, cells=cells)
    left = _modelled(contents, cells=cells)
    filled = with_intervals(given)
    return cells.changed(
        **{
            name: np.where(left, getattr(given, name), getattr(filled, name))
            for name in ("estimate", "lower", "upper", "se")
        }
    )


def _with_doubts(contents: Contents, *, cells: Cells) -> Cells:
    """The cells with the flag `unreliable` where the NCHS rules call them too unsure; a flag they bring stays.

    Numbers stay too: doubt is told beside them (decision record 0011).
    """
    unsure = too_unsure(_levels(contents, cells=cells)) & cells.is_word("flag", "")
    return cells.with_word("flag", "unreliable", at=unsure & ~_modelled(contents, cells=cells))


def _levels(contents: Contents, *, cells: Cells) -> Levels:
    def per(indicator_id: str) -> float:
        return PER.get(contents.indicators[indicator_id].unit, nan)

    return Levels(*(cells.numbers(name) for name in NUMBERS), per=cells.each("indicator_id", per))


def _modelled(contents: Contents, *, cells: Cells) -> np.ndarray:
    """Which cells a model made: what it knows of their uncertainty is not in their counts."""

    def modelled(indicator_id: str) -> bool:
        indicator = contents.indicators[indicator_id]
        return kind_of(indicator, contents.sources[indicator.source]) == "modelled"

    return cells.each("indicator_id", modelled).astype(bool)


def release_tables(contents: Contents) -> Tables:
    """The rows of a release, sorted so that one station's cells lie together."""
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
        TableCells("observations", _in_order(contents.cells)),
        TableRows(
            "boundaries",
            _text("place_id", "document"),
            [(key, one.model_dump_json()) for key, one in sorted(contents.boundaries.items())],
        ),
        TableRows(
            "rows", (*_text("kind"), ("position", "INTEGER"), ("document", "VARCHAR")), _rows(contents)
        ),
        *roster_tables(contents),
    )


def _in_order(cells: Cells) -> Cells:
    """The cells by indicator, period, place, dimension and group, as pages ask for them."""
    order = ("indicator_id", "period_end", "period_start", "place_id", "dimension", "subgroup")
    columns = [cells.ranks(name) if name in WORDS else cells.numbers(name) for name in order]
    return cells.where(np.lexsort(columns[::-1]))


def _text(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, "VARCHAR") for name in names)


def _document(model: Frozen) -> str:
    return json.dumps(model.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def _rows(contents: Contents) -> list[tuple[Any, ...]]:
    """The rows of the tables a page shows; the others stay in the workspace."""
    return [
        (kind, position, _document(row))
        for kind in sorted(PUBLISHED)
        for position, row in enumerate(contents.of(PUBLISHED[kind]))
    ]


def _declarations(contents: Contents) -> list[tuple[Any, ...]]:
    kinds: dict[str, dict[str, Frozen]] = {
        "workspace": {"workspace": contents.workspace},
        "sector_list": dict(contents.sector_lists) or {contents.sector_list.id: contents.sector_list},
        "pitch": dict(contents.pitches),
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
