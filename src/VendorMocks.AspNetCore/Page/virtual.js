// A list of any length: only the rows in sight are elements.

import { el } from './dom.js';

const Spare = 6;

/**
 * A list of rows of one height.
 * @param {string} label what screen readers call it
 * @param {string[]} heads the columns
 * @param {(item: any) => Element} draw makes a row; it holds one link
 */
export function virtualList(label, heads, draw) {
  const all = el('div', { class: 'all', role: 'rowgroup' });
  const body = el('div', { class: 'body', scroll: () => paint(), keydown: move }, all);
  const root = el('div', { class: 'list', role: 'table', 'aria-label': label },
    el('div', { role: 'rowgroup' }, el('div', { class: 'heads', role: 'row' }, heads.map((head) => el('span', { role: 'columnheader' }, head)))),
    body);
  let items = [];
  let shown = new Map();
  const height = () => (matchMedia('(max-width: 760px)').matches ? 84 : 36);

  function paint() {
    const tall = height();
    const first = Math.max(0, Math.floor(body.scrollTop / tall) - Spare);
    const last = Math.min(items.length, Math.ceil((body.scrollTop + body.clientHeight) / tall) + Spare);
    all.style.height = `${items.length * tall}px`;
    const next = new Map();
    for (let at = first; at < last; at++) {
      const item = items[at];
      const line = shown.get(item) ?? draw(item);
      line.style.transform = `translateY(${at * tall}px)`;
      line.setAttribute('aria-rowindex', at + 2);
      next.set(item, line);
    }
    for (const [item, line] of shown) if (!next.has(item)) line.remove();
    // In the order of the list, so that the tab key meets them in it; those that stay are not touched, so focus stays too.
    let before = null;
    for (const line of next.values()) {
      const place = before ? before.nextSibling : all.firstChild;
      if (place !== line) all.insertBefore(line, place);
      before = line;
    }
    shown = next;
  }

  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -items.length, End: items.length }[event.key];
    const line = event.target.closest('.one');
    if (!step || !line) return;
    event.preventDefault();
    const at = Math.min(items.length - 1, Math.max(0, Number(line.getAttribute('aria-rowindex')) - 2 + step));
    const tall = height();
    if (at * tall < body.scrollTop) body.scrollTop = at * tall;
    else if ((at + 1) * tall > body.scrollTop + body.clientHeight) body.scrollTop = (at + 1) * tall - body.clientHeight;
    paint();
    shown.get(items[at])?.querySelector('a').focus();
  }

  return {
    root,
    /** Shows other items; what a person looks at stays in its place when some come in above. */
    show(next) {
      const above = body.scrollTop > 0 && items.length > 0 ? next.indexOf(items[0]) : 0;
      items = next;
      root.setAttribute('aria-rowcount', items.length + 1);
      paint();
      if (above > 0) body.scrollTop += above * height();
      paint();
    },
    paint,
  };
}
