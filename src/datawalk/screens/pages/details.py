"""Measures over all groups at once, for those who work with them; one tap away on an indicator's page."""

from collections.abc import Collection, Sequence

from datawalk.domain.indicators import PER, TOTAL, Dimension, Indicator, Unit
from datawalk.domain.observations import Observation
from datawalk.measures.refusals import Refused
from datawalk.measures.simulation import DRAWS, READS_HIGH, SEED, Scale
from datawalk.measures.summary import Form, Question, Told, summary_measures
from datawalk.screens import format as fmt
from datawalk.screens.measure_words.details import measure_name, refusal_text
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pageview import Section
from datawalk.screens.stations.cells import level_of, margin_end, status
from datawalk.screens.views import Fact, StationView, TableView
from datawalk.screens.wording import Words

_SCALES: dict[Unit, Scale] = {"percent": (0.0, 100.0), "per_1000": (0.0, None), "per_100000": (0.0, None)}
"""The lowest and highest value of a unit; None is without end, and so are all others."""


def details_section(
    desk: Desk, indicator: Indicator, shown: StationView, *, dimension: str | None
) -> Section | None:
    """The measures over the groups the page's gap is about, or the sentence that says why they are not told."""
    t, store = desk.t, desk.store
    if dimension is None or shown.place_id is None:
        return None
    of = store.dimensions[dimension]
    every = store.cells(indicator.id, place_id=shown.place_id, dimension=dimension)
    now = {cell.subgroup: cell for cell in every if str(cell.period) == shown.period}
    cells = [now[group.id] for group in of.group if group.id in now]
    totals = store.cells(indicator.id, place_id=shown.place_id, dimension=TOTAL)
    everybody = next((cell.denominator for cell in totals if str(cell.period) == shown.period), None)
    title = t("More measures of inequality")
    try:
        _check_everyone(cells, of=of, everybody=everybody, seen={cell.subgroup for cell in every})
        told = summary_measures(
            [level_of(cell, indicator) for cell in cells],
            asked=Question(
                ordered=of.ordered,
                favourable=indicator.direction == "higher_is_better",
                scale=_SCALES.get(indicator.unit, (None, None)),
                relative=indicator.unit != "index",
                per=PER.get(indicator.unit),
                reference=_reference(shown, cells),
            ),
            everybody=everybody,
        )
    except Refused as refused:
        if refused.code == "few_groups":
            return None
        return Section("details", title, paragraphs=(refusal_text(refused, t=t),))
    if not told:
        return None
    names = {group.id: group.name.said(desk.lang).words for group in of.group}
    return Section(
        "details",
        title,
        paragraphs=_paragraphs(cells, t=t),
        table=TableView(
            tuple(_row(one, cells, unit=indicator.unit, t=t) for one in told),
            (t("Measure"), t("Value"), t("95% range"), t("Note")),
            tuple(_line(one, unit=indicator.unit, t=t) for one in told),
        ),
        table_title=t("The measures as a table"),
        facts=_facts(told, names=[names[cell.subgroup] for cell in cells], t=t),
        facts_title=t("How this was worked out"),
    )


def _paragraphs(cells: Sequence[Observation], *, t: Words) -> tuple[str, ...]:
    first = t("Each of these looks at all groups at once. They are for people who work with such measures.")
    if all(cell.denominator is not None for cell in cells):
        return (first,)
    return first, t(
        "The source does not say how many people are in each group. So every group counts the same."
    )


def _reference(shown: StationView, cells: Sequence[Observation]) -> int | None:
    """The position of the group the page's gap is told against; None where it is not one of the groups."""
    against = next((one.reference for one in shown.measures if one.name == "difference"), None)
    return next((at for at, cell in enumerate(cells) if cell.subgroup == against), None)


def _check_everyone(
    cells: Sequence[Observation], *, of: Dimension, everybody: float | None, seen: Collection[str]
) -> None:
    """Refuse groups of which one is not shown or too unsure, and groups that nothing says are everyone."""
    if len(cells) > 1 and any(status(cell) != "shown" for cell in cells):
        raise Refused("hidden_group")
    can_be_added_up = everybody is not None and all(cell.denominator for cell in cells)
    if not can_be_added_up and not (of.exhaustive and len(cells) == len(seen)):
        raise Refused("not_everybody")


