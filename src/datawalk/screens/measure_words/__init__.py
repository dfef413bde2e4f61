"""Every measure of the registry in words, by theme; what is told of them under details."""

from datawalk.screens.measure_words import (
    inequality,
    privacy,
    progress,
    representation,
    sustainability,
    uncertainty,
)
from datawalk.screens.measure_words.told import Told
from datawalk.screens.wording import Words


def themes(t: Words) -> tuple[tuple[str, str, dict[str, Told]], ...]:
    """Each theme: its id, its title, and its measures by their name in the registry."""
    return (
        ("two_groups", t("One group against another"), inequality.two_groups(t)),
        ("over_time", t("A gap over time"), inequality.over_time(t)),
        ("ordered_groups", t("All groups, in an order"), inequality.ordered_groups(t)),
        ("all_groups", t("All groups, without an order"), inequality.all_groups(t)),
        ("shares", t("How sure a share is"), uncertainty.shares(t)),
        ("rates", t("How sure a count or a rate is"), uncertainty.rates(t)),
        ("margins", t("Margins of the American Community Survey"), uncertainty.margins(t)),
        ("trends", t("Directions over time"), uncertainty.trends(t)),
        ("progress", t("Progress toward goals"), progress.toward_goals(t)),
        ("means", t("Money and capacity"), sustainability.means(t)),
        ("representation", t("Who is at the table"), representation.at_the_table(t)),
        ("privacy", t("What is hidden, and whether it can be got back"), privacy.hiding(t)),
    )
