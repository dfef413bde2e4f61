"""The judge of every page finds each fault when it is there, and none on a page without."""

import pytest
from playwright.sync_api import Browser

from judge import accessible, seen

SOUND = (
    "<html lang='en'><head><title>A page</title></head><body><main class='stMain'><h1>A page</h1>"
    "<p>Some words here.</p>{}</main></body></html>"
)
FAULTS = {
    "sideways": ("<div style='width:3000px;height:2px'></div>", "The page scrolls sideways."),
    "exception": ("<div class='stException'>Boom</div>", "An exception is shown: Boom."),
    "chart": ("<div class='stPlotlyChart'></div>", "A chart is empty."),
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
