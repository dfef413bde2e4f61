"""`docs/glossary.md`, written by running this file: the words of the methods page, and those we do without."""

from pathlib import Path

from datawalk.domain.text import LANGUAGES, Language
from datawalk.screens.glossary import glossary
from datawalk.screens.wording import words

DOCUMENT = Path(__file__).parents[1] / "docs" / "glossary.md"

UNSAID: dict[Language, dict[str, str]] = {
    "en": {
        "metric": "indicator",
        "KPI": "indicator",
        "benchmark": "reference group, or target",
        "data point": "figure",
        "stakeholder": "partner",
        "stakeholders": "partners",
        "minority": "the group's own name",
        "minorities": "the groups' own names",
        "non-white": "the groups' own names",
        "underserved": "what the system does not give",
        "underprivileged": "what the system does not give",
        "vulnerable": "what puts people at risk",
        "at-risk": "what puts people at risk",
        "significant": "sure",
        "redacted": "not shown to protect privacy",
        "confidence interval": "interval",
    },
    "es": {
        "métrica": "indicador",
        "KPI": "indicador",
        "parte interesada": "organización",
        "partes interesadas": "organizaciones",
        "minoría": "el nombre del grupo",
        "minorías": "los nombres de los grupos",
        "vulnerable": "lo que pone en riesgo",
        "vulnerables": "lo que pone en riesgo",
        "significativo": "seguro",
        "significativa": "segura",
        "intervalo de confianza": "intervalo",
    },
}
"""Words that no screen says, with what it says instead."""

_HEAD = """# Words

One word a thing, the same in code, on screen and in the docs. Written from `src/datawalk/screens/glossary.py`, as the
methods page is, by `python tests/glossary.py`; a test holds it.
"""
_TITLES: dict[Language, tuple[str, str, str]] = {
    "en": ("English", "| Word | Means |", "| Never | But |"),
    "es": ("Español", "| Palabra | Quiere decir |", "| Nunca | Sino |"),
}


def _language(lang: Language) -> str:
    title, said, unsaid = _TITLES[lang]
    rows = [f"| {fact.label} | {fact.text} |" for fact in glossary(words(lang))]
    never = [f"| {word} | {instead} |" for word, instead in UNSAID[lang].items()]
    rule = "|---|---|"
    return "\n".join((f"\n## {title}\n", said, rule, *rows, "", unsaid, rule, *never, ""))


def document() -> str:
    """The whole page."""
    return _HEAD + "".join(map(_language, LANGUAGES))


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
