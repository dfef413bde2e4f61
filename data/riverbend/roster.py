"""The roster: partners, their seats, how they take part, how they work together, and who the members are."""

import random
from datetime import date, timedelta

from .rows import COUNTY, NEIGHBORHOODS, Row

LEFT_ON = date(2025, 10, 1)
"""The day River Arts Workshop was no longer a partner."""

# id: name, sectors, works_on, places (the county when blank), populations
PARTNERS: dict[str, tuple[str, str, str, str, str]] = {
    "riverbend_health_department": (
        "Riverbend Health Department", "public_health", "no_insurance;asthma_visits", "", ""),
    "clean_air_unit": ("Riverbend Clean Air Unit", "public_health", "asthma_visits", "", "people with asthma"),
    "mercy_bend_hospital": ("Mercy Bend Hospital", "health_care", "no_insurance;asthma_visits", "", ""),
    "river_clinic": ("River Community Clinic", "health_care", "no_insurance", "harbor_flats;old_mill",
                     "people without insurance"),
    "eastgate_clinic": ("Eastgate Family Clinic", "health_care", "asthma_visits", "eastgate", "families"),
    "bend_midwives": ("Bend Midwives", "health_care", "early_prenatal_care", "", "new parents"),
    "willow_pharmacy_group": ("Willow Pharmacy Group", "health_care", "", "willow_creek;north_ridge", ""),
    "riverbend_schools": (
        "Riverbend School District", "education;youth_serving",
        "third_grade_reading;preschool;chronic_absence;high_school_graduation", "", "students"),
    "bend_college": ("Bend Community College", "education", "steady_work;high_school_graduation", "", "students"),
    "little_river_preschools": ("Little River Preschools", "education", "preschool", "", "young children"),
    "youth_on_the_river": ("Youth on the River", "youth_serving", "third_grade_reading;high_school_graduation",
                           "harbor_flats;station_hill", "young people"),
    "saturday_league": ("Saturday Sports League", "youth_serving", "park_nearby", "", "young people"),
    "riverbend_homes": ("Riverbend Homes", "housing", "high_rent", "", "renters"),
    "tenants_table": ("Tenants' Table", "housing;social_services", "high_rent", "harbor_flats;eastgate", "renters"),
    "bend_food_shelf": ("Bend Food Shelf", "social_services", "", "", "people short of food"),
    "family_bridge": ("Family Bridge", "social_services", "no_insurance", "", "families"),
    "new_neighbors_center": ("New Neighbors Center", "social_services", "no_insurance;home_internet",
                             "harbor_flats;station_hill", "people new to the county"),
    "work_forward": ("Work Forward", "social_services", "steady_work", "", "people looking for work"),
    "golden_bend_center": ("Golden Bend Senior Center", "aging", "home_internet", "", "older adults"),
    "meals_along": ("Meals Along the River", "aging", "", "", "older adults"),
    "faith_circle": ("Riverbend Faith Circle", "faith", "", "", ""),
    "harbor_chapel": ("Harbor Chapel Kitchen", "faith;social_services", "", "harbor_flats", "people short of food"),
    "riverbend_fund": ("Riverbend Community Fund", "philanthropy", "", "", ""),
    "county_board": ("Riverbend County Board Office", "government", "park_nearby", "", ""),
    "city_of_old_mill": ("City of Old Mill", "government", "park_nearby;high_rent", "old_mill", ""),
    "parks_office": ("Riverbend Parks Office", "government", "park_nearby", "", ""),
    "county_library": ("Riverbend County Library", "education;government", "home_internet;third_grade_reading", "", ""),
    "river_arts": ("River Arts Workshop", "youth_serving", "", "station_hill", "young people"),
}  # fmt: skip
VOTING = ("mercy_bend_hospital", "river_clinic", "riverbend_health_department", "county_board", "city_of_old_mill",
          "riverbend_schools", "family_bridge")  # fmt: skip
ADVISING = ("riverbend_fund", "faith_circle")
CURRENT = tuple(id for id in PARTNERS if id != "river_arts")
WITHOUT_WEBSITE = ("saturday_league", "faith_circle", "tenants_table", "meals_along")


def partners(chance: random.Random) -> list[Row]:
    """The roster. Everyone joined before the goals were set in 2024, so that no goal is older than its owner."""
    return [
        {
            "partner_id": id,
            "name": name,
            "sectors": sectors,
            "joined_on": f"{chance.randint(2021, 2023)}-{chance.randint(1, 12):02d}-01",
            "left_on": "" if id in CURRENT else LEFT_ON.isoformat(),
            "backbone": int(id == "riverbend_health_department"),
            "places": places or COUNTY,
            "populations": populations,
            "speaks_for_residents": int(id in ("tenants_table", "new_neighbors_center")),
            "works_on": works_on,
            "languages": "en;es" if chance.random() < 0.5 else "en",
            "website": ""
            if id in WITHOUT_WEBSITE
            else f"https://example.org/riverbend/{id.replace('_', '-')}",
        }
        for id, (name, sectors, works_on, places, populations) in PARTNERS.items()
    ]


