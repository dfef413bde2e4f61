"""How one observation is worded and tabled, the same in every station."""

from datawalk.domain.indicators import PER, Dimension, Indicator, SourceKind, Unit
from datawalk.domain.observations import Observation
from datawalk.domain.text import Language
from datawalk.measures.levels import Level
from datawalk.screens import format as fmt
from datawalk.screens.wording import Words


def in_words(dimension: Dimension, *, lang: Language) -> str:
    """The dimension as it stands inside a sentence."""
    words = dimension.name.said(lang).words
    return words[:1].lower() + words[1:]


def level_of(cell: Observation, indicator: Indicator) -> Level:
    """The cell as measures take it."""
    per = PER.get(indicator.unit)
    return Level(cell.estimate, cell.lower, cell.upper, cell.se, cell.numerator, cell.denominator, per)


def status(cell: Observation) -> str:
    """`shown`, `unreliable`, `hidden` or `missing`."""
    if cell.flag == "suppressed":
        return "hidden"
    if cell.estimate is None:
        return "missing"
    return "unreliable" if cell.flag == "unreliable" else "shown"


def drawn(cell: Observation) -> bool:
    """Whether there is a number to draw."""
    return status(cell) in ("shown", "unreliable")


def reason(cell: Observation, *, t: Words) -> str:
    """Why there is no number, or why to doubt it; empty for a cell that is simply shown."""
    return {
        "hidden": t("Not shown to protect privacy"),
        "unreliable": t("Too few people to be sure"),
        "missing": cell.note or t("No figure in the source"),
        "shown": "",
    }[status(cell)]


def dot_text(cell: Observation, *, unit: Unit, t: Words) -> str:
    """The label beside the dot: the value, or the reason there is none."""
    return (
        reason(cell, t=t)
        if cell.estimate is None or not drawn(cell)
        else fmt.value(cell.estimate, unit=unit, t=t)
    )


def cell_text(cell: Observation, *, unit: Unit, t: Words) -> str:
    """The cell in words: the value and any doubt about it, or the reason there is none."""
    if cell.estimate is None or not drawn(cell):
        return reason(cell, t=t)
    said = fmt.value(cell.estimate, unit=unit, t=t)
    return f"{said} · {reason(cell, t=t)}" if cell.flag == "unreliable" else said


def cell_with_unit(cell: Observation, *, unit: Unit, t: Words) -> str:
    """The cell in words that stand alone in a list: a rate says per how many people."""
    said = cell_text(cell, unit=unit, t=t)
    return f"{said} {fmt.unit_name(unit, t=t)}" if drawn(cell) and unit.startswith("per_") else said


def cell_row(cell: Observation, *, id: str, label: str, t: Words) -> dict[str, object]:
    """One row of `show`'s table; every number is None when hidden."""
    return {
        "id": id,
        "label": label,
        "place": cell.place_id,
        "period": str(cell.period),
        "estimate": cell.estimate,
        "lower": cell.lower,
        "upper": cell.upper,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "status": status(cell),
        "reason": reason(cell, t=t) or None,
    }


def table_header(t: Words, *, first: str) -> tuple[str, ...]:
    """The header over `cell_line`."""
    return first, t("Estimate"), t("Lowest likely"), t("Highest likely"), t("Counted"), t("Out of"), t("Note")


def cell_line(cell: Observation, label: str, *, unit: Unit, t: Words) -> tuple[str, ...]:
    """One worded line of the page's table; a dash where there is no number."""
    values = (
        fmt.value(v, unit=unit, t=t) if v is not None else "–"
        for v in (cell.estimate, cell.lower, cell.upper)
    )
    counts = (
        fmt.number(v, lang=t.lang) if v is not None else "–" for v in (cell.numerator, cell.denominator)
    )
    return label, *values, *counts, reason(cell, t=t)


def margin_end(number: float, *, unit: Unit, t: Words) -> str:
    """An end of a difference's interval, as exact as the difference; its unit stands with the difference."""
    if unit == "dollars":
        return fmt.value(number, unit=unit, t=t)
    return fmt.number(number, lang=t.lang, decimals=2 if unit in ("ratio", "index") else 1)


def interval_text(cell: Observation, *, t: Words) -> str:
    """What the bar around a dot is."""
    return t("Bars show 95% intervals.") if cell.lower is not None and cell.upper is not None else ""


def band_text(cell: Observation, *, t: Words) -> str:
    """What the band around a line is."""
    return t("Bands show 95% intervals.") if cell.lower is not None and cell.upper is not None else ""


def kind_text(kind: SourceKind, *, t: Words) -> str:
    """How figures of this kind are made."""
    return {
        "counted": t("Counted from records."),
        "survey": t("Estimated from a survey."),
        "modelled": t("Estimated with a statistical model by the producer."),
    }[kind]


def method_text(kind: SourceKind, cell: Observation, *, t: Words) -> str:
    """How the estimate and its interval came about."""
    made = kind_text(kind, t=t)
    if cell.lower is None or cell.upper is None:
        return f"{made} " + t("The source gives no interval.")
    return f"{made} " + t("The interval is the range the true value is likely in, at 95% confidence.")
