"""What no page may show, each fault in a sentence: for the tests of every page, and for `make look`."""

from contextlib import suppress

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, TimeoutError

_DRAWN = """
() => [...document.querySelectorAll('.stPlotlyChart')].every(
  (chart) => chart.querySelector('.scatterlayer path, .annotation'))
"""
_SEEN = """
() => {
  const faults = [];
  const root = document.querySelector('.stMain') || document.body;
  const name = (element) => (element.innerText || element.textContent || '').trim().slice(0, 50);
  for (const part of [document.documentElement, root])
    if (part.scrollWidth > part.clientWidth + 1) faults.push('The page scrolls sideways.');
  for (const one of document.querySelectorAll('.stException'))
    faults.push(`An exception is shown: ${name(one)}.`);
  for (const chart of document.querySelectorAll('.stPlotlyChart'))
    if (!chart.querySelector('.scatterlayer path, .annotation')) faults.push('A chart is empty.');
  for (const image of document.images) {
    if (!image.naturalWidth) faults.push('An image is empty.');
    if (!image.alt && !image.closest('[aria-hidden=true]')) faults.push('An image has no alt.');
  }

  const visible = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.visibility === 'hidden' || style.display === 'none' || +style.opacity < 0.05) return false;
      if (style.clip === 'rect(0px, 0px, 0px, 0px)' || style.clipPath === 'inset(50%)') return false;
    }
    return true;
  };
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (!node.data.trim() || !owner || owner.closest('style, script, title, details:not([open]) > :not(summary)')) continue;
    if (!visible(owner)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 2 && box.height > 2) texts.push({ box, owner, text: node.data.trim().slice(0, 30) });
  }
  const cut = new Set();
  for (const { owner } of texts) {
    const style = getComputedStyle(owner);
    const hides = (way) => way === 'hidden' || way === 'clip';
    if (hides(style.overflowX) && owner.scrollWidth > owner.clientWidth + 2 && style.display !== 'inline') cut.add(owner);
    if (hides(style.overflowY) && owner.scrollHeight > owner.clientHeight + 4 && style.display !== 'inline') cut.add(owner);
  }
  for (const owner of cut) faults.push(`Text is cut off: ${name(owner)}.`);
  for (let i = 0; i < texts.length; i++)
    for (let j = i + 1; j < texts.length; j++) {
      const [a, b] = [texts[i], texts[j]];
      if (a.owner === b.owner || a.owner.contains(b.owner) || b.owner.contains(a.owner)) continue;
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const tall = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      const least = Math.min(a.box.height, b.box.height);
      if (wide > 2 && tall > least * 0.35) faults.push(`Two texts overlap: '${a.text}' and '${b.text}'.`);
    }
  return [...new Set(faults)];
}
"""


def seen(page: Page) -> list[str]:
    """Faults that can be measured: sideways scrolling, exceptions, empty pictures, missing alts, texts cut or overlapping."""
    with suppress(TimeoutError):  # a chart that is never drawn is a fault below, not here
        page.wait_for_function(_DRAWN, timeout=5_000)
    return page.evaluate(_SEEN)


def accessible(page: Page) -> list[str]:
    """What axe finds, contrast included."""
    response = Axe().run(page)
    return [
        f"{found['id']}: {node['html'][:160]}"
        for found in response.response["violations"]
        for node in found["nodes"]
    ]
