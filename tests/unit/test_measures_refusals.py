"""What the measures refuse, each with its sentence; and that no NaN or inf ever leaves them."""

import ast
import json
from math import isfinite
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import datawalk.measures
from datawalk.measures.catalogue import MEASURES, answer, work_out
from datawalk.measures.refusals import SENTENCES, Refused
from datawalk.measures.result import Estimate
from examples import examples

THREE = {"est": [10, 20, 30], "pop": [1, 1, 1]}
AT_BASE: dict[str, Any] = {"estimate": 30, "se": 1, "per": 100}
RATES = {"events": [5, 6], "pop": [100, 100], "std": [1, 1], "per": 1000}

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    (
        "aci",
        {**THREE, "groups": ["a", "b", "a"]},
        "The groups overlap, so they are not independent: 'a' is there twice.",
    ),
    (
        "bgv",
        {**THREE, "everybody": 2},
        "The groups overlap, so they are not independent: 3 people in groups of 2.",
    ),
    ("mdr", {**THREE, "reference_index": 3}, "The reference 3 is not one of the 3 groups."),
    ("mdr", THREE, "The input 'reference_index' is missing."),
    (
        "par_paf",
        {**THREE, "favourable": True, "ref": "white"},
        "The reference white is not one of the 3 groups.",
    ),
    ("theil", {"est": [1, 2], "pop": [1, 1]}, "There are 2 groups; this measure needs at least 3."),
    (
        "healthy_people",
        {"rates": [1], "favourable": True},
        "There are 1 groups; this measure needs at least 2.",
    ),
    ("idis", {"est": [], "pop": []}, "There are 0 groups; this measure needs at least 3."),
    (
        "mdm",
        {"est": [10, None, 30], "pop": [1, 1, 1]},
        "A group is hidden or missing; a measure over the others would not be about everybody, and could tell it.",
    ),
    ("mdm", {"est": [None, None], "pop": [1, 1]}, "Every group is hidden, so there is nothing to compare."),
    ("mdm", {"est": [1, 2, 3], "pop": [1, 0, 1]}, "A group has no people: a denominator is 0."),
    ("wilson", {"x": 0, "n": 0}, "A group has no people: a denominator is 0."),
    (
        "rate_ratio_poisson",
        {"x1": 1, "n1": 0, "x2": 1, "n2": 1},
        "A group has no people: a denominator is 0.",
    ),
    (
        "rate_ratio_poisson",
        {"x1": 1, "n1": 9, "x2": 0, "n2": 9},
        "There are no cases in one of the groups, so there is no ratio; see the difference.",
    ),
    (
        "ratio_maxmin",
        {"est": [0, 10, 20], "pop": [1, 1, 1]},
        "There are no cases in one of the groups, so there is no ratio; see the difference.",
    ),
    (
        "mld",
        {"est": [0, 1, 2], "pop": [1, 1, 1]},
        "There are no cases in one of the groups, so there is no ratio; see the difference.",
    ),
    (
        "acs_significance",
        {"a": -666666666, "moe_a": 1, "b": 2, "moe_b": 1},
        "-666666666 is the Census Bureau's code for a missing figure, not a number.",
    ),
    (
        "acs_moe_ratio",
        {"x": 1, "moe_x": -1, "y": 2, "moe_y": 1},
        "A figure is below 0, where this measure has no meaning.",
    ),
    ("acs_moe_ratio", {"x": 1, "moe_x": 1, "y": 0, "moe_y": 1}, "A group has no people: a denominator is 0."),
    ("rci", {"est": [0, 0, 0], "pop": [1, 1, 1]}, "The average is 0, so nothing can be told relative to it."),
    (
        "wls_trend",
        {"year": [1, 2, 3], "est": [1, 2, 3], "se": [1, 0, 1]},
        "The standard errors are 0, which would claim certainty; leave out (null) what is not known.",
    ),
    (
        "bgv",
        {**THREE, "se": [0, 0, 0]},
        "The standard errors are 0, which would claim certainty; leave out (null) what is not known.",
    ),
    (
        "difference_maxmin",
        {**THREE, "se": [0, 1, 0]},
        "The standard errors are 0, which would claim certainty; leave out (null) what is not known.",
    ),
    (
        "gap_closed_tost",
        {"d": 1, "se": 0, "margin": 1},
        "The standard errors are 0, which would claim certainty; leave out (null) what is not known.",
    ),
    (
        "acs_significance",
        {"a": 1, "moe_a": 0, "b": 2, "moe_b": 0},
        "The standard errors are 0, which would claim certainty; leave out (null) what is not known.",
    ),
    (
        "korn_graubard",
        {"p": 0.1, "se": 0, "n": 100, "df": 9},
        "The standard errors are 0, which would claim certainty; leave out (null) what is not known.",
    ),
    ("par_se_delta", {**THREE, "favourable": True}, "This measure needs a standard error for every figure."),
    ("mdm", {**THREE, "units": ["%", "%", "per 1000"]}, "The figures have different units: %, per 1000."),
    (
        "difference",
        {"group": AT_BASE, "reference": {**AT_BASE, "per": 1000}, "favourable": True},
        "The figures have different units: per 100, per 1000.",
    ),
    (
        "erreygers_wagstaff",
        {"est": [0.5, 1.2, 0.1], "pop": [1, 1, 1], "lower": 0, "upper": 1},
        "1.2 is not a share: it must lie from 0 to 1.",
    ),
    ("korn_graubard", {"p": 1.1, "se": 1, "n": 100, "df": 9}, "1.1 is not a share: it must lie from 0 to 1."),
    (
        "nchs_proportion_rule",
        {"p": 12, "n_effective": 99, "ci": [0, 1], "df": 9},
        "12 is not a share: it must lie from 0 to 1.",
    ),
    (
        "sii_logit_who_compat",
        {"est": [10, 20, 130], "pop": [1, 1, 1]},
        "130 is not a share: it must lie from 0 to 100.",
    ),
    ("wilson", {"x": 1, "n": 9, "conf": 95}, "95 is not a share: it must lie from 0 to 1."),
    ("sii_logit", {"events": [5, 6, 9], "pop": [9, 9, 8]}, "9 is not a part of 8."),
    ("acs_moe_proportion", {"x": 5, "moe_x": 1, "y": 4, "moe_y": 1}, "5 is not a part of 4."),
    ("poisson_exact", {"events": -1}, "-1 is not a count: it cannot be below 0."),
    (
        "acs_significance",
        {"a": 1, "moe_a": 1, "b": 2, "moe_b": 1, "periods": ["2018-2022", "2019-2023"]},
        "2018-2022 and 2019-2023 share years, so they are not independent; compare periods that do not overlap.",
    ),
    (
        "acs_significance",
        {"a": 1, "moe_a": 1, "b": 2, "moe_b": 1, "periods": ["2017", "2019-2023"]},
        "2017 and 2019-2023 are of different lengths: one- and five-year figures are made differently.",
    ),
    (
        "acs_moe_sum",
        {"est": [1, 2], "moe": [1, -555555555]},
        "-555555555 is the Census Bureau's code for a missing figure, not a number.",
    ),
    (
        "dsr_fay_feuer",
        {**RATES, "events": [5, 4]},
        "There are 9 events in all; an adjusted rate needs at least 10.",
    ),
    ("dsr_tiwari", {**RATES, "std": [1]}, "The lists are of different lengths: 2, 2, 1."),
    ("aci", {"est": [1, 2, 3], "pop": [1, 2]}, "The lists are of different lengths: est 3, pop 2."),
    (
        "sii_logit",
        {"events": [0, 0, 9], "pop": [9, 9, 9]},
        "A curve cannot be fitted: the groups are split into all and none.",
    ),
    ("mann_kendall_exact", {"series": [1, 2]}, "There are 2 points in time; this measure needs at least 3."),
    ("wls_trend", {"year": [1, 1, 2], "est": [1, 2, 3], "se": [1, 1, 1]}, "The year 1 is there twice."),
    (
        "theil",
        {"est": [-1, 2, 3], "pop": [1, 1, 1]},
        "A figure is below 0, where this measure has no meaning.",
    ),
    ("erreygers_wagstaff", {**THREE, "lower": 1, "upper": 0}, "The scale from 1 to 0 is empty."),
    (
        "nchs_proportion_rule",
        {"p": 0.5, "n_effective": 99, "ci": [0.6, 0.4]},
        "An interval has its lower end above its upper end.",
    ),
    ("wilson", {"x": "many", "n": 9}, "The input 'x' is 'many'; it must be a number."),
    ("wilson", {"x": True, "n": 9}, "The input 'x' is True; it must be a number."),
    ("wilson", {"x": float("nan"), "n": 9}, "The input 'x' is nan; it must be a number."),
    ("wilson", {"x": 1, "n": None}, "The input 'n' is missing."),
    ("wilson", {"x": 1, "N": 9}, "There is no input 'N'."),
    ("wilson", {"x": 1, "n": 9, "cnof": 0.9}, "There is no input 'cnof'. Did you mean 'conf'?"),
    (
        "aci",
        {"est": [1, "2", 3], "pop": [1, 1, 1]},
        "The input 'est' is [1, '2', 3]; it must be a list of numbers, null where one is hidden.",
    ),
    ("wilsom", {}, "There is no measure 'wilsom'. Did you mean 'wilson'?"),
    ("wilson", {"x": 10**400, "n": 9}, f"The input 'x' is 1{'0' * 39}...; it must be a number."),
    (
        "mdm",
        {"est": [1e308, 1e308, 1e308], "pop": [1e308, 1e308, 1e308]},
        "The numbers are too large or too small to work with.",
    ),
]


