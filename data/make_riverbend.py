"""Makes the tables of Riverbend County, which is fictional, from a fixed seed: `python data/make_riverbend.py`.

The same seed gives the same bytes. Groups and neighborhoods add up to the county; estimates follow from the counts;
survey estimates carry the standard error of their sample. Nothing here describes a real place or organisation.
"""

import csv
import random
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path

SEED = 20260610
NEIGHBORHOODS = {
    "old_mill": ("Old Mill", 9_100),
    "harbor_flats": ("Harbor Flats", 7_400),
    "north_ridge": ("North Ridge", 10_300),
    "eastgate": ("Eastgate", 8_600),
    "willow_creek": ("Willow Creek", 6_900),
    "station_hill": ("Station Hill", 6_300),
}
COUNTY = "riverbend"
POPULATION = sum(population for _, population in NEIGHBORHOODS.values())
OBSERVATIONS = (
    "indicator_id", "place_id", "period", "dimension", "subgroup", "estimate", "lower", "upper", "se", "numerator",
    "denominator", "flag", "note",
)  # fmt: skip

Row = dict[str, object]


def observation(
    indicator: str,
    *,
    place: str = COUNTY,
    period: str,
    group: tuple[str, str] = ("total", "total"),
    counted: int,
    out_of: int,
    per: int = 100,
    sample: int | None = None,
    flag: str = "",
) -> Row:
    """One row; `sample` people were asked, or everyone was counted."""
    share = counted / out_of
    return {
        "indicator_id": indicator,
        "place_id": place,
        "period": period,
        "dimension": group[0],
        "subgroup": group[1],
        "estimate": f"{per * share:.6f}",
        "se": f"{per * sqrt(share * (1 - share) / sample):.4f}" if sample else "",
        "numerator": counted,
        "denominator": out_of,
        "flag": flag,
    }


def by_group(
    indicator: str,
    *,
    period: str,
    dimension: str,
    groups: dict[str, tuple[int, float, int | None]],
    unreliable: Sequence[str] = (),
) -> list[Row]:
    """Rows of groups given as (people, percent, sample), and of everyone as their sum."""
    counts = {group: round(people * percent / 100) for group, (people, percent, _) in groups.items()}
    rows = [
        observation(
            indicator,
            period=period,
            group=(dimension, group),
            counted=counts[group],
            out_of=people,
            sample=sample,
            flag="unreliable" if group in unreliable else "",
        )
        for group, (people, _, sample) in groups.items()
    ]
    samples = [sample for _, _, sample in groups.values() if sample]
    everyone = observation(
        indicator,
        period=period,
        counted=sum(counts.values()),
        out_of=sum(people for people, _, _ in groups.values()),
        sample=sum(samples) or None,
    )
    return [everyone, *rows]


def by_neighborhood(
    indicator: str, *, period: str, percents: Iterable[float], part: float = 1.0, sampled: float | None = None
) -> list[Row]:
    """Rows of the neighborhoods and of the county as their sum. `part`: the share of residents it is about."""
    rows, counted, out_of, asked = [], 0, 0, 0
    for (place, (_, population)), percent in zip(NEIGHBORHOODS.items(), percents, strict=True):
        people = round(population * part)
        count = round(people * percent / 100)
        sample = round(people * sampled) if sampled else None
        rows.append(
            observation(indicator, place=place, period=period, counted=count, out_of=people, sample=sample)
        )
        counted, out_of, asked = counted + count, out_of + people, asked + (sample or 0)
    county = observation(indicator, period=period, counted=counted, out_of=out_of, sample=asked or None)
    return [county, *rows]


