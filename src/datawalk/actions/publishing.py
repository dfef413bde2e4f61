"""Publishing what is in the workspace, and serving another release, from the host's desk.

Both look at the right before they begin and write the trail when they are done. A build leaves the store to others in between.
"""

from pathlib import Path

from datawalk.actions.rights import Principal, require_host
from datawalk.actions.trail import record
from datawalk.intake.apart import build_apart
from datawalk.intake.served import serve_release
from datawalk.settings import COLLECTED
from datawalk.store.collected import collecting, happened
from datawalk.store.releases import Release


def publish(principal: Principal, folder: Path) -> Release:
    """Build a release of the workspace and serve it. Raises NotAllowed, DataProblem, MachineProblem."""
    with collecting(folder / COLLECTED) as store:
        require_host(principal, store)
    release = build_apart(folder)
    with collecting(folder / COLLECTED, copy=True) as store:
        happened(
            store, kind="published", id=release.id, by=principal.name
        )  # even if the sign-in ended meanwhile
    return release


def serve_instead(principal: Principal, folder: Path, release_id: str) -> Release:
    """Serve another release. Raises NotAllowed, ReleaseProblem, MachineProblem."""
    with collecting(folder / COLLECTED, copy=True) as store:
        require_host(principal, store)
        release = serve_release(folder, release_id)
        record(principal, store, done="served", id=release.id)
    return release
