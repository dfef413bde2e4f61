"""Rows, counts that add up, and writing a table."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path

NEIGHBORHOODS = {
    "old_mill": ("Old Mill", 9_100),
    "harbor_flats": ("Harbor Flats", 7_400),
    "north_ridge": ("North Ridge", 10_300),
    "eastgate": ("Eastgate", 8_600),
    "willow_creek": ("Willow Creek", 6_900),
    "station_hill": ("Station Hill", 6_300),
}
COUNTY = "riverbend"
POPULATION = sum(population for _, population in NEIGHBORHOODS.values())

Row = dict[str, object]


@dataclass(frozen=True)
class Figure:
    """One cell. `counted` of `out_of` people; or an `estimate` with its `se`, where the unit is no share of people.

    `sample` people were asked, or everyone was counted. Without `counted` and `estimate` it is missing.
    """

    indicator: str
    period: str
    out_of: int = 0
    counted: int | None = None
    estimate: float | None = None
    se: float | None = None
    sample: int | None = None
    per: int = 100
    place: str = COUNTY
    dimension: str = "total"
    subgroup: str = "total"
    flag: str = ""
    note: str = ""

    def row(self) -> Row:
        """The figure as a row of the observations table."""
        named: Row = {
            "indicator_id": self.indicator,
            "place_id": self.place,
            "period": self.period,
            "dimension": self.dimension,
            "subgroup": self.subgroup,
            "flag": self.flag,
            "note": self.note,
        }
        if self.counted is not None:
            share = self.counted / self.out_of
            named["estimate"] = f"{self.per * share:.6f}"
            named["se"] = f"{self.per * sqrt(share * (1 - share) / self.sample):.4f}" if self.sample else ""
            named["numerator"] = self.counted
            named["denominator"] = self.out_of
        elif self.estimate is not None:
            named["estimate"] = f"{self.estimate:.6f}".rstrip("0").rstrip(".")
            named["se"] = f"{self.se:.4f}" if self.se else ""
            named["denominator"] = self.out_of
        return named


def apportion(total: int, *, weights: Sequence[float]) -> list[int]:
    """`total` in whole parts that add up to it, as near to the weights as whole numbers can be."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return parts


def shares_that_fit(shares: Sequence[float], *, people: Sequence[int], counted: int) -> list[float]:
    """The shares, all moved by one step on the log-odds scale, so that together they give `counted` people."""

    def moved(step: float) -> list[float]:
        return [1 / (1 + exp(-(log(share / (1 - share)) + step))) for share in shares]

    low, high = -8.0, 8.0
    for _ in range(80):
        middle = (low + high) / 2
        reached = sum(size * share for size, share in zip(people, moved(middle), strict=True))
        low, high = (middle, high) if reached < counted else (low, middle)
    return moved(low)


def write(path: Path, rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
    """One CSV file; blank means missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
