"""A copy of the checkout to change at will: the one at hand is never touched, and the copy's own code is what runs in it."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from commands import ROOT, Done, run


class Copy:
    """What git knows or would take, in a folder of its own; beside it what stands beside the checkout."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / ROOT.name
        listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], shown=False)
        for name in filter(None, listed.output.split("\0")):
            if (ROOT / name).is_file():  # one that was just removed is still listed
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.root / name)
        if (ROOT.parent / "shared").exists():
            (folder / "shared").symlink_to(ROOT.parent / "shared", target_is_directory=True)
        self._variables = {"PYTHONPATH": os.pathsep.join((str(self.root / "src"), str(self.root)))}
        where = self.run([sys.executable, "-c", "import datawalk; print(datawalk.__file__)"], seconds=60)
        if Path(where.output.strip()) != self.root / "src" / "datawalk" / "__init__.py":
            raise RuntimeError(f"the copy runs other code than its own: {where.output}")

    def run(self, command: Sequence[str], *, seconds: float) -> Done:
        """Run in the copy, with the copy's code, and show nothing."""
        return run(command, folder=self.root, seconds=seconds, variables=self._variables, shown=False)

    def text(self, name: str) -> str:
        return (self.root / name).read_bytes().decode("utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file anew. Python knows a compiled file by second and size, and two faults may have both alike."""
        (self.root / name).write_bytes(text.encode("utf-8"))
        Path(importlib.util.cache_from_source(str(self.root / name))).unlink(missing_ok=True)
