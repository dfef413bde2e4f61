"""An id that is gone leads to the nearest one."""

import pytest

from datawalk.screens.nearest import nearest, short

NAMES = {"no_insurance": "People without health insurance", "high_rent": "Renters who pay too much"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("no_insurence", "no_insurance"),
        ("NO_INSURANCE", "no_insurance"),
        ("people_without_health_insurance", "no_insurance"),
        ("renters who pay too much", "high_rent"),
        ("zzz", None),
        ("", None),
    ],
)
def test_by_id_or_by_words(asked: str, found: str | None) -> None:
    assert nearest(asked, NAMES) == found


def test_what_was_typed_is_cut_and_made_harmless() -> None:
    assert short("a\x00b\n" + "c" * 100) == "ab" + "c" * 36
