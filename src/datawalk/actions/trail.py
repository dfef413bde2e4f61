"""The trail of what was done: who, what, when."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from datawalk.actions.rights import Principal, require_host
from datawalk.domain.collected import Event, Recorded
from datawalk.store.collected import Collected

Done = Literal["published", "served", "backed_up", "restored", "recovered"]


def record(
    principal: Principal, store: Collected, *, done: Done, id: str, data: Mapping[str, Any] | None = None
) -> Recorded:
    """Store that a host did something to the thing `id`. Raises NotAllowed; MachineProblem when it cannot be stored."""
    require_host(principal)
    return add(principal, store, kind=done, id=id, data=data)


def add(
    principal: Principal, store: Collected, *, kind: str, id: str, data: Mapping[str, Any] | None = None
) -> Recorded:
    """Store an event of now. Whether somebody may, the caller has asked. Raises MachineProblem."""
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    [row] = store.append([Event(kind=kind, id=id, at=now, by=principal.name, data=dict(data or {}))])
    return row