def _row(told: Told, cells: Sequence[Observation], *, unit: Unit, t: Words) -> dict[str, object]:
    """One line of the download; every number unrounded, none where the measure is not told."""
    found = told.estimate
    return {
        "id": told.name,
        "label": measure_name(told.name, t=t),
        "place": cells[0].place_id,
        "period": str(cells[0].period),
        "value": found.value,
        "lower": found.lower,
        "upper": found.upper,
        "se": found.se,
        "unit": unit if told.form == "distance" else told.form,
        "method": found.method,
        "flag": found.flag,
        "reference": cells[int(found.reference)].subgroup if found.reference else None,
        "seed": found.seed,
        "reason": refusal_text(told.refused, t=t) if told.refused else None,
    }


def _line(told: Told, *, unit: Unit, t: Words) -> tuple[str, ...]:
    """One worded line of the page's table; a dash where there is no number."""
    name, found = measure_name(told.name, t=t), told.estimate
    if told.refused or found.value is None:
        return name, "–", "–", refusal_text(told.refused or Refused("too_large"), t=t)
    number = _number(found.value, told.form, unit=unit, t=t)
    units = {"times": t("{number} times", number=number), "percent": f"{number}%"}
    if unit == "percent":
        units["distance"] = t("{number} points", number=number)
    between = "–"
    if found.lower is not None and found.upper is not None:
        low, high = (_number(end, told.form, unit=unit, t=t) for end in (found.lower, found.upper))
        between = t("{low} to {high}", low=low, high=high)
    return name, units.get(told.form, number), between, _note(told, t=t)


def _number(number: float, form: Form, *, unit: Unit, t: Words) -> str:
    if form == "distance":
        return margin_end(number, unit=unit, t=t)
    if form == "people":
        return fmt.people(number, lang=t.lang)
    decimals = {"times": 2, "index": 3}.get(form, 1)
    return fmt.number(number, lang=t.lang, decimals=decimals)


def _note(told: Told, *, t: Words) -> str:
    """How the range came about and what to beware of, in words that the facts below the table explain."""
    if told.estimate.flag == "reference_is_worse":
        return t("The group compared with fares worse than everyone.")
    method = {"simulation": t("Simulation"), "model": t("Curve"), "delta": t("Margins")}
    beware = {READS_HIGH: t("reads high")}
    said = (method.get(told.estimate.method, ""), beware.get(told.estimate.flag, ""))
    return ", ".join(part for part in said if part)


def _facts(told: Sequence[Told], *, names: Sequence[str], t: Words) -> tuple[Fact, ...]:
    facts = [
        Fact(t("95% range"), t("The interval is the range the true value is likely in, at 95% confidence."))
    ]
    methods = {one.estimate.method for one in told}
    if "delta" in methods:
        facts.append(Fact(t("Margins"), t("Worked out from the margins of all groups.")))
    if "model" in methods:
        facts.append(Fact(t("Curve"), t("A logistic curve through the counts of all groups.")))
    if "simulation" in methods:
        said = t(
            "{draws} draws with the seed {seed}. The same figures give the same range.",
            draws=fmt.number(DRAWS, lang=t.lang),
            seed=SEED,
        )
        facts.append(Fact(t("Simulation"), said))
    if any(one.estimate.flag == READS_HIGH for one in told):
        said = t("Chance alone sets small groups apart. So the number is too large when groups are small.")
        facts.append(Fact(t("Reads high"), said))
    if any(one.name == "sii" for one in told):
        facts += [
            Fact(t("Order of the groups"), t("From the most to the least disadvantaged group.")),
            Fact(t("Below 0, or a ratio below 1"), t("The figure is higher among the most disadvantaged.")),
        ]
    par = next((one.estimate for one in told if one.name == "par"), None)
    if par is not None:
        group = names[int(par.reference)]
        said = t("How far the figure for everyone would move if all fared like {group}.", group=group)
        facts.append(Fact("PAR", said))
    return tuple(facts)
