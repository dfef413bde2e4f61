"""Pictures made of words: lists, with every text escaped."""

from html.parser import HTMLParser

import pytest

from datawalk.charts.markup import markup
from datawalk.charts.written import Prose, Tile, Tiles, Track, Tracks

EVIL = "<script>alert('x')</script> & \"quoted\""


def _track(**changes: object) -> Track:
    given = {
        "area": "Equity",
        "statement": "Halve the gap",
        "owner": "The coalition",
        "baseline_text": "14.2 pts baseline",
        "target_text": "7.1 pts by 2030",
        "current_text": "13.2 pts",
        "expected_text": "expected by now",
        "verdict": "No change we can be sure of",
        "detail": "behind pace",
        "tone": "caution",
        "position": 0.14,
        "expected": 0.57,
    }
    return Track(**{**given, **changes})  # type: ignore[arg-type]


class _Reader(HTMLParser):
    """Collects the tags and the words of a piece of HTML and checks that every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == [], "a tag is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_seats_are_a_list_and_an_empty_one_says_so_in_words() -> None:
    html = markup(Tiles((Tile("Housing", "1", "filled"), Tile("Business", "empty seat", "empty"))))
    read = _Reader(html)
    assert read.tags.count("ul") == 1
    assert read.tags.count("li") == 2
    assert "Housing 1" in read.words
    assert "Business empty seat" in read.words
    assert html.index("dw-filled") < html.index("dw-empty")


def test_a_goal_says_its_numbers_and_its_verdict_in_words() -> None:
    words = _Reader(markup(Tracks((_track(),)))).words
    for text in (
        "Equity",
        "Halve the gap",
        "14.2 pts baseline",
        "7.1 pts by 2030",
        "13.2 pts",
        "behind pace",
    ):
        assert text in words
    assert "expected by now" in words


def test_a_goal_stands_where_it_stands() -> None:
    html = markup(Tracks((_track(position=0.5, expected=0.25),)))
    assert 'class="dw-dot" style="left:50.0%"' in html
    assert 'class="dw-tick" style="left:25.0%"' in html


@pytest.mark.parametrize(
    "changes", [{"position": None}, {"expected": None}, {"position": None, "expected": None}]
)
def test_what_is_not_known_draws_no_mark(changes: dict[str, object]) -> None:
    html = markup(Tracks((_track(**changes),)))
    assert ("dw-dot" in html) is ("position" not in changes)
    assert ("dw-tick" in html) is ("expected" not in changes)
    _Reader(html)


def test_a_goal_whose_numbers_are_withheld_draws_no_line() -> None:
    hidden = _track(baseline_text="", target_text="", current_text="", position=None, expected=None)
    assert "dw-line" not in markup(Tracks((hidden,)))


def test_a_text_keeps_its_language_and_its_speaker() -> None:
    html = markup(Prose(("Escuchar primero.", "Hablar después."), by="Una vecina", lang="es"))
    assert 'lang="es"' in html
    assert _Reader(html).words == "Escuchar primero.Hablar después.Una vecina"


@pytest.mark.parametrize(
    "picture",
    [
        Tiles((Tile(EVIL, EVIL, "filled"), Tile(EVIL, EVIL, "empty"))),
        Tracks(
            (
                _track(
                    **dict.fromkeys(
                        (
                            "area",
                            "statement",
                            "owner",
                            "baseline_text",
                            "target_text",
                            "current_text",
                            "expected_text",
                            "verdict",
                            "detail",
                        ),
                        EVIL,
                    )
                ),
            )
        ),
        Prose((EVIL,), by=EVIL),
    ],
    ids=["tiles", "tracks", "prose"],
)
def test_every_text_is_escaped(picture: Tiles | Tracks | Prose) -> None:
    html = markup(picture)
    assert "<script" not in html
    assert EVIL in _Reader(html).words