def observations(chance: random.Random) -> list[Row]:
    """Every row of the observations table."""
    rows = by_group("no_insurance", period="2014-2018", dimension="race_ethnicity", groups={
        "hispanic": (8_600, 20.6, 1_150), "aian": (880, 15.3, 190), "black": (4_500, 10.4, 700),
        "white": (22_100, 6.8, 2_900), "asian": (2_100, 5.5, 360), "multiracial": (980, 9.1, 210),
    })  # fmt: skip
    rows += by_group("no_insurance", period="2019-2023", dimension="race_ethnicity", groups={
        "hispanic": (9_400, 18.4, 1_240), "aian": (900, 14.9, 200), "black": (4_600, 9.6, 720),
        "white": (21_500, 6.1, 2_800), "asian": (2_300, 5.2, 400), "multiracial": (1_100, 8.2, 230),
    })  # fmt: skip
    rows += by_group("high_rent", period="2019-2023", dimension="age", groups={
        "18_to_34": (5_400, 47.2, 760), "35_to_49": (4_300, 38.5, 640), "50_to_64": (2_600, 35.1, 410),
        "65_and_over": (310, 41.0, 24),
    }, unreliable=("65_and_over",))  # fmt: skip
    rows += by_group("third_grade_reading", period="2024", dimension="race_ethnicity", groups={
        "hispanic": (148, 43.2, None), "black": (71, 45.1, None), "white": (302, 58.9, None),
        "asian": (38, 60.5, None), "nhpi": (9, 55.6, None), "multiracial": (41, 53.7, None),
    })  # fmt: skip
    rows += by_neighborhood(
        "steady_work", period="2024", percents=(71.4, 66.8, 79.3, 70.2, 76.1, 68.5), part=0.58, sampled=0.09
    )
    for year, percents in (
        (2022, (77.4, 70.9, 88.6, 76.0, 85.1, 73.8)),
        (2024, (81.0, 74.5, 91.2, 79.8, 88.7, 77.3)),
    ):
        rows += by_neighborhood("home_internet", period=str(year), percents=percents, part=0.39, sampled=0.12)
    for year, shift in zip(range(2017, 2025), (0.0, 0.4, 0.9, 1.3, 2.0, 3.1, 4.6, 6.0), strict=True):
        rows += by_neighborhood(
            "park_nearby",
            period=str(year),
            percents=[p + shift for p in (54.0, 48.0, 71.0, 45.0, 66.0, 52.0)],
        )
    for year, percent in zip(
        range(2017, 2025), (61.2, 61.0, 60.4, 55.1, 56.3, 57.0, 57.4, 57.1), strict=True
    ):
        children = 1_180 + chance.randint(-25, 25)
        rows.append(
            observation(
                "preschool", period=str(year), counted=round(children * percent / 100), out_of=children
            )
        )
    for year, rate in zip(range(2017, 2025), (9.6, 9.4, 9.5, 7.1, 7.6, 8.4, 8.1, 7.9), strict=True):
        rows.append(
            observation(
                "asthma_visits",
                period=str(year),
                counted=round(POPULATION * rate / 1000),
                out_of=POPULATION,
                per=1000,
            )
        )
    return rows


def places() -> list[Row]:
    """The county and its neighborhoods."""
    common = {"population_period": "2024"}
    county = {"place_id": COUNTY, "name": "Riverbend County", "level": "county", "population": POPULATION}
    inside = [
        {"place_id": id, "name": name, "level": "neighborhood", "parent_id": COUNTY, "population": population}
        for id, (name, population) in NEIGHBORHOODS.items()
    ]
    return [{**row, **common} for row in (county, *inside)]


PARTNERS = (
    (
        "riverbend_health_department",
        "Riverbend Health Department",
        "public_health",
        "no_insurance;asthma_visits",
    ),
    ("clean_air_unit", "Riverbend Clean Air Unit", "public_health", "asthma_visits"),
    ("mercy_bend_hospital", "Mercy Bend Hospital", "health_care", "no_insurance;asthma_visits"),
    ("river_clinic", "River Community Clinic", "health_care", "no_insurance"),
    ("eastgate_clinic", "Eastgate Family Clinic", "health_care", "asthma_visits"),
    ("bend_midwives", "Bend Midwives", "health_care", ""),
    ("willow_pharmacy_group", "Willow Pharmacy Group", "health_care", ""),
    (
        "riverbend_schools",
        "Riverbend School District",
        "education;youth_serving",
        "third_grade_reading;preschool",
    ),
    ("bend_college", "Bend Community College", "education", "steady_work"),
    ("little_river_preschools", "Little River Preschools", "education", "preschool"),
    ("youth_on_the_river", "Youth on the River", "youth_serving", "third_grade_reading"),
    ("saturday_league", "Saturday Sports League", "youth_serving", "park_nearby"),
    ("riverbend_homes", "Riverbend Homes", "housing", "high_rent"),
    ("tenants_table", "Tenants' Table", "housing;social_services", "high_rent"),
    ("bend_food_shelf", "Bend Food Shelf", "social_services", ""),
    ("family_bridge", "Family Bridge", "social_services", "no_insurance"),
    ("new_neighbors_center", "New Neighbors Center", "social_services", "no_insurance;home_internet"),
    ("work_forward", "Work Forward", "social_services", "steady_work"),
    ("golden_bend_center", "Golden Bend Senior Center", "aging", "home_internet"),
    ("meals_along", "Meals Along the River", "aging", ""),
    ("faith_circle", "Riverbend Faith Circle", "faith", ""),
    ("harbor_chapel", "Harbor Chapel Kitchen", "faith;social_services", ""),
    ("riverbend_fund", "Riverbend Community Fund", "philanthropy", ""),
    ("county_board", "Riverbend County Board Office", "government", "park_nearby"),
    ("city_of_old_mill", "City of Old Mill", "government", "park_nearby;high_rent"),
    ("parks_office", "Riverbend Parks Office", "government", "park_nearby"),
    (
        "county_library",
        "Riverbend County Library",
        "education;government",
        "home_internet;third_grade_reading",
    ),
)
VOTING = ("mercy_bend_hospital", "river_clinic", "riverbend_health_department", "county_board", "city_of_old_mill",
          "riverbend_schools", "family_bridge")  # fmt: skip
ADVISING = ("riverbend_fund", "faith_circle")


