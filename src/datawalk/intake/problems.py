"""Problems found in a workspace: where each is, what is wrong, and what to do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from datawalk.errors import DataProblem
from datawalk.settings import PROBLEMS_SHOWN

Severity = Literal["error", "warning"]

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_LONG = re.compile(r"'([^']{80})[^']+'")
"""What stands between quotation marks and would fill the report."""


@dataclass(frozen=True)
class Problem:
    """One problem. `file` is relative to the workspace; `where` is 'row 4', 'row 4, column estimate' or a key path.

    `rows`: all rows that have it, where one problem is told for several.
    """

    file: str
    where: str
    what: str
    remedy: str
    severity: Severity = "error"
    rows: tuple[int, ...] = ()

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}: {self.what} {self.remedy}".rstrip()


@dataclass
class Problems:
    """A growing list of problems; nothing stops at the first one."""

    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        file: str,
        where: str,
        what: str,
        remedy: str = "",
        *,
        severity: Severity = "error",
        rows: tuple[int, ...] = (),
    ) -> None:
        """Note one problem; sentences end with a full stop. What is quoted in it is cut and kept on one line."""
        self.found.append(Problem(file, _told(where), _told(what), _told(remedy), severity, rows))

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.found if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.found if problem.severity == "warning"]


def _told(text: str) -> str:
    return _LONG.sub(r"'\1…'", _BREAKS.sub(" ", text))


class ProblemsFound(DataProblem):
    """The data have problems, so nothing was changed; `problems` lists them all."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(
            "Nothing was changed.", "\n".join(str(one) for one in problems.errors[:PROBLEMS_SHOWN])
        )
        self.problems = problems


def nearest(word: str, known: Iterable[str]) -> str:
    """The remedy sentence naming the nearest known word, or the known words when none is near."""
    words = sorted(set(known))
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{close[0]}'?"
    listed = ", ".join(words[:12]) + (" and more" if len(words) > 12 else "")
    return f"Known here: {listed}." if words else "None is known yet."
