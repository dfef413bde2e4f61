"""Promises and what became of them: goals, steps towards them, changes, the year's plan, and the loop."""

from collections.abc import Sequence
from math import sqrt

from .rows import COUNTY, Row


def goals(rows: Sequence[Row]) -> list[Row]:
    """Eight goals; a baseline about an indicator is that indicator's own value, with its standard error."""

    def own(indicator: str, period: str, group: str = "total") -> Row:
        return next(
            row
            for row in rows
            if (row["indicator_id"], row["period"], row["subgroup"], row["place_id"])
            == (indicator, period, group, COUNTY)
        )

    def from_own(indicator: str, period: str, group: str = "total") -> Row:
        row = own(indicator, period, group)
        return {
            "indicator_id": indicator,
            "measure": "level",
            "place_id": COUNTY,
            "dimension": row["dimension"],
            "subgroup": group,
            "baseline": row["estimate"],
            "baseline_se": row["se"] or f"{_se_of_counts(row):.4f}",
            "baseline_period": period,
        }

    pair = [own("no_insurance", "2014-2018", group) for group in ("hispanic", "asian")]
    gap = float(str(pair[0]["estimate"])) - float(str(pair[1]["estimate"]))
    gap_se = sqrt(sum(float(str(row["se"])) ** 2 for row in pair))
    return [
        {"goal_id": "coverage_gap", "area": "equity", "statement": "Halve the gap in health coverage",
         "indicator_id": "no_insurance", "measure": "difference", "place_id": COUNTY, "dimension": "race_ethnicity",
         "subgroup": "hispanic", "reference": "asian", "baseline": f"{gap:.6f}", "baseline_se": f"{gap_se:.4f}",
         "baseline_period": "2014-2018", "target": f"{gap / 2:.6f}", "target_period": "2030", "direction": "down",
         "action_start": "2024-01-01", "owner": "river_clinic"},
        {"goal_id": "preschool", "area": "equity", "statement": "More children in preschool",
         **from_own("preschool", "2019"), "target": 75, "target_period": "2028", "direction": "up",
         "action_start": "2024-01-01", "owner": "little_river_preschools"},
        {"goal_id": "reading", "area": "equity", "statement": "Every child reads well by third grade",
         **from_own("third_grade_reading", "2024", "hispanic"), "target": 60, "target_period": "2030",
         "direction": "up", "action_start": "2025-01-01", "owner": "riverbend_schools"},
        {"goal_id": "shared_referrals", "area": "systems_change",
         "statement": "Clinics that refer through one shared system", "baseline": 10, "baseline_period": "2024",
         "target": 80, "target_period": "2029", "direction": "up", "action_start": "2024-07-01",
         "owner": "mercy_bend_hospital"},
        {"goal_id": "parks", "area": "systems_change", "statement": "A park within a ten-minute walk",
         **from_own("park_nearby", "2021"), "target": 68, "target_period": "2030", "direction": "up",
         "action_start": "2022-01-01", "owner": "parks_office"},
        {"goal_id": "asthma", "area": "systems_change", "statement": "Fewer asthma visits to the emergency room",
         **from_own("asthma_visits", "2022"), "target": 6, "target_period": "2030", "direction": "down",
         "action_start": "2024-01-01", "owner": "clean_air_unit"},
        {"goal_id": "budget", "area": "sustainability", "statement": "Budget covered after June 2028",
         "baseline": 35, "baseline_period": "2025", "target": 90, "target_period": "2028", "direction": "up",
         "action_start": "2026-01-01", "owner": "riverbend_fund"},
        {"goal_id": "internet", "area": "sustainability", "statement": "Keep our homes connected",
         **from_own("home_internet", "2022"), "target": 80, "target_period": "2029", "direction": "maintain",
         "action_start": "2024-01-01", "owner": "county_library"},
    ]  # fmt: skip


