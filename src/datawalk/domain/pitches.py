"""What to say to a partner one would like to have: six moves, in `pitches/<sector>.toml`."""

from datawalk.domain.text import Frozen, Text

MOVES = ("mission", "role", "overlap", "success", "backbone", "shaping")
"""The six moves, by their keys, in their order."""

ANY = "any"
"""The pitch for every sector; a sector's own texts stand in the place of its."""


class Pitch(Frozen):
    """The six moves of an invitation, in the order in which they are said. The file name is a sector's id, or `any`.

    `mission`: its mission and needs. `role`: its vital role. `overlap`: where its work and ours meet. `success`: joint
    success comes from each one's, and credit is shared. `backbone`: who carries the coordination. `shaping`: every sector
    shapes health. `indicators`: what it would work on with us; without them, what is closest to its own work.
    A text may name {sector}, {indicator} and {people}.
    """

    id: str
    mission: Text | None = None
    role: Text | None = None
    overlap: Text | None = None
    success: Text | None = None
    backbone: Text | None = None
    shaping: Text | None = None
    indicators: tuple[str, ...] = ()

    def over(self, other: "Pitch") -> "Pitch":
        """This pitch, with the texts of the other where it has none."""
        return self.model_copy(update={move: getattr(self, move) or getattr(other, move) for move in MOVES})
