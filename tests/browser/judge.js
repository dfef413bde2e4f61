// What the judge asks of a page. Each function runs in the page; those that look for faults give a sentence for each.
({
  settled: () => new Promise((done) => {
    const drawn = () => [...document.querySelectorAll('.stPlotlyChart')].every(
      (chart) => chart.querySelector('.scatterlayer path, .annotation'));
    const still = () => !document.querySelector('[data-test-script-state="running"], [data-testid="stSkeleton"]');
    const shape = () => [...document.querySelectorAll('h1, h2, .stPlotlyChart, .dw-figure, img, table, .stMain')]
      .map((one) => { const box = one.getBoundingClientRect(); return [box.x, box.y, box.width, box.height].map(Math.round); })
      .join();
    let before = '', quiet = 0;
    const look = () => {
      const now = shape();
      quiet = drawn() && still() && now === before ? quiet + 1 : 0;
      before = now;
      if (quiet > 6) done(true); else requestAnimationFrame(look);
    };
    look();
  }),

  seen: () => {
    const faults = [];
    const root = document.querySelector('.stMain') || document.body;
    const name = (element) => (element.innerText || element.textContent || '').trim().slice(0, 50);
    const visible = (element) => {
      for (let one = element; one && one !== document.body; one = one.parentElement) {
        const style = getComputedStyle(one);
        if (style.visibility === 'hidden' || style.display === 'none' || +style.opacity < 0.05) return false;
        if (style.clip === 'rect(0px, 0px, 0px, 0px)' || style.clipPath === 'inset(50%)') return false;
      }
      return true;
    };
    for (const part of [document.documentElement, root])
      if (part.scrollWidth > part.clientWidth + 1) faults.push('The page scrolls sideways.');
    for (const one of document.querySelectorAll('.stException'))
      faults.push(`An exception is shown: ${name(one)}.`);
    for (const one of document.querySelectorAll('.dw-sorry'))
      faults.push(`A sorry stands in the place of the page: ${name(one)}.`);
    for (const chart of document.querySelectorAll('.stPlotlyChart'))
      if (!chart.querySelector('.scatterlayer path, .annotation')) faults.push('A chart is empty.');
    for (const image of document.images) {
      if (!image.naturalWidth) faults.push('An image is empty.');
      if (!image.alt && !image.closest('[aria-hidden=true]')) faults.push('An image has no alt.');
    }

    const shown = (mark) => { const box = mark.getBoundingClientRect(); return visible(mark) && box.width + box.height > 2; };
    for (const drawing of document.querySelectorAll('.dw-drawing'))
      if (![...drawing.querySelectorAll('[data-mark], circle, path, .dw-reason')].some(shown)) faults.push('A picture is empty.');

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
  },

  parts: () => {
    const where = `${location.pathname} ${innerWidth}`;
    const own = [...document.querySelectorAll('[class*="dw-"], svg [class], [data-testid], [role]')].flatMap((one) => [
      ...[...one.classList].filter((name) => name.startsWith('dw-') || (one instanceof SVGElement && /^[a-z-]+$/.test(name))),
      one.dataset.testid, one.getAttribute('role'),
    ]);
    return [...new Set(own.filter(Boolean))].map((part) => `${where} ${part}`);
  },

  pale: () => {
    const faults = [];
    const parse = (colour) => {
      const found = /rgba?\(([^)]+)\)/.exec(colour || '');
      if (!found) return null;
      const [r, g, b, a] = found[1].split(',').map(Number);
      return a === 0 ? null : [r, g, b];
    };
    const light = (rgb) => {
      const [r, g, b] = rgb.map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
      const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const ground = (element) => {
      for (let one = element; one; one = one.parentElement) {
        const colour = parse(getComputedStyle(one).backgroundColor);
        if (colour) return colour;
      }
      return [255, 255, 255];
    };
    for (const chart of document.querySelectorAll('.stPlotlyChart')) {
      const behind = ground(chart);
      for (const text of chart.querySelectorAll('svg text')) {
        if (!text.textContent.trim()) continue;
        const style = getComputedStyle(text);
        const own = text.closest('.annotation')?.querySelector('rect.bg');
        const under = (own && +getComputedStyle(own).fillOpacity > 0.9 && parse(getComputedStyle(own).fill)) || behind;
        const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && +style.fontWeight >= 700);
        const colour = parse(style.fill);
        if (colour && contrast(colour, under) < (large ? 3 : 4.5))
          faults.push(`A text of a chart is pale: ${text.textContent.trim().slice(0, 30)}.`);
      }
      for (const mark of chart.querySelectorAll('.scatterlayer path.point')) {
        const style = getComputedStyle(mark);
        const part = Number(style.opacity) * Number(style.fillOpacity);
        const colours = [style.fill, style.stroke].map(parse).filter(Boolean)
          .map((colour) => colour.map((value, at) => part * value + (1 - part) * behind[at]));
        if (colours.length && Math.max(...colours.map((colour) => contrast(colour, behind))) < 3)
          faults.push('A mark of a chart is pale.');
      }
    }
    const words = (element) => element.textContent.trim().slice(0, 30);
    const thin = (style) => (parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && +style.fontWeight >= 700) ? 3 : 4.5);
    for (const drawing of document.querySelectorAll('.dw-drawing')) {
      const walker = document.createTreeWalker(drawing, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const owner = node.parentElement, style = getComputedStyle(owner);
        if (!node.data.trim() || !owner.getClientRects().length) continue;
        const halo = owner.closest('svg') && parse(style.stroke);  // a map's name has an edge that keeps it legible on every shade
        const colour = parse(owner.closest('svg') ? style.fill : style.color);
        if (colour && contrast(colour, halo || ground(owner)) < thin(style)) faults.push(`A text of a picture is pale: ${words(owner)}.`);
      }
      for (const mark of drawing.querySelectorAll('.dw-dot-mark, .dw-aim rect, .dw-knot')) {
        const style = getComputedStyle(mark), behind = ground(drawing);
        const edge = parseFloat(style.strokeWidth) > 0 ? style.stroke : '';
        const colours = [style.fill, edge].map(parse).filter(Boolean)
          .map((colour) => colour.map((value, at) => +style.opacity * value + (1 - style.opacity) * behind[at]));
        if (colours.length && Math.max(...colours.map((colour) => contrast(colour, behind))) < 3)
          faults.push('A mark of a picture is pale.');
      }
    }
    return [...new Set(faults)];
  },

  prose: () => [...document.querySelectorAll('.dw-finding, .dw-card li, .dw-prose p, .dw-section p, .dw-notice, .dw-lead, .dw-live')]
    .filter((one) => one.offsetParent && !one.closest('details:not([open])')).map((one) => one.innerText.trim()),
})
