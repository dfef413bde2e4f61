"""The command line: datawalk new | add | check | build | audit | releases | serve | demo | show | fading | measure |
share | log | backup | restore | recover.

A module a group of commands; importing it makes them join the app. Only the module of the command that was asked for is
imported, so that none waits for what others need.
"""

import signal
import sys
from importlib import import_module

from datawalk.cli.common import app
from datawalk.terminal import speak_any_language

__all__ = ["app", "main"]

MODULES = {
    "bring": ("new", "add"),
    "publish": ("check", "build", "audit", "releases"),
    "serve": ("serve", "demo", "key"),
    "show": ("show", "fading", "measure"),
    "share": ("share",),
    "keep": ("log", "backup", "restore", "recover"),
}
"""Where each command stands."""


def join(asked: str = "") -> None:
    """Let the command join the app; all of them where none is asked for by its name."""
    found = [module for module, commands in MODULES.items() if asked in commands]
    for module in found or (MODULES if asked != "--version" else ()):
        import_module(f"datawalk.cli.{module}")


def main() -> None:
    """The console script. Ended from outside, it stops its server and clears up as after Ctrl+C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    speak_any_language()
    join(next(iter(sys.argv[1:]), ""))
    app()
