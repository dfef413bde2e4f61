"""The format `wisqars`: every way its tables come, and every fault with its whole message."""

from functools import partial
from pathlib import Path

import pytest

from datawalk.domain.indicators import is_second_form
from datawalk.intake.formats.catalogue import measures
from datawalk.intake.formats.shape import Parsed
from one_file import errors, read_one, with_change

SMALL = Path(__file__).parents[1] / "data" / "small" / "wisqars"


parsed = partial(read_one, "wisqars")


def changed(tmp_path: Path, name: str, old: str, new: str) -> list[str]:
    return parsed(with_change(SMALL / name, tmp_path, old, new))[1]


def cells(found: Parsed) -> list[tuple[object, ...]]:
    return [
        (
            one.indicator_id.removeprefix("wisqars_firearm_"),
            one.place_id,
            str(one.period),
            one.subgroup,
            one.estimate,
            one.numerator,
            one.flag,
        )
        for one, *_ in found.observations
    ]


def test_rates_marks_and_the_total_row() -> None:
    found, said = parsed(SMALL / "race.csv")
    assert cells(found) == [
        ("all_intents_crude", "01", "2023", "white", 50.00, 1650, ""),
        ("all_intents_adjusted", "01", "2023", "white", 48.0, None, ""),
        ("all_intents_crude", "11", "2023", "white", None, None, "suppressed"),
        ("all_intents_adjusted", "11", "2023", "white", None, None, "suppressed"),
        ("all_intents_crude", "01", "2023", "black", 31.82, 14, "unreliable"),
        ("all_intents_adjusted", "01", "2023", "black", 30.70, None, "unreliable"),
        ("all_intents_crude", "01", "2023", "nhpi", 0.0, 0, "unreliable"),
        ("all_intents_adjusted", "01", "2023", "nhpi", 0.0, None, "unreliable"),
        ("all_intents_crude", "01", "2022", "multiracial", None, None, "suppressed"),
        ("all_intents_adjusted", "01", "2022", "multiracial", None, None, "suppressed"),
        ("all_intents_crude", "01", "2022", "asian", 37.04, 30, ""),
        ("all_intents_adjusted", "01", "2022", "asian", None, None, "missing"),
    ]
    first = found.observations[0].model
    assert first.denominator == 3_300_000
    assert {one.note for one, *_ in found.observations if one.flag == "unreliable"} == {
        "WISQARS calls the rate unstable, because few deaths are behind it."
    }
    assert said == [
        "warning: race.csv, row 8: Rows that add up several years, places or groups are left out.",
    ]


def test_the_adjusted_rate_is_the_second_form_of_the_crude_one() -> None:
    known = {indicator.id for indicator, _ in measures("wisqars").values()}
    assert sum(is_second_form(one, known) for one in known) == len(known) / 2


def test_intents_and_sexes_in_columns_are_of_the_nation() -> None:
    found, said = parsed(SMALL / "intent_sex.csv")
    assert cells(found) == [
        ("homicide_crude", "00", "2023", "male", 9.04, 15_000, ""),
        ("homicide_adjusted", "00", "2023", "male", 9.30, None, ""),
        ("suicide_crude", "00", "2023", "female", 2.13, 3_600, ""),
        ("suicide_adjusted", "00", "2023", "female", 2.00, None, ""),
    ]
    assert said == [
        "warning: intent_sex.csv, row 5: Rows that add up several years, places or groups are left out.",
        "warning: intent_sex.csv: Intents not known here are left out: 'Terrorism'.",
    ]


def test_ethnicity_alone_without_a_column_of_years() -> None:
    found, said = parsed(SMALL / "ethnicity.csv")
    assert cells(found) == [
        ("suicide_crude", "00", "2022-2023", "hispanic", 8.77, 5_700, ""),
        ("suicide_adjusted", "00", "2022-2023", "hispanic", 8.50, None, ""),
    ]
    assert said == [
        "warning: ethnicity.csv, row 2: Rows of people who are not Hispanic, of all races together, are several "
        "groups here; left out.",
        "warning: ethnicity.csv, row 4: Rows of people whose ethnicity is unknown, or of all ethnicities, "
        "are left out.",
    ]


def test_races_with_hispanic_people_in_them_say_so(tmp_path: Path) -> None:
    said = changed(tmp_path, "race.csv", "Ethnicity: Non-Hispanic", "Ethnicity: All Ethnicities")
    assert said[0] == (
        "warning: race.csv: The file divides people by race alone, so its races include Hispanic people."
    )


