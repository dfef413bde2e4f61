"""The format `chr`, in every layout its files come in, and what is wrong with files that cannot be read."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.intake.formats import read_file
from datawalk.intake.formats.catalogue import measures
from datawalk.intake.formats.shape import Parsed, Reading
from datawalk.intake.problems import Problems

SMALL = Path(__file__).parents[1] / "data" / "small" / "chr"
REMEDY = (
    "Download the national analytic data or a state's data workbook of County Health Rankings & Roadmaps."
)
SMALL_NUMBERS = "Hidden by the publisher because numbers are small."
LEFT_BLANK = "Left blank by the publisher, as it does where numbers are small."
NOT_THERE = "Not in the publisher's file."


def read(path: Path, *, reading: Reading | None = None) -> tuple[list[Parsed], list[str]]:
    problems = Problems()
    found = read_file(path, format_name="chr", file=path.name, problems=problems, reading=reading)
    return found, [str(one) for one in problems.found]


def small(name: str, *, reading: Reading | None = None) -> tuple[Parsed, list[str]]:
    [found], said = read(SMALL / name, reading=reading)
    return found, said


def by_key(parsed: Parsed) -> dict[tuple[str, str, str], Observation]:
    """The observations by indicator, place and group."""
    found = {
        (one.indicator_id.removeprefix("chr_"), one.place_id, one.subgroup): one
        for one, *_ in parsed.observations
    }
    assert len(found) == len(parsed.observations)
    return found


def written(tmp_path: Path, name: str, *lines: str) -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def faults(tmp_path: Path, name: str, *lines: str, reading: Reading | None = None) -> list[str]:
    return read(written(tmp_path, name, *lines), reading=reading)[1]


# The national analytic file


def test_the_analytic_file_is_keyed_on_its_second_row_and_has_its_year_in_a_column() -> None:
    parsed, _ = small("analytic_2024.csv")
    one = by_key(parsed)["v001", "00", "total"]
    assert (one.estimate, one.lower, one.upper, str(one.period)) == (8000.5, 7990.0, 8010.0, "2024")
    assert (one.flag, one.numerator, one.denominator) == ("", None, None)
    assert [(row.number, row.column) for row in parsed.observations[:1]] == [(3, "v001_rawvalue")]


def test_it_says_once_what_is_left_out() -> None:
    _, said = small("analytic_2024.csv")
    assert said == [
        "analytic_2024.csv: 1 column is not known here and is left out: v999_rawvalue.",
        "analytic_2024.csv: Columns that only say who lives there, by age, race, sex or language, are left out.",
        "analytic_2024.csv: The group asian includes Pacific Islanders in chr_v001.",
        "analytic_2024.csv, row 6, column v037_race_black: The interval is not around the estimate and is left out.",
    ]


def test_places_keep_their_names_and_populations_whatever_zeros_were_lost() -> None:
    parsed, _ = small("analytic_2024.csv")
    assert [(one.place_id, one.name, one.level, one.population) for one, *_ in parsed.places] == [
        ("00", "United States", "nation", 330_000_000),
        ("27", "Minnesota", "state", 5_700_000),
        ("27001", "Aitkin County", "county", 15_902),
        ("09110", "Capitol Planning Region", "planning_region", None),
    ]


def test_flags_hide_or_mark() -> None:
    parsed, _ = small("analytic_2024.csv")
    found = by_key(parsed)
    unreliable = found["v001", "27001", "total"]
    assert (unreliable.estimate, unreliable.flag) == (10000.0, "unreliable")
    hidden = found["v001", "09110", "total"]
    assert (hidden.estimate, hidden.flag, hidden.note) == (None, "suppressed", SMALL_NUMBERS)
    assert found["v001", "27001", "asian"].flag == "suppressed"
    unflagged = found["v001", "09110", "asian"]
    assert (unflagged.flag, unflagged.note) == ("missing", NOT_THERE)
    assert found["v037", "27001", "total"].flag == "unreliable"


def test_a_blank_group_is_hidden_where_the_publisher_blanks_small_counts_and_missing_in_surveys() -> None:
    found = by_key(small("analytic_2024.csv")[0])
    counted, surveyed = found["v037", "27001", "black"], found["v063", "27001", "black"]
    assert (counted.dimension, counted.flag, counted.note) == ("race_ethnicity", "suppressed", LEFT_BLANK)
    assert (surveyed.flag, surveyed.note) == ("missing", NOT_THERE)


def test_shares_become_percent_and_providers_a_rate_beside_their_ratio() -> None:
    found = by_key(small("analytic_2024.csv")[0])
    assert found["v037", "00", "total"].estimate == 8.3
    assert found["v004", "00", "total"].estimate == 75.0
    assert found["v004_other_data_1", "00", "total"].estimate == 1330.0
    assert found["v004", "27001", "total"].flag == "missing"
    assert found["v063", "27", "black"].estimate == 55000.0


def test_newer_releases_call_the_ratio_an_alternate_value(tmp_path: Path) -> None:
    header = "statecode,countycode,year,v088_rawvalue,v088_rawalternatevalue,v136_rawalternatevalue"
    [parsed], said = read(written(tmp_path, "a.csv", header, "27,053,2026,0.0008,1250,1"))
    found = {key[0]: one.estimate for key, one in by_key(parsed).items()}
    assert found == {"v088": 80.0, "v088_other_data_1": 1250.0}
    assert said == ["a.csv: 1 column is not known here and is left out: v136_rawalternatevalue."]


def test_counts_are_kept_only_when_they_are_a_share() -> None:
    found = by_key(small("analytic_2024.csv")[0])
    birthweight = [found["v037", place, "total"] for place in ("00", "27001", "09110")]
    counts = [(one.numerator, one.denominator) for one in birthweight]
    assert counts == [(83.0, 1000.0), (None, None), (None, None)]


def test_an_interval_has_two_ends_around_the_estimate_or_none() -> None:
    found = by_key(small("analytic_2024.csv")[0])
    ends = [
        (found["v037", place, "black"].lower, found["v037", place, "black"].upper)
        for place in ("00", "27", "09110")
    ]
    assert ends == [(13.0, 15.0), (None, None), (None, None)]


def test_a_row_that_repeats_another_is_left_out_once(tmp_path: Path) -> None:
    rows = "00,000,2025,3", "00,000,2025,3", "27,000,2025,4"
    [parsed], said = read(written(tmp_path, "a.csv", "statecode,countycode,year,v044_rawvalue", *rows))
    assert [one.place_id for one, *_ in parsed.observations] == ["00", "27"]
    assert said == ["a.csv, row 3: The row only repeats an earlier one and is left out."]


# The files of one measure


def test_a_measure_file_has_its_year_in_its_name_and_a_standard_error() -> None:
    parsed, said = small("v001_r2025.csv")
    assert said == []
    found = by_key(parsed)
    nation = found["v001", "00", "total"]
    assert (nation.estimate, nation.se, str(nation.period)) == (8000.25, 5.5, "2025")
    assert [found["v001", place, "total"].flag for place in ("09001", "09110", "27053")] == [
        "suppressed",
        "unreliable",
        "",
    ]
    assert [(one.place_id, one.name) for one, *_ in parsed.places] == [
        ("00", "United States"),
        ("09001", "Fairfield County"),
        ("09110", "Capitol Planning Region"),
        ("27053", ""),
    ]


def test_groups_of_a_measure_file_and_their_flags() -> None:
    parsed, said = small("v001_otherdata_r2025.csv")
    assert said == []
    cells = {key[2]: (one.estimate, one.flag, one.note) for key, one in by_key(parsed).items()}
    assert cells == {
        "white": (6000.0, "", ""),
        "nhpi": (None, "suppressed", SMALL_NUMBERS),
        "asian": (3000.0, "unreliable", ""),
        "multiracial": (None, "missing", NOT_THERE),
    }


def test_upper_case_groups_and_a_group_with_pacific_islanders() -> None:
    parsed, said = small("v005_otherdata_r2025.csv")
    cells = {key[2]: (one.estimate, one.flag, one.note) for key, one in by_key(parsed).items()}
    assert cells == {
        "aian": (4000.0, "", ""),
        "asian": (1576.0, "", "Includes Pacific Islanders."),
        "black": (None, "suppressed", LEFT_BLANK),
    }
    assert said == ["v005_otherdata_r2025.csv: The group asian includes Pacific Islanders in chr_v005."]


def test_an_index_column_without_a_name_and_na() -> None:
    parsed, said = small("v021_R2025.csv")
    assert said == []
    cells = {key[1]: (one.estimate, one.flag, str(one.period)) for key, one in by_key(parsed).items()}
    assert cells == {
        "00": (87.0, "", "2025"),
        "27053": (90.0, "", "2025"),
        "27001": (None, "missing", "2025"),
    }


def test_the_period_of_the_source_counts_when_the_name_has_none() -> None:
    parsed, said = small("v063_otherdata.csv", reading=Reading(period=Period(2025, 2025)))
    assert said == []
    cells = {key[1]: (one.estimate, one.flag, str(one.period)) for key, one in by_key(parsed).items()}
    assert cells == {"27053": (53444.0, "", "2025"), "27001": (None, "missing", "2025")}


def test_parts_of_a_measure_and_one_nobody_knows() -> None:
    parsed, said = small("v136_otherdata_r2025.csv")
    assert {key[0]: one.estimate for key, one in by_key(parsed).items()} == {
        "v136_other_data_1": 13.61,
        "v136_other_data_2": 3.3,
    }
    assert said == [
        "v136_otherdata_r2025.csv: 1 column is not known here and is left out: v136_other_data_9."
    ]


def test_a_crude_rate_beside_the_adjusted_one() -> None:
    found = by_key(small("v161_r2025.csv")[0])
    adjusted, crude = found["v161", "00", "total"], found["v161_other_data_1", "00", "total"]
    assert (adjusted.estimate, adjusted.lower, adjusted.numerator) == (11.5, 11.0, None)
    assert (crude.estimate, crude.lower) == (10.0, None)


def test_a_rate_per_10000_is_told_per_100000_without_counts_of_associations() -> None:
    one = by_key(small("v140_r2025.csv")[0])["v140", "27053", "total"]
    assert (one.estimate, one.numerator) == (90.9, None)


def test_the_population_goes_to_the_places_and_needs_no_period(tmp_path: Path) -> None:
    parsed, said = small("v051_r2025.csv")
    assert (parsed.observations, said) == ([], [])
    assert [(one.place_id, one.population) for one, *_ in parsed.places] == [
        ("27053", 1258713),
        ("27001", None),
    ]
    assert faults(tmp_path, "people.csv", "statecode,countycode,v051_rawvalue", "27,053,5") == []


def test_names_are_places_without_figures() -> None:
    parsed, said = small("county_fips.csv")
    assert (parsed.observations, said) == ([], [])
    assert [(one.place_id, one.name) for one, *_ in parsed.places] == [
        ("27", "Minnesota"),
        ("27001", "Aitkin County"),
        ("51600", "Fairfax city"),
    ]


def test_only_the_places_wanted_are_kept() -> None:
    within = Reading(("09",))
    assert {one.place_id for one, *_ in small("v001_r2025.csv", reading=within)[0].observations} == {
        "00",
        "09001",
        "09110",
    }
    assert [one.place_id for one, *_ in small("county_fips.csv", reading=within)[0].places] == []


# The national file of 2014


def test_2014_has_the_same_codes_where_the_measure_is_the_same() -> None:
    parsed, said = small("countyhealth14_MN.csv")
    found = by_key(parsed)
    assert {str(one.period) for one in found.values()} == {"2014"}
    state = found["v001", "27", "total"]
    assert (state.estimate, state.lower, state.upper, state.numerator) == (5100.0, 5000.0, 5200.0, None)
    uninsured = found["v085", "27001", "total"]
    assert (uninsured.estimate, uninsured.numerator, uninsured.denominator) == (13.0, 13.0, 100.0)
    assert (found["v088", "27", "total"].estimate, found["v005_2014", "27", "total"].estimate) == (60.0, 51.5)
    assert found["v001", "27001", "total"].flag == found["v005_2014", "27001", "total"].flag == "missing"
    assert [(one.name, one.population, str(one.population_period)) for one, *_ in parsed.places] == [
        ("Minnesota", 5344861, "2011"),
        ("Aitkin County", 16111, "2011"),
    ]
    assert said == [
        "countyhealth14_MN.csv: 1 column is not known here and is left out: Made.up.Value.",
        "countyhealth14_MN.csv: Columns that only say who lives there, by age, race, sex or language, are left out.",
    ]


# The tidy file of the Health Equity Tracker


def test_the_tidy_file_has_years_of_data_and_codes_of_its_own() -> None:
    parsed, said = small("race_and_ethnicity_county.csv")
    cells = {
        (one.indicator_id, one.place_id, str(one.period), one.subgroup): (one.estimate, one.flag, one.note)
        for one, *_ in parsed.observations
    }
    diabetes, stays, guns = "chr_het_diabetes", "chr_het_preventable_hospitalizations", "chr_het_gun_deaths"
    assert cells == {
        (diabetes, "27053", "2021", "total"): (11.4, "", ""),
        (stays, "27053", "2021", "total"): (3915.0, "", ""),
        (guns, "27053", "2021", "total"): (17.0, "", ""),
        (diabetes, "27053", "2022", "total"): (11.3, "", ""),
        (stays, "27053", "2022", "total"): (None, "missing", NOT_THERE),
        (guns, "27053", "2022", "total"): (18.0, "", ""),
        (diabetes, "27001", "2022", "total"): (None, "missing", NOT_THERE),
        (stays, "27001", "2022", "total"): (4000.0, "", ""),
        (guns, "27001", "2022", "total"): (None, "missing", NOT_THERE),
        (stays, "27053", "2022", "asian"): (2000.0, "", "Includes Pacific Islanders."),
        (guns, "27053", "2022", "asian"): (9.0, "", ""),
        (stays, "27053", "2022", "black"): (4400.0, "", ""),
        (guns, "27053", "2022", "black"): (30.0, "", ""),
        (stays, "27001", "2022", "black"): (None, "suppressed", LEFT_BLANK),
        (guns, "27001", "2022", "black"): (12.0, "", ""),
    }
    assert said == [
        "race_and_ethnicity_county.csv: Columns that are not known here are left out: made_up.",
        "race_and_ethnicity_county.csv, row 9, column race_and_ethnicity: "
        "The group 'Martian (NH)' is not known here and is left out.",
    ]


# The state workbook

RANKED = (
    ("", "FIPS", "27000", "27001"),
    ("", "State", "Minnesota", "Minnesota"),
    ("", "County", None, "Aitkin"),
    ("Premature death", "Deaths", 500, 27),
    (None, "Years of Potential Life Lost Rate", 5278.5, 10287.5),
    (None, "95% CI - Low", 5209.25, 7883),
    (None, "95% CI - High", 5347.5, 12691),
    (None, "Z-Score", None, 2.02),
    (None, "YPLL Rate (AIAN)", None, None),
    (None, "YPLL Rate (Asian)", None, 3500),
    (None, "YPLL Rate (Asian) 95% CI - Low", None, 2500),
    (None, "YPLL Rate (Asian) 95% CI - High", None, 4700),
    ("Low birthweight", "Unreliable", None, "x"),
    (None, "% Low Birthweight", 6.5, 6.25),
    (None, "95% CI - Low", 6.4, 4.6),
    ("Primary care physicians", "# Primary Care Physicians", 49, 1),
    (None, "Primary Care Physicians Ratio", "1118:1", "2,665:1"),
    ("Some college", "# Some College", 75, 15),
    (None, "Population", 100, 25),
    (None, "% Some College", 75, 60),
    ("Water", "Yes or no", None, "Yes"),
    (None, "Z-Score", None, 1.5),
)
ADDITIONAL = (
    (None, "FIPS", "27001"),
    (None, "State", "Minnesota"),
    (None, "County", "Aitkin"),
    ("Suicides", "# Deaths", 17),
    (None, "Suicide Rate (Age-Adjusted)", 31.86),
    (None, "Crude Rate", 21.58),
    (None, "Suicide Rate (White)", None),
    ("Demographics", "Population", 15902),
    (None, "% Female", 49.5),
)
RANKS = (
    ("", "FIPS", "27001"),
    ("", "State", "Minnesota"),
    ("", "County", "Aitkin"),
    ("Health Outcomes", "Rank", 5),
)
"""The sheets of a workbook, column by column: what it is about, its name and its values."""


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    del book[book.sheetnames[0]]
    for title, columns in sheets.items():
        sheet = book.create_sheet(title)
        for row in zip(*columns, strict=True):
            sheet.append(list(row))
    book.save(path)
    return path


def test_the_sheets_of_measures_are_read_and_the_others_are_not(tmp_path: Path) -> None:
    name = "2020 County Health Rankings Minnesota Data - v1_0.xlsx"
    path = workbook(tmp_path / name, Ranked=RANKED, Additional=ADDITIONAL, Ranks=RANKS)
    (ranked, additional), said = read(path)
    found = by_key(ranked)
    assert {str(one.period) for one in found.values()} == {"2020"}
    assert {key: (one.estimate, one.lower, one.upper, one.flag) for key, one in found.items()} == {
        ("v001", "27", "total"): (5278.5, 5209.25, 5347.5, ""),
        ("v001", "27", "aian"): (None, None, None, "suppressed"),
        ("v001", "27", "asian"): (None, None, None, "suppressed"),
        ("v037", "27", "total"): (6.5, None, None, ""),
        ("v004_other_data_1", "27", "total"): (1118.0, None, None, ""),
        ("v069", "27", "total"): (75.0, None, None, ""),
        ("v001", "27001", "total"): (10287.5, 7883.0, 12691.0, ""),
        ("v001", "27001", "aian"): (None, None, None, "suppressed"),
        ("v001", "27001", "asian"): (3500.0, 2500.0, 4700.0, ""),
        ("v037", "27001", "total"): (6.25, None, None, "unreliable"),
        ("v004_other_data_1", "27001", "total"): (2665.0, None, None, ""),
        ("v069", "27001", "total"): (60.0, None, None, ""),
    }
    college = found["v069", "27001", "total"]
    assert (college.numerator, college.denominator) == (15.0, 25.0)
    assert [(one.place_id, one.name) for one, *_ in ranked.places] == [
        ("27", "Minnesota"),
        ("27001", "Aitkin County"),
    ]
    others = {key: (one.estimate, one.flag) for key, one in by_key(additional).items()}
    assert others == {
        ("v161", "27001", "total"): (31.86, ""),
        ("v161", "27001", "white"): (None, "suppressed"),
        ("v161_other_data_1", "27001", "total"): (21.58, ""),
    }
    assert [one.population for one, *_ in additional.places] == [15902]
    assert said == [
        f"{name}: 1 sheets hold no figures known here and are not read: Ranks.",
        f"{name}, sheet Ranked: 1 column is not known here and is left out: Water: Yes or no.",
        f"{name}, sheet Ranked: The group asian includes Pacific Islanders in chr_v001.",
        f"{name}, sheet Additional: Columns that only say who lives there, by age, race, sex or language, are left out.",
    ]


# What is wrong with a file


CODES = "statecode,countycode,v001_rawvalue"
NO_YEAR = (
    "The file does not say which year or years it is about. "
    'Add it with --period 2019-2023, or write period = "2019-2023" into its source.toml.'
)
FAULTS = {
    "another file": (
        "x.csv",
        ("a,b", "1,2"),
        f"x.csv, row 1: The columns are not those of a file of County Health Rankings & Roadmaps. {REMEDY}",
    ),
    "the trends file": (
        "x.csv",
        ("yearspan,measurename,statecode,countycode,rawvalue", "2020,a,27,000,1"),
        f"x.csv, row 1: This is the trends file of County Health Rankings & Roadmaps; it is not read. {REMEDY}",
    ),
    "no period": ("v001.csv", (CODES, "27,053,1"), f"v001.csv: {NO_YEAR}"),
    "no period in 2014's form": (
        "x.csv",
        ("FIPS,State,County,Dentists.Value", "27000,MN,Minnesota,1"),
        f"x.csv: {NO_YEAR}",
    ),
    "a blank year": (
        "x.csv",
        ("statecode,countycode,year,v001_rawvalue", "27,053,,1"),
        "x.csv, row 2, column year: The cell is blank. Write the year of the release.",
    ),
    "text in a number": (
        "v001_r2025.csv",
        (CODES, "27,053,many"),
        "v001_r2025.csv, row 2, column v001_rawvalue: 'many' is not a number. "
        "Write digits with a point for decimals, or leave the cell blank.",
    ),
    "text in a share": (
        "v021_r2025.csv",
        ("statecode,countycode,v021_rawvalue", "27,053,87%"),
        "v021_r2025.csv, row 2, column v021_rawvalue: '87%' is not a number. Leave out the percent sign.",
    ),
    "a flag nobody knows": (
        "v001_r2025.csv",
        ("statecode,countycode,v001_rawvalue,v001_flag", "27,053,1,3"),
        "v001_r2025.csv, row 2, column v001_flag: '3' is not a flag. Known here: 1 for unreliable, 2 for hidden.",
    ),
    "an unknown state": (
        "v001_r2025.csv",
        (CODES, "99,053,1"),
        "v001_r2025.csv, row 2: '99053' begins with '99', which is no state. Correct the number.",
    ),
    "no numbers of places": (
        "v001_r2025.csv",
        (CODES, "MN,053,1"),
        "v001_r2025.csv, row 2: 'MN' and '053' are not the numbers of a state and a county. "
        "Write two digits and three.",
    ),
    "a column renamed": (
        "v001_r2025.csv",
        ("statecode,countycode,v001_value,v001_cilow,v001_cihigh", "27,053,1,1,1"),
        "v001_r2025.csv: The column 'v001_rawvalue' is missing, though others of its figure are there. "
        + REMEDY,
    ),
    "a group's column renamed": (
        "v001_r2025.csv",
        ("statecode,countycode,v001_rawvalue,v001_race_white_cilow,v001_race_white_cihigh", "27,053,1,1,1"),
        "v001_r2025.csv: The column 'v001_race_white' is missing, though others of its figure are there. "
        + REMEDY,
    ),
    "a column of 2014 renamed": (
        "countyhealth14.csv",
        ("FIPS,State,County,Dentists.Value,Uninsured.Numerator", "27000,MN,Minnesota,1,1"),
        "countyhealth14.csv: The column 'Uninsured.Value' is missing, though others of its figure are there. "
        + REMEDY,
    ),
    "no known measure": (
        "v998_r2025.csv",
        ("statecode,countycode,v998_rawvalue,v999_rawvalue", "27,053,1,1"),
        "v998_r2025.csv: None of its measures is known here: v998_rawvalue, v999_rawvalue. "
        f"Known here: v001, v002, v003 and {len(measures('chr')) - 3} more.",
    ),
    "a year that is none": (
        "race.csv",
        ("time_period,county_fips,race_and_ethnicity,gun_deaths_per_100k", "now,27053,All,5"),
        "race.csv, row 2, column time_period: 'now' is not a period. Write 2023 or 2019-2023.",
    ),
    "no year in the tidy file": (
        "race.csv",
        ("time_period,county_fips,race_and_ethnicity,gun_deaths_per_100k", ",27053,All,5"),
        "race.csv, row 2, column time_period: The cell is blank. Write the year of the data.",
    ),
    "no county in the tidy file": (
        "race.csv",
        ("time_period,county_fips,race_and_ethnicity,gun_deaths_per_100k", "2021,Hennepin,All,5"),
        "race.csv, row 2, column county_fips: 'Hennepin' is not the number of a county. Write its five digits.",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_gives_its_whole_message(case: str, tmp_path: Path) -> None:
    name, lines, message = FAULTS[case]
    said = faults(tmp_path, name, *lines)
    assert [one for one in said if "left out" not in one] == [message]


def test_a_fault_leaves_nobody_else_told_that_places_are_unknown(tmp_path: Path) -> None:
    [parsed], _ = read(written(tmp_path, "v001_r2025.csv", CODES, "27,053,many"))
    assert parsed.unread == {("places", "*"), ("indicators", "*")}


# The catalogue


def test_the_catalogue_speaks_both_languages_and_says_what_it_cannot_say() -> None:
    names: list[str] = []
    for code, measure in measures("chr").items():
        one = measure.indicator
        for text in (one.name, one.technical_name, one.cannot_say):
            assert {text.en, text.es} - {None, ""} == {text.en, text.es}, code
            assert text.en != text.es, code
        tidy = code.startswith("het_")
        assert ("The year is that of the release" in str(one.cannot_say.en)) is not tidy, code
        names += [str(one.name.en), str(one.name.es)]
    assert len(names) == len(set(names))
    assert max(len(name) for name in names) <= 65


def test_estimates_modelled_from_a_survey_of_adults_are_for_levels_only() -> None:
    modelled = {"v002", "v009", "v011", "v036", "v042", "v049", "v060", "v070", "v143", "v144", "v145"}
    every = ("trend", "rank", "groups", "evaluation")
    assert modelled == {
        code
        for code, one in measures("chr").items()
        if one.indicator.not_for == every and not code.startswith("het_")
    }
    assert all(measures("chr")[code].indicator.kind == "modelled" for code in modelled)
