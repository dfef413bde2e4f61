/* Lets pictures speak: the mark under pointer, finger or keyboard is said on the line below its picture, and its group or
   place is marked wherever it stands. Without this script all is there as text and table. */
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const rests = new WeakMap();
  let marked = [], group = null, figure = null;

  /* A page is shown when its end is there. */
  const watch = new MutationObserver(() => {
    if (!document.querySelector(".dw-whole") || document.querySelector("[data-testid=stSkeleton]")) return;
    watch.disconnect();
    const show = () => document.documentElement.classList.add("dw-there");
    requestAnimationFrame(() => requestAnimationFrame(show)); // all has its place
  });
  watch.observe(document.body, { childList: true, subtree: true });

  const write = (of, sentence) => {
    const text = of?.querySelector(".dw-reading")?.firstChild;
    if (!text) return;
    const known = rests.get(text);
    const rest = known?.said === text.nodeValue ? known.rest : text.nodeValue;
    text.nodeValue = sentence ?? rest;
    rests.set(text, { rest, said: text.nodeValue });
  };

  const mark = (name) => {
    if (name === group) return;
    marked.forEach((one) => one.classList.remove("dw-marked"));
    group = name;
    marked = name ? all("[data-group]").filter((one) => one.dataset.group === name) : [];
    marked.forEach((one) => one.classList.add("dw-marked"));
  };

  const say = (of, number) => {
    if (figure && figure !== of) write(figure);
    figure = of;
    const item = all(".dw-marks > li", of)[number];
    write(of, item?.textContent);
    mark(item?.dataset.group ?? null);
  };

  /* What the keyboard chose stays while it is there. */
  const rest = () => {
    const item = document.activeElement?.closest(".dw-marks > li");
    if (item) say(item.closest(".dw-figure"), all("li", item.parentNode).indexOf(item));
    else if (figure) say(figure, -1);
  };

  /* The mark under the pointer, else the nearest: a dot is smaller than a finger. */
  const near = (of, event) => {
    const hit = event.target.closest("[data-group]");
    if (hit) return hit.dataset.mark ?? all(".dw-marks > li", of).map((one) => one.dataset.group).lastIndexOf(hit.dataset.group);
    let best = null, least = 48 * 48;
    for (const one of all(".dw-drawing [data-mark]", of)) {
      const box = one.getBoundingClientRect();
      const x = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
      const y = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
      if (x * x + y * y < least) [best, least] = [one.dataset.mark, x * x + y * y];
    }
    return best;
  };

  const point = (event) => {
    const target = event.target;
    const of = target.closest?.(".dw-figure");
    const number = of ? near(of, event) : null;
    if (number !== null) return say(of, number);
    const row = target.closest?.("[data-group]");
    if (figure) rest();
    if (row) mark(row.dataset.group);
    else if (!figure) mark(null);
  };
  let waiting = null;
  const soon = (event) => {
    if (!waiting) requestAnimationFrame(() => (point(waiting), (waiting = null)));
    waiting = event;
  };
  document.addEventListener("pointermove", soon, { passive: true });
  document.addEventListener("pointerdown", soon, { passive: true });

  document.addEventListener("focusin", (event) => event.target.closest(".dw-marks > li") && rest());
  document.addEventListener("focusout", (event) => event.target.closest(".dw-marks") && figure && say(figure, -1));
  document.addEventListener("keydown", (event) => {
    const list = event.target.closest(".dw-marks");
    if (!list || event.altKey || event.ctrlKey || event.metaKey) return;
    const items = all("li", list), at = items.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape") event.target.blur();
    else if (to === undefined) return;
    else items[Math.min(Math.max(to, 0), items.length - 1)].focus({ preventScroll: true });
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const told = () => {
      const text = button.firstChild, before = text.nodeValue;
      if (before === button.dataset.copied) return;
      text.nodeValue = button.dataset.copied;
      setTimeout(() => (text.nodeValue = before), 2500);
    };
    const byHand = () => { // in a hall's network there is no clipboard
      const field = document.createElement("textarea");
      field.value = button.dataset.copy;
      button.after(field);
      field.select();
      if (document.execCommand("copy")) told();
      field.remove();
      button.focus();
    };
    navigator.clipboard ? navigator.clipboard.writeText(button.dataset.copy).then(told, byHand) : byHand();
  });
})();
