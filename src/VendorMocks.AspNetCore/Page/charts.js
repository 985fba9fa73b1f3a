// Bars with the numbers beside them, and the same as a table for those who do not see them.

import { el, row, table } from './dom.js';

/** A part of a bar; its length is set through the object model, since the policy refuses styles in markup. */
function part(kind, share) {
  const element = el('span', { class: kind });
  element.style.width = `${share * 100}%`;
  return element;
}

/**
 * Bars, one below the other.
 * @param {string} title what the chart says
 * @param {Array<{name: string, parts: Array<[string, number]>, text?: string}>} rows parts are classes with their numbers
 * @param {string[]} heads what the numbers are, for the table
 */
export function bars(title, rows, heads) {
  const most = Math.max(1e-9, ...rows.map((one) => one.parts.reduce((sum, [, number]) => sum + number, 0)));
  const drawing = el('div', { class: 'chart', role: 'img', 'aria-label': title }, rows.map((one) => [
    el('span', { class: 'named', title: one.name }, one.name),
    el('span', { class: 'track' }, one.parts.map(([kind, number]) => part(kind, number / most))),
    el('span', {}, one.text ?? one.parts.map(([, number]) => number).join(' / ')),
  ]));
  return el('figure', { class: 'card' }, el('figcaption', {}, title), drawing,
    el('details', {}, el('summary', {}, `${title}, in numbers`), table(title, ['', ...heads], rows.map((one) => row(one.name, ...one.parts.map(([, number]) => number))))));
}
