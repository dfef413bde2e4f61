"""The trail of what was done: who, what, when."""

from collections.abc import Mapping
from typing import Any, Literal

from datawalk.actions.rights import Principal, require_host
from datawalk.domain.collected import Recorded
from datawalk.store.collected import Collected, happened

Done = Literal["published", "served", "backed_up", "restored", "recovered"]


def record(
    principal: Principal, store: Collected, *, done: Done, id: str, data: Mapping[str, Any] | None = None
) -> Recorded:
    """Store that a host did something to the thing `id`. Raises NotAllowed; MachineProblem when it cannot be stored."""
    require_host(principal, store)
    return happened(store, kind=done, id=id, by=principal.name, data=data)
