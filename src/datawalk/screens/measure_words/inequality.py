"""The measures of inequality in words."""

from datawalk.screens.measure_words.told import Told
from datawalk.screens.wording import Words


def two_groups(t: Words) -> dict[str, Told]:
    """Measures of one group against another, or against everyone."""
    return {
        "difference": Told(
            t("Difference"),
            t("How much worse one group fares than another, in the unit of the figures."),
            t("First of all, with its range. It says how much there is to close."),
            t(
                "For counts of people the range is Newcombe's, which holds for small groups too. WHO uses standard errors only."
            ),
        ),
        "ratio": Told(
            t("Ratio"),
            t("How many times the figure of one group is that of another. Above 1 the group fares worse."),
            t(
                "Beside the difference, from 1.2 times on. Not for years of life, nor where one group has few cases."
            ),
        ),
        "people_behind": Told(
            t("People behind the gap"),
            t("The people of a group, times its difference from the group it is compared with."),
            t(
                "To say how many lives a gap stands for. Do not add up several gaps: one person can be behind many."
            ),
        ),
        "gap_to_overall": Told(
            t("Gap to everyone"),
            t(
                "Difference, ratio and people of a group against the figure for everyone, of whom it is a part."
            ),
            t("Where no group should be the norm."),
            t(
                "The group is in the average, so the two move together. The range counts that; WHO has no such measure."
            ),
        ),
        "difference_maxmin": Told(
            t("Largest difference between groups"),
            t("The highest figure less the lowest."),
            t("For two or three large groups. With many small ones chance alone makes it wide."),
        ),
        "ratio_maxmin": Told(
            t("Largest ratio between groups"),
            t("The highest figure over the lowest."),
            t("As the largest difference, and only where the lowest is not near 0."),
        ),
        "difference_ordered": Told(
            t("Difference and ratio of the two ends"),
            t("The most against the least disadvantaged group of groups in an order, such as incomes."),
            t("When groups have an order. It may be below 0: then the order runs the other way."),
        ),
        "par_paf": Told(
            t("Population attributable risk (PAR) and fraction (PAF)"),
            t(
                "How far the figure for everyone would move if all fared like the reference group; PAF in percent of it."
            ),
            t("To say what closing every gap would mean for the whole place."),
            t(
                "WHO's range of PAF is 100 times too narrow: it takes a percent's error for a fraction's. Ours is not."
            ),
        ),
        "par_se_delta": Told(
            t("Standard error of PAR"),
            t("How unsure PAR is when every group's figure is unsure and the reference is fixed beforehand."),
            t("With PAR, for its range."),
            t("WHO's leaves out the errors of the groups' own figures, so it is too small."),
        ),
    }


def ordered_groups(t: Words) -> dict[str, Told]:
    """Measures over groups in an order."""
    return {
        "sii_linear": Told(
            t("Slope index of inequality (SII) and relative index (RII), by a line"),
            t(
                "A straight line through all groups, from the most to the least disadvantaged: "
                "its rise, and the ratio of its ends."
            ),
            t("For figures from surveys, and for those that are not shares of people."),
        ),
        "sii_logit": Told(
            t("SII and RII, by a curve"),
            t(
                "The same with a curve that stays between 0 and 100 percent, fitted to the counts of all groups."
            ),
            t("For complete counts of people."),
            t(
                "WHO weighs groups by their people twice and takes errors from a few points. "
                "In a simulation its 95% range held 24% of the time, ours 96%."
            ),
        ),
        "sii_logit_who_compat": Told(
            t("SII as WHO's package prints it"),
            t("The curve of SII with the weights and errors of healthequal 1.0.1."),
            t("Only to compare with what that package gives."),
            t("It is theirs, not ours; no page shows it."),
        ),
        "rii_logit_who_compat": Told(
            t("RII as WHO's package prints it"),
            t("The curve of RII with the weights and errors of healthequal 1.0.1."),
            t("Only to compare with what that package gives."),
            t("It is theirs, not ours; no page shows it."),
        ),
        "aci": Told(
            t("Absolute concentration index (ACI)"),
            t(
                "How strongly a figure gathers among the better-off or the worse-off, in its own unit. 0 is even."
            ),
            t("For groups in an order, when all of them should count and not only the ends."),
        ),
        "rci": Told(
            t("Relative concentration index (RCI)"),
            t("ACI over the average."),
            t("To compare figures of different sizes. Not where the average is near 0."),
        ),
        "erreygers_wagstaff": Told(
            t("Erreygers and Wagstaff indexes"),
            t("ACI and RCI for figures that have a lowest and a highest value, such as shares."),
            t("To compare shares near 0 or 100 percent with others."),
            t("The scale is asked for, never guessed from the figures."),
        ),
    }


