"""The folder of releases: which there are, which is served, and how a new one gets there.

A release is one DuckDB file named by the digest of its content. The pointer is a small file that
names the served release; it moves last, so a build that fails or is killed changes nothing.
"""

import json
import os
import shutil
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from datawalk.errors import MachineProblem, ReleaseProblem
from datawalk.store.connection import open_release
from datawalk.store.writing import Tables, digest_of, sync, write

POINTER = "current"
LAYOUT_VERSION = 4
"""How a release is laid out, and part of every digest: the same rows in another layout are another release."""

_ABANDONED = 3600
"""Seconds after which a file that a build began is taken for left behind."""

_TRIES = 10

Result = TypeVar("Result")

_REBUILD = "Run 'datawalk build' to make a new one."


@dataclass(frozen=True)
class Release:
    """One release: its id (the first 12 digits of the content's digest) and its file."""

    id: str
    path: Path


@dataclass(frozen=True)
class ReleaseNotes:
    """What a release says about itself. `rule_version`, `min_count`, `zeros` and `withhold` tell how strictly it was protected.

    `previous` is the release served when this one was built, `changes` counts what differs from it, by indicator, and
    `declarations_changed` names indicators, dimensions, sources and walks as `kind/id`.
    """

    release: Release
    built_at: str
    rule_version: int
    min_count: int
    rows: int
    previous: str | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)
    declarations_changed: list[str] = field(default_factory=list)
    zeros: str = "shown"
    withhold: tuple[str, ...] = ()


