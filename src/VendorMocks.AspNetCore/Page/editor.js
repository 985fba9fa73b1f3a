// A JSON text to write, with what is wrong with it said at its line.

import { el, field } from './dom.js';
import { escape } from './json.js';

const Tokens = /"(?:[^"\\]|\\.)*"?|\/\/.*|\/\*[\s\S]*?\*\/|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Where a JSON Pointer's value begins in a text, its name included; of one that is not there, the nearest that is. */
export function placeIn(text, pointer) {
  const stack = [];
  let best = { length: -1, at: 0 };
  for (const { 0: token, index } of text.matchAll(Tokens)) {
    const top = stack.at(-1);
    if (token === '}' || token === ']') stack.pop();
    else if (token === ',' && top) Object.assign(top, top.list ? { name: top.name + 1 } : { name: null });
    else if (token === ':' || token === ',' || /^\/[/*]/.test(token)) continue;
    else if (top && top.name === null) Object.assign(top, { name: token.slice(1, -1), from: index });
    else {
      const path = stack.map((one) => `/${escape(one.name)}`).join('');
      if ((pointer === path || pointer.startsWith(`${path}/`)) && path.length > best.length) best = { length: path.length, at: top && !top.list ? top.from : index };
      if (token === '{') stack.push({ list: false, name: null });
      if (token === '[') stack.push({ list: true, name: 0 });
    }
  }
  return best.at;
}

/** Where a text breaks off being JSON, as the server says it. */
function brokenAt(text, problem) {
  const [, line, bytes] = /LineNumber: (\d+) \| BytePositionInLine: (\d+)/.exec(problem.message) ?? [];
  if (line === undefined) return null;
  const lines = text.split('\n');
  const before = new TextDecoder().decode(new TextEncoder().encode(lines[Number(line)] ?? '').slice(0, Number(bytes)));
  return lines.slice(0, Number(line)).reduce((sum, one) => sum + one.length + 1, 0) + before.length;
}

/** A field for a JSON text; complain() says what a server found wrong, at its line. */
export function jsonField(label, value, note) {
  const area = el('textarea', { rows: Math.min(24, value.split('\n').length + 1), spellcheck: 'false', value, input: () => calm() });
  const wrong = el('p', { class: 'wrong', role: 'alert' });
  const calm = () => {
    area.removeAttribute('aria-invalid');
    wrong.replaceChildren();
  };
  return {
    area,
    root: el('div', {}, field(label, area, note), wrong),
    complain(problem) {
      const text = area.value;
      const at = brokenAt(text, problem) ?? (problem.pointer ? placeIn(text, problem.pointer) : null);
      area.setAttribute('aria-invalid', 'true');
      wrong.replaceChildren(at === null ? problem.message : `Line ${text.slice(0, at).split('\n').length}: ${problem.message}`);
      area.focus();
      if (at === null) return;
      const end = text.indexOf('\n', at);
      area.setSelectionRange(at, end < 0 ? text.length : end);
    },
  };
}
