"""Formulas in the visitor's language, where words stand in them. A test holds the English ones to the registry."""

from datawalk.measures.registry import Measure
from datawalk.screens.wording import Words


def formula(measure: Measure, *, t: Words) -> str:
    """The measure's formula; symbols are the same in every language."""
    worded = with_words(t)
    return worded.get(measure.name.replace("rii_", "sii_"), measure.formula)


def with_words(t: Words) -> dict[str, str]:
    """The formulas that hold words, by the measure's name; those of SII and RII as WHO prints them are one."""
    return {
        "difference": t(
            "D = y_worse - y_better; SE = sqrt(s1^2 + s2^2); two complete counts of shares: Newcombe 10"
        ),
        "people_behind": t("people = n_group |y_group - y_ref| / per"),
        "gap_to_overall": t(
            "D = y_j - mean; SE^2 = (1 - p_j)^2 s_j^2 + sum over the others of p^2 s^2; R = y_j / mean"
        ),
        "difference_ordered": t(
            "favourable: D = y_J - y_1, R = y_J / y_1; adverse: D = y_1 - y_J, R = y_1 / y_J"
        ),
        "sii_linear": t("line y = a + b X by least squares weighted by people; SII = b; RII = (a + b) / a"),
        "sii_logit": t(
            "logit(y) = a + b X by binomial likelihood; SII = expit(a + b) - expit(a); RII = expit(a + "
            "b) / expit(a)"
        ),
        "sii_logit_who_compat": t(
            "as sii_logit, with every group weighted by its people again and an HC1 sandwich over the groups"
        ),
        "bgv_noise_adjusted": t("noise = sum p (1 - p) s^2; adjusted = max(0, BGV - noise)"),
        "mdm": t("MDM = mean |y - mean|, each group once or by its people"),
        "mdb": t("MDB = mean |y - y_best|, each group once or by its people"),
        "mdr": t("MDR = mean |y - y_ref|, each group once or by its people"),
        "index_of_disparity_healthy_people": t("ID = 100 mean over the others of |y - y_best| / y_best"),
        "par_paf": t("PAR = y_ref - mean, 0 when the reference is on the worse side; PAF = 100 PAR / mean"),
        "par_se_delta": t(
            "SE^2 = (1 - p_g)^2 s_g^2 + sum over the others of p^2 s^2, g the reference, fixed"
        ),
        "healthy_people": t(
            "MRD = max - min; MRR = max / min; SRD = |best - m|, SRR = their ratio above 1, m = plain "
            "mean of the others"
        ),
        "change_ci": t(
            "dD = D1 - D0; SE = sqrt(sum of the four s^2); RoR = R1 / R0; SE^2 of its logarithm = sum "
            "(s/y)^2 of the four"
        ),
        "change_disagree": t("D and R of the same two groups at two times, without standard errors"),
        "levelling_down": t("a gap that shrinks while the worse-off group does not improve is levelled down"),
        "gap_closed_tost": t("closed when the 90 % interval D +/- 1.645 SE lies inside +/- margin"),
        "gap_change": t("closed, no change, mixed, levelled down, narrowed, widened: the first that holds"),
        "clopper_pearson": t("beta quantiles: a/2 of (x, n - x + 1), 1 - a/2 of (x + 1, n - x)"),
        "newcombe_difference": t(
            "d - sqrt((p1 - l1)^2 + (u2 - p2)^2), d + sqrt((u1 - p1)^2 + (p2 - l2)^2), l and u by Wilson"
        ),
        "korn_graubard": t(
            "n* = p (1 - p) / SE^2 (t_(n-1) / t_df)^2, at most n; then Clopper-Pearson of p n* in n*"
        ),
        "poisson_exact": t("gamma quantiles: a/2 of shape x, 1 - a/2 of shape x + 1"),
        "dsr_fay_feuer": t(
            "rate = sum w d, v = sum w^2 d; gamma quantiles with variance v, and above with max w, max "
            "w^2 added"
        ),
        "dsr_tiwari": t("as dsr_fay_feuer, above with mean w, mean w^2 added"),
        "pool_years": t("rate = sum events / sum person-years, with the exact Poisson interval"),
        "acs_moe_sum": t("MOE = sqrt(sum MOE^2), of the zero estimates only the largest; SE = MOE / 1.645"),
        "acs_moe_proportion": t(
            "MOE = sqrt(MOEx^2 - p^2 MOEy^2) / y, + where the root would be of a negative number"
        ),
        "nchs_proportion_rule": t(
            "n* < 30: suppress; 0 or 1: review; width >= 0.30, or over 0.05 and over 130 % of p: "
            "suppress; df < 8: review"
        ),
        "nchs_rate_rule": t(
            "events or people < 10, or the exact interval wider than 160 % of the rate: suppress"
        ),
        "wls_trend": t("b by least squares with w = 1/SE^2; SE(b) = 1 / sqrt(sum w (t - mean t)^2)"),
        "trend": t(
            "by the number of points: none, last against first, weighted line, or exact ranks without SE"
        ),
        "mann_kendall_exact": t(
            "S = pairs that rise less pairs that fall; p = share of all orders with |S| as large"
        ),
        "holm": t("the k-th smallest of m p values times m - k + 1, never falling"),
        "hp_status": t(
            "z = |c - b| / sqrt(SE_b^2 + SE_c^2); z >= 1.645, or without errors 10 % of the way (toward) or of b (away)"
        ),
        "percent_targeted_change": t("PTC = 100 (c - b) / (T - b) toward the target; else 100 |c - b| / |b|"),
        "expected_path": t(
            "E = b + (T - b)(t - t0) / (t_T - t0); within the margin when E lies in c +/- 1.96 SE"
        ),
        "baseline_forecast": t(
            "f +/- t s sqrt(1 + 1/n + (x - mean)^2 / Sxx), t with n - 2 degrees of freedom"
        ),
        "turned_the_curve": t("on the good side of the forecast's interval; two in a row turn the curve"),
        "eurostat_cagr": t("(c / b)^(1 / years) - 1, by (T / b)^(1 / years to target) - 1"),
        "runway_months": t("cash / ((annual expenses - noncash) / 12)"),
        "cliff_date": t("the first month with cash + sum income - sum expenses < 0"),
        "expiring_share": t("sum of the amounts a year that end within 12 months / sum of all"),
        "psat": t("the mean of a domain's answered items, from 3 on; the mean of the domains"),
        "representation_ratio": t(
            "ratio = (m_g / m) / P; points = 100 (m_g / m - P); more = ceil(P m) - m_g; none by chance = (1 - P)^m"
        ),
        "representation_interval": t("the Wilson interval of m_g / m, divided by P"),
        "sector_coverage": t("filled / required"),
        "seats_vs_membership": t("(seats_g / seats) / (m_g / m)"),
        "shannon_pielou": t("H = -sum s ln s; J = H / ln k, k the filled or the required sectors"),
        "network": t("density = ties / (n (n - 1) / 2); C = sum (max d - d) / ((n - 1)(n - 2))"),
        "partner_trust": t(
            "mean over rated pairs of the mean of the items; 100 mean / high; 100 (mean - low) / (high - low)"
        ),
        "turnover": t(
            "end = start - left + joined; retention = (start - left) / start; turnover = left / ((start + end) / 2)"
        ),
        "tripartite_rule": t("3 x low income >= board"),
        "primary_thresholds": t("primary: 0 < x < t; where zeros are hidden, 0 <= x < t"),
        "primary_complement": t("primary where 0 < x < t or 0 < n - x < t"),
        "rate_gives_count": t("x = the whole number with round(100000 x / n) = rate"),
        "rounded_percent_gives_count": t("every x with round(100 x / n) = percent"),
        "audit_interval": t(
            "min and max of x_i over whole tables with A x = 0 that equal what is shown and keep the rule"
        ),
        "protect": t(
            "the cheapest cells so that every small one can be at both ends of what the rule alone tells"
        ),
        "rule_self_disclosure": t(
            "cells with fewer than 3 counts in any table that keeps the rule, everything being hidden"
        ),
    }
