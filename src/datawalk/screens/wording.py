"""Our own words in the visitor's language: gettext catalogues, read from the translators' files."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from datawalk.domain.text import Language

CATALOGUES = Path(__file__).parents[1] / "locale"


class Words:
    """The product's words in one language. Messages are written in English in the code."""

    def __init__(self, lang: Language, translations: NullTranslations) -> None:
        self.lang: Language = lang
        self._translations = translations

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, its `{names}` filled in."""
        said = self._translations.gettext(message)
        return said.format(**values) if values else said

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """The singular or plural message for `n`, which is also available as `{n}`."""
        return self._translations.ngettext(one, many, n).format(n=n, **values)


@cache
def words(lang: Language) -> Words:
    """The words of `lang`; English needs no catalogue."""
    if lang == "en":
        return Words(lang, NullTranslations())
    with (CATALOGUES / lang / "LC_MESSAGES" / "datawalk.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Words(lang, GNUTranslations(compiled))