class Releases:
    """The releases of one workspace, in its `built` folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Release:
        """The served release. Raises ReleaseProblem when there is none or its file is gone."""
        try:
            release_id = _patiently(lambda: (self.folder / POINTER).read_text(encoding="utf-8").strip())
        except FileNotFoundError:
            raise ReleaseProblem("There is no release yet.", remedy="Run 'datawalk build' first.") from None
        except OSError as error:
            raise ReleaseProblem("The release cannot be read.", str(error), remedy=_REBUILD) from None
        return self.named(release_id)

    def named(self, release_id: str) -> Release:
        """The release with this id. Raises ReleaseProblem when it is not here."""
        path = self.folder / f"published-{release_id}.duckdb"
        if not release_id or not path.is_file():
            remedy = "Run 'datawalk releases' to see which there are, or 'datawalk build' to make one."
            raise ReleaseProblem(f"Release '{release_id}' is not here.", remedy=remedy)
        return Release(release_id, path)

    def all(self) -> list[ReleaseNotes]:
        """Every release this version of datawalk can read, newest first."""
        notes = []
        for path in self.folder.glob("published-*.duckdb"):
            try:
                notes.append(read_notes(Release(path.stem.removeprefix("published-"), path)))
            except ReleaseProblem:
                continue
        return sorted(notes, key=lambda each: each.built_at, reverse=True)

    def use(
        self,
        release_id: str,
        *,
        rule_version: int,
        min_count: int,
        zeros: str = "shown",
        withhold: Collection[str] = (),
    ) -> Release:
        """Serve another release; refused when it was protected by a weaker privacy rule than today's."""
        release = self.servable(
            release_id, rule_version=rule_version, min_count=min_count, zeros=zeros, withhold=withhold
        )
        self._point_to(release)
        return release

    def servable(
        self,
        release_id: str,
        *,
        rule_version: int,
        min_count: int,
        zeros: str = "shown",
        withhold: Collection[str] = (),
    ) -> Release:
        """The release with this id, if it was protected at least this strictly. Raises ReleaseProblem otherwise."""
        release = self.named(release_id)
        notes = read_notes(release)
        if (zeros == "hidden" and notes.zeros != "hidden") or not set(withhold) <= set(notes.withhold):
            raise ReleaseProblem(
                f"Release '{release_id}' shows counts of 0 or tables that this workspace hides.",
                remedy="Build a new release instead: 'datawalk build'.",
            )
        if notes.rule_version < rule_version or notes.min_count < min_count:
            raise ReleaseProblem(
                f"Release '{release_id}' was protected by a weaker privacy rule "
                f"(rule {notes.rule_version}, smallest count {notes.min_count}) than this workspace asks for "
                f"(rule {rule_version}, smallest count {min_count}).",
                remedy="Build a new release instead: 'datawalk build'.",
            )
        return release

    def publish(
        self,
        tables: Tables,
        *,
        about: dict[str, Any],
        notes: dict[str, Any] | None = None,
        previous: Release | None = None,
        beside: Callable[[Release], None] = lambda _: None,
    ) -> Release:
        """Write a release beside the others and serve it. `about` says how it was built, `notes` what else is to tell.

        `beside` writes what lies beside it, before it is served.

        Only `about` is part of the digest. The cells that differ from those of `previous` are counted by indicator.

        Built under a temporary name, checkpointed, closed, synced and renamed; the pointer moves last.
        Raises MachineProblem when the disk is full or read-only.
        """
        release_id = digest_of(tables, about=about)[:12]
        release = Release(release_id, self.folder / f"published-{release_id}.duckdb")
        temporary = self.folder / f".building-{os.getpid()}.duckdb"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            if not release.path.exists():
                write(
                    temporary,
                    tables,
                    about={
                        **about,
                        **(notes or {}),
                        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    },
                    previous=previous.path if previous else None,
                )
                sync(temporary)
                os.replace(temporary, release.path)
            beside(release)
            self._point_to(release)
        except (OSError, duckdb.Error) as error:
            with suppress(OSError):
                temporary.unlink()
            raise MachineProblem(
                f"The release could not be written to {self.folder}.",
                str(error),
                remedy="Free some space or choose a folder you may write to. The old release is still served.",
            ) from error
        return release

    def _sweep(self) -> None:
        """Remove what a killed build left behind, and leave alone what another build may be writing."""
        for left in self.folder.glob(".building-*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime <= _ABANDONED:
                    continue
                if left.is_dir():
                    shutil.rmtree(left)
                else:
                    left.unlink()

    def _point_to(self, release: Release) -> None:
        pointer = self.folder / f".{POINTER}-{os.getpid()}"
        pointer.write_text(release.id + "\n", encoding="utf-8")
        sync(pointer)
        _patiently(lambda: os.replace(pointer, self.folder / POINTER))


def read_notes(release: Release) -> ReleaseNotes:
    """What the release says about itself. Raises ReleaseProblem when it is broken or of another layout."""
    try:
        with open_release(release.path) as connection:
            about = json.loads(_one(connection, "SELECT value FROM about"))
            check_layout(release.id, about)
            rows = _one(connection, "SELECT count(*) FROM observations")
        return ReleaseNotes(
            release,
            about["built_at"],
            about["rule_version"],
            about["min_count"],
            int(rows),
            about.get("previous"),
            about.get("changes", []),
            about.get("declarations_changed", []),
            about.get("zeros", "shown"),
            tuple(about.get("withhold", ())),
        )
    except (duckdb.Error, ValueError, TypeError, KeyError) as error:
        raise ReleaseProblem(
            f"Release '{release.id}' is broken.", str(error).splitlines()[0], remedy=_REBUILD
        ) from error


def check_layout(release_id: str, about: dict[str, Any]) -> None:
    """Raise ReleaseProblem for a release that another version of datawalk laid out."""
    if about.get("layout") != LAYOUT_VERSION:
        raise ReleaseProblem(
            f"Release '{release_id}' was made by another version of datawalk.", remedy=_REBUILD
        )


def _one(connection: duckdb.DuckDBPyConnection, statement: str) -> Any:
    row = connection.execute(statement).fetchone()
    if row is None:
        raise ValueError("an expected row is missing")
    return row[0]


def _patiently(act: Callable[[], Result]) -> Result:
    """Do what Windows refuses while somebody else reads or moves the same small file: a moment later it can be done."""
    for _ in range(_TRIES):
        try:
            return act()
        except PermissionError:
            time.sleep(0.02)
    return act()
