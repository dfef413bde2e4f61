"""Labels of links show exactly their characters."""

import pytest

from datawalk.ui.labels import plain


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Who goes without?", "Who goes without?"),
        ("Less than $15 or $20 an *hour*?", r"Less than \$15 or \$20 an \*hour\*?"),
        ("[Partners](x) :red[now]", r"\[Partners\](x) \:red\[now\]"),
        ("← Atrás: ¿Quién vive sin seguro?", r"← Atrás\: ¿Quién vive sin seguro?"),
    ],
)
def test_marks_are_escaped_and_nothing_else(text: str, label: str) -> None:
    assert plain(text) == label
