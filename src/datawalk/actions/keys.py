"""The host key: what a host types to sign in. From the environment, from a private file, or made for one run."""

import re
from pathlib import Path
from secrets import choice

from datawalk.errors import UsageProblem
from datawalk.settings import HOST_KEY_VARIABLE, given_host_key, only_owner_reads, write_for_owner

KEY_FILE = Path("private") / "host.key"
"""Beside the workspace's private notes: in no release, no export and no backup."""

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the letters that are taken for others when typed from paper."""
_GROUPS, _GROUP = 6, 5
_SHORTEST = 16


def new_key() -> str:
    """A key to type, of about 148 bits."""
    return "-".join("".join(choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def known_key(workspace: Path) -> str | None:
    """The key of the environment, else that of the workspace's file; None where neither is there.

    Raises UsageProblem for a key that is too short to be safe, and for a file that others may read.
    """
    file = workspace / KEY_FILE
    given = given_host_key()
    if given is None and not file.is_file():
        return None
    if given is None and not only_owner_reads(file):
        raise UsageProblem(f"Others on this computer may read '{file}'.", remedy=f'Type: chmod 600 "{file}"')
    key = (file.read_text(encoding="utf-8") if given is None else given).strip()
    if len(key) < _SHORTEST or re.search(r"\s", key):
        where = f"'{file}'" if given is None else HOST_KEY_VARIABLE
        remedy = f"Take at least {_SHORTEST} letters without blanks, or run 'datawalk key'."
        raise UsageProblem(f"The host key in {where} is too short to be safe.", remedy=remedy)
    return key


def keep_new_key(workspace: Path) -> str:
    """A new key, kept in the workspace's private file in the place of any other. Raises MachineProblem."""
    key = new_key()
    write_for_owner(workspace / KEY_FILE, f"{key}\n")
    return key
