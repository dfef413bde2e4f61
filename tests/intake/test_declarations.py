"""Declarations with wrong values: each key is told once, by its path."""

from typing import Any

import pytest
from pydantic import BaseModel

from datawalk.domain.indicators import Dimension, Source
from datawalk.domain.walks import Walk
from datawalk.domain.workspace import Workspace
from datawalk.intake.declarations import declared
from datawalk.intake.problems import Problems

STATION = {"id": "one", "kind": "level", "question": "How many?", "indicator": "auto"}
NOT_TEXT = "The value is not text. Put it in quotation marks."


@pytest.mark.parametrize(
    ("model", "data", "messages"),
    [
        (Workspace, {"name": 3, "place": "44"}, [f"key name: {NOT_TEXT}"]),
        (
            Workspace,
            {"name": "x", "place": "44", "min_count": 2},
            ["key min_count: 2 is too low. Write 5 or more."],
        ),
        (
            Walk,
            {"title": "x", "station": [{**STATION, "minutes": 99}]},
            ["station 1, key minutes: 99 is too high. Write 60 or less."],
        ),
        (
            Walk,
            {"title": "x", "station": [STATION, {**STATION, "prompts": [{"en": "a", "fr": "b"}]}]},
            ["station 2, key prompts 1.fr: 'fr' is not a key here. Known here: en, es."],
        ),
        (
            Walk,
            {"title": {}, "station": [{**STATION, "id": "Who goes"}]},
            [
                "key title: Must not be empty. Correct the value.",
                "station 1, key id: 'Who goes' cannot be an id. Use lower-case letters, digits and _ only.",
            ],
        ),
        (Walk, {"title": "x", "station": []}, ["key station: There is none here. Add at least one."]),
        (
            Dimension,
            {"name": "x", "orderd": True, "group": [{"id": "a", "nam": "A"}]},
            [
                "group 1, key nam: 'nam' is not a key here. Did you mean 'name'?",
                "key orderd: 'orderd' is not a key here. Did you mean 'ordered'?",
            ],
        ),
        (
            Source,
            {
                "producer": "a",
                "title": "b",
                "citation": "c",
                "license": "d",
                "accessed_on": 5,
                "kind": "surveys",
            },
            [
                "key accessed_on: The value is not a date. Write year-month-day, such as 2026-03-31.",
                "key kind: 'surveys' is not a word for this key. Did you mean 'survey'?",
            ],
        ),
    ],
)
def test_each_wrong_value_is_told_once(
    model: type[BaseModel], data: dict[str, Any], messages: list[str]
) -> None:
    problems = Problems()
    found = declared(model, data, file="a.toml", problems=problems, id=None if model is Workspace else "a")
    assert found is None
    assert [str(one) for one in problems.found] == [f"a.toml, {message}" for message in messages]
