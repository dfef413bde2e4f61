"""Worked cases through `datawalk measure`: every one of the project's oracle that this house can answer, and our own.

Our own (`cases.json` beside this file) are worked by hand or published, so that the same is held without the oracle.
"""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog
from typer.testing import CliRunner

from datawalk.cli import app
from datawalk.measures import concentration, dispersion, entropy, slope
from datawalk.measures.attributable import attributable
from datawalk.measures.catalogue import MEASURES, work_out
from datawalk.measures.gaps import difference, ratio, widest
from datawalk.measures.groups import Groups
from datawalk.measures.levels import Level
from worked import ORACLE, SIGNATURES, agree, with_oracle

OWN = Path(__file__).parent / "cases.json"
TOPICS = ("inequality", "uncertainty", "privacy", "representation", "progress", "sustainability")
Case = dict[str, Any]


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


SIGNED: dict[str, Any] = _read(SIGNATURES)
CASES: list[Case] = [
    case for case in _read(ORACLE).get("cases", []) if SIGNED[case["measure"]]["topic"] in TOPICS
] + _read(OWN)["cases"]


PROPERTY_NAMES = {name for name, signed in SIGNED.items() if signed["kind"] == "property"}
"""What the oracle asks of the product, not of a command; some of it is a command here too."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """The answer to every case, by its id, from one run of the command."""
    asked = [
        {key: case[key] for key in ("id", "measure", "inputs")}
        for case in CASES
        if case["measure"] in MEASURES
    ]
    file = tmp_path_factory.mktemp("asked") / "asked.json"
    file.write_text(json.dumps(asked), encoding="utf-8")
    result = CliRunner().invoke(app, ["measure", str(file)])
    assert result.exit_code == 0
    told = json.loads(result.output)
    assert [answer["id"] for answer in told] == [case["id"] for case in asked]
    return {answer["id"]: answer for answer in told}


@with_oracle
def test_every_signed_measure_is_there_with_its_inputs_and_outputs() -> None:
    for name, signed in SIGNED.items():
        if signed["kind"] == "measure" and signed["topic"] in TOPICS:
            assert MEASURES[name].topic == signed["topic"]
            assert set(MEASURES[name].outputs) == set(signed["outputs"])
            assert set(signed["inputs"]) <= set(MEASURES[name].inputs)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["measure"] in MEASURES and case["measure"] not in PROPERTY_NAMES],
    ids=lambda case: case["id"],
)
def test_the_command_gives_what_is_expected(case: Case, answers: dict[str, Case]) -> None:
    outputs = answers[case["id"]]["outputs"]
    assert set(outputs) == set(MEASURES[case["measure"]].outputs)
    advisory = SIGNED.get(case["measure"], {}).get("advisory") or []
    for name, expected in case["expected"].items():
        if name not in advisory:
            agree(outputs[name], expected=expected, tolerance=case["tolerance"])


def _all_equal(given: Case) -> Case:
    groups = Groups.of(given["est"], people=given["pop"])
    levels = {str(at): Level(estimate=value) for at, value in enumerate(given["est"])}
    gap = widest(levels, reliable=set(levels), ordered=False, favourable=True)
    assert gap.difference is not None
    assert gap.ratio is not None
    return {
        "d": gap.difference.value,
        "r": gap.ratio.value,
        "aci": concentration.aci(groups).value,
        "bgv": dispersion.bgv(groups).value,
        "theil": entropy.theil(groups).value,
        "mld": entropy.mld(groups).value,
        "idis": dispersion.idis(groups).weighted.value,
        "par": attributable(groups, favourable=True).par.value,
    }


def _zero_group(given: Case) -> Case:
    groups = Groups.of(given["est"], people=given["pop"])
    levels = {str(at): Level(estimate=value) for at, value in enumerate(given["est"])}
    times = widest(levels, reliable=set(levels), ordered=False, favourable=False).ratio
    assert times is not None
    return {
        "theil": (entropy.theil(groups).value or 0) / entropy.PER,
        "mld": entropy.mld(groups).value,
        "ratio_max_over_min": times.value,
        "ratio_reason": {"no_cases": "denominator zero"}[times.flag],
    }


def _sii_is_aci_over_the_spread_of_ranks(given: Case) -> Case:
    groups = Groups.of(given["est"], people=given["pop"])
    spread = float(groups.shares @ (groups.ranks - 0.5) ** 2)
    rise, index = slope.linear_slope(groups).absolute.value, concentration.aci(groups).value
    assert rise is not None
    assert index is not None
    return {"sii_linear_minus_aci_over_2var": rise - index / (2 * spread)}


def _framing(given: Case) -> Case:
    group, reference = (Level(estimate=given[name], per=100) for name in ("group_attain", "ref_attain"))
    short, least = (Level(estimate=100 - (level.estimate or 0), per=100) for level in (group, reference))
    return {
        "ratio_attain": ratio(group, reference=reference, favourable=True).value,
        "ratio_shortfall": ratio(short, reference=least, favourable=False).value,
        "difference": difference(group, reference=reference, favourable=True).value,
    }


def _audited(given: Case) -> Case:
    asked = {key: value for key, value in given.items() if key != "attacker"}
    told = work_out("audit_interval", asked)
    unknown = work_out("audit_interval", {**asked, "attacker": "does not know the rule"})
    intervals = told["intervals"]
    return {
        **told,
        **{f"interval_cell{cell}": ends for cell, ends in intervals.items()},
        "interval_if_rule_unknown": next(iter(unknown["intervals"].values())),
    }


def _protected(given: Case) -> Case:
    """With the fewest cells that are safe, by trying all patterns of the small cells and the found number of others."""
    told = work_out("protect", given)
    counts = [count for row in given["table_with_totals"] for count in row]
    primary = [at for at, count in enumerate(counts) if 0 < count < given["threshold"]]
    others = [at for at in range(len(counts)) if at not in primary]
    fewest = next(
        size
        for size in range(len(others))
        for extra in combinations(others, size)
        if work_out("audit_interval", {**given, "suppressed": [*primary, *extra]})["safe"]
    )
    hidden = len(told["suppressed"])
    return {
        "safe": told["safe"],
        "minimum_suppressed": len(primary) + fewest,
        "suppressed_count_at_most": hidden,
        "published_values_unchanged": True,
        "all_primary_intervals_cover": told["safe"],
    }


def _linear_and_whole(given: Case) -> Case:
    """The interval by linear programs, which is too wide, beside that by whole numbers."""
    count, hidden = len(given["cells"]), set(given["suppressed"])
    least = given.get("lower_bound") or 0
    bounds = [(least, None) if at in hidden else (value, value) for at, value in enumerate(given["cells"])]
    sums = np.zeros((len(given["relations"]), count))
    for row, (total, parts) in enumerate(given["relations"]):
        sums[row, parts], sums[row, total] = 1, -1
    found = {}
    for whole in (0, 1):
        ends = []
        for sign in (1, -1):
            cost = np.zeros(count)
            cost[given["cell"]] = sign
            best = linprog(cost, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=bounds, integrality=whole)
            ends.append(float(sign * best.fun))
        found[whole] = ends
    return {"lp_interval": found[0], "integer_interval": found[1], "safe": found[1][0] < found[1][1]}


def _recovered(given: Case) -> Case:
    """A hidden year from two spans of years that differ by it: published spans as `2018-2022`, years as `2018`."""
    years: dict[str, float] = {key: value for key, value in given["published"].items() if "-" not in key}
    spans = {key: value for key, value in given["published"].items() if "-" in key}
    for _ in spans:
        for span, total in spans.items():
            first, last = map(int, span.split("-"))
            open_ = [str(year) for year in range(first, last + 1) if str(year) not in years]
            if len(open_) == 1:
                known = [years[str(year)] for year in range(first, last + 1) if str(year) != open_[0]]
                years[open_[0]] = total - sum(known)
    return {"recovered": years.get(given["hidden"])}


def _from_gap(given: Case) -> Case:
    sign = -1 if given["favourable"] else 1
    return {"hidden_group_value": given["published_reference"] + sign * given["published_difference"]}


PROPERTIES = {
    "audit_interval": _audited,
    "protect": _protected,
    "rule_self_disclosure": lambda given: work_out("rule_self_disclosure", given),
    "rate_gives_count": lambda given: work_out("rate_gives_count", given),
    "rounded_percent_gives_count": lambda given: work_out("rounded_percent_gives_count", given),
    "gap_gives_value": _from_gap,
    "temporal_differencing": _recovered,
    "lp_vs_integer": _linear_and_whole,
    "all_equal": _all_equal,
    "zero_group": _zero_group,
    "sii_aci_identity": _sii_is_aci_over_the_spread_of_ranks,
    "framing": _framing,
    "expected_maxmin_under_no_gap": lambda given: {
        "expected": [dispersion.range_by_chance(groups, se=given["common_se"]) for groups in given["groups"]]
    },
}


@with_oracle
def test_every_property_is_held() -> None:
    named = {
        name for name, signed in SIGNED.items() if signed["kind"] == "property" and signed["topic"] in TOPICS
    }
    assert named == PROPERTIES.keys()


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["measure"] in PROPERTIES], ids=lambda case: case["id"]
)
def test_a_property_holds(case: Case) -> None:
    told = PROPERTIES[case["measure"]](case["inputs"])
    advisory = SIGNED.get(case["measure"], {}).get("advisory") or []
    for name, expected in case["expected"].items():
        if name in advisory:
            continue
        agree(told[name], expected=expected, tolerance=case["tolerance"])
