"""The groups of one dimension, as the measures over all of them take them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from datawalk.measures.refusals import Refused

Numbers = NDArray[np.float64]

FEWEST = 3
"""With fewer groups only a difference, a ratio, PAR and PAF are told."""

_MORE_THAN_EVERYBODY = 1.01
"""Groups that do not overlap cannot hold more people than there are; rounding may look so."""


@dataclass(frozen=True)
class Groups:
    """Groups that do not overlap; of an ordered dimension from the most to the least disadvantaged.

    `estimates` in one unit, `errors` their standard errors in it (None when any is unknown), `people` their sizes.
    Made by `of`, which refuses what cannot be compared.
    """

    estimates: Numbers
    people: Numbers
    errors: Numbers | None = None

    @classmethod
    def of(
        cls,
        estimates: Sequence[float | None],
        *,
        people: Sequence[float | None] | None = None,
        errors: Sequence[float | None] | None = None,
        names: Sequence[str] | None = None,
        units: Sequence[str] | None = None,
        everybody: float | None = None,
        least: int = FEWEST,
    ) -> "Groups":
        """Groups from lists of one length. Without `people` all count alike. `everybody`: the people there are in all.

        Refuses (`Refused`): lengths that differ, a hidden group (None), fewer groups than `least`, a group twice or more
        people than everybody (they overlap), units that differ, a group without people, errors that are below or all 0.
        Example: `Groups.of([20, 30, 40], people=[78, 91, 162])`.
        """
        given = {"est": estimates, "pop": people, "se": errors, "groups": names, "units": units}
        lengths = {name: len(values) for name, values in given.items() if values is not None}
        if len(set(lengths.values())) > 1:
            raise Refused(
                "lengths", lengths=", ".join(f"{name} {length}" for name, length in lengths.items())
            )
        _check_named(names, units=units)
        values = _all_shown(estimates)
        sizes = _all_shown(people) if people is not None else np.ones(len(values))
        if len(values) < least:
            raise Refused("few_groups", groups=len(values), least=least)
        if (sizes <= 0).any():
            raise Refused("no_people")
        if not isfinite(float(sizes.sum())) or not isfinite(float(np.abs(values).sum())):
            raise Refused("too_large")
        if overlap(sizes.tolist(), everybody=everybody):
            raise Refused("overlapping_groups", why=f"{sizes.sum():g} people in groups of {everybody:g}")
        return cls(values, sizes, _errors(errors))

    def __len__(self) -> int:
        return len(self.estimates)

    @cached_property
    def shares(self) -> Numbers:
        """Each group's share of the people."""
        return self.people / self.people.sum()

    @cached_property
    def mean(self) -> float:
        """The average over people."""
        return float(self.shares @ self.estimates)

    @cached_property
    def ranks(self) -> Numbers:
        """Ridits: where the middle person of each group stands, from 0 to 1, in the order given."""
        return np.cumsum(self.shares) - self.shares / 2

    def se_of(self, pulls: Numbers) -> float | None:
        """The standard error of what moves by `pulls` as each estimate moves by 1; None without errors."""
        return None if self.errors is None else sqrt(float(np.sum((pulls * self.errors) ** 2)))

    def best(self, *, favourable: bool) -> int:
        """The position of the best group; the first of those that are alike."""
        return int(np.argmax(self.estimates) if favourable else np.argmin(self.estimates))

    def at(self, reference: int) -> int:
        """The position of a reference. Refuses one that is not there."""
        if not 0 <= reference < len(self):
            raise Refused("no_reference", reference=reference, groups=len(self))
        return reference


def overlap(people: Sequence[float], *, everybody: float | None) -> bool:
    """Whether groups of these sizes must share people, because there are fewer in all. Unknown where `everybody` is."""
    return everybody is not None and sum(people) > _MORE_THAN_EVERYBODY * everybody


def need_errors(groups: Groups) -> Numbers:
    """The standard errors. Refuses groups without."""
    if groups.errors is None:
        raise Refused("no_errors")
    return groups.errors


def _all_shown(values: Sequence[float | None]) -> Numbers:
    shown = [value for value in values if value is not None]
    if len(values) and not shown:
        raise Refused("all_hidden")
    if len(shown) < len(values):
        raise Refused("hidden_group")
    if not all(map(isfinite, shown)):
        raise Refused("too_large")
    return np.array(shown, dtype=float)


def _errors(errors: Sequence[float | None] | None) -> Numbers | None:
    known = [error for error in errors or () if error is not None]
    if any(error < 0 or not isfinite(error) for error in known):
        raise Refused("negative")
    if known and not any(known):
        raise Refused("zero_errors")
    return np.array(known, dtype=float) if known and len(known) == len(errors or ()) else None


def _check_named(names: Sequence[str] | None, *, units: Sequence[str] | None) -> None:
    twice = [name for name, times in Counter(names or ()).items() if times > 1]
    if twice:
        raise Refused("overlapping_groups", why=f"'{twice[0]}' is there twice")
    if len(set(units or ())) > 1:
        raise Refused("mixed_units", units=", ".join(sorted(set(units or ()))))