@pytest.mark.parametrize(("name", "inputs", "sentence"), REFUSED)
def test_a_refusal_is_one_sentence(name: str, inputs: dict[str, Any], sentence: str) -> None:
    assert answer({"id": 1, "measure": name, "inputs": inputs}) == {"id": 1, "error": sentence}


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (3, "This entry is not an object with id, measure and inputs."),
        ({"inputs": {}}, "This entry names no measure."),
        ({"measure": "aci"}, "This entry has no inputs, which are an object of names and values."),
    ],
)
def test_an_entry_that_asks_nothing_is_told(entry: object, sentence: str) -> None:
    assert answer(entry) == {"id": None, "error": sentence}


def _refuses(call: ast.Call) -> bool:
    """Whether a call makes a refusal: `Refused(...)`, or `super().__init__("code", ...)` of a kind of it."""
    by_name = isinstance(call.func, ast.Name) and call.func.id == "Refused"
    of_kind = isinstance(call.func, ast.Attribute) and call.func.attr == "__init__" and bool(call.args)
    return by_name or (of_kind and isinstance(call.args[0], ast.Constant))


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal() -> None:
    raised: set[str] = set()
    for file in Path(datawalk.measures.__path__[0]).rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and _refuses(call)):
                continue
            codes = [one.value for one in ast.walk(call.args[0]) if isinstance(one, ast.Constant)]
            for code in codes:
                if code in SENTENCES:
                    raised.add(code)
                    wanted = {field for _, field, _, _ in Formatter().parse(SENTENCES[code]) if field}
                    assert wanted == {keyword.arg for keyword in call.keywords}, (file.name, code)
    flags = {"mean_zero"}
    assert raised | flags == SENTENCES.keys()