def test_within_keeps_one_state() -> None:
    found, _ = parsed(SMALL / "race.csv", within=("11",))
    assert [place.name for place, *_ in found.places] == ["District of Columbia"]


LIMIT = "Export the table again from WISQARS without that limit, or grouped by it."
GONE = (
    ": The notes below the rows are gone; they say which injuries and people the figures are about. "
    "Export the table again from WISQARS and keep all its lines."
)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("race.csv", "Mechanism: Firearm", "Firearm", GONE),
        (
            "race.csv",
            "Sex: All Sexes",
            "Sex: Males",
            f": The figures are not about everyone, but only about 'Sex: Males'. {LIMIT}",
        ),
        (
            "race.csv",
            "Age: All Ages",
            "Age: <1 to 17",
            f": The figures are not about everyone, but only about 'Age: <1 to 17'. {LIMIT}",
        ),
        (
            "intent_sex.csv",
            "Ethnicity: All Ethnicities",
            "Ethnicity: Non-Hispanic",
            f": The figures are not about everyone, but only about 'Ethnicity: Non-Hispanic'. {LIMIT}",
        ),
        (
            "race.csv",
            '"Age-Adjusted Rate"',
            '"Rate"',
            ", row 1: The column 'Age-Adjusted Rate' of a WISQARS file is missing. "
            "Export the table again from WISQARS.",
        ),
        (
            "intent_sex.csv",
            '"Sex"',
            '"Age Group"',
            ", row 1: The table is divided by 'Age Group', for which there are no groups here. "
            "Export the table again from WISQARS without it.",
        ),
        (
            "race.csv",
            '"48.00"',
            '"many"',
            ", row 2, column Age-Adjusted Rate: 'many' is not a number. "
            "Write digits with a point for decimals, or leave the cell blank.",
        ),
        (
            "race.csv",
            '"District of Columbia"',
            '"Distrikt"',
            ", row 3, column State: 'Distrikt' is not a state. Known here: Alabama, Alaska, American Samoa, Arizona, "
            "Arkansas, California, Colorado, Connecticut, Delaware, District of Columbia, Florida, Georgia and more.",
        ),
        (
            "race.csv",
            '"District of Columbia"',
            '""',
            ", row 3, column State: The cell is blank. Export the table again from WISQARS.",
        ),
        (
            "ethnicity.csv",
            "Mechanism: Firearm",
            "Mechanism: Fall",
            ", row 2: Deaths of the mechanism 'Fall' and the intent 'Suicide' are not known here. Known here: the "
            "mechanism Firearm with the intents All Intents, Homicide, Legal Intervention, Suicide, Undetermined, "
            "Unintentional.",
        ),
        (
            "ethnicity.csv",
            "Data Years: 2022 to 2023",
            "Years: 2022 to 2023",
            ": The file does not say which year or years it is about. "
            'Add it with --period 2019-2023, or write period = "2019-2023" into its source.toml.',
        ),
        (
            "ethnicity.csv",
            "Geography: United States",
            "Geography: Maine, Vermont",
            ", column Geography: 'Maine, Vermont' is not a state. Did you mean 'Vermont'?",
        ),
        (
            "race.csv",
            '"2023","Black"',
            '"2023",""',
            ", row 4, column Race: The cell is blank. Export the table again from WISQARS.",
        ),
        (
            "race.csv",
            '"2023","Black"',
            '"","Black"',
            ", row 4, column Year: The cell is blank. Export the table again from WISQARS.",
        ),
    ],
)
def test_a_fault_gives_its_whole_message(name: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    assert errors(changed(tmp_path, name, old, new)) == [name + message]


def test_a_row_cut_short_is_no_note(tmp_path: Path) -> None:
    said = changed(
        tmp_path, "race.csv", '"2022","Asian","Alabama","30","81,000","37.04","--","500"', '"2022"'
    )
    assert errors(said) == [
        "race.csv, row 7: The row holds nothing but '2022'. Delete it if it is a note, or fill in its other cells."
    ]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert parsed(path)[1] == [
        "other.csv, row 1: The columns are not those of a WISQARS table of fatal injuries. Export the table of "
        "WISQARS that has the columns Year, Deaths, Population, Crude Rate and Age-Adjusted Rate."
    ]


def test_the_catalogue_speaks_both_languages() -> None:
    names: list[str] = []
    for code, (indicator, _) in measures("wisqars").items():
        assert indicator.id == f"wisqars_{code.lower()}"
        for text in (indicator.name, indicator.technical_name, indicator.cannot_say):
            assert (text.said("en").lang, text.said("es").lang) == ("en", "es")
        names.append(str(indicator.name.said("es")))
    assert len(names) == len(set(names))
