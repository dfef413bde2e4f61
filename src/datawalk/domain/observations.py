"""Observations: one indicator x place x period x dimension x subgroup."""

from typing import Any, Literal

from pydantic import Field

from datawalk.domain.indicators import TOTAL
from datawalk.domain.periods import Period
from datawalk.domain.text import Frozen

Flag = Literal["", "suppressed", "unreliable", "missing"]


class Observation(Frozen):
    """One cell. Percentages run from 0 to 100; `se`, `lower` and `upper` (95 %) share the estimate's unit.

    Every number is None when hidden (`suppressed`) or `missing`; `note` gives the reason.
    """

    indicator_id: str
    place_id: str
    period: Period
    dimension: str = TOTAL
    subgroup: str = TOTAL
    estimate: float | None = Field(default=None, allow_inf_nan=False)
    lower: float | None = Field(default=None, allow_inf_nan=False)
    upper: float | None = Field(default=None, allow_inf_nan=False)
    se: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    numerator: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    denominator: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    flag: Flag = ""
    note: str = ""

    @classmethod
    def trusted(cls, values: dict[str, Any]) -> "Observation":
        """A cell of values that a build has checked, one for each field; it keeps the dictionary.

        What `model_construct` does, in a fifth of its time: a page of all counties has thousands of cells.
        """
        cell = cls.__new__(cls)
        object.__setattr__(cell, "__dict__", values)
        object.__setattr__(cell, "__pydantic_fields_set__", _FIELDS)
        object.__setattr__(cell, "__pydantic_extra__", None)
        object.__setattr__(cell, "__pydantic_private__", None)
        return cell

    @property
    def grain(self) -> tuple[str, str, Period, str, str]:
        """What makes a cell one cell; no two rows may share it."""
        return self.indicator_id, self.place_id, self.period, self.dimension, self.subgroup

    def hidden(self, note: str) -> "Observation":
        """This cell with every number taken away to protect privacy."""
        blank = dict.fromkeys(("estimate", "lower", "upper", "se", "numerator", "denominator"))
        return self.model_copy(update={**blank, "flag": "suppressed", "note": note})


_FIELDS = set(Observation.model_fields)
