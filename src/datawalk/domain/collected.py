"""What the app collects: events, each once and for ever. What holds now follows from all of them, in their order."""

from typing import Any

from pydantic import Field

from datawalk.domain.text import Frozen


class Event(Frozen):
    """Something that happened: what, to which thing, done by whom, and what there is to say of it.

    `at`: when, in UTC to the microsecond. `id` names the thing, such as a link; `by` says who: host, link or nobody.
    """

    kind: str
    id: str
    at: str
    by: str
    data: dict[str, Any] = Field(default_factory=dict)


class Recorded(Frozen):
    """An event as it is stored: its number, counted from 1, and the hash that ties it to all before."""

    number: int
    event: Event
    hash: str