def seats() -> list[Row]:
    """The steering committee."""
    members = [(id, 1) for id in VOTING] + [(id, 0) for id in ADVISING]
    return [
        {"partner_id": id, "body": "steering", "voting": voting, "from": "2026-01-01"}
        for id, voting in members
    ]


def engagement(chance: random.Random) -> list[Row]:
    """Eighteen monthly meetings of all partners. Faith groups fade; groups for older adults come more and more."""
    steady = {id: chance.uniform(0.62, 0.95) for id in PARTNERS}
    rows: list[Row] = []
    for month in range(18):
        day = _second_tuesday(2025 + month // 12, month % 12 + 1)
        for id, (_, sectors, *_) in PARTNERS.items():
            if id not in CURRENT and day >= LEFT_ON:
                continue
            often = steady[id]
            if sectors.startswith("faith"):
                often = (0.97, 0.7, 0.15)[month // 6]
            elif sectors.startswith("aging"):
                often = 0.45 + 0.03 * month
            elif id in VOTING:
                often = max(often, 0.8)
            comes = chance.random() < often
            invited = id != "meals_along" or month >= 3
            rows.append(
                {"date": day.isoformat(), "meeting": "all_partners", "partner_id": id, "invited": int(invited),
                 "attended": int(invited and comes)}
            )  # fmt: skip
    return rows


def _second_tuesday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 7)


# Who works with whom, by kind. The health department is the hub; the New Neighbors Center is a bridge.
TIES = {
    "referrals": (
        "river_clinic mercy_bend_hospital", "eastgate_clinic mercy_bend_hospital", "bend_midwives river_clinic",
        "family_bridge river_clinic", "new_neighbors_center river_clinic", "golden_bend_center mercy_bend_hospital",
        "willow_pharmacy_group eastgate_clinic", "work_forward bend_college", "tenants_table family_bridge",
        "bend_food_shelf family_bridge", "meals_along golden_bend_center", "riverbend_schools family_bridge",
        "harbor_chapel bend_food_shelf", "bend_midwives little_river_preschools",
    ),
    "shared_data": (
        "riverbend_health_department mercy_bend_hospital", "riverbend_health_department river_clinic",
        "riverbend_health_department riverbend_schools", "riverbend_health_department clean_air_unit",
        "riverbend_health_department eastgate_clinic", "riverbend_health_department riverbend_homes",
        "riverbend_health_department county_board", "riverbend_schools little_river_preschools",
    ),
    "joint_program": (
        "clean_air_unit riverbend_homes", "clean_air_unit eastgate_clinic", "county_library riverbend_schools",
        "county_library new_neighbors_center", "youth_on_the_river riverbend_schools", "saturday_league parks_office",
        "parks_office city_of_old_mill", "tenants_table riverbend_homes", "new_neighbors_center faith_circle",
        "new_neighbors_center work_forward", "new_neighbors_center tenants_table", "golden_bend_center county_library",
        "faith_circle harbor_chapel", "youth_on_the_river county_library", "bend_college riverbend_schools",
    ),
    "joint_funding": (
        "riverbend_fund riverbend_health_department", "riverbend_fund family_bridge",
        "riverbend_fund little_river_preschools", "county_board new_neighbors_center",
        "county_board parks_office", "city_of_old_mill riverbend_homes", "mercy_bend_hospital family_bridge",
        "riverbend_fund youth_on_the_river", "county_board city_of_old_mill",
    ),
}  # fmt: skip
REPORTED_BY_BOTH = 14


def ties(chance: random.Random) -> list[Row]:
    """Sixty reports of working together, most of them made by one side only."""
    pairs = [(kind, *pair.split()) for kind, each in TIES.items() for pair in each]
    back = [(kind, second, first) for kind, first, second in chance.sample(pairs, REPORTED_BY_BOTH)]
    return [
        {
            "from_partner": first,
            "to_partner": second,
            "kind": kind,
            "strength": chance.choice((1, 2, 2, 3, 3)),
            "trust": chance.choice((2, 3, 3, 3, 4, 4)),
            "value": chance.choice((2, 3, 3, 4, 4)),
            "reported_on": f"2026-03-{chance.randint(2, 27):02d}",
        }
        for kind, first, second in pairs + back
    ]


# The people who take part, and those who hold a seat, as they described themselves; nobody had to answer.
MEMBERS = {
    "2025-06-01": {
        "race_ethnicity": {"hispanic": 14, "aian": 0, "asian": 11, "black": 12, "nhpi": 0, "white": 104,
                           "multiracial": 11},
        "age": {"under_18": 0, "18_to_34": 17, "35_to_49": 54, "50_to_64": 58, "65_and_over": 23},
        "sex": {"female": 101, "male": 51},
        "income": {"under_25000": 11, "25000_to_49999": 21, "50000_to_74999": 41, "75000_and_over": 79},
        "disability": {"with_disability": 11, "without_disability": 141},
    },
    "2026-06-01": {
        "race_ethnicity": {"hispanic": 19, "aian": 0, "asian": 11, "black": 14, "nhpi": 0, "white": 112,
                           "multiracial": 12},
        "age": {"under_18": 0, "18_to_34": 22, "35_to_49": 58, "50_to_64": 61, "65_and_over": 27},
        "sex": {"female": 109, "male": 59},
        "income": {"under_25000": 12, "25000_to_49999": 26, "50000_to_74999": 44, "75000_and_over": 86},
        "disability": {"with_disability": 14, "without_disability": 154},
    },
}  # fmt: skip
SEAT_HOLDERS = {
    "2025-06-01": {
        "race_ethnicity": {"hispanic": 0, "aian": 0, "asian": 1, "black": 0, "nhpi": 0, "white": 8, "multiracial": 0},
        "sex": {"female": 4, "male": 5},
        "age": {"under_18": 0, "18_to_34": 0, "35_to_49": 2, "50_to_64": 6, "65_and_over": 1},
    },
    "2026-06-01": {
        "race_ethnicity": {"hispanic": 1, "aian": 0, "asian": 0, "black": 1, "nhpi": 0, "white": 7, "multiracial": 0},
        "sex": {"female": 5, "male": 4},
        "age": {"under_18": 0, "18_to_34": 0, "35_to_49": 3, "50_to_64": 5, "65_and_over": 1},
    },
}  # fmt: skip


def members_by_group() -> list[Row]:
    """Two dates, two bodies: the work groups, and the steering committee, where every member holds a seat."""
    rows: list[Row] = []
    for body, counts, seated in (("work_groups", MEMBERS, False), ("steering", SEAT_HOLDERS, True)):
        for day, dimensions in counts.items():
            for dimension, groups in dimensions.items():
                rows += [
                    {"date": day, "body": body, "dimension": dimension, "subgroup": group, "members": number,
                     "seats": number if seated else ""}
                    for group, number in groups.items()
                ]  # fmt: skip
    return rows


READINESS = (
    ("harbor_chapel", "goals", "in_common", "We both want families to eat well and be seen by a clinic.", "", ""),
    ("harbor_chapel", "goals", "differences", "We open our doors to everyone and ask no questions.", "", ""),
    ("harbor_chapel", "skills", "in_common", "Volunteers who know the neighbors by name.", "", ""),
    ("harbor_chapel", "resources", "barriers", "The kitchen has no private room for a talk.", "family_bridge", "2026-02-10"),
    ("harbor_chapel", "capacity", "barriers", "One person does the scheduling, in her free time.", "", ""),
    ("harbor_chapel", "leader", "what_it_takes", "The chapel council must agree to share its hall.", "harbor_chapel", ""),
    ("tenants_table", "goals", "in_common", "Homes people can pay for and stay in.", "", ""),
    ("tenants_table", "goals", "differences", "We stand with renters when a landlord is also a partner.",
     "riverbend_health_department", ""),
    ("tenants_table", "skills", "in_common", "We know how to run a meeting where everyone speaks.", "", ""),
    ("tenants_table", "resources", "barriers", "No paid hours for work between meetings.", "riverbend_fund", "2026-04-21"),
    ("tenants_table", "capacity", "what_it_takes", "A stipend for two renters who come to every meeting.",
     "riverbend_fund", "2026-05-12"),
    ("willow_pharmacy_group", "goals", "in_common", "People who can get and use their medicine.", "", ""),
    ("willow_pharmacy_group", "skills", "what_it_takes", "Training on the shared referral system.",
     "mercy_bend_hospital", "2026-03-17"),
    ("willow_pharmacy_group", "resources", "in_common", "Counters in two neighborhoods, open late.", "", ""),
    ("willow_pharmacy_group", "capacity", "barriers", "Staff cannot leave the counter for a daytime meeting.",
     "riverbend_health_department", "2026-01-13"),
    ("willow_pharmacy_group", "leader", "differences", "Decisions wait for an owner who lives elsewhere.", "", ""),
)  # fmt: skip


def readiness() -> list[Row]:
    """What three partners noted when they checked themselves."""
    columns = ("partner_id", "item", "column", "note", "owner", "resolved_on")
    return [dict(zip(columns, each, strict=True)) for each in READINESS]


def places(population: int) -> list[Row]:
    """The county and its neighborhoods."""
    common = {"population_period": "2024"}
    county = {"place_id": COUNTY, "name": "Riverbend County", "level": "county", "population": population}
    inside = [
        {"place_id": id, "name": name, "level": "neighborhood", "parent_id": COUNTY, "population": people}
        for id, (name, people) in NEIGHBORHOODS.items()
    ]
    return [{**row, **common} for row in (county, *inside)]
