"""What `datawalk.toml` says about a workspace."""

from pydantic import Field

from datawalk.domain.text import Frozen, Language
from datawalk.settings import DEFAULT_MIN_COUNT


class Workspace(Frozen):
    """A collaborative's name, place, languages and rules."""

    name: str
    place: str
    languages: tuple[Language, ...] = ("en", "es")
    sector_list: str = "datawalk_17"
    min_count: int = Field(default=DEFAULT_MIN_COUNT, ge=5)
    fictional: bool = False
    contact: str | None = None
