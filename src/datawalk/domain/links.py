"""Share links: what one covers, which release it shows, and until when."""

from datetime import date
from typing import Literal

from pydantic import Field

from datawalk.domain.text import Frozen

CoverKind = Literal["everything", "walk", "station", "page"]


class Cover(Frozen):
    """What a link shows: everything, one walk, one station of it, or one page with all that is on it."""

    kind: CoverKind
    walk: str | None = None
    station: str | None = None
    page: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Cover":
        """Read `everything`, `walk/equity`, `station/equity/gap` or `page/partners`; anything else raises ValueError."""
        match text.split("/"):
            case ["everything"]:
                return cls(kind="everything")
            case ["walk", walk] if walk:
                return cls(kind="walk", walk=walk)
            case ["station", walk, station] if walk and station:
                return cls(kind="station", walk=walk, station=station)
            case ["page", page] if page:
                return cls(kind="page", page=page)
        raise ValueError(f"'{text}' is not something a link can cover")

    def __str__(self) -> str:
        return "/".join(part for part in (self.kind, self.walk, self.station, self.page) if part)


class Link(Frozen):
    """A share link as it stands. `secret` is the hash of its token, which is kept nowhere.

    `until` is the last day it opens; `newest`: whether who opens it may go on to a newer release; `begin`: what was
    chosen on the page it was made on, as in an address.
    """

    id: str
    secret: str
    cover: Cover
    release: str
    until: date
    made_for: str
    made_on: date
    newest: bool = False
    begin: dict[str, str] = Field(default_factory=dict)
    revoked: bool = False
    opened: int = 0

    def open_on(self, day: date) -> bool:
        """Whether it opens on a day."""
        return not self.revoked and day <= self.until
