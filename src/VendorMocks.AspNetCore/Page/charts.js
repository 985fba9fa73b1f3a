// Drawings with the numbers in them, and the same as a table for those who do not see them.

import { el, row, svg, table } from './dom.js';

const Line = 24;
const Names = 210;
const Width = 640;
const Room = Width - Names - 110;

/**
 * Bars, one below the other.
 * @param {string} title what the chart says
 * @param {Array<{name: string, parts: Array<[string, number]>, text?: string}>} rows parts are classes with their numbers
 * @param {string[]} heads what the numbers are, for the table
 */
export function bars(title, rows, heads) {
  const most = Math.max(1, ...rows.map((one) => one.parts.reduce((sum, [, number]) => sum + number, 0)));
  const drawing = svg('svg', { class: 'chart', viewBox: `0 0 ${Width} ${rows.length * Line + 4}`, role: 'img', 'aria-label': title },
    rows.flatMap((one, at) => {
      let left = Names;
      const shapes = one.parts.map(([kind, number]) => {
        const width = number * Room / most;
        const shape = svg('rect', { class: kind, x: left, y: at * Line + 4, width, height: Line - 8, rx: 2 });
        left += width;
        return shape;
      });
      const name = one.name.length > 32 ? `${one.name.slice(0, 31)}…` : one.name;
      return [svg('text', { x: Names - 8, y: at * Line + Line / 2 + 4, 'text-anchor': 'end' }, name), ...shapes,
        svg('text', { x: left + 6, y: at * Line + Line / 2 + 4 }, one.text ?? one.parts.map(([, number]) => number).join(' / '))];
    }));
  return el('figure', { class: 'card' }, el('figcaption', {}, title), drawing,
    el('details', {}, el('summary', {}, `${title}, in numbers`), table(title, ['', ...heads], rows.map((one) => row(one.name, ...one.parts.map(([, number]) => number))))));
}
