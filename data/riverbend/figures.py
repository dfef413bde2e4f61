"""The observations: fourteen indicators, county, neighborhoods and groups, all adding up.

An indicator begins with figures that are given: groups, neighborhoods or the county. `divided` splits the county's
count further, by shares that are near the given percentages and add up to the county.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import sqrt

from .rows import COUNTY, NEIGHBORHOODS, POPULATION, Figure, apportion, shares_that_fit

OBSERVATIONS = (
    "indicator_id", "place_id", "period", "dimension", "subgroup", "estimate", "lower", "upper", "se", "numerator",
    "denominator", "flag", "note",
)  # fmt: skip

Parts = Mapping[str, tuple[float, float, float]]
"""For each group: its weight, and its percent in the first and in the last year of a series."""

PEOPLE = dict(zip(NEIGHBORHOODS, (people for _, people in NEIGHBORHOODS.values()), strict=True))
RACE = {
    "hispanic": 0.225, "aian": 0.02, "asian": 0.05, "black": 0.105, "nhpi": 0.004, "white": 0.565, "multiracial": 0.031,
}  # fmt: skip
AGE = {"under_18": 0.235, "18_to_34": 0.215, "35_to_49": 0.19, "50_to_64": 0.18, "65_and_over": 0.18}
HOUSEHOLDS = {"under_25000": 0.195, "25000_to_49999": 0.225, "50000_to_74999": 0.205, "75000_and_over": 0.375}
SEX = {"female": 0.508, "male": 0.492}
DISABILITY = {"with_disability": 0.14, "without_disability": 0.86}


def parts(weights: Mapping[str, float], *pairs: float | tuple[float, float]) -> Parts:
    """Weights with their percents, in order: one for all years, or the first and the last."""
    both = [pair if isinstance(pair, tuple) else (pair, pair) for pair in pairs]
    return {
        group: (weight, first, last)
        for (group, weight), (first, last) in zip(weights.items(), both, strict=True)
    }


def near(*pairs: float | tuple[float, float]) -> Parts:
    """The neighborhoods by size, with their percents."""
    return parts(PEOPLE, *pairs)


def by_group(
    indicator: str,
    *,
    period: str,
    dimension: str,
    groups: dict[str, tuple[int, float, int | None]],
    unreliable: Sequence[str] = (),
) -> list[Figure]:
    """Figures of groups given as (people, percent, sample), and first of everyone as their sum."""
    figures = [
        Figure(
            indicator, period, people, round(people * percent / 100), sample=sample, dimension=dimension,
            subgroup=group, flag="unreliable" if group in unreliable else "",
        )
        for group, (people, percent, sample) in groups.items()
    ]  # fmt: skip
    return [summed(figures), *figures]


def by_neighborhood(
    indicator: str, *, period: str, percents: Iterable[float], part: float = 1.0, sampled: float | None = None
) -> list[Figure]:
    """Figures of the neighborhoods, and first of the county. `part`: the share of residents it is about."""
    figures = []
    for (place, population), percent in zip(PEOPLE.items(), percents, strict=True):
        people = round(population * part)
        sample = round(people * sampled) if sampled else None
        figures.append(
            Figure(indicator, period, people, round(people * percent / 100), sample=sample, place=place)
        )
    return [summed(figures), *figures]


def summed(figures: Sequence[Figure]) -> Figure:
    """Everyone in the county, as the sum of some parts."""
    samples = [figure.sample for figure in figures if figure.sample]
    return replace(
        figures[0], out_of=sum(figure.out_of for figure in figures), sample=sum(samples) or None, flag="",
        counted=sum(figure.counted or 0 for figure in figures), place=COUNTY, dimension="total", subgroup="total",
    )  # fmt: skip


def of_county(
    indicator: str, values: Mapping[int, float], *, people: int | Sequence[int], per: int = 100,
    sampled: float | None = None,
) -> list[Figure]:  # fmt: skip
    """One figure of the county a year; `people` in every year, or year by year."""
    each = [people] * len(values) if isinstance(people, int) else people
    return [
        Figure(indicator, str(year), number, round(number * value / per), per=per,
               sample=round(number * sampled) if sampled else None)
        for (year, value), number in zip(values.items(), each, strict=True)
    ]  # fmt: skip


def divided(
    figures: Iterable[Figure], dimension: str, groups: Parts, *, only: Sequence[str] = ()
) -> list[Figure]:
    """The county's figures of a series divided by groups, or by neighborhood (`place`); `only` in some periods."""
    county = [
        one for one in figures if (one.place, one.dimension) == (COUNTY, "total") and one.counted is not None
    ]
    found = []
    for at, whole in enumerate(county):
        if only and whole.period not in only:
            continue
        time = at / (len(county) - 1) if len(county) > 1 else 1.0
        people = apportion(whole.out_of, weights=[weight for weight, _, _ in groups.values()])
        wanted = [(first + (last - first) * time) / whole.per for _, first, last in groups.values()]
        shares = shares_that_fit(wanted, people=people, counted=whole.counted or 0)
        counts = apportion(
            whole.counted or 0, weights=[size * share for size, share in zip(people, shares, strict=True)]
        )
        for group, size, count in zip(groups, people, counts, strict=True):
            where = {"place": group} if dimension == "place" else {"dimension": dimension, "subgroup": group}
            sample = round(whole.sample * size / whole.out_of) if whole.sample else None
            found.append(replace(whole, out_of=size, counted=count, sample=sample, **where))
    return found


