"""Words a visitor reads, in the languages the workspace has them in."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")


def as_language(named: str | None) -> Language:
    """`named` when it is one of our languages, else English."""
    return "es" if named == "es" else "en"


class Frozen(BaseModel):
    """A model that never changes and accepts no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(Frozen):
    """A text as it will be shown: the words and the language they are in."""

    words: str
    lang: Language

    def __str__(self) -> str:
        return self.words


class Localised(Frozen):
    """One text in English, Spanish or both; `either` when it was written as a plain string."""

    en: str | None = None
    es: str | None = None
    either: str | None = None

    @model_validator(mode="after")
    def _has_words(self) -> "Localised":
        if not (self.en or self.es or self.either):
            raise ValueError("must not be empty")
        return self

    def said(self, lang: Language) -> Said:
        """The text in `lang`; the other language, marked as such, when that one is missing."""
        if self.either:
            return Said(words=self.either, lang=lang)
        other: Language = "es" if lang == "en" else "en"
        own = getattr(self, lang)
        return Said(words=own, lang=lang) if own else Said(words=getattr(self, other), lang=other)

    def followed_by(self, words: str) -> "Localised":
        """The text with `words` at its end in every language."""
        own = {lang: f"{text}{words}" for lang, text in self.model_dump().items() if text}
        return Localised.model_validate(own)

    def missing(self, languages: tuple[Language, ...]) -> tuple[Language, ...]:
        """Those of `languages` this text is not written in (a plain string counts as neutral)."""
        return () if self.either else tuple(lang for lang in languages if not getattr(self, lang))


def _from_plain(value: Any) -> Any:
    return {"either": value} if isinstance(value, str) else value


Text = Annotated[Localised, BeforeValidator(_from_plain)]
