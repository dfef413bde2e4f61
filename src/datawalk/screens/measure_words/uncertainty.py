"""The measures of uncertainty in words."""

from datawalk.screens.measure_words.told import Told
from datawalk.screens.wording import Words


def shares(t: Words) -> dict[str, Told]:
    """Ranges of shares of people."""
    return {
        "wilson": Told(
            t("Wilson interval"),
            t("The range a share is likely in, from a count out of a number of people."),
            t("For complete counts on pages. It never leaves 0 to 100 percent."),
        ),
        "clopper_pearson": Told(
            t("Clopper-Pearson interval"),
            t("A range that is never too narrow, and often a little too wide."),
            t("Where caution matters more than width, and inside the rule for surveys."),
        ),
        "korn_graubard": Told(
            t("Korn-Graubard interval"),
            t(
                "Clopper-Pearson for surveys: with the number of people a plain sample of the same error would have."
            ),
            t("For shares from surveys."),
        ),
        "newcombe_difference": Told(
            t("Newcombe's interval of a difference"),
            t("The range of the difference of two shares, put together from their Wilson intervals."),
            t("For the difference of two complete counts."),
        ),
        "nchs_proportion_rule": Told(
            t("Whether a share is sure enough"),
            t(
                "The rule of the National Center for Health Statistics: enough people asked, and a range not too wide."
            ),
            t("On every share of a count or a survey, when a release is built."),
        ),
    }


def rates(t: Words) -> dict[str, Told]:
    """Ranges of counts and rates."""
    return {
        "poisson_exact": Told(
            t("Exact interval of a count"),
            t("The range for a count of events, from the Poisson distribution (Garwood)."),
            t("For counts and crude rates. It holds for 0 events too."),
        ),
        "byar": Told(
            t("Byar's interval of a count"),
            t("Nearly the same by a short formula."),
            t("To check work done elsewhere with it."),
        ),
        "rate_ratio_poisson": Told(
            t("Ratio of two rates"),
            t("One rate over another, with its range from the two counts."),
            t("For two independent counts above 0."),
        ),
        "dsr_fay_feuer": Told(
            t("Age-adjusted rate, interval by Fay and Feuer"),
            t("The rate a place would have with a standard mix of ages."),
            t("To compare places of different ages. From 10 events on; the crude rate stands beside it."),
        ),
        "dsr_tiwari": Told(
            t("Age-adjusted rate, interval by Tiwari"),
            t("The same rate with a narrower range, as cancer registries use it."),
            t("To compare with figures of such registries."),
        ),
        "pool_years": Told(
            t("Years put together"),
            t("The events of several years over all their person-years."),
            t("When single years are too small. The mean of yearly rates would be wrong."),
        ),
        "nchs_rate_rule": Told(
            t("Whether a rate is sure enough"),
            t(
                "The rule of the National Center for Health Statistics: at least 10 events, and a range not too wide."
            ),
            t("On every rate of a count, when a release is built."),
        ),
    }


def margins(t: Words) -> dict[str, Told]:
    """Margins of error of the American Community Survey."""
    return {
        "acs_moe_sum": Told(
            t("Margin of a sum"),
            t("The margin of error of several estimates of the American Community Survey added up."),
            t("For few cells. A published total has a better margin."),
        ),
        "acs_moe_proportion": Told(
            t("Margin of a share"),
            t("The margin of one estimate as a part of another."),
            t("When the part is counted in the whole."),
        ),
        "acs_moe_ratio": Told(
            t("Margin of a ratio"),
            t("The margin of one estimate over another that it is no part of."),
            t("When neither is counted in the other."),
        ),
        "acs_significance": Told(
            t("Test of two estimates"),
            t("Whether two estimates of the survey surely differ."),
            t("For years that do not overlap, and files of the same length."),
        ),
    }


def trends(t: Words) -> dict[str, Told]:
    """Directions over time."""
    return {
        "trend": Told(
            t("Direction over time"),
            t("Up, down or no change we can detect, by as much as the number of points bears."),
            t("For each line over time. With two or three points only the last is compared with the first."),
        ),
        "wls_trend": Told(
            t("Straight line over time"),
            t("A line through points whose errors are known; the surer points weigh more."),
            t("From four points on, and only where the points fit a line."),
        ),
        "mann_kendall_exact": Told(
            t("Exact rank test"),
            t("Whether a series rises or falls, by the order of its values alone."),
            t("When no errors are known, from five points on. With fewer it can never be sure."),
        ),
        "holm": Told(
            t("Many tests at once (Holm)"),
            t("P values made larger because there are many of them."),
            t("When several directions are told together: one in 20 tests is a false alarm."),
        ),
    }
