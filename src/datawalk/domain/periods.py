"""Periods: a year (`2023`) or a span of years (`2019-2023`)."""

import re
from datetime import date
from functools import total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_SHAPE = re.compile(r"(\d{4})(?:-(\d{4}))?")


@total_ordering
class Period:
    """Whole years from `start` to `end`, both included. Ordered by end, then start."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        if end < start:
            raise ValueError(f"period {start}-{end} ends before it starts")
        self.start, self.end = start, end

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2023` or `2019-2023`; anything else raises ValueError."""
        shape = _SHAPE.fullmatch(text.strip())
        if not shape:
            raise ValueError(f"'{text}' is not a period; write 2023 or 2019-2023")
        return cls(int(shape[1]), int(shape[2] or shape[1]))

    @property
    def middle(self) -> float:
        """The year the period speaks for on a straight line: its midpoint."""
        return (self.start + self.end) / 2

    def overlaps(self, other: "Period") -> bool:
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        return str(self.end) if self.start == self.end else f"{self.start}-{self.end}"

    def __repr__(self) -> str:
        return f"Period({self})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and (self.start, self.end) == (other.start, other.end)

    def __lt__(self, other: "Period") -> bool:
        return (self.end, self.start) < (other.end, other.start)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def check(value: Any) -> "Period":
            return value if isinstance(value, Period) else cls.parse(str(value))

        return core_schema.no_info_plain_validator_function(
            check, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


def years_from(day: date, years: int) -> date:
    """The same day so many years later, or before when below 0; the 28th for a 29th of February that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
