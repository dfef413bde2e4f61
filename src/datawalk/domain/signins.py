"""Sign-ins of the host: since when, at which run of the server, and whether it has ended."""

from datawalk.domain.text import Frozen


class SignIn(Frozen):
    """One browser that gave the host key. `secret` is the hash of its token; `run` names the server it was given by."""

    id: str
    secret: str
    run: str
    at: str
    ended: bool = False

    def open_in(self, run: str) -> bool:
        """Whether it still holds: it was not signed out, and the server it belongs to still runs."""
        return bool(run) and self.run == run and not self.ended
