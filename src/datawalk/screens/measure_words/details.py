"""The measures over all groups, and why one is not told, in the visitor's language."""

from datawalk.measures.refusals import Refused
from datawalk.screens.wording import Words


def measure_name(name: str, *, t: Words) -> str:
    """The name of a measure, with the letters statisticians know it by."""
    return {
        "sii": t("Slope index of inequality (SII)"),
        "rii": t("Relative index of inequality (RII)"),
        "aci": t("Absolute concentration index (ACI)"),
        "rci": t("Relative concentration index (RCI)"),
        "erreygers": t("Erreygers index"),
        "wagstaff": t("Wagstaff index"),
        "mrd": t("Largest difference (MRD)"),
        "mrr": t("Largest ratio (MRR)"),
        "srd": t("Summary difference (SRD)"),
        "srr": t("Summary ratio (SRR)"),
        "index_of_disparity_healthy_people": t("Index of disparity (Healthy People)"),
        "bgv": t("Between-group variance (BGV)"),
        "bgv_noise_adjusted": t("BGV without chance"),
        "bgsd": t("Between-group standard deviation (BGSD)"),
        "cov": t("Coefficient of variation (COV)"),
        "mdm_unweighted": t("Mean distance from the average (MDM)"),
        "mdm_weighted": t("MDM, by people"),
        "mdb_unweighted": t("Mean distance from the best (MDB)"),
        "mdb_weighted": t("MDB, by people"),
        "mdr_unweighted": t("Mean distance from the reference (MDR)"),
        "mdr_weighted": t("MDR, by people"),
        "idis_unweighted": t("Index of disparity (WHO, IDIS)"),
        "idis_weighted": t("IDIS, by people"),
        "theil": t("Theil index, times 1,000"),
        "mld": t("Mean log deviation (MLD), times 1,000"),
        "par": t("Population attributable risk (PAR)"),
        "paf": t("Population attributable fraction (PAF)"),
        "par_people": t("PAR in people"),
    }[name]


def refusal_text(refused: Refused, *, t: Words) -> str:
    """Why a measure is not told."""
    return {
        "all_hidden": t("Every group is hidden."),
        "hidden_group": t(
            "A group is hidden, missing or too unsure. What is said of the others would not be about everyone."
        ),
        "mean_zero": t("The average is 0."),
        "negative": t("A figure, or the line through them, is below 0."),
        "no_cases": t("One group has no cases, so there is no ratio."),
        "no_errors": t("The source gives no margin for these figures, so no gap is stated."),
        "no_fit": t("The groups are split into all and none."),
        "no_people": t("A group has no people."),
        "not_everybody": t("These groups are not everyone, so nothing is said over all of them."),
        "overlapping_groups": t("The groups overlap: some people are in more than one."),
        "zero_errors": t("The source gives no margin for these figures, so no gap is stated."),
    }.get(refused.code, t("This cannot be told from these figures."))
