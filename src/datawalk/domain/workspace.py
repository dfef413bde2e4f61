"""What `datawalk.toml` says about a workspace."""

from pydantic import Field

from datawalk.domain.indicators import Zeros
from datawalk.domain.text import Frozen, Language
from datawalk.settings import DEFAULT_MIN_COUNT

CURRENCY = r"^[A-Z]{3}$"
"""The code of a currency."""


class Workspace(Frozen):
    """A collaborative's name, place, languages and rules.

    `min_count`: the least count of people that is shown; `zeros`: whether a count of nobody is. `withhold`: tables that are
    not shown at all, each as `indicator/dimension`. `currency`: that of all money in its tables, as USD.
    """

    name: str
    place: str
    languages: tuple[Language, ...] = ("en", "es")
    sector_list: str = "datawalk_17"
    min_count: int = Field(default=DEFAULT_MIN_COUNT, ge=5)
    zeros: Zeros = "shown"
    withhold: tuple[str, ...] = ()
    currency: str = Field(default="USD", pattern=CURRENCY)
    fictional: bool = False
    contact: str | None = None
