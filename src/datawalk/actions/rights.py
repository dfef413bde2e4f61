"""Who asks, and what each may do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from datawalk.actions.tokens import found_by_secret
from datawalk.domain.collected import Recorded
from datawalk.domain.signins import SignIn
from datawalk.errors import DatawalkError
from datawalk.settings import server_run
from datawalk.store.collected import Collected

Kind = Literal["anonymous", "link", "host"]


class NotAllowed(DatawalkError):
    """Somebody asked for what is not theirs to do."""

    exit_code = 5


@dataclass(frozen=True)
class Principal:
    """Who asks: anybody, whoever has a link, or a host, who may write. `name` is what the trail says.

    `token`: what a host's browser has from signing in; it is shown nowhere.
    """

    kind: Kind
    name: str
    token: str = field(default="", repr=False)


ANYBODY = Principal("anonymous", "anybody")
AT_THE_MACHINE = Principal("host", "command line")
"""Whoever may write into the workspace's folder is its host."""


def require_host(principal: Principal, store: Collected) -> None:
    """Raises NotAllowed for anybody but a host whose sign-in still holds, as the store has it at this moment."""
    if principal is AT_THE_MACHINE:
        return
    if (
        principal.kind != "host"
        or open_sign_in(sign_ins_of(store.recorded()).values(), principal.token) is None
    ):
        raise NotAllowed("Only a host may do this.", remedy="Sign in as the host first.")


def sign_ins_of(rows: Iterable[Recorded]) -> dict[str, SignIn]:
    """Every sign-in by its id, as it stands after these events."""
    found: dict[str, SignIn] = {}
    for row in rows:
        event = row.event
        if event.kind == "signed_in":
            found[event.id] = SignIn(id=event.id, at=event.at, **event.data)
        elif event.kind == "signed_out" and event.id in found:
            found[event.id] = found[event.id].model_copy(update={"ended": True})
    return found


def open_sign_in(sign_ins: Iterable[SignIn], token: str) -> SignIn | None:
    """The sign-in a token belongs to, while it holds at this run of the server."""
    found = found_by_secret(sign_ins, token)
    return found if found and found.open_in(server_run()) else None
