"""Systems changes: what a system contains or how it works, altered."""

import datetime
from typing import Literal

from datawalk.domain.text import Frozen

ChangeKind = Literal["mindset", "practice", "policy"]


class Change(Frozen):
    """One change with its evidence. `verified`: someone outside the work has seen it."""

    change_id: str
    date: datetime.date
    kind: ChangeKind
    component: str | None = None
    statement: str
    evidence: str | None = None
    verified: bool = False
