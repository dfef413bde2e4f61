"""The proof of a release's privacy, beside it: read by whoever audits, served to nobody."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

from datawalk.errors import ReleaseProblem
from datawalk.store.releases import Release
from datawalk.store.writing import sync


def write_proof(release: Release, document: dict[str, Any]) -> None:
    """Put the proof beside its release; in one step, readable by its owner alone."""
    path = _path(release)
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    temporary.touch(mode=0o600)
    temporary.write_bytes(gzip.compress(json.dumps(document, separators=(",", ":")).encode(), mtime=0))
    sync(temporary)
    os.replace(temporary, path)


def read_proof(release: Release) -> dict[str, Any]:
    """The proof of a release. Raises ReleaseProblem when there is none, or it cannot be read."""
    path = _path(release)
    try:
        return dict(json.loads(gzip.decompress(path.read_bytes())))
    except FileNotFoundError:
        what = f"Release '{release.id}' has no proof beside it ({path.name})."
        raise ReleaseProblem(what, remedy="Run 'datawalk build' to make both again.") from None
    except (OSError, ValueError, EOFError, TypeError) as error:
        what = f"The proof of release '{release.id}' cannot be read."
        raise ReleaseProblem(
            what, str(error), remedy=f"Delete {path.name}, then run 'datawalk build'."
        ) from None


def _path(release: Release) -> Path:
    return release.path.with_name(f"proof-{release.id}.json.gz")
