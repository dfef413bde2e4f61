"""Strengths in words: a place against the place around it, or its parts against the whole."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Literal

from datawalk.charts.written import Grid, GridCell, GridRow, GridTone
from datawalk.domain.indicators import Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.text import Language
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal
from datawalk.screens.settle import asked_place
from datawalk.screens.stations import several
from datawalk.screens.stations.cells import cell_text, drawn, margin_end
from datawalk.screens.views import MeasureValue, TableView

Verdict = Literal["better", "not_sure", "worse"]
_ROWS_AT_MOST = 8
"""What fits on a projector; the table holds the rest."""
_SPOKEN_OF = 3


@dataclass(frozen=True)
class Pair:
    """One indicator in a place and in the place around it, both sure enough, in the same period."""

    indicator: Indicator
    here: Observation
    around: Observation
    ahead: Estimate

    @property
    def verdict(self) -> Verdict:
        if self.ahead.lower is not None and self.ahead.lower > 0:
            return "better"
        return "worse" if self.ahead.upper is not None and self.ahead.upper < 0 else "not_sure"

    @property
    def part_of_whole(self) -> float:
        """The advantage as a part of the value around: indicators of different units side by side."""
        return abs(self.ahead.value or 0.0) / (abs(self.around.estimate or 0.0) or 1.0)


class Worded(ABC):
    """Pairs in words: what both forms of the station share."""

    def __init__(
        self,
        context: Context,
        place_id: str,
        around: str,
        pairs: list[Pair],
        hidden: int,
        left_out: list[Indicator],
    ) -> None:
        self.context, self.t = context, context.t
        self.lang: Language = context.selection.lang
        self.place, self.around = context.place_name(place_id), context.place_name(around)
        self.pairs, self.hidden, self.left_out = pairs, hidden, left_out
        self.better = self._those("better")
        self.not_sure, self.worse = self._those("not_sure"), self._those("worse")

    def _those(self, verdict: Verdict) -> list[Pair]:
        """The pairs of a verdict, the farthest apart first."""
        return sorted(
            (pair for pair in self.pairs if pair.verdict == verdict), key=lambda pair: -pair.part_of_whole
        )

    def label(self, pair: Pair) -> str:
        return pair.indicator.name.said(self.lang).words

    def row_id(self, pair: Pair) -> str:
        return pair.indicator.id

    def note(self, pair: Pair) -> str:
        return several.row_note(self.context, pair.indicator, pair.here.period)

    def columns(self) -> tuple[str, str]:
        return self.place, self.around

    @abstractmethod
    def nothing(self) -> str:
        """There is nothing to compare."""

    @abstractmethod
    def sentences(self) -> tuple[str, ...]:
        """The finding."""

    def in_picture(self) -> list[Pair]:
        """The rows of the picture, those that do better first."""
        return [*self.better, *self.not_sure, *self.worse][:_ROWS_AT_MOST]

    def refusal(self) -> str:
        """Which indicators are left out, because their source must not be used to name the best places."""
        if not self.left_out:
            return ""
        left_out = self.t("Left out: {indicators}.", indicators=several.names(self.context, self.left_out))
        return f"{left_out} {refusal('rank', t=self.t)}"

    def withheld(self) -> str:
        if not self.hidden:
            return ""
        return self.t.plural(
            "One comparison is not shown to protect privacy.",
            "{n} comparisons are not shown to protect privacy.",
            self.hidden,
        )

    def _apart(self, pair: Pair) -> str:
        return fmt.difference(pair.ahead.value or 0.0, unit=pair.indicator.unit, t=self.t)

    def _margin(self, pair: Pair) -> str:
        ends = pair.ahead.lower, pair.ahead.upper
        if ends[0] is None or ends[1] is None:
            return ""
        low, high = sorted(abs(end) for end in ends if end is not None)
        return self.t(
            "{low} to {high}",
            low=margin_end(low, unit=pair.indicator.unit, t=self.t),
            high=margin_end(high, unit=pair.indicator.unit, t=self.t),
        )

    def _difference(self, pair: Pair) -> GridCell:
        t = self.t
        if pair.verdict == "better":
            return GridCell(t("{points} better", points=self._apart(pair)), "good", self._margin(pair))
        if pair.verdict == "worse":
            return GridCell(t("{points} less good", points=self._apart(pair)), "plain", self._margin(pair))
        return GridCell(t("no sure difference"))

    def picture(self) -> Grid | None:
        pairs = self.in_picture()
        if not pairs:
            return None
        t = self.t
        rows = tuple(
            GridRow(
                self.label(pair),
                (
                    GridCell(cell_text(pair.here, unit=pair.indicator.unit, t=t)),
                    GridCell(cell_text(pair.around, unit=pair.indicator.unit, t=t)),
                    self._difference(pair),
                ),
                self.note(pair),
            )
            for pair in pairs
        )
        key: tuple[tuple[GridTone, str], ...] = (("good", t("surely better")),) if self.better else ()
        return Grid(t("Indicator"), (*self.columns(), t("Difference")), rows, key)

    def measures(self) -> tuple[MeasureValue, ...]:
        counted = (
            ("better", len(self.better)),
            ("not_sure", len(self.not_sure)),
            ("worse", len(self.worse)),
            ("compared", len(self.pairs)),
        )
        return tuple(
            MeasureValue(name, count, None, None, "comparisons", None, None) for name, count in counted
        )

    def table(self) -> TableView:
        t = self.t
        pairs = [*self.better, *self.not_sure, *self.worse]
        rows = tuple(
            {
                "id": self.row_id(pair),
                "label": self.label(pair),
                "indicator": pair.indicator.id,
                "place": pair.here.place_id,
                "period": str(pair.here.period),
                "estimate": pair.here.estimate,
                "lower": pair.here.lower,
                "upper": pair.here.upper,
                "comparison": pair.around.estimate,
                "difference": pair.ahead.value,
                "difference_lower": pair.ahead.lower,
                "difference_upper": pair.ahead.upper,
                "verdict": pair.verdict,
            }
            for pair in pairs
        )
        header = (t("Indicator"), *self.columns(), t("Difference"), t("Range"), t("Period"))
        return TableView(rows, header, tuple(self._line(pair) for pair in pairs))

    def _line(self, pair: Pair) -> tuple[str, ...]:
        unit = pair.indicator.unit
        values = (cell_text(cell, unit=unit, t=self.t) for cell in (pair.here, pair.around) if drawn(cell))
        ends = pair.ahead.lower, pair.ahead.upper
        told = " – ".join(margin_end(end, unit=unit, t=self.t) for end in ends if end is not None) or "–"
        period = self.context.period_text(pair.here.period)
        return self.label(pair), *values, self._difference(pair).text, told, period

    def alt(self) -> str:
        said = [
            f"{self.label(pair)}: {cell_text(pair.here, unit=pair.indicator.unit, t=self.t)}, "
            f"{self.around} {cell_text(pair.around, unit=pair.indicator.unit, t=self.t)}, "
            f"{self._difference(pair).text}"
            for pair in self.in_picture()
        ]
        return f"{finding(*self.sentences())} {'; '.join(said)}".strip() + ("." if said else "")

    def method(self) -> str:
        t = self.t
        parts = [
            t("Better means that the interval of the difference leaves out 0."),
            t(
                "The smaller place is part of the larger one, and the interval allows for it where sizes are known."
            ),
            t("Of {n} comparisons, about one in 40 looks better by chance alone.", n=len(self.pairs)),
        ]
        return " ".join(parts)


class AgainstParent(Worded):
    """A place beside the place around it."""

    def nothing(self) -> str:
        return self.t(
            "There are no figures sure enough to compare {place} with {around}.",
            place=self.place,
            around=self.around,
        )

    def sentences(self) -> tuple[str, ...]:
        t = self.t
        counts = {"place": self.place, "around": self.around, "n": len(self.pairs)}
        if self.better:
            found = t(
                "{place} surely does better than {around} in __{k} of {n}__ measures: __{names}__.",
                k=len(self.better),
                names=several.names(self.context, [pair.indicator for pair in self.better]),
                **counts,
            )
        else:
            found = t("In none of {n} measures is {place} surely better than {around}.", **counts)
        rest = t(
            "In {unsure} there is no sure difference, in {worse} it does less well.",
            unsure=len(self.not_sure),
            worse=len(self.worse),
        )
        return found, rest, self.withheld()


class BrightSpots(Worded):
    """Places beside the place they lie in."""

    def label(self, pair: Pair) -> str:
        return f"{self.context.place_name(pair.here.place_id)}: {super().label(pair)}"

    def row_id(self, pair: Pair) -> str:
        return f"{pair.here.place_id}/{pair.indicator.id}"

    def columns(self) -> tuple[str, str]:
        return self.t("There"), self.around

    def nothing(self) -> str:
        if self.left_out:
            return self.t("No bright spots are named for {place}.", place=self.place)
        return self.t(
            "There is nothing to compare {place} with yet. That takes figures for a place and for the place around it.",
            place=self.context.place_name(asked_place(self.context)),
        )

    def in_picture(self) -> list[Pair]:
        return self._varied()[:_ROWS_AT_MOST]

    def _varied(self) -> list[Pair]:
        """Those that do better: the best place of each indicator first, then the others."""
        first = {pair.indicator.id: pair for pair in reversed(self.better)}
        return sorted(self.better, key=lambda pair: first[pair.indicator.id] is not pair)

    def sentences(self) -> tuple[str, ...]:
        t = self.t
        if not self.better:
            none = t(
                "No place inside {around} is surely better than {around} as a whole, in {n} comparisons.",
                around=self.around,
                n=len(self.pairs),
            )
            return none, t("That is no verdict: small places have wide margins."), self.withheld()
        spots = "; ".join(
            t(
                "__{place}__, {indicator}: __{points} better__ ({margin})",
                place=self.context.place_name(pair.here.place_id),
                indicator=pair.indicator.name.said(self.lang).words,
                points=self._apart(pair),
                margin=self._margin(pair),
            )
            for pair in self._varied()[:_SPOKEN_OF]
        )
        count = t.plural(
            "In one of {m} comparisons, a place does surely better than {around}.",
            "In {n} of {m} comparisons, a place does surely better than {around}.",
            len(self.better),
            m=len(self.pairs),
            around=self.around,
        )
        return count, t("Bright spots: {spots}.", spots=spots), self.withheld()
