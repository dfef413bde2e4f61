"""What figures must not be used for: the one place that asks, and the reason in words, the same everywhere."""

from datawalk.domain.indicators import Indicator, Use, refused_uses
from datawalk.screens.wording import Words
from datawalk.store.published import PublishedStore


def refused(store: PublishedStore, indicator: Indicator) -> frozenset[Use]:
    """The uses that the indicator or its source refuses."""
    return refused_uses(indicator, store.sources[indicator.source])


def refusal(use: Use, *, t: Words) -> str:
    """Why something is not shown: a whole sentence."""
    return {
        "trend": t("These figures must not be used to follow change over time."),
        "rank": t("These figures must not be used to rank places."),
        "groups": t("These figures must not be used to compare groups."),
        "evaluation": t("These figures must not be used to judge a program."),
    }[use]


def use_name(use: Use, *, t: Words) -> str:
    """The use in a list of uses."""
    return {
        "trend": t("tracking change over time"),
        "rank": t("ranking places"),
        "groups": t("comparing groups"),
        "evaluation": t("judging a program"),
    }[use]