def observations(chance: random.Random) -> list[Figure]:
    """Every row of the observations table."""
    return [*_health(), *_learning(chance), *_livelihood(), *_place()]


def _health() -> list[Figure]:
    race = by_group("no_insurance", period="2014-2018", dimension="race_ethnicity", groups={
        "hispanic": (8_600, 20.6, 1_150), "aian": (880, 15.3, 190), "black": (4_500, 10.4, 700),
        "white": (22_100, 6.8, 2_900), "asian": (2_100, 5.5, 360), "multiracial": (980, 9.1, 210),
    })  # fmt: skip
    race += by_group("no_insurance", period="2019-2023", dimension="race_ethnicity", groups={
        "hispanic": (9_400, 18.4, 1_240), "aian": (900, 14.9, 200), "black": (4_600, 9.6, 720),
        "white": (21_500, 6.1, 2_800), "asian": (2_300, 5.2, 400), "multiracial": (1_100, 8.2, 230),
    })  # fmt: skip
    under_65 = {group: AGE[group] for group in AGE if group != "65_and_over"}
    figures = [
        *race,
        *divided(race, "place", near(9, 14, 5.5, 11.5, 6, 12.5)),
        *divided(race, "age", parts(under_65, (5.5, 4.2), 15, 10.5, 8)),
        *divided(race, "sex", parts(SEX, 8.2, 10.6)),
        *divided(race, "income", parts(HOUSEHOLDS, (17, 15), 12, 8, 4)),
        *divided(race, "disability", parts({"with_disability": 0.1, "without_disability": 0.9}, 7, 9.5)),
    ]

    rates = dict(zip(range(2017, 2025), (9.6, 9.4, 9.5, 7.1, 7.6, 8.4, 8.1, 7.9), strict=True))
    asthma = of_county("asthma_visits", rates, people=POPULATION, per=1000)
    figures += [
        *asthma,
        *divided(asthma, "place", near(9, 11.5, 5.5, (11, 12.5), 6, 9.5)),
        *divided(asthma, "age", parts(AGE, (15.5, 13), 8.5, 7.5, 7, 7.5)),
    ]

    early = dict(zip(range(2016, 2025), (73.9, 74.6, 74.4, 75.5, 74.1, 75.7, 76.6, 77.1, 77.7), strict=True))
    births = (584, 579, 583, 571, 566, 560, 557, 562, 558)
    care = of_county("early_prenatal_care", early, people=births)
    mothers = {"under_18": 9, "18_to_34": 436, "35_to_49": 113}
    figures += [
        *care,
        *divided(care, "place", near(76, 70, 82, 73, 80, (70, 74))),
        *divided(care, "income", parts(HOUSEHOLDS, (62, 67), (71, 74), 78, 84)),
        *divided(care, "age", parts(mothers, 55, 77, 82), only=["2024"]),
    ]
    return [*figures, *_life_expectancy(random.Random(20260611))]


