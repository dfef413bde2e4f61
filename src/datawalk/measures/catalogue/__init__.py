"""The measures by name, each saying what it takes, gives and rests on. Importing this registers them all."""

from datawalk.measures.catalogue import (
    gaps,
    inequality,
    privacy,
    progress,
    representation,
    sustainability,
    uncertainty,
)
from datawalk.measures.registry import MEASURES, answer, work_out

__all__ = [
    "MEASURES",
    "answer",
    "gaps",
    "inequality",
    "privacy",
    "progress",
    "representation",
    "sustainability",
    "uncertainty",
    "work_out",
]
