"""What surrounds every page."""

from datawalk.domain.text import LANGUAGES, Language
from datawalk.screens.selection import Selection
from datawalk.screens.views import FrameView
from datawalk.screens.wording import words
from datawalk.store.published import PublishedStore

_OWN_NAMES: dict[Language, str] = {"en": "English", "es": "Español"}


def load_frame(store: PublishedStore, selection: Selection) -> FrameView:
    """The collaborative's name, its walks, the other language, and the fictional label."""
    t, lang = words(selection.lang), selection.lang
    other: Language = "es" if lang == "en" else "en"
    place = store.places.get(store.workspace.place)
    fictional = t(
        "{place} is fictional. The place and its numbers are made up.",
        place=place.name if place else store.workspace.name,
    )
    return FrameView(
        name=store.workspace.name,
        lang=lang,
        other_lang=other,
        other_lang_name=_OWN_NAMES[other],
        languages=LANGUAGES,
        walks=tuple((walk.id, walk.title.said(lang)) for walk in store.walks.values()),
        fictional=fictional if store.workspace.fictional else "",
    )
