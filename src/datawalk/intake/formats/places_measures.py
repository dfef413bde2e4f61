"""The indicators of the format `places`: every measure of the catalogue twice, crude and age-adjusted."""

from functools import cache

from datawalk.domain.indicators import Indicator
from datawalk.intake.formats.catalogue import raw_measures

ADJUSTMENTS: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "CrdPrv": ("crude", {"en": "", "es": ""}, {"en": "crude prevalence", "es": "prevalencia bruta"}),
    "AgeAdjPrv": (
        "adjusted",
        {"en": " (age-adjusted)", "es": " (ajustado por edad)"},
        {"en": "age-adjusted prevalence", "es": "prevalencia ajustada por edad"},
    ),
}
"""By the publisher's DataValueTypeID: the last word of an indicator's id, and what its names gain."""

HIDDEN_BY_PUBLISHER = "Not published by CDC PLACES."
"""The note of a figure whose cell is blank and whose file gives no reason."""


@cache
def measure_ids() -> frozenset[str]:
    """The publisher's MeasureId of every measure known."""
    return frozenset(measure["id"] for measure in raw_measures("places"))


@cache
def measure_indicators() -> dict[str, Indicator]:
    """Every PLACES indicator by id: `places_<measure>_crude` and `places_<measure>_adjusted`."""
    found: dict[str, Indicator] = {}
    for measure in raw_measures("places"):
        for word, suffix, technical in ADJUSTMENTS.values():
            one = indicator_id(measure["id"], word=word)
            declared = {
                **measure,
                "id": one,
                "name": {lang: words + suffix[lang] for lang, words in measure["name"].items()},
                "technical_name": {
                    lang: f"{words}, {technical[lang]}" for lang, words in measure["technical_name"].items()
                },
                "unit": "percent",
                "source": "places",
            }
            found[one] = Indicator.model_validate(declared)
    return found


def indicator_id(measure: str, *, word: str) -> str:
    """The id of a measure's indicator; `word` is crude or adjusted."""
    return f"places_{measure.lower()}_{word}"


def unknown_measures(unknown: list[str]) -> str:
    """The one sentence of a file whose other measures are known."""
    are = "measures of the file are" if len(unknown) > 1 else "measure of the file is"
    more = " and more" if len(unknown) > 3 else ""
    return f"{len(unknown)} {are} not known here and left out: {', '.join(unknown[:3])}{more}."
