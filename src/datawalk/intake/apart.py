"""Building in a process of its own, so that the visitors of a running server do not wait."""

import subprocess
import sys
from pathlib import Path

from datawalk.errors import DataProblem, DatawalkError
from datawalk.intake.build import build
from datawalk.settings import python
from datawalk.store.releases import Release, Releases


def build_apart(folder: Path) -> Release:
    """Check the workspace and publish a release. Raises DataProblem with every problem, and then nothing has changed."""
    command = [python(), "-X", "utf8", "-m", __name__, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise DataProblem(done.stderr.strip() or "The release could not be built.")
    return Releases(folder / "built").named(done.stdout.split()[-1])


if __name__ == "__main__":
    try:
        print(build(Path(sys.argv[1])).release.id)
    except DatawalkError as error:
        sys.exit(str(error))
