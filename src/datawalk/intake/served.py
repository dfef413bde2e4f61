"""Which release is served: going back to one, or on to it."""

from pathlib import Path

from datawalk.domain.workspace import Workspace
from datawalk.intake.check import check_workspace
from datawalk.measures.privacy.rule import RULE_VERSION
from datawalk.store.releases import Release, Releases


def serve_release(folder: Path, release_id: str) -> Release:
    """Serve another release of the workspace, when it is protected as strictly as the workspace asks for now.

    Raises ReleaseProblem, UsageProblem.
    """
    contents, _ = check_workspace(folder)
    asks = contents.workspace if contents else Workspace(name="", place="")
    return Releases(folder / "built").use(
        release_id,
        rule_version=RULE_VERSION,
        min_count=asks.min_count,
        zeros=asks.zeros,
        withhold=asks.withhold,
    )
