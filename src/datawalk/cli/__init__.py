"""The command line: datawalk new | add | check | build | audit | releases | serve | demo | show | fading | measure |
share | log | backup | restore | recover.

A module a group of commands; importing it makes them join the app.
"""

import signal
import sys

from datawalk.cli import bring, keep, publish, serve, share, show
from datawalk.cli.common import app
from datawalk.terminal import speak_any_language

__all__ = ["app", "bring", "keep", "main", "publish", "serve", "share", "show"]


def main() -> None:
    """The console script. Ended from outside, it stops its server and clears up as after Ctrl+C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    speak_any_language()
    app()
