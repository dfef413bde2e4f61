"""Who asks, and what each may do."""

from dataclasses import dataclass
from typing import Literal

from datawalk.errors import DatawalkError

Kind = Literal["anonymous", "link", "host"]


class NotAllowed(DatawalkError):
    """Somebody asked for what is not theirs to do."""

    exit_code = 5


@dataclass(frozen=True)
class Principal:
    """Who asks: anybody, whoever has a link, or a host, who may write. `name` is what the trail says."""

    kind: Kind
    name: str


ANYBODY = Principal("anonymous", "anybody")
AT_THE_MACHINE = Principal("host", "command line")
"""Whoever may write into the workspace's folder is its host."""


def require_host(principal: Principal) -> None:
    """Raises NotAllowed for anybody but a host."""
    if principal.kind != "host":
        raise NotAllowed("Only a host may do this.", remedy="Sign in as the host first.")