def partners(chance: random.Random) -> list[Row]:
    """The roster. Everyone joined before the goals were set in 2024, so that no goal is older than its owner."""
    return [
        {
            "partner_id": id,
            "name": name,
            "sectors": sectors,
            "joined_on": f"{chance.randint(2021, 2023)}-{chance.randint(1, 12):02d}-01",
            "backbone": int(id == "riverbend_health_department"),
            "places": COUNTY,
            "speaks_for_residents": int(id in ("tenants_table", "new_neighbors_center")),
            "works_on": works_on,
            "languages": "en;es" if chance.random() < 0.5 else "en",
        }
        for id, name, sectors, works_on in PARTNERS
    ]


def seats() -> list[Row]:
    """The steering committee."""
    members = [(id, 1) for id in VOTING] + [(id, 0) for id in ADVISING]
    return [
        {"partner_id": id, "body": "steering", "voting": voting, "from": "2026-01-01"}
        for id, voting in members
    ]


def goals(rows: list[Row]) -> list[Row]:
    """Eight goals; a baseline about an indicator is that indicator's own value."""

    def own(indicator: str, period: str, group: str = "total") -> float:
        return next(
            float(str(row["estimate"]))
            for row in rows
            if (row["indicator_id"], row["period"], row["subgroup"], row["place_id"])
            == (indicator, period, group, COUNTY)
        )

    gap = own("no_insurance", "2014-2018", "hispanic") - own("no_insurance", "2014-2018", "asian")
    about = {"place_id": COUNTY, "dimension": "total", "subgroup": "total", "measure": "level"}
    return [
        {"goal_id": "coverage_gap", "area": "equity", "statement": "Halve the gap in health coverage",
         "indicator_id": "no_insurance", "measure": "difference", "place_id": COUNTY, "dimension": "race_ethnicity",
         "subgroup": "hispanic", "reference": "asian", "baseline": f"{gap:.6f}", "baseline_period": "2014-2018",
         "target": f"{gap / 2:.6f}", "target_period": "2030", "direction": "down", "action_start": "2024-01-01",
         "owner": "river_clinic"},
        {"goal_id": "preschool", "area": "equity", "statement": "More children in preschool",
         "indicator_id": "preschool", **about, "baseline": f"{own('preschool', '2019'):.6f}",
         "baseline_period": "2019", "target": 75, "target_period": "2028", "direction": "up",
         "owner": "little_river_preschools"},
        {"goal_id": "reading", "area": "equity", "statement": "Every child reads well by third grade",
         "indicator_id": "third_grade_reading", "place_id": COUNTY, "dimension": "race_ethnicity",
         "subgroup": "hispanic", "measure": "level", "baseline": f"{own('third_grade_reading', '2024', 'hispanic'):.6f}",
         "baseline_period": "2024", "target": 60, "target_period": "2030", "direction": "up",
         "owner": "riverbend_schools"},
        {"goal_id": "shared_referrals", "area": "systems_change",
         "statement": "Clinics that refer through one shared system", "baseline": 10, "baseline_period": "2024",
         "target": 80, "target_period": "2029", "direction": "up", "owner": "mercy_bend_hospital"},
        {"goal_id": "parks", "area": "systems_change", "statement": "A park within a ten-minute walk",
         "indicator_id": "park_nearby", **about, "baseline": f"{own('park_nearby', '2021'):.6f}",
         "baseline_period": "2021", "target": 68, "target_period": "2030", "direction": "up", "owner": "parks_office"},
        {"goal_id": "asthma", "area": "systems_change", "statement": "Fewer asthma visits to the emergency room",
         "indicator_id": "asthma_visits", **about, "baseline": f"{own('asthma_visits', '2022'):.6f}",
         "baseline_period": "2022", "target": 6, "target_period": "2030", "direction": "down",
         "owner": "clean_air_unit"},
        {"goal_id": "budget", "area": "sustainability", "statement": "Budget covered after June 2028",
         "baseline": 35, "baseline_period": "2025", "target": 90, "target_period": "2028", "direction": "up",
         "owner": "riverbend_fund"},
        {"goal_id": "internet", "area": "sustainability", "statement": "Keep our homes connected",
         "indicator_id": "home_internet", **about, "baseline": f"{own('home_internet', '2022'):.6f}",
         "baseline_period": "2022", "target": 80, "target_period": "2029", "direction": "maintain", "owner": "county_library"},
    ]  # fmt: skip


def write(path: Path, rows: list[Row], columns: Sequence[str] | None = None) -> None:
    """One CSV file; blank means missing."""
    names = list(columns or dict.fromkeys(name for row in rows for name in row))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(folder: Path) -> None:
    """Write the five tables into `folder`/tables."""
    chance = random.Random(SEED)
    rows = observations(chance)
    tables = folder / "tables"
    write(tables / "observations.csv", rows, OBSERVATIONS)
    write(
        tables / "places.csv",
        places(),
        ("place_id", "name", "level", "parent_id", "population", "population_period"),
    )
    write(tables / "partners.csv", partners(chance))
    write(tables / "seats.csv", seats(), ("partner_id", "body", "voting", "from", "to"))
    write(tables / "goals.csv", goals(rows))


if __name__ == "__main__":
    main(Path(__file__).parent)
