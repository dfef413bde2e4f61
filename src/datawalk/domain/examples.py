"""Collaborations elsewhere to learn from: who was at their table, for what, and what they are known for."""

from datawalk.domain.text import Frozen, Text


class Example(Frozen):
    """One collaboration. `sectors`: codes of our own list, empty where it is not told. `domains`: what its issue is about."""

    example_id: str
    name: str
    place: str
    sectors: tuple[str, ...]
    domains: tuple[str, ...]
    issue: Text
    mark: Text
