"""Where a picture comes from, in words: around it when it stands alone, and as a reference for others to cite."""

import re

from datawalk.charts.standing import Heading
from datawalk.screens.pageview import PageView, Section
from datawalk.screens.wording import words

_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL = re.compile(r"([\\{}$&%#_~^])")


def heading_of(view: PageView, section: Section, address: str) -> Heading:
    """What stands around a picture that is taken away: its title and finding; whose it is, its source, release and address."""
    title = ": ".join(part for part in (view.title.words, section.title) if part)
    t = words(view.lang)
    facts = [fact for fact in view.head if fact.label not in (t("Method"), t("License"))]
    told = tuple(f"{fact.label}: {fact.text}" for fact in facts)
    return Heading(title, str(section.finding), (view.lead, *told, address), view.lang)


def cited(view: PageView, address: str) -> str:
    """A sentence that cites the page."""
    t = words(view.lang)
    known = {fact.label: fact.text for fact in view.head}
    note = known.get(t("Note"), "")
    return " ".join(
        part
        for part in (
            f"{known.get(t('Collaborative'), '')}. “{_ended(view.title.words)}” {_ended(view.lead)}",
            f"{t('Source')}: {known.get(t('Source'), '')}".rstrip(".") + "."
            if known.get(t("Source"))
            else "",
            note,
            f"{_release(view)} {address}",
        )
        if part
    )


def bibtex(view: PageView, address: str) -> str:
    """The same as an entry for BibTeX."""
    t = words(view.lang)
    known = {fact.label: fact.text for fact in view.head}
    note = " ".join(_ended(part) for part in (view.lead, known.get(t("Note"), ""), _release(view)) if part)
    fields = {
        "author": "{" + _escaped(known.get(t("Collaborative"), "")) + "}",
        "title": "{" + _escaped(view.title.words) + "}",
        "note": _escaped(note),
        "howpublished": f"\\url{{{address}}}",
    }
    lines = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items())
    return f"@misc{{datawalk-{view.page}-{view.release},\n{lines}\n}}"


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _release(view: PageView) -> str:
    """Which release, and of what day."""
    t = words(view.lang)
    known = {fact.label: fact.text for fact in view.head}
    return f"{t('Release')} {view.release}, {known.get(t('Published on'), '')}.".replace(", .", ".")


def _escaped(text: str) -> str:
    """No letter of it is taken for a command."""
    return _SPECIAL.sub(lambda found: _WORDS.get(found[1], f"\\{found[1]}"), text)
