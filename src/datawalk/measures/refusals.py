"""What a measure refuses to work out, each with its code and its sentence."""

SENTENCES = {
    "acs_code": "{value:.0f} is the Census Bureau's code for a missing figure, not a number.",
    "all_hidden": "Every group is hidden, so there is nothing to compare.",
    "few_events": "There are {events:g} events in all; an adjusted rate needs at least {least}.",
    "few_groups": "There are {groups} groups; this measure needs at least {least}.",
    "few_points": "There are {points} points in time; this measure needs at least {least}.",
    "hidden_group": "A group is hidden or missing; a measure over the others would not be about everybody, and could tell it.",
    "lengths": "The lists are of different lengths: {lengths}.",
    "mean_zero": "The average is 0, so nothing can be told relative to it.",
    "missing": "The input '{key}' is missing.",
    "mixed_lengths_of_period": "{one} and {other} are of different lengths: one- and five-year figures are made differently.",
    "mixed_units": "The figures have different units: {units}.",
    "negative": "A figure is below 0, where this measure has no meaning.",
    "no_cases": "There are no cases in one of the groups, so there is no ratio; see the difference.",
    "no_cell": "There is no cell {cell} among {cells}.",
    "no_errors": "This measure needs a standard error for every figure.",
    "no_fit": "A curve cannot be fitted: the groups are split into all and none.",
    "no_interval_end": "An interval has its lower end above its upper end.",
    "no_measure": "There is no measure '{name}'.{near}",
    "no_people": "A group has no people: a denominator is 0.",
    "no_time": "There is no time between the two years.",
    "no_way": "The target is the baseline, so there is no way to go.",
    "no_reference": "The reference {reference} is not one of the {groups} groups.",
    "no_money": "There is no money in any of the sources.",
    "not_a_day": "'{text}' is not a day; write it as 2026-03-31.",
    "not_a_month": "'{text}' is not a month; write it as 2026-03.",
    "not_a_count": "{value:g} is not a count: it cannot be below 0.",
    "not_a_threshold": "The threshold is {value:g}; it must be at least 1.",
    "not_a_share": "{value:g} is not a share: it must lie from {lower:g} to {upper:g}.",
    "not_whole": "{value:g} is not a whole number of people.",
    "not_adding_up": "The total {total} is not the sum of its parts, {parts} (cell {cell}).",
    "not_counted_in": "{part:g} is not a part of {whole:g}.",
    "not_everybody": "The groups are not everybody; a measure over them would leave somebody out.",
    "overlapping_groups": "The groups overlap, so they are not independent: {why}.",
    "overlapping_periods": "{one} and {other} share years, so they are not independent; compare periods that do not overlap.",
    "same_year": "The year {year:g} is there twice.",
    "self_disclosing": "The rule itself tells these cells, whatever else is hidden: {cells}. Merge them with others.",
    "scale": "The scale from {lower:g} to {upper:g} is empty.",
    "too_large": "The numbers are too large or too small to work with.",
    "unknown": "There is no input '{key}'.{near}",
    "unsolved": "The solver came to no end, so nothing can be said to be safe.",
    "wrong_type": "The input '{key}' is {value}; it must be {wanted}.",
    "zero_errors": "The standard errors are 0, which would claim certainty; leave out (null) what is not known.",
}
"""The sentence of every refusal, in English."""


class Refused(ValueError):
    """A measure that cannot be honest about its inputs: `code` is a key of `SENTENCES`, the text is its sentence.

    Example: `Refused("few_groups", groups=2, least=3)`.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(SENTENCES[code].format(**details))
        self.code = code
