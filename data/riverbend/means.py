"""Means: money in, money out, money in hand, capacity, and resources."""

import random

from .rows import Row

FUNDING = (
    ("fair_health_grant", "grant", "Valley Fair Health Fund", "2024-07-01", "2028-06-30", 480_000, "coverage_gap", "signed", 0),
    ("county_contract", "other", "Riverbend County Board", "2024-07-01", "2027-06-30", 216_000, "staff", "signed", 1),
    ("hospital_share", "other", "Mercy Bend Hospital", "2025-07-01", "2028-06-30", 144_000, "", "signed", 1),
    ("community_fund", "grant", "Riverbend Community Fund", "2025-01-01", "2027-12-31", 108_000, "", "signed", 1),
    ("partner_dues", "dues", "Partners, by size", "2026-01-01", "2030-12-31", 300_000, "", "signed", 1),
    ("city_support", "other", "City of Old Mill", "2026-01-01", "2030-12-31", 240_000, "", "signed", 1),
    ("library_rooms", "in_kind", "Riverbend County Library", "2024-01-01", "2029-12-31", 108_000, "meetings", "signed", 1),
    ("health_worker_pay", "state_or_medicaid", "State health workers", "2027-07-01", "2030-06-30", 288_000, "", "likely", 1),
    ("early_years_grant", "grant", "Two Rivers Foundation", "2027-01-01", "2029-12-31", 54_000, "preschool", "likely", 0),
)  # fmt: skip
COSTS = (
    ("staff", 12_200, "", ""), ("staff", 7_000, "coverage_gap", ""),
    ("partner_payments", 3_000, "coverage_gap", "new_neighbors_center"),
    ("partner_payments", 2_000, "shared_referrals", "river_clinic"),
    ("partner_payments", 1_500, "preschool", "little_river_preschools"),
    ("partner_payments", 1_000, "parks", "saturday_league"),
    ("data_systems", 2_600, "", ""), ("meetings", 1_700, "", ""), ("rent", 1_500, "", ""), ("resident_pay", 1_000, "", ""),
)  # fmt: skip
CASH = (
    ("2025-06-30", 82_400, 61_000), ("2025-09-30", 78_900, 74_500), ("2025-12-31", 71_300, 69_800),
    ("2026-03-31", 66_200, 88_100), ("2026-06-30", 60_500, 84_900),
)  # fmt: skip


def funding() -> list[Row]:
    """Nine sources. Four of the largest end between June 2027 and June 2028; two funders did not agree to be named."""
    columns = (
        "funding_id",
        "kind",
        "funder",
        "from",
        "to",
        "amount",
        "restricted_to",
        "status",
        "show_funder",
    )
    return [dict(zip(columns, each, strict=True)) for each in FUNDING]


def costs(chance: random.Random) -> list[Row]:
    """Eighteen months of costs by kind, goal and who is paid."""
    return [
        {
            "month": f"{2025 + month // 12}-{month % 12 + 1:02d}",
            "kind": kind,
            "amount": amount
            if kind in ("rent", "partner_payments")
            else round(amount * chance.uniform(0.92, 1.08)),
            "goal_id": goal,
            "paid_to": partner,
        }
        for month in range(18)
        for kind, amount, goal, partner in COSTS
    ]


def cash() -> list[Row]:
    """What was in hand at the end of each quarter."""
    return [dict(zip(("date", "unrestricted", "restricted"), each, strict=True)) for each in CASH]


# domain: partners, residents and staff of the backbone, each in 2024 and in 2026
CAPACITY = {
    "environmental_support": ((4.6, 4.9), (4.1, 4.4), (5.0, 5.1)),
    "funding_stability": ((3.9, 3.1), (3.8, 3.3), (3.6, 2.8)),
    "partnerships": ((4.8, 5.5), (3.9, 4.8), (5.2, 5.7)),
    "organizational_capacity": ((4.5, 4.7), (4.3, 4.5), (4.1, 4.2)),
    "program_evaluation": ((3.4, 3.8), (3.6, 3.7), (3.2, 3.9)),
    "program_adaptation": ((4.4, 4.8), (4.0, 4.6), (4.7, 5.0)),
    "communications": ((3.8, 4.6), (3.1, 4.4), (4.2, 4.9)),
    "strategic_planning": ((4.2, 4.3), (3.7, 3.9), (4.4, 4.1)),
}  # fmt: skip
RESPONDENTS = {"partners": (22, 24), "residents": (9, 14), "backbone_staff": (5, 6)}


def capacity() -> list[Row]:
    """Two waves of scores from 1 to 7, by who answered."""
    return [
        {
            "wave": wave,
            "respondent_group": group,
            "respondents": RESPONDENTS[group][at],
            "domain": domain,
            "score": scores[row][at],
        }
        for at, wave in enumerate(("2024", "2026"))
        for row, group in enumerate(RESPONDENTS)
        for domain, scores in CAPACITY.items()
    ]


RESOURCES = (
    ("meeting_room", "Meeting rooms, free for partners", "in_kind", "Riverbend County Library", "2024-01",
     "rooms", "meeting;space", "sustainability"),
    ("interpreters", "Interpreters for meetings, in five languages", "in_kind", "New Neighbors Center", "2025-03",
     "interpreters", "language;meeting", "equity"),
    ("small_grants", "Small grants for resident groups", "funding", "Riverbend Community Fund", "2026-01",
     "small-grants", "money;residents", "equity"),
    ("referral_guide", "How to use the shared referral system", "guide", "Mercy Bend Hospital", "2025-04",
     "referral-guide", "referrals;clinics", "systems_change"),
    ("consent_form", "One consent form for all partners", "template", "Riverbend Health Department", "2024-09-10",
     "consent-form", "data;privacy", "systems_change"),
    ("pay_policy", "How we pay residents for their time", "template", "Riverbend Health Department", "2025-07-08",
     "resident-pay", "money;residents", "equity"),
    ("survey_book", "Riverbend community survey: questions and method", "data", "Riverbend County", "2025",
     "survey", "data;program_evaluation", "systems_change"),
    ("facilitator_class", "A class for people who lead a table", "training", "Bend Community College", "2026-02",
     "facilitators", "meeting;skills", "sustainability"),
    ("dues_scale", "Partner dues by size, with an example", "guide", "Riverbend Community Fund", "2025-11",
     "dues", "money;funding_stability", "sustainability"),
    ("van", "A van with a driver, two Saturdays a month", "in_kind", "Golden Bend Senior Center", "",
     "", "travel", "equity"),
)  # fmt: skip


def resources() -> list[Row]:
    """Ten local offers and guides."""
    columns = ("resource_id", "title", "kind", "organization", "date", "url", "topics", "area")
    rows = [dict(zip(columns, each, strict=True)) for each in RESOURCES]
    return [
        {**row, "url": f"https://example.org/riverbend/{row['url']}" if row["url"] else ""} for row in rows
    ]
