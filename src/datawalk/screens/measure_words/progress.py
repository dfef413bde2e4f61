"""The measures of progress toward goals, in words."""

from datawalk.screens.measure_words.told import Told
from datawalk.screens.wording import Words


def toward_goals(t: Words) -> dict[str, Told]:
    """Status, pace and the curve."""
    return {
        "hp_status": Told(
            t("Status of a goal"),
            t("Whether a target is reached, or a goal gets better or worse by more than chance, by the Healthy People rule."),
            t("For every goal with a baseline. Two figures say little: look at the curve too."),
        ),
        "percent_targeted_change": Told(
            t("How much of the way is done"),
            t("The change as a percent of the way from baseline to target; away from it, as a percent of the baseline."),
            t("Beside the status, for those who know it from Healthy People."),
        ),
        "expected_path": Told(
            t("Pace of a goal"),
            t("What would be expected by now on a straight line to the target, and whether the figure is there."),
            t("For every goal with a year to reach its target. Few changes run straight."),
        ),
        "baseline_forecast": Told(
            t("If nothing changes"),
            t("A straight line through the history, and the range of 80 of 100 new figures."),
            t("From five figures on, and not far ahead."),
        ),
        "turned_the_curve": Told(
            t("Whether a figure is better than forecast"),
            t("Whether a figure lies on the good side of that range. Two in a row turn the curve."),
            t("For goals with an action that began on a day. It does not say what turned it."),
        ),
        "eurostat_cagr": Told(
            t("Growth a year against what is needed"),
            t("Growth a year so far, by the growth a year that leads to the target."),
            t("To compare with reports of the European Union. It knows no margin of error, so it is no headline here."),
        ),
    }  # fmt: skip