def test_every_measure_says_what_it_rests_on() -> None:
    for name, asked in MEASURES.items():
        assert asked.name == name
        assert asked.inputs
        assert asked.outputs
        assert len(asked.formula) > 5
        assert len(asked.source) > 5
        assert (asked.groups != "") == (asked.scale != "") == (asked.topic == "inequality")


def test_what_is_not_finite_becomes_none() -> None:
    assert Estimate(float("nan"), 1.0, 2.0) == Estimate(None, flag="too_large")
    assert Estimate(1.0, float("-inf"), 2.0) == Estimate(1.0, None, 2.0, flag="too_large")
    assert Estimate(1.0, float("-inf"), 2.0).interval is None


numbers = st.one_of(
    st.none(),
    st.integers(-2, 5),
    st.sampled_from([0.0, -0.0, 0.5, 1.0, 1e-300, 1e300, -1e300, 100.0, 1e-9]),
    st.floats(allow_nan=True, allow_infinity=True),
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A measure with inputs of the right kinds and hostile values."""
    name = draw(st.sampled_from(sorted(MEASURES)))
    size = draw(st.integers(0, 5))
    row = st.lists(numbers, min_size=size, max_size=size)
    level = st.dictionaries(
        st.sampled_from(["estimate", "lower", "upper", "se", "numerator", "denominator", "per"]), numbers
    )
    kinds = {
        "a number": numbers,
        "a whole number": st.integers(-1, 6),
        "true or false": st.booleans(),
        "text": st.sampled_from(["best", "0", "most_advantaged", "x"]),
        "a list of two numbers": st.lists(numbers, min_size=2, max_size=2),
    }
    given: dict[str, Any] = {}
    for key, asked in MEASURES[name].inputs.items():
        if asked.optional and draw(st.booleans()):
            continue
        if asked.wanted.startswith("a list of numbers"):
            given[key] = draw(row)
        elif asked.wanted.startswith("an object"):
            given[key] = draw(level)
        elif asked.wanted in kinds:
            given[key] = draw(kinds[asked.wanted])
    return name, given


def _numbers(told: object) -> list[float]:
    if isinstance(told, dict):
        return [number for value in told.values() for number in _numbers(value)]
    if isinstance(told, list):
        return [number for value in told for number in _numbers(value)]
    return [told] if isinstance(told, float) else []


@examples(gate=150, nightly=5_000)
@given(questions())
def test_hostile_numbers_give_finite_answers_or_a_sentence(question: tuple[str, dict[str, Any]]) -> None:
    name, inputs = question
    told = answer({"id": 1, "measure": name, "inputs": inputs})
    assert ("outputs" in told) != ("error" in told)
    assert all(map(isfinite, _numbers(told)))
    json.dumps(told, allow_nan=False)


def test_a_refusal_keeps_its_code() -> None:
    with pytest.raises(Refused) as told:
        work_out("mdm", {"est": [None], "pop": [1]})
    assert told.value.code == "all_hidden"
