"""The measures of money and capacity, in words."""

from datawalk.screens.measure_words.told import Told
from datawalk.screens.wording import Words


def means(t: Words) -> dict[str, Told]:
    """What keeps a collaborative going."""
    return {
        "cliff_date": Told(
            t("The first month that is short"),
            t("The first month whose costs are not paid by what is in hand and what still comes in."),
            t("With signed money first. Likely money belongs on a second line."),
        ),
        "runway_months": Told(
            t("Months in hand"),
            t("How many months the free cash would pay for, if nothing more came in."),
            t("As a plain warning light. Money for one purpose does not count."),
        ),
        "expiring_share": Told(
            t("What ends within a year"),
            t("Which share of a year's money comes from awards that end within twelve months."),
            t("Once a year, before the next plan."),
        ),
        "funding_hhi": Told(
            t("On how few sources money rests"),
            t("1 when one source pays all; how many equal sources would be as mixed; and the share of the largest."),
            t("To compare with the same collaborative at another time. There is no best value."),
        ),
        "psat": Told(
            t("Scores of capacity"),
            t("The mean of a domain's answered items from 1 to 7, and of the domains that have one."),
            t("For answers that were collected item by item. There is no passing score: look at the two lowest."),
        ),
    }  # fmt: skip
