// The vendor's part: a form for each hook, made from its row.

import { attempt, button, el, field, open, select } from './dom.js';
import { get, once, post } from './api.js';
import { pretty } from './json.js';

export const hooksOf = (vendor) => once(`/vendors/${vendor}/hooks`);

/** <collection> and <verb> of a hook. */
export const partsOf = (hook) => hook.id.split('.').slice(1);

const spoken = (name) => name.replaceAll('-', ' ');

/** A button that opens the hook's form. */
export function hookButton(hook, world, known, played) {
  const [collection, verb] = partsOf(hook);
  return button(`${spoken(collection)}: ${spoken(verb)}`, () => play(hook, world, known, played), { title: hook.summary });
}

function control(one, value) {
  const text = value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
  if (one.type === 'boolean') return select([['', 'leave as it is'], ['true', 'true'], ['false', 'false']], text);
  if (one.type === 'object' || one.type === 'array') return el('textarea', { value: text, spellcheck: 'false', placeholder: one.type === 'array' ? '[]' : '{}', required: one.required });
  return el('input', { value: text, required: one.required, inputmode: { integer: 'numeric', decimal: 'decimal' }[one.type], placeholder: one.type === 'time' ? '2026-01-01T12:00:00Z' : null });
}

/** What a person typed, as the hook wants it; what cannot be read goes as text, so that the server says what is wrong. */
function typed(type, text) {
  if (type === 'string' || type === 'time') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Opens the form; what is known is filled in, else what the row gives as an example. */
export function play(hook, world, known, played) {
  const inputs = hook.fields.map((one) => [one, control(one, known?.[one.name] ?? (known ? undefined : hook.example[one.name]))]);
  const result = el('div', { 'aria-live': 'polite' });
  let done = false;
  const submit = async (event) => {
    event.preventDefault();
    const input = Object.fromEntries(inputs.filter(([, one]) => one.value.trim() !== '').map(([one, box]) => [one.name, typed(one.type, box.value.trim())]));
    const path = hook.path.replace('/__mocks', '').replace('{name}', world);
    const answer = await attempt(async () => ({ value: hook.method === 'GET' ? await get(`${path}?${new URLSearchParams(input)}`) : await post(path, input) }), `Played: ${hook.id}.`);
    if (!answer) return;
    result.replaceChildren(answer.value === null ? 'Done.' : pretty(answer.value));
    done ||= hook.method !== 'GET';
  };
  open(hook.summary, el('div', {},
    el('p', { class: 'empty' }, hook.id),
    el('form', { class: 'fields', submit },
      inputs.map(([one, box]) => field(`${one.name}${one.required ? ' (required)' : ''}`, box, `${one.type}: ${one.description}`)),
      el('div', { class: 'bar' }, el('button', { class: 'first' }, hook.method === 'GET' ? 'Look' : 'Play it'))),
    result), () => { if (done) played?.(); });
}