def _life_expectancy(chance: random.Random) -> list[Figure]:
    """So few die in one year, in so small a county, that a change of a year or two may be nothing."""
    figures = []
    values = (78.4, 78.9, 78.1, 78.6, 79.0, 77.4, 77.2, 78.3, 78.8, 78.5)
    women, men = apportion(POPULATION, weights=list(SEX.values()))
    for year, value in zip(range(2015, 2025), values, strict=True):
        figures.append(Figure("life_expectancy", str(year), POPULATION, estimate=value, se=0.62))
        apart = round(4.6 + chance.uniform(-0.7, 0.7), 1)
        for group, people, own in (("female", women, value + apart / 2), ("male", men, value - apart / 2)):
            figures.append(
                Figure("life_expectancy", str(year), people, estimate=round(own, 1), se=0.88, dimension="sex",
                       subgroup=group)
            )  # fmt: skip
    for year in (2022, 2023, 2024):
        for place, usual in zip(PEOPLE, (78.2, 76.8, 79.4, 77.6, 79.0, 77.9), strict=True):
            people = PEOPLE[place]
            figures.append(
                Figure("life_expectancy", str(year), people, estimate=round(usual + chance.gauss(0, 1.3), 1),
                       se=round(0.62 * sqrt(POPULATION / people), 2), place=place,
                       flag="unreliable" if people < 7_000 else "")
            )  # fmt: skip
    return figures


def _learning(chance: random.Random) -> list[Figure]:
    reading = by_group("third_grade_reading", period="2024", dimension="race_ethnicity", groups={
        "hispanic": (148, 43.2, None), "black": (71, 45.1, None), "white": (302, 58.9, None),
        "asian": (38, 60.5, None), "nhpi": (9, 55.6, None), "multiracial": (41, 53.7, None),
    })  # fmt: skip
    before = {2016: 54.8, 2017: 55.1, 2018: 55.9, 2019: 55.6, 2021: 47.9, 2022: 50.2, 2023: 51.6}
    tested = of_county("third_grade_reading", before, people=(631, 624, 622, 618, 588, 597, 603)) + reading
    note = "No test was given in 2020."
    figures = [
        *tested,
        Figure("third_grade_reading", "2020", flag="missing", note=note),
        *divided(tested, "place", near(54, 45, 64, 48, 61, 47)),
        *divided(tested, "sex", parts(SEX, 57, 50)),
        *divided(tested, "income", parts(HOUSEHOLDS, (41, 37), (48, 46), 56, 66)),
    ]

    percents = (61.2, 61.0, 60.4, 55.1, 56.3, 57.0, 57.4, 56.2)
    enrolled = []
    for year, percent in zip(range(2017, 2025), percents, strict=True):
        children = 1_180 + chance.randint(-25, 25)
        enrolled += of_county("preschool", {year: percent}, people=children)
    figures += [
        *enrolled,
        *divided(enrolled, "place", near(60, 52, 71, 54, 68, 53)),
        *divided(enrolled, "income", parts(HOUSEHOLDS, (47, 43), 54, 60, 72)),
        *divided(
            enrolled, "disability", parts({"with_disability": 0.09, "without_disability": 0.91}, 51, 60)
        ),
    ]

    cohorts = (624, 631, 628, 619, 635, 630, 641, 637, 633)
    finished = dict(
        zip(range(2016, 2025), (78.0, 78.6, 79.3, 79.1, 80.2, 79.4, 80.6, 81.7, 82.3), strict=True)
    )
    diplomas = of_county("high_school_graduation", finished, people=cohorts)
    figures += [
        *diplomas,
        *divided(diplomas, "place", near(81, 75, 86, (76, 81), 84, 76)),
        *divided(diplomas, "sex", parts(SEX, 84, 77)),
        *divided(diplomas, "income", parts(HOUSEHOLDS, (66, 73), (75, 79), 82, 88)),
        *divided(diplomas, "disability", parts(DISABILITY, (60, 66), 83)),
    ]
    return [*figures, *_chronic_absence()]


