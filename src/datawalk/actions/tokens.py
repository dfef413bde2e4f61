"""Secrets of 256 bits: made here, told once, and kept as a hash alone."""

from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Protocol, TypeVar

_BYTES = 32
_SIGNS = 43
"""Letters of a token: 256 bits in base64."""


class Kept(Protocol):
    """Something that is opened by a token, of which it keeps the hash."""

    @property
    def secret(self) -> str: ...


Thing = TypeVar("Thing", bound=Kept)


def new_token() -> str:
    """A token nobody can guess."""
    return token_urlsafe(_BYTES)


def secret_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def found_by_secret(things: Iterable[Thing], token: str) -> Thing | None:
    """What a token belongs to; every one is compared in the same time."""
    if len(token) != _SIGNS:
        return None
    secret, found = secret_of(token), None
    for one in things:
        if compare_digest(one.secret, secret):
            found = one
    return found
