"""A picture that is made of several shows each of them, in their order."""

from dataclasses import fields
from typing import Any, get_args

import pytest

from datawalk.charts.inputs import Picture, Plotted, Written, parts

ALONE = {*get_args(Plotted), *get_args(Written)}
SEVERAL = [kind for kind in get_args(Picture) if kind not in ALONE]


@pytest.mark.parametrize("kind", SEVERAL, ids=lambda kind: kind.__name__)
def test_every_picture_in_a_picture_is_one_of_its_parts(kind: Any) -> None:
    names = [one.name for one in fields(kind)]
    needed = [one.name for one in fields(kind) if one.default is not None]
    assert parts(kind(**{name: name for name in names})) == tuple(names)
    assert parts(kind(**{name: name for name in needed})) == tuple(needed)


def test_most_pictures_are_one() -> None:
    assert SEVERAL
    for kind in ALONE:
        picture: Any = object.__new__(kind)
        assert parts(picture) == (picture,)