def _chronic_absence() -> list[Figure]:
    """A gap that levels down: students without a disability came to miss more school, the others no less."""
    without = (11.5, 11.6, 11.9, 12.4, 16.5, 19.8, 18.6, 17.6)
    having = (24.1, 24.3, 24.0, 23.8, 24.6, 25.2, 24.9, 24.4)
    absent = []
    for at, year in enumerate(range(2017, 2025)):
        students = 7_460 - 12 * at
        with_one, others = apportion(students, weights=list(DISABILITY.values()))
        absent += by_group("chronic_absence", period=str(year), dimension="disability", groups={
            "with_disability": (with_one, having[at], None), "without_disability": (others, without[at], None),
        })  # fmt: skip
    race = {group: weight for group, weight in RACE.items() if group != "nhpi"}
    return [
        *absent,
        *divided(absent, "place", near(15, 21, 11, (17, 22), 11, 18)),
        *divided(absent, "sex", parts(SEX, 15.5, 16)),
        *divided(absent, "income", parts(HOUSEHOLDS, 25, 19, 14, (7, 9))),
        *divided(
            absent, "race_ethnicity", parts(race, (17, 24), (24, 29), 10, 19, 13, 17), only=["2017", "2024"]
        ),
    ]


def _livelihood() -> list[Figure]:
    rent = by_group("high_rent", period="2014-2018", dimension="age", groups={
        "18_to_34": (5_600, 44.0, 790), "35_to_49": (4_100, 36.8, 610), "50_to_64": (2_400, 34.5, 380),
        "65_and_over": (280, 37.5, 22),
    }, unreliable=("65_and_over",))  # fmt: skip
    rent += by_group("high_rent", period="2019-2023", dimension="age", groups={
        "18_to_34": (5_400, 47.2, 760), "35_to_49": (4_300, 38.5, 640), "50_to_64": (2_600, 35.1, 410),
        "65_and_over": (310, 41.0, 24),
    }, unreliable=("65_and_over",))  # fmt: skip
    renters = {"under_25000": 0.34, "25000_to_49999": 0.3, "50000_to_74999": 0.19, "75000_and_over": 0.17}
    figures = [
        *rent,
        *divided(rent, "place", near(43, 49, 32, 44, 33, 45)),
        *divided(rent, "income", parts(renters, (69, 73), (42, 46), 20, 8)),
        *divided(rent, "disability", parts(DISABILITY, (50, 54), 39)),
    ]

    start, work = (71.4, 66.8, 79.3, 70.2, 76.1, 68.5), []
    shifts = (-2.0, -1.4, -0.8, 0.2, -6.5, -4.5, -2.0, -0.6, 0.0)
    for year, shift in zip(range(2016, 2025), shifts, strict=True):
        percents = [percent + shift for percent in start]
        work += by_neighborhood("steady_work", period=str(year), percents=percents, part=0.58, sampled=0.09)
    race = {group: weight for group, weight in RACE.items() if group != "nhpi"}
    figures += [
        *work,
        *divided(work, "sex", parts(SEX, (66, 69), 76)),
        *divided(
            work, "disability", parts({"with_disability": 0.11, "without_disability": 0.89}, (41, 46), 76)
        ),
        *divided(work, "race_ethnicity", parts(race, 69, 61, 77, 66, 75, 70), only=["2019", "2022", "2024"]),
    ]
    return [*figures, *_median_income()]


