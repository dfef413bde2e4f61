"""`datawalk check`: everything that is wrong with a workspace, in one report."""

from pathlib import Path

from datawalk.errors import UsageProblem
from datawalk.intake.contents import Contents
from datawalk.intake.crosscheck import crosscheck
from datawalk.intake.library import with_library
from datawalk.intake.problems import Problems
from datawalk.intake.workspace import read_workspace


def check_workspace(folder: Path) -> tuple[Contents | None, Problems]:
    """Read and cross-check a workspace, and add the library. Raises UsageProblem when the folder is not one."""
    if not (folder / "datawalk.toml").is_file():
        raise UsageProblem(
            f"There is no workspace in '{folder}': it has no datawalk.toml.",
            remedy="Go to the workspace's folder, name it with --workspace, or start one with 'datawalk new'.",
        )
    problems = Problems()
    read = read_workspace(folder, problems=problems)
    if read is None:
        return None, problems
    contents, origins = read
    crosscheck(contents, rows_at=origins, problems=problems)
    return with_library(contents), problems
