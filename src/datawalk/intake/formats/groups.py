"""The words that publishers write for the groups of the bundled dimensions."""

RACE_WORDS = {
    "hispanic/latino": "hispanic",
    "american indian/alaska native": "aian",
    "american indian / alaska native": "aian",
    "american indian or alaska native": "aian",
    "asian": "asian",
    "black": "black",
    "black/african american": "black",
    "black or african american": "black",
    "native hawaiian/other pacific islander": "nhpi",
    "native hawaiian or other pacific islander": "nhpi",
    "hi native / pacific islander": "nhpi",
    "white": "white",
    "multiracial": "multiracial",
    "more than one race": "multiracial",
}
"""Groups of `race_ethnicity` by a publisher's word in lower case. A word for two of them at once is not in here."""

HISPANIC = frozenset({"hispanic", "hispanic or latino"})
NOT_HISPANIC = frozenset({"non-hispanic", "not hispanic or latino"})

SEX_WORDS = {"female": "female", "females": "female", "male": "male", "males": "male"}
"""Groups of `sex` by a publisher's word in lower case."""

UNKNOWN_GROUP = "Rows about groups that have none like them here, or about two at once, are left out."
RACE_ALONE = "The file divides people by race alone, so its races include Hispanic people."
_PART = (
    "Rows of Hispanic people of one race are parts of a group that the publisher does not add up; left out."
)
_NO_ETHNICITY = "Rows of people whose ethnicity is unknown, or of all ethnicities, are left out."
_SEVERAL = "Rows of people who are not Hispanic, of all races together, are several groups here; left out."


def race_and_ethnicity(race: str, ethnicity: str, *, divided: bool) -> tuple[str, str]:
    """The group of `race_ethnicity` of a row that names a race, an ethnicity or both, or why it is left out.

    The words are in lower case, blank for a total; not both are. `divided`: whether the rows of a race are also
    divided by ethnicity. Hispanic people are one group of all races, so a race is that of those who are not.
    """
    if race and divided and ethnicity not in NOT_HISPANIC:
        return "", _PART if ethnicity in HISPANIC else _NO_ETHNICITY
    if race:
        group = RACE_WORDS.get(race, "")
        return group, "" if group else UNKNOWN_GROUP
    if ethnicity in HISPANIC:
        return "hispanic", ""
    return "", _SEVERAL if ethnicity in NOT_HISPANIC else _NO_ETHNICITY
