"""What a visitor has chosen; everything a view depends on besides the release."""

from dataclasses import dataclass

from datawalk.domain.text import Language


@dataclass(frozen=True)
class Selection:
    """The address, parsed. None means: the default. Ids are as typed and may not exist."""

    lang: Language = "en"
    walk: str | None = None
    station: str | None = None
    place: str | None = None
    period: str | None = None
