"""Numbers as people say them, in the visitor's language."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from math import floor, isfinite, log10
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from datawalk.domain.indicators import Unit
from datawalk.domain.text import Language
from datawalk.screens.wording import Words

LOCALES: dict[Language, str] = {"en": "en_US", "es": "es_US"}


@lru_cache(maxsize=1 << 16)
def number(value: float, *, lang: Language, decimals: int = 0) -> str:
    """`value` with exactly `decimals` decimals and the language's separators; no negative zero.

    Kept, because a page of thousands of places says the same numbers again for the next place.
    """
    return _grouped(round(value, decimals) or 0.0, lang=lang, decimals=decimals)


def _grouped(value: float, *, lang: Language, decimals: int) -> str:
    """The same as babel's `format_decimal`, in a tenth of its time: a page says hundreds of numbers nobody saw before."""
    if not isfinite(value):
        return format_decimal(value, format="#,##0", locale=LOCALES[lang])
    said = f"{Decimal(str(value)):,.{decimals}f}"
    group, point = _separators(lang)
    return said if (group, point) == (",", ".") else said.translate({44: group, 46: point})


@cache
def _separators(lang: Language) -> tuple[str, str]:
    symbols = Locale.parse(LOCALES[lang]).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


def _decimals(value: float, unit: Unit) -> int:
    if unit == "dollars":
        return 0
    if unit in ("ratio", "index"):
        return 2 if abs(value) < 10 else 1
    return 1 if abs(value) < 1000 else 0


def value(estimate: float, *, unit: Unit, t: Words) -> str:
    """An estimate with its unit, short enough for a chart label."""
    said = number(estimate, lang=t.lang, decimals=_decimals(estimate, unit))
    if unit == "percent":
        return f"{said}%"
    if unit == "dollars":
        return f"-${said[1:]}" if said.startswith("-") else f"${said}"
    if unit == "years":
        return t("{number} years", number=said)
    return said


def axis_value(tick: float, *, unit: Unit, t: Words) -> str:
    """A tick label."""
    decimals = 0 if abs(tick - round(tick)) < 1e-9 else (1 if abs(tick * 10 - round(tick * 10)) < 1e-9 else 2)
    said = number(tick, lang=t.lang, decimals=decimals)
    return f"{said}%" if unit == "percent" else f"${said}" if unit == "dollars" else said


def difference(points: float, *, unit: Unit, t: Words) -> str:
    """A distance between two values: percentages differ by points."""
    said = number(abs(points), lang=t.lang, decimals=_decimals(points, unit))
    if unit == "percent":
        return t("{number} points", number=said)
    if unit.startswith("per_"):
        return f"{said} {unit_name(unit, t=t)}"
    return value(abs(points), unit=unit, t=t)


def of_every(points: float, *, favourable: bool, t: Words) -> str:
    """A difference of percentages as people say it: 8 more of every 100. Empty below 1 in 1,000."""
    for every in (100, 1000):
        people = abs(points) * every / 100
        if people >= 1:
            said = number(round(people), lang=t.lang), number(every, lang=t.lang)
            if favourable:
                return t("{n} fewer of every {every} people", n=said[0], every=said[1])
            return t("{n} more of every {every} people", n=said[0], every=said[1])
    return ""


def exact(number_: float, *, lang: Language) -> str:
    """A number as it goes into a formula: five digits that count, without zeros at the end."""
    size = floor(log10(abs(number_))) if number_ else 0
    said = _grouped(round(number_, max(0, 4 - size)), lang=lang, decimals=10)
    return said.rstrip("0").rstrip(_separators(lang)[1]).replace("-", "\u2212")


def times(ratio: float, *, t: Words) -> str:
    """A ratio: 3.5 times."""
    return t("{number} times", number=number(ratio, lang=t.lang, decimals=1 if ratio < 100 else 0))


def bare_times(ratio: float, *, lang: Language) -> str:
    """A ratio without the word, for the ends of an interval."""
    return number(ratio, lang=lang, decimals=1 if ratio < 100 else 0)


def people(count: float, *, lang: Language) -> str:
    """A number of people as one would say it: three significant digits from 1,000 on, tens from 100 on."""
    size = abs(count)
    step = 1 if size < 100 else 10 if size < 10_000 else 100 if size < 100_000 else 1000
    return number(round(count / step) * step, lang=lang)


def period(text: str) -> str:
    """A period with a proper dash between its years."""
    return text.replace("-", "–")


@lru_cache(maxsize=1 << 12)
def money(amount: float, *, currency: str, lang: Language) -> str:
    """An amount without cents: $1,250."""
    return format_currency(
        round(amount) or 0, currency, format="¤#,##0", locale=LOCALES[lang], currency_digits=False
    )


def about_money(amount: float, *, currency: str, lang: Language) -> str:
    """An amount as one would say it: two or three digits that count."""
    size = abs(amount)
    step = 10 if size < 10_000 else 100 if size < 100_000 else 1000
    return money(round(amount / step) * step, currency=currency, lang=lang)


def listed(names: list[str], *, lang: Language) -> str:
    """Names joined as a sentence joins them."""
    return format_list(names, locale=LOCALES[lang]) if names else ""


def signed(points: float, *, lang: Language) -> str:
    """A distance with its sign."""
    said = number(abs(points), lang=lang, decimals=1)
    return said if said == number(0, lang=lang, decimals=1) else f"{'+' if points > 0 else chr(0x2212)}{said}"


def first_few(
    names: Sequence[str], *, most: int, t: Words, style: Literal["standard", "or"] = "standard"
) -> str:
    """The first names as a sentence joins them, and how many more; the style `or` is for names of which one is meant."""
    more, said = len(names) - most, list(names[:most])
    if more > 0:
        said.append(t.plural("one more", "{n} more", more))
    return format_list(said, style=style, locale=LOCALES[t.lang]) if said else ""


def day(iso: str, *, lang: Language) -> str:
    """An ISO date in words."""
    return format_date(date.fromisoformat(iso[:10]), format="long", locale=LOCALES[lang])


def days(first: date, last: date, *, t: Words) -> str:
    """From one day to another, in words; one day alone when they are the same."""
    said = [day(one.isoformat(), lang=t.lang) for one in (first, last)]
    return said[0] if first == last else t("{first} to {last}", first=said[0], last=said[1])


def month(iso: str, *, lang: Language, with_year: bool = True) -> str:
    """A month such as 2026-03, short: Mar 2026."""
    first = date.fromisoformat(f"{iso}-01")
    return format_date(first, format="MMM yyyy" if with_year else "MMM", locale=LOCALES[lang])


@lru_cache(maxsize=1 << 10)
def whole_month(iso: str, *, lang: Language) -> str:
    """A month such as 2026-03 in full: March 2026."""
    pattern = "MMMM 'de' yyyy" if lang == "es" else "MMMM yyyy"
    return format_date(date.fromisoformat(f"{iso}-01"), format=pattern, locale=LOCALES[lang])


def language_name(code: str, *, lang: Language) -> str:
    """A language by its code (`es`) in the visitor's language; what is no code stays as written."""
    try:
        return Locale.parse(code).get_language_name(LOCALES[lang]) or code
    except (UnknownLocaleError, ValueError):
        return code


def unit_name(unit: Unit, *, t: Words) -> str:
    """The unit in words."""
    named = {
        "percent": t("percent"),
        "per_1000": t("per 1,000 people"),
        "per_100000": t("per 100,000 people"),
        "years": t("years"),
        "dollars": t("dollars"),
        "ratio": t("ratio"),
        "index": t("index"),
    }
    return named[unit]
