"""Compared places in words: all that is the same whichever of them a visitor asks for."""

from dataclasses import dataclass

from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.text import Language
from datawalk.domain.walks import PlaceCompareStation
from datawalk.measures.gaps import Gap, difference, ratio
from datawalk.measures.parts import advantage
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal
from datawalk.screens.selection import Selection
from datawalk.screens.stations import several
from datawalk.screens.stations.cells import (
    drawn,
    interval_text,
    level_of,
    margin_end,
    method_text,
    status,
)
from datawalk.screens.stations.maps import without_outline
from datawalk.screens.stations.marks import in_a_line, judged, mark_said
from datawalk.screens.stations.places_beside import Beside
from datawalk.screens.views import MeasureValue

DOTS_AT_MOST = 10
"""More places than this are drawn on one strip."""


@dataclass(frozen=True)
class _Ends:
    """The worst and the best of the places that are sure enough, and the distance between them."""

    worst: Observation
    best: Observation
    apart: Gap


class Told:
    """Places beside each other in one period and language, and what is said about them. Shared, so it never changes.

    `first` is one of them that has a figure; `ordered` has all: by value, the worst first, where the source may rank; else by
    name; those without a figure last.
    """

    def __init__(self, places: Beside, period: Period, lang: Language) -> None:
        store, indicator = places.store, places.indicator
        station = PlaceCompareStation(
            id="places", kind="place_compare", question=indicator.name, indicator=indicator.id
        )
        self.context = Context(store, "", station, Selection(lang))
        self.t, self.indicator = self.context.t, indicator
        found = {
            cell.place_id: cell
            for cell in store.cells_of_places(
                indicator.id, place_ids=[*places.place_ids, places.around], period=period, dimension=TOTAL
            )
        }
        self.cells = {key: found[key] for key in places.place_ids if key in found}
        self.total = found.get(places.around)
        self.first = next((cell for cell in self.cells.values() if drawn(cell)), None)
        self.ranked = not self.context.refuses(indicator, "rank")
        self.favourable = indicator.direction == "higher_is_better"
        self.sure = [cell for cell in self.cells.values() if status(cell) == "shown"]
        self.ends = self._ends()
        self.ordered = self._ordered()
        self.finding = finding(*self._sentences())
        self.measures = self._measures()
        self.method = self._method()
        self.notices = self._left_out(places), without_outline(self.context, list(self.cells))
        few = self.first and len(self.cells) <= DOTS_AT_MOST
        self.interval_text = interval_text(self.first, t=self.t) if self.first and few else ""

    def name(self, cell: Observation) -> str:
        """The name of the cell's place."""
        return self.context.place_name(cell.place_id)

    def _left_out(self, places: Beside) -> str:
        """Which places with figures lie across those compared, and are therefore left out."""
        if not places.left_out:
            return ""
        named = several.first_few(self.context, places.left_out)
        return self.t("Left out, because they lie across these places: {places}.", places=named)

    def value(self, number: float) -> str:
        """A value in words."""
        return fmt.value(number, unit=self.indicator.unit, t=self.t)

    def _ends(self) -> _Ends | None:
        if len(self.sure) < 2:
            return None
        by_value = sorted(self.sure, key=lambda cell: (cell.estimate or 0.0, self.name(cell)))
        best, worst = (by_value[-1], by_value[0]) if self.favourable else (by_value[0], by_value[-1])
        pair = level_of(worst, self.indicator), level_of(best, self.indicator)
        apart = difference(pair[0], reference=pair[1], favourable=self.favourable)
        times = ratio(pair[0], reference=pair[1], favourable=self.favourable)
        return _Ends(worst, best, Gap(worst.place_id, best.place_id, apart, times))

    def surely_apart(self) -> bool:
        """Whether the two ends surely differ."""
        apart = self.ends.apart.difference if self.ends else None
        return apart is not None and apart.lower is not None and apart.lower > 0

    def _ordered(self) -> list[Observation]:
        by_name = sorted(self.cells.values(), key=lambda cell: (self.name(cell), cell.place_id))
        if not self.ranked:
            return by_name
        shown = [cell for cell in by_name if drawn(cell)]
        shown.sort(key=lambda cell: cell.estimate or 0.0, reverse=not self.favourable)
        return shown + [cell for cell in by_name if not drawn(cell)]

    def _sentences(self) -> tuple[str, ...]:
        """How far apart the places are, and which are not shown."""
        t = self.t
        hidden = [self.name(cell) for cell in self.ordered if status(cell) == "hidden"]
        withheld = (
            t(
                "Not shown to protect privacy: {places}.",
                places=fmt.listed(hidden, lang=self.context.selection.lang),
            )
            if hidden
            else ""
        )
        if self.ends is None:
            name = self.indicator.name.said(self.context.selection.lang)
            few = t("{indicator}: there are not two places sure enough to compare.", indicator=name)
            return few, withheld
        told = self._ranked_sentences(self.ends) if self.ranked else self._range_sentences(self.ends)
        return *told, withheld

    def _ranked_sentences(self, ends: _Ends) -> tuple[str, ...]:
        """Which places are the ends, and how far they are apart."""
        named = self.t(
            "{indicator}: **{worst_value} in {worst}** and __{best_value} in {best}__.",
            indicator=self.indicator.name.said(self.context.selection.lang),
            worst_value=self.value(ends.worst.estimate or 0.0),
            worst=self.name(ends.worst),
            best_value=self.value(ends.best.estimate or 0.0),
            best=self.name(ends.best),
        )
        return named, self._apart_sentence(ends)

    def _range_sentences(self, ends: _Ends) -> tuple[str, ...]:
        """From the lowest to the highest value, without saying whose they are."""
        t = self.t
        low, high = sorted((ends.worst.estimate or 0.0, ends.best.estimate or 0.0))
        run = t(
            "{indicator}: the places run from __{low}__ to __{high}__.",
            indicator=self.indicator.name.said(self.context.selection.lang),
            low=self.value(low),
            high=self.value(high),
        )
        return run, self._apart_sentence(ends), refusal("rank", t=t)

    def _margin(self, ends: _Ends) -> dict[str, str]:
        """How far the ends are apart, from where to where; nothing where the source gives no margin."""
        t, unit, apart = self.t, self.indicator.unit, ends.apart.difference
        if apart is None or apart.value is None or apart.lower is None or apart.upper is None:
            return {}
        return {
            "points": fmt.difference(apart.value, unit=unit, t=t),
            "low": margin_end(apart.lower, unit=unit, t=t),
            "high": margin_end(apart.upper, unit=unit, t=t),
        }

    def _apart_sentence(self, ends: _Ends) -> str:
        t, margin = self.t, self._margin(ends)
        if not margin:
            return t("The source gives no margin, so we cannot be sure they differ.")
        if self.surely_apart():
            return t("The two ends are **{points}** apart ({low} to {high}).", **margin)
        return t("__We cannot be sure they differ__: {points}, from {low} to {high}.", **margin)

    def said(self, cell: Observation) -> str:
        """A place as a sentence; where the source carries it, whether it surely differs."""
        name, unit = self.name(cell), self.indicator.unit
        return mark_said(name, cell, unit=unit, t=self.t, judged=self._judged(cell))

    def _judged(self, cell: Observation) -> str:
        """The two ends against each other as the finding has it, any other against the whole as *what goes well* has it."""
        t, ends = self.t, self.ends
        if not self.ranked or ends is None or status(cell) != "shown":
            return ""
        if cell is ends.worst:
            return judged(ends.apart.difference, self.name(ends.best), upward=not self.favourable, t=t)
        if cell is ends.best:
            return judged(ends.apart.difference, self.name(ends.worst), upward=self.favourable, t=t)
        if (
            self.total is None
            or status(self.total) != "shown"
            or not self.context.names_places(self.indicator)
        ):
            return ""
        apart = advantage(
            level_of(cell, self.indicator),
            whole=level_of(self.total, self.indicator),
            favourable=self.favourable,
        )
        return judged(apart, self.name(self.total), upward=self.favourable, t=t)

    def rest(self) -> str:
        """How far the ends are apart; whose they are, where they surely differ and the source may rank."""
        ends = self.ends
        if ends is None:
            return ""
        apart = self._apart_sentence(ends)
        if not self.ranked or not self.surely_apart():
            return in_a_line(apart)
        named = self.t(
            "{group} and {reference} are **{points}** apart ({low} to {high}).",
            group=self.name(ends.worst),
            reference=self.name(ends.best),
            **self._margin(ends),
        )
        return in_a_line(named, apart)

    def _measures(self) -> tuple[MeasureValue, ...]:
        """The distance between the ends; whose they are, only where the source may rank."""
        ends, unit = self.ends, self.indicator.unit
        if ends is None or ends.apart.difference is None:
            return ()
        apart, times, unit = ends.apart.difference, ends.apart.ratio, "points" if unit == "percent" else unit
        if not self.ranked:
            return (MeasureValue("difference", apart.value, apart.lower, apart.upper, unit, None, None),)
        pair = ends.best.place_id, ends.worst.place_id
        found = [MeasureValue("difference", apart.value, apart.lower, apart.upper, unit, *pair)]
        if times and times.value is not None:
            found.append(MeasureValue("ratio", times.value, times.lower, times.upper, "times", *pair))
        return tuple(found)

    def _method(self) -> str:
        t, count = self.t, len(self.sure)
        said = [method_text(self.context.kind_of(self.indicator), self.first, t=t)] if self.first else []
        if self.ends is None:
            return "".join(said)
        said.append(
            t(
                "The two ends are the widest of {n} pairs, picked by looking. So they lie a little too far apart.",
                n=count * (count - 1) // 2,
            )
        )
        if self.ends.apart.difference and self.ends.apart.difference.lower is not None:
            said.append(t("The places are compared as independent of each other."))
        return " ".join(said)
