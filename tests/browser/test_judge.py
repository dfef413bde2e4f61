"""The judge of every page finds each fault when it is there, and none on a page without."""

import pytest
from playwright.sync_api import Browser

from judge import Watch, accessible, hard, pale, seen, settled

SOUND = (
    "<html lang='en'><head><title>A page</title></head><body><main class='stMain'><h1>A page</h1>"
    "<p>Some words here.</p>{}</main></body></html>"
)
FAULTS = {
    "sideways": ("<div style='width:3000px;height:2px'></div>", "The page scrolls sideways."),
    "exception": ("<div class='stException'>Boom</div>", "An exception is shown: Boom."),
    "sorry": (
        "<div class='dw-sorry'>Not now</div>",
        "A sorry stands in the place of the page: Not now.",
    ),
    "chart": ("<div class='stPlotlyChart'></div>", "A chart is empty."),
    "picture": (
        "<div class='dw-drawing'><svg width='9' height='9' visibility='hidden'><circle cx='4' cy='4' r='4'/></svg></div>",
        "A picture is empty.",
    ),
    "image": ("<img alt='A map' src='data:image/png;base64,'>", "An image is empty."),
    "alt": (
        "<img src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22/>'>",
        "An image has no alt.",
    ),
    "cut": (
        "<p style='width:60px;overflow:hidden;white-space:nowrap'>Words that have no room at all</p>",
        "Text is cut off: Words that have no room at all.",
    ),
    "overlap": (
        "<p style='position:absolute;left:9px;top:300px'>First</p><p style='position:absolute;left:12px;top:303px'>Other</p>",
        "Two texts overlap: 'First' and 'Other'.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_seen(browser: Browser, fault: str) -> None:
    markup, said = FAULTS[fault]
    page = browser.new_page()
    page.set_content(SOUND.format(markup))
    page.wait_for_timeout(100)
    assert seen(page) == [said]
    page.close()


def test_a_sound_page_has_none(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        SOUND.format("<p style='visibility:hidden'>Unseen</p><details><summary>More</summary>Words</details>")
    )
    assert seen(page) == []
    assert accessible(page) == []
    page.close()


def test_pale_words_are_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(SOUND.format("<p style='color:#bbb;background:#fff'>Pale words</p>"))
    assert [found.partition(":")[0] for found in accessible(page)] == ["color-contrast"]
    page.close()


CHART = "<div class='stPlotlyChart' style='background:#fff'><svg><text y='20' style='fill:{}'>Words</text>{}</svg></div>"
MARK = "<g class='scatterlayer'><path class='point' style='fill:{}' d='M0,0H9V9Z'/></g>"
PICTURE = "<div class='dw-drawing' style='background:#fff'><b style='color:{}'>Words</b><svg>{}</svg></div>"
DOT = "<circle class='dw-dot-mark' r='9' style='fill:{}'/>"
NAME = "<text y='20' style='fill:{};stroke:#fff'>Name</text>"


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        (CHART.format("#999", ""), ["A text of a chart is pale: Words."]),
        (CHART.format("#333", MARK.format("#ccc")), ["A mark of a chart is pale."]),
        (CHART.format("#333", MARK.format("#555")), []),
        (CHART.format("#333", MARK.format("#555;opacity:0.4")), ["A mark of a chart is pale."]),
        (PICTURE.format("#999", ""), ["A text of a picture is pale: Words."]),
        (PICTURE.format("#333", DOT.format("#ccc")), ["A mark of a picture is pale."]),
        (PICTURE.format("#333", DOT.format("#555;opacity:0.4")), ["A mark of a picture is pale."]),
        (PICTURE.format("#333", NAME.format("gray")), ["A text of a picture is pale: Name."]),
        (PICTURE.format("#333", NAME.format("black") + DOT.format("#555")), []),
    ],
)
def test_what_is_pale_in_a_drawing_is_found(browser: Browser, markup: str, said: list[str]) -> None:
    page = browser.new_page()
    page.set_content(SOUND.format(markup))
    page.wait_for_timeout(100)
    assert pale(page) == said
    page.close()


def test_hard_words_are_found_where_they_are_shown(browser: Browser) -> None:
    page = browser.new_page()
    words = "Multisectoral collaboratives necessitate comprehensive organizational interoperability considerations. "
    page.set_content(SOUND.format(f"<p class='dw-finding'>{3 * words}</p>"))
    assert [found.partition(" (")[0] for found in hard(page, "en")] == ["The page is hard to read"]
    page.set_content(SOUND.format(f"<p class='dw-finding'>One more cat sat here.</p><p>{3 * words}</p>"))
    assert hard(page, "en") == []
    page.close()


def test_a_request_to_another_machine_is_found(browser: Browser) -> None:
    page = browser.new_page()
    watch = Watch(page, "http://127.0.0.1:8501")
    page.set_content(SOUND.format("<img alt='' src='http://localhost:1/elsewhere.png'>"))
    page.wait_for_timeout(100)
    assert watch.faults == ["A request left the machine: http://localhost:1/elsewhere.png."]
    page.close()


def test_a_page_that_moves_is_waited_for(browser: Browser) -> None:
    page = browser.new_page()
    later = "setTimeout(() => document.querySelector('h1').style.marginTop = '90px', 60)"
    page.set_content(SOUND.format(f"<script>{later}</script>"))
    settled(page)
    assert page.locator("h1").evaluate("one => one.style.marginTop") == "90px"
    page.close()