def _se_of_counts(row: Row) -> float:
    """The standard error of complete counts: Poisson for visits, binomial for shares of people."""
    count, people = float(str(row["numerator"])), float(str(row["denominator"]))
    if row["indicator_id"] == "asthma_visits":
        return 1000 * sqrt(count) / people
    return 100 * sqrt(count / people * (1 - count / people) / people)


VALUES = (
    ("shared_referrals", "2024", 10),
    ("shared_referrals", "2025", 27),
    ("shared_referrals", "2026", 41),
    ("budget", "2025", 35),
)
MILESTONES = (
    (
        "coverage_gap",
        "riverbend_health_department",
        "A list of places that help people sign up",
        "2024-06-30",
        "2024-06-12",
    ),
    (
        "coverage_gap",
        "river_clinic",
        "Evening sign-up help in three neighborhoods",
        "2025-09-30",
        "2025-11-04",
    ),
    ("coverage_gap", "family_bridge", "Sign-up help in every school office", "2026-12-31", ""),
    ("preschool", "little_river_preschools", "Two new rooms with trained staff", "2025-08-31", ""),
    ("preschool", "riverbend_schools", "One form for all preschools", "2026-03-31", "2026-03-20"),
    ("reading", "riverbend_schools", "A reading tutor in each elementary school", "2026-09-30", ""),
    ("reading", "county_library", "Story hours in Spanish every week", "2025-10-31", "2025-10-08"),
    (
        "shared_referrals",
        "mercy_bend_hospital",
        "The shared system runs in five clinics",
        "2025-03-31",
        "2025-03-28",
    ),
    ("shared_referrals", "mercy_bend_hospital", "The shared system runs in twelve clinics", "2026-06-30", ""),
    ("parks", "parks_office", "Two small parks in Harbor Flats", "2023-10-31", "2023-09-15"),
    ("parks", "city_of_old_mill", "A path along the mill race", "2024-12-31", "2025-04-26"),
    ("parks", "parks_office", "A park on the old rail yard in Eastgate", "2027-10-31", ""),
    ("asthma", "clean_air_unit", "Home visits for 60 families", "2025-06-30", "2025-08-19"),
    ("asthma", "riverbend_homes", "Mold repairs in 90 homes", "2026-10-31", ""),
    ("budget", "riverbend_fund", "A plan for the money after June 2028", "2026-09-30", ""),
    ("internet", "county_library", "Forty hot spots to borrow", "2024-09-30", "2024-09-03"),
)
COMMITMENTS = (
    ("coverage_gap", "family_bridge", "Train ten people to help with sign-up", "2025-05-31", "2025-05-20"),
    (
        "coverage_gap",
        "new_neighbors_center",
        "Offer help in five languages on Saturdays",
        "2025-12-31",
        "2025-12-06",
    ),
    (
        "coverage_gap",
        "mercy_bend_hospital",
        "Tell every patient without insurance where to get help",
        "2026-03-31",
        "",
    ),
    ("preschool", "little_river_preschools", "Keep ten places open for late sign-up", "2026-08-31", ""),
    ("preschool", "riverbend_fund", "Pay for one year of a family helper", "2025-09-30", "2025-09-30"),
    (
        "reading",
        "youth_on_the_river",
        "Pair 40 older students with young readers",
        "2026-05-31",
        "2026-05-18",
    ),
    ("reading", "riverbend_schools", "Share reading results with partners each fall", "2026-10-31", ""),
    (
        "shared_referrals",
        "river_clinic",
        "Move all referrals to the shared system",
        "2025-06-30",
        "2025-07-22",
    ),
    ("shared_referrals", "eastgate_clinic", "Move all referrals to the shared system", "2026-02-28", ""),
    ("shared_referrals", "willow_pharmacy_group", "Join the shared system", "2026-12-31", ""),
    ("parks", "saturday_league", "Open two school fields on weekends", "2025-04-30", "2025-04-12"),
    ("parks", "county_board", "Set aside land in Eastgate", "2026-06-30", "2026-05-27"),
    ("asthma", "eastgate_clinic", "Call each family after an emergency visit", "2025-10-31", "2025-10-31"),
    ("asthma", "riverbend_homes", "Look at the air in 60 homes", "2026-04-30", ""),
    ("budget", "county_board", "Ask for a line in the county budget", "2026-11-30", ""),
    (
        "internet",
        "golden_bend_center",
        "Hold a phone and tablet class each month",
        "2025-01-31",
        "2025-01-21",
    ),
)