def _median_income() -> list[Figure]:
    """A median is not the mean of its parts, so only the households add up."""
    households = round(POPULATION * 0.39)
    county = (52_400, 53_300, 54_600, 56_100, 55_200, 56_900, 58_800, 60_700, 61_900)
    places = parts(PEOPLE, 0.98, 0.81, (1.27, 1.3), 0.9, 1.19, (0.88, 0.91))
    race = parts({group: weight for group, weight in RACE.items() if group != "nhpi"},
                 0.83, 0.74, 1.16, 0.78, 1.07, 0.95)  # fmt: skip
    owner = {group: weight for group, weight in AGE.items() if group != "under_18"}
    age = parts(owner, 0.86, 1.14, 1.17, (0.78, 0.82))
    figures = []
    for at, (year, value) in enumerate(zip(range(2016, 2025), county, strict=True)):

        def figure(people: int, median: float, period: int = year) -> Figure:
            spread = 0.9 * median / sqrt(people * 0.12)
            return Figure(
                "median_income", str(period), people, estimate=round(median, -2), se=round(spread, 0)
            )

        figures.append(figure(households, value))
        for dimension, groups in (("place", places), ("race_ethnicity", race), ("age", age)):
            if dimension != "place" and year not in (2016, 2020, 2024):
                continue
            sizes = apportion(households, weights=[weight for weight, _, _ in groups.values()])
            for (group, (_, first, last)), people in zip(groups.items(), sizes, strict=True):
                own = figure(people, value * (first + (last - first) * at / 8))
                where = (
                    {"place": group} if dimension == "place" else {"dimension": dimension, "subgroup": group}
                )
                figures.append(replace(own, **where))
    return figures


def _place() -> list[Figure]:
    internet = []
    for year, percents in {
        2017: (66.2, 58.4, 80.3, 63.1, 76.9, 61.7), 2018: (68.1, 60.9, 81.7, 65.9, 78.2, 64.0),
        2019: (70.6, 63.2, 83.9, 68.4, 80.4, 66.8), 2020: (73.5, 66.9, 85.8, 71.7, 82.1, 69.9),
        2021: (75.8, 69.2, 87.5, 74.1, 83.9, 72.2), 2022: (77.4, 70.9, 88.6, 76.0, 85.1, 73.8),
        2023: (79.3, 72.8, 90.1, 78.1, 87.2, 75.9), 2024: (81.0, 74.5, 91.2, 79.8, 88.7, 77.3),
    }.items():  # fmt: skip
        internet += by_neighborhood(
            "home_internet", period=str(year), percents=percents, part=0.39, sampled=0.12
        )
    owner = {group: weight for group, weight in AGE.items() if group != "under_18"}
    figures = [
        *internet,
        *divided(internet, "income", parts(HOUSEHOLDS, (43, 71), (62, 79), (74, 85), (89, 92.5))),
        *divided(
            internet, "age", parts(owner, (78, 88), (76, 87), (69, 82), (54, 70)), only=["2017", "2024"]
        ),
    ]

    parks = []
    for year, shift in zip(range(2017, 2025), (0.0, 0.4, 0.9, 1.3, 2.0, 3.1, 4.6, 6.0), strict=True):
        percents = [p + shift for p in (54.0, 48.0, 71.0, 45.0, 66.0, 52.0)]
        parks += by_neighborhood("park_nearby", period=str(year), percents=percents)
    ends = ["2017", "2024"]
    figures += [
        *parks,
        *divided(parks, "race_ethnicity", parts(RACE, 50, 57, 62, 49, 58, 61, 58), only=ends),
        *divided(parks, "age", parts(AGE, 59, 60, 58, 56, 53), only=ends),
        *divided(parks, "income", parts(HOUSEHOLDS, (47, 54), 53, 59, 65), only=ends),
        *divided(parks, "disability", parts(DISABILITY, 52, 58), only=ends),
    ]

    stops = []
    for year, percents in {
        2017: (82.1, 73.8, 30.6, 46.2, 28.3, 87.9), 2018: (82.1, 73.8, 30.6, 46.2, 28.3, 87.9),
        2019: (82.1, 75.0, 30.6, 46.2, 28.3, 88.4), 2020: (80.4, 72.1, 28.9, 45.0, 27.6, 88.4),
        2021: (80.4, 72.1, 28.9, 49.7, 27.6, 88.4), 2022: (81.7, 74.3, 28.9, 55.8, 19.2, 88.9),
        2023: (82.6, 74.3, 30.2, 57.4, 18.7, 88.9), 2024: (82.6, 75.6, 30.2, 57.4, 18.7, 89.3),
    }.items():  # fmt: skip
        stops += by_neighborhood("bus_stop_nearby", period=str(year), percents=percents)
    return [
        *figures,
        *stops,
        *divided(stops, "age", parts(AGE, 56, 65, 57, 55, 50), only=ends),
        *divided(stops, "disability", parts(DISABILITY, 60, 56), only=ends),
    ]
