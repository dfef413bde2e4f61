"""An organisation as a directory or a list of others tells of it, before it is a candidate."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Found:
    """One organisation and where it was read.

    `services`: the names of its services. `terms`: the codes of what its services are, one tuple a service, and
    `term_names` their names. `given`: other columns of the partners table that the file has, as text.
    """

    name: str
    file: str
    row: int
    website: str = ""
    description: str = ""
    services: tuple[str, ...] = ()
    terms: tuple[tuple[str, ...], ...] = ()
    term_names: tuple[str, ...] = ()
    sector_words: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