def values() -> list[Row]:
    """Each goal's own measure where it has no indicator."""
    return [dict(zip(("goal_id", "period", "value"), each, strict=True)) for each in VALUES]


def milestones() -> list[Row]:
    """Steps towards a goal."""
    return _steps(MILESTONES)


def commitments() -> list[Row]:
    """What a partner promised to do."""
    return _steps(COMMITMENTS)


def _steps(steps: Sequence[tuple[str, str, str, str, str]]) -> list[Row]:
    return [dict(zip(("goal_id", "who", "what", "due", "done_on"), each, strict=True)) for each in steps]


CHANGES = (
    ("bus_fare_for_visits", "2024-03-12", "practice", "financing", "Clinics hand out bus fare for visits",
     "Clinic records: 1,140 fares given in the first year.", 1),
    ("renters_on_panel", "2024-05-21", "policy", "governance", "Two renters sit on the city housing panel",
     "Council minutes of May 21, 2024.", 1),
    ("shared_consent_form", "2024-09-10", "practice", "data", "One consent form for all partners",
     "The form, in use at 14 partners.", 1),
    ("language_of_blame", "2024-10-08", "mindset", "shared_purpose",
     "Meeting notes speak of barriers, not of hard-to-reach people",
     "Notes of 20 meetings read side by side, 2023 and 2024.", 0),
    ("evening_hours", "2025-02-03", "practice", "services", "Three clinics are open until eight on weekdays",
     "Opening hours posted by the clinics.", 1),
    ("mold_rule", "2025-04-15", "policy", "governance", "Landlords must repair mold within 21 days",
     "City rule 25-08.", 1),
    ("residents_first", "2025-06-10", "mindset", "governance", "Residents speak first at the forum",
     "Agendas since June 2025; 31 residents said it changed the talk.", 0),
    ("pay_for_time", "2025-07-08", "policy", "financing", "Residents are paid for the time they give",
     "Steering committee vote; 46 people paid by June 2026.", 1),
    ("warm_handoff", "2025-10-14", "practice", "services", "A clinic calls the next helper while the person is there",
     "Shared system: 62 of 100 referrals in spring 2026.", 1),
    ("absence_is_a_signal", "2025-11-18", "mindset", "shared_purpose", "Schools ask what happened before they send a letter",
     "Interviews with 12 school staff.", 0),
    ("late_bus", "2026-02-24", "policy", "services", "The county asks for a late bus in each new contract",
     "Board minutes of February 24, 2026.", 1),
    ("money_is_shared_work", "2026-05-12", "mindset", "financing", "Partners name the budget as a task of all",
     "Capacity survey, 2026: 19 of 24 partners agree.", 0),
)  # fmt: skip


def changes() -> list[Row]:
    """Twelve systems changes with their evidence; `verified` where someone outside the work has seen it."""
    columns = ("change_id", "date", "kind", "component", "statement", "evidence", "verified")
    return [dict(zip(columns, each, strict=True)) for each in CHANGES]


