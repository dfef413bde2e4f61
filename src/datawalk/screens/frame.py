"""What surrounds every page."""

from datawalk.domain.text import LANGUAGES, Language
from datawalk.screens.pageview import FrameView, Link, PageName
from datawalk.screens.selection import Selection
from datawalk.screens.wording import Words, words
from datawalk.store.published import PublishedStore

_OWN_NAMES: dict[Language, str] = {"en": "English", "es": "Español"}


def other_language(lang: Language) -> tuple[Language, str]:
    """The language a page can change to, and its own name for itself."""
    other: Language = "es" if lang == "en" else "en"
    return other, _OWN_NAMES[other]


def explore(selection: Selection, t: Words) -> tuple[Link, ...]:
    """The pages a partner reads alone."""
    named: tuple[tuple[PageName, str], ...] = (
        ("indicators", t("Indicators")),
        ("places", t("Places")),
        ("partners", t("Partners")),
        ("resources", t("Resources")),
        ("methods", t("Methods and data")),
    )
    # without the place, which would open one place in the room of them all
    return tuple(
        Link(label, page, selection.at(place=None) if page == "places" else selection.at())
        for page, label in named
    )


def load_frame(store: PublishedStore, selection: Selection) -> FrameView:
    """The collaborative's name, its walks, the other pages, the other language, and the fictional label."""
    t, lang = words(selection.lang), selection.lang
    other, other_name = other_language(lang)
    place = store.places.get(store.workspace.place)
    fictional = t(
        "{place} is fictional. The place and its numbers are made up.",
        place=place.name if place else store.workspace.name,
    )
    return FrameView(
        name=store.workspace.name,
        lang=lang,
        other_lang=other,
        other_lang_name=other_name,
        languages=LANGUAGES,
        walks=tuple(
            Link(walk.title.said(lang).words, "walk", selection.at(walk=walk.id))
            for walk in store.walks.values()
        ),
        explore=explore(selection, t),
        fictional=fictional if store.workspace.fictional else "",
    )
