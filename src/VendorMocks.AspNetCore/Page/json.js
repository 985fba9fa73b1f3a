// Bodies as people read them, with what departs from the contract marked at its place.

import { el } from './dom.js';

export const escape = (name) => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

/** What the violations say at each place; one whose place is not there stands at the nearest that is. */
function placed(value, violations) {
  const places = new Map();
  for (const violation of violations) {
    let pointer = violation.pointer;
    while (pointer !== '' && !exists(value, pointer)) pointer = pointer.slice(0, pointer.lastIndexOf('/'));
    places.set(pointer, [...(places.get(pointer) ?? []), violation]);
  }
  return places;
}

function exists(value, pointer) {
  let here = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, name)) return false;
    here = here[name];
  }
  return true;
}

export const wording = (violation) =>
  `expected ${violation.expected}, got ${violation.came}${violation.didYouMean ? `; did you mean "${violation.didYouMean}"?` : ''}`;

const notes = (list) => list.map((violation) => el('span', { class: 'said-here' }, `  ← ${violation.pointer || 'body'}: ${wording(violation)}`));

/** A value in lines. */
function lines(value, pointer, name, indent, last, places, out) {
  const here = places.get(pointer) ?? [];
  const pad = '  '.repeat(indent);
  const label = name === null ? '' : `${JSON.stringify(name)}: `;
  const comma = last ? '' : ',';
  const mark = (text) => (here.length > 0 ? el('mark', {}, text) : text);
  const entries = value !== null && typeof value === 'object' ? Object.entries(value) : [];
  if (entries.length === 0) {
    out.push(pad, mark(label + JSON.stringify(value)), comma, notes(here), '\n');
    return;
  }
  const list = Array.isArray(value);
  out.push(pad, mark(label + (list ? '[' : '{')), notes(here), '\n');
  entries.forEach(([key, item], at) => lines(item, `${pointer}/${escape(key)}`, list ? null : key, indent + 1, at === entries.length - 1, places, out));
  out.push(pad, list ? ']' : '}', comma, '\n');
}

const pre = (label, ...children) => el('pre', { tabindex: '0', role: 'region', 'aria-label': label }, children);

/** JSON, also as the argument of a callback; null when it is none. */
function parse(text) {
  const callback = /^\s*([\w$.]+)\(([\s\S]*)\);?\s*$/.exec(text);
  try {
    return { callback: callback?.[1], value: JSON.parse(callback ? callback[2] : text) };
  } catch {
    return null;
  }
}

/** Names and values of a query or form. */
function fields(label, text, violations) {
  const pairs = [...new URLSearchParams(text)];
  const left = new Set(violations);
  const out = pairs.flatMap(([name, value]) => {
    const top = `/${escape(name.split('[')[0])}`;
    const here = violations.filter((violation) => violation.pointer === top || violation.pointer.startsWith(`${top}/`));
    for (const violation of here) left.delete(violation);
    const line = `${name} = ${value}`;
    return [here.length > 0 ? el('mark', {}, line) : line, notes(here), '\n'];
  });
  return { view: pre(label, out), left: [...left] };
}

/** The body of a request or response; what could not be placed comes after it. */
export function body(label, text, type, violations) {
  if (text === undefined || text === null || text === '') return [el('p', { class: 'empty' }, `${label}: none`), violations];
  if (/x-www-form-urlencoded/.test(type ?? '')) {
    const { view, left } = fields(label, text, violations);
    return [view, left];
  }
  const parsed = parse(text);
  if (parsed === null) return [pre(label, text), violations];
  const out = [];
  lines(parsed.value, '', null, 0, true, placed(parsed.value, violations), out);
  return [pre(label, parsed.callback ? `${parsed.callback}(\n` : null, out, parsed.callback ? ')' : null), []];
}

/** The query of a URL, in lines; null when there is none. */
export function query(url, violations) {
  const at = url.indexOf('?');
  if (at < 0) return [null, violations];
  const { view, left } = fields('Query', url.slice(at + 1), violations);
  return [view, left];
}

export const pretty = (value) => {
  const out = [];
  lines(value, '', null, 0, true, new Map(), out);
  return pre('Value', out);
};