PLAN = (
    ("2025_01", 2025, "Open sign-up help in three neighborhoods", "coverage_gap", "river_clinic", "done", "",
     "Evenings brought more people than mornings."),
    ("2025_02", 2025, "Bring five clinics into the shared system", "shared_referrals", "mercy_bend_hospital", "done", "",
     "A person at the desk mattered more than the software."),
    ("2025_03", 2025, "Visit 60 homes where a child has asthma", "asthma", "clean_air_unit", "done", "",
     "Renters first asked whether the visit could cost them the home."),
    ("2025_04", 2025, "Open two new preschool rooms", "preschool", "little_river_preschools", "carried",
     "The rooms were ready; trained staff were not.", "Look for staff before space."),
    ("2025_05", 2025, "Set aside land for a park in Eastgate", "parks", "county_board", "carried",
     "The owner asked for more time.", "Begin the talks with the owner a year ahead."),
    ("2025_06", 2025, "Hold reading nights in each school", "reading", "riverbend_schools", "changed",
     "Few families could come after work.", "Go where families already are."),
    ("2025_07", 2025, "Print a paper guide to all services", "coverage_gap", "family_bridge", "changed",
     "It was out of date in a month.", "Keep one list online and print from it."),
    ("2025_08", 2025, "Run a countywide media campaign", "internet", "county_library", "dropped",
     "The gift it hung on did not come.", "Plan with signed money only."),
    ("2026_01", 2026, "Open two new preschool rooms", "preschool", "little_river_preschools", "planned", "", ""),
    ("2026_02", 2026, "Set aside land for a park in Eastgate", "parks", "county_board", "done", "",
     "A shared map of who walks where helped the vote."),
    ("2026_03", 2026, "Story hours at the laundromat and the market", "reading", "county_library", "done", "",
     "Families came because they were there anyway."),
    ("2026_04", 2026, "Bring seven more clinics into the shared system", "shared_referrals", "mercy_bend_hospital",
     "planned", "", ""),
    ("2026_05", 2026, "Repair mold in 90 homes", "asthma", "riverbend_homes", "planned", "", ""),
    ("2026_06", 2026, "Write the plan for the money after June 2028", "budget", "riverbend_fund", "planned", "", ""),
    ("2026_07", 2026, "Invite a bus company and two employers", "", "riverbend_health_department", "planned",
     "", ""),
    ("2026_08", 2026, "A second survey of home internet", "internet", "county_library", "dropped",
     "The county survey asks the same.", "Ask what is already asked."),
)  # fmt: skip


def plan() -> list[Row]:
    """The action plans of two years, and what became of each line."""
    columns = ("item_id", "year", "statement", "goal_id", "owner", "state", "reason", "lesson")
    return [dict(zip(columns, each, strict=True)) for each in PLAN]


FORUM = "2025-10-18"
LOOP = (
    ("evening_care", "What would make it easier to get care?", "Clinics close before we are home from work.",
     "Three clinics are open until eight.", "done", "", "2026-02-03"),
    ("paid_time", "What would help you take part?", "We lose pay when we come.",
     "Residents are paid for the time they give.", "done", "", "2025-12-09"),
    ("spanish_story_hours", "What helps children read?", "Story hours in Spanish, close to home.",
     "Story hours every week at the library, the laundromat and the market.", "done", "", "2026-04-14"),
    ("mold", "What makes rent feel too high?", "We pay for rooms that make our children cough.",
     "Home visits go on; repairs have begun in 38 homes.", "doing", "", ""),
    ("late_bus", "What would make it easier to get to work?", "The last bus leaves before the shift ends.",
     "The county asks for a late bus in each new contract; the next one starts in 2027.", "doing", "", ""),
    ("one_form", "What makes help hard to get?", "We tell our story again at each door.",
     "One consent form is in use at 14 partners; a shared intake is being tried at two.", "doing", "", ""),
    ("shade", "What is missing where you live?", "Shade and benches along the walk to school.",
     "The parks office has counted the trees on four routes.", "doing", "", ""),
    ("rent_limit", "What would you change first?", "A limit on how much rent can go up.",
     "", "not_now", "A county may not set one under the law of our state. Partners raise it at the capitol in 2027.",
     "2026-03-10"),
    ("dental_van", "What service do you miss?", "A dentist who comes to the neighborhood.",
     "", "not_now", "No partner has a dentist to send this year. We ask again in January 2027.", "2026-05-12"),
)  # fmt: skip


def loop() -> list[Row]:
    """What the forum of October 2025 asked, what people said, and what came of it."""
    columns = ("theme_id", "asked", "said", "did", "status", "reason", "closed_on")
    return [{"date": FORUM, **dict(zip(columns, each, strict=True))} for each in LOOP]