def all_groups(t: Words) -> dict[str, Told]:
    """Measures over groups without an order."""
    return {
        "healthy_people": Told(
            t("Healthy People: MRD, MRR, SRD, SRR"),
            t(
                "The largest difference and ratio between groups, and those of the best group to the plain mean of the others."
            ),
            t("To stand beside the figures of Healthy People 2030."),
            t("WHO's package does not have them."),
        ),
        "bgv": Told(
            t("Between-group variance (BGV)"),
            t("The mean of the squared distances from the average, each group by its people."),
            t("For many groups. It reads high when groups are small."),
        ),
        "bgv_noise_adjusted": Told(
            t("BGV without chance"),
            t("BGV less what chance alone would give groups of this size."),
            t("In the place of BGV whenever groups are small."),
            t("WHO's package does not have it."),
        ),
        "bgsd_cov": Told(
            t("Between-group standard deviation (BGSD) and coefficient of variation (COV)"),
            t("The root of BGV, and the same in percent of the average."),
            t("As BGV, in the unit of the figures or without one."),
            t(
                "Ranges are from 10,000 draws; WHO's package makes 100, so its ends move by a quarter of a standard error."
            ),
        ),
        "mdm": Told(
            t("Mean distance from the average (MDM)"),
            t("How far groups are from the average, each once or by its people."),
            t("For many groups, where no group is the norm."),
            t(
                "Ranges are from 10,000 draws; WHO's package makes 100, so its ends move by a quarter of a standard error."
            ),
        ),
        "mdb": Told(
            t("Mean distance from the best (MDB)"),
            t("How far groups are from the best one, each once or by its people."),
            t("Where the best level reached is the aim."),
            t(
                "WHO's package stops with an error when no margins are given; here the value then stands alone."
            ),
        ),
        "mdr": Told(
            t("Mean distance from the reference (MDR)"),
            t("How far groups are from a group named beforehand, each once or by its people."),
            t("Where a group was agreed on to compare with."),
        ),
        "idis": Told(
            t("Index of disparity (WHO, IDIS)"),
            t("MDM in percent of the average."),
            t("To compare figures of different sizes."),
            t(
                "Healthy People's index of the same name is another one, so each has its own name here. "
                "In draws the average moves too."
            ),
        ),
        "index_of_disparity_healthy_people": Told(
            t("Index of disparity (Healthy People)"),
            t("How far the other groups are from the best on average, in percent of the best."),
            t("To stand beside figures of Healthy People 2010."),
            t("WHO's index of this name measures from the average."),
        ),
        "theil": Told(
            t("Theil index, times 1,000"),
            t("How unevenly a figure is shared among groups; high figures weigh most. 0 is even."),
            t("For many groups, by those who know it from incomes."),
            t("WHO multiplies the value by 1,000 and not its error, so its range is 1,000 times too narrow."),
        ),
        "mld": Told(
            t("Mean log deviation (MLD), times 1,000"),
            t("As Theil's, but low figures weigh most."),
            t("As Theil's. Not where a group has no case."),
            t(
                "WHO's range is 1,000 times too narrow, and it puts a tiny number in the place of 0. Here 0 is refused."
            ),
        ),
    }


def over_time(t: Words) -> dict[str, Told]:
    """Measures of a gap at two times."""
    return {
        "gap_change": Told(
            t("What became of a gap"),
            t("The change of the gap between the same two groups, and one of the fixed words for it."),
            t("For every gap over time on these pages. The words are tried in a fixed order."),
        ),
        "change_ci": Told(
            t("Change of a gap"),
            t(
                "The difference at the end less that at the start, and the ratio of the two ratios, with their ranges."
            ),
            t("To see whether points and ratio agree. They often do not."),
        ),
        "change_disagree": Told(
            t("Change of a gap without margins"),
            t("Where difference and ratio point, when no errors are known."),
            t("Never on a page: without margins nothing is sure."),
        ),
        "levelling_down": Told(
            t("Levelling down"),
            t("Whether a gap shrank only because the better-off group got worse."),
            t("Before any smaller gap is called good news."),
        ),
        "gap_closed_tost": Told(
            t("Whether a gap is closed"),
            t("Whether a gap is surely smaller than a size agreed beforehand."),
            t("Only with such a size, and in two times in a row. A gap that is not detected is not closed."),
        ),
    }
