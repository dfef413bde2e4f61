"""The measures of privacy in words."""

from datawalk.screens.measure_words.told import Told
from datawalk.screens.wording import Words


def hiding(t: Words) -> dict[str, Told]:
    """What is hidden, and whether it can be got back."""
    return {
        "primary_thresholds": Told(
            t("Counts too small to show"),
            t("Which counts are below each of the usual limits: 5, 10, 11, 16 and 20."),
            t("To see what an agreement on data would hide."),
        ),
        "primary_complement": Told(
            t("Count and rest of a share"),
            t("Whether the people counted, or those left over, are too few to show."),
            t("For every share: 98 of 100 tells of the 2 left over."),
        ),
        "audit_interval": Told(
            t("What an attacker can tell"),
            t(
                "The least and the highest count each hidden cell can have, given all that is shown and the rule."
            ),
            t("To check a table before it is published, also one made elsewhere."),
        ),
        "protect": Told(
            t("Cells to hide"),
            t("The small cells, and the cheapest others, so that no small one can be worked out."),
            t("To hide enough. Two hidden cells in each row and column are often not."),
        ),
        "rule_self_disclosure": Told(
            t("When the rule itself tells"),
            t("Cells that stay open whatever is hidden: three groups under a total below 4 are one each."),
            t("Before hiding. Such groups are merged."),
        ),
        "rate_gives_count": Told(
            t("The count behind a rate"),
            t("The count of people that a printed rate and a known number of people give away."),
            t("To see why a rate is hidden with its count."),
        ),
        "rounded_percent_gives_count": Told(
            t("The counts behind a rounded percent"),
            t("Every count that a rounded percent of a known number of people can stand for."),
            t("To see what rounding leaves open, which is often nothing."),
        ),
        "rse_of_count": Told(
            t("Relative standard error of a count"),
            t("How unsure a count of events is, in percent of it."),
            t("A question of its own: an unsure count need not be a private one."),
        ),
    }
