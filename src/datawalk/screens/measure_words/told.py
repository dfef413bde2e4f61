"""A measure in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What a measure is called, what it is, when to use it, and how and why it differs from WHO's package healthequal 1.0.1.

    Its formula and where it is from stand in the registry.
    """

    name: str
    what: str
    use: str
    differs: str = ""
