"""Pictures of what nobody hopes to draw, in a browser: nothing cut, nothing on top of anything, nothing empty."""

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT
from datawalk.charts import STYLES
from datawalk.charts.picture import picture_markup
from datawalk.charts.plotted import Axis, DotRow, Dots
from drawn.bad import BAD
from judge import accessible, pale, seen
from visits import LAPTOP, WIDE

NARROWEST = (320, 700)
_EMPTY = {"no rows", "an empty strip", "no line", "nothing is paid", "a web of nobody"}
"""No page shows a picture without a mark; an axis alone breaks nothing."""
WEB = ROOT / "src" / "datawalk" / "web"
_STYLE = "\n".join(file.read_text(encoding="utf-8") for file in STYLES)


TWO = Dots(
    Axis(0, 20, ((0, "0%"), (20, "20%"))),
    (
        DotRow("Asian", "5.2%", "reference", 5.2, said="Asian: 5.2%, the lowest."),
        DotRow("White <b>", "6.1%", "plain", 6.1, said="White <b>: 6.1%, no sure difference."),
    ),
    rest="The widest gap is 0.9 points.",
)


def _document(name: str, *, key: str) -> str:
    return (
        f"<html lang='en'><head><title>{name}</title><style>*{{box-sizing:border-box}} body{{margin:0;font-family:sans-serif}}"
        f"h1{{margin:0;font-size:20px}} {_STYLE}</style></head>"
        f"<body class='stApp'><main class='stMain' style='background:var(--{'paper' if key else 'card'});padding:16px'>"
        f"<h1>{name}</h1><div class='{key}'>{picture_markup(BAD[name], name=name)}</div></main></body></html>"
    )


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page()


@pytest.mark.parametrize("size", [NARROWEST, LAPTOP, WIDE], ids=["narrowest", "laptop", "room"])
@pytest.mark.parametrize("name", BAD)
def test_what_nobody_hopes_to_draw_is_drawn_plainly(page: Page, name: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.set_content(_document(name, key="st-key-present" if size == WIDE else ""))
    empty = ["A picture is empty."] if name in _EMPTY else []
    assert [*seen(page), *pale(page)] == empty


def test_axe_finds_nothing_in_any_of_them(page: Page) -> None:
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    for name in (
        "no values",
        "names of 120 letters",
        "a strip of three thousand",
        "huge money",
        "a map of one",
    ):
        page.set_content(_document(name, key=""))
        assert accessible(page) == [], name


@pytest.fixture(scope="module")
def speaking(browser: Browser) -> Page:
    """Two pictures of the same groups, a table of them, and our script."""
    page = browser.new_page(viewport={"width": LAPTOP[0], "height": LAPTOP[1]})
    rows = "".join(f"<tr data-group='{name}'><th>{name}</th></tr>" for name in ("Asian", "White &lt;b&gt;"))
    page.set_content(
        f"<html><head><style>{_STYLE}</style></head><body class='stApp'>"
        f"{picture_markup(TWO, name='One')}{picture_markup(TWO, name='Two')}"
        f"<table class='dw-table'>{rows}</table><button data-copy='words' data-copied='Copied'>Copy</button></body></html>"
    )
    page.add_script_tag(path=WEB / "reading.js")
    return page


def _lines(page: Page) -> list[str]:
    return [line.strip() for line in page.locator(".dw-reading").all_inner_texts()]


def _marked(page: Page) -> list[str]:
    return page.evaluate(
        "() => [...new Set([...document.querySelectorAll('.dw-marked')].map((one) => one.tagName))]"
    )


REST = "The widest gap is 0.9 points."


def test_the_mark_under_the_pointer_is_said_below_its_picture_and_marked_everywhere(speaking: Page) -> None:
    assert _lines(speaking) == [REST, REST]
    speaking.locator(".dw-dot-mark").nth(1).hover()
    speaking.wait_for_function("document.querySelector('.dw-marked')")
    assert _lines(speaking) == ["White <b>: 6.1%, no sure difference.", REST]
    assert {"circle", "TR", "DIV"} <= {*_marked(speaking)}
    assert speaking.locator("circle.dw-marked").count() == 2, "in the other picture too"
    box = speaking.locator(".dw-dot-mark").nth(2).bounding_box()
    assert box is not None
    speaking.mouse.move(box["x"] + 25, box["y"] + 20)  # near it: a dot is smaller than a finger
    speaking.wait_for_timeout(60)
    assert _lines(speaking) == [REST, "Asian: 5.2%, the lowest."]
    speaking.locator("tr").nth(1).hover()
    speaking.wait_for_timeout(60)
    assert _lines(speaking) == [REST, REST]
    assert speaking.locator(".dw-marked").first.get_attribute("data-group") == "White <b>"


def test_a_picture_is_one_stop_of_the_keyboard_and_its_marks_are_gone_through(speaking: Page) -> None:
    speaking.mouse.move(1, 1)
    speaking.locator(".dw-marks").first.focus()
    said = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "End", "Home"):
        speaking.keyboard.press(key)
        said.append(_lines(speaking)[0].partition(":")[0])
    assert said == ["Asian", "White <b>", "White <b>", "Asian", "White <b>", "Asian"]
    assert speaking.evaluate("document.activeElement.textContent") == "Asian: 5.2%, the lowest."
    speaking.keyboard.press("Escape")
    assert _lines(speaking) == [REST, REST]
    speaking.locator(".dw-marks").first.focus()
    speaking.keyboard.press("Tab")
    assert speaking.evaluate("document.activeElement.getAttribute('aria-label')") == "Two"


def test_a_line_that_was_drawn_anew_says_its_own_when_left(speaking: Page) -> None:
    speaking.locator(".dw-dot-mark").first.hover()
    speaking.wait_for_timeout(60)
    speaking.evaluate("document.querySelector('.dw-reading').firstChild.nodeValue = 'Another place.'")
    speaking.mouse.move(1, 1)
    speaking.wait_for_timeout(60)
    assert _lines(speaking)[0] == "Another place."


def test_what_is_copied_says_so(speaking: Page) -> None:
    button = speaking.locator("button")
    button.click()
    assert button.inner_text() == "Copied"
    speaking.wait_for_timeout(2600)
    assert button.inner_text() == "Copy"


@pytest.mark.parametrize("script", [True, False])
def test_a_page_is_shown_when_it_is_whole_and_in_the_end_without_our_script(page: Page, script: bool) -> None:
    style = (WEB / "style.css").read_text(encoding="utf-8")
    page.set_content(
        f"<html><head><style>{style}</style></head><body class='stApp'><div class='stMain'>Words</div></body></html>"
    )
    if script:
        page.add_script_tag(path=WEB / "reading.js")
    seen_now = "() => getComputedStyle(document.querySelector('.stMain')).visibility"
    assert page.evaluate(seen_now) == "hidden"
    if script:
        page.evaluate(
            "document.querySelector('.stMain').insertAdjacentHTML('beforeend', '<i class=dw-whole></i>')"
        )
        page.wait_for_timeout(60)
    else:
        page.wait_for_timeout(3200)
    assert page.evaluate(seen_now) == "visible"
