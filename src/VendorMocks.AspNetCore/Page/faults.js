// What goes wrong on purpose: faults, and answers in place of the vendors'.

import { attempt, badge, button, el, empty, field, fill, row, select, table } from './dom.js';
import { call, get, offers, once, post } from './api.js';
import { showStubs } from './stubs.js';

export async function show(view, context) {
  if (await offers('/__mocks/worlds/{name}/faults')) await faults(view, context);
  await showStubs(view, context);
}

async function faults(view, context) {
  const path = `/worlds/${context.world}/faults`;
  const [active, profiles, vendors] = await Promise.all([get(path), get('/fault-profiles'), once('/vendors')]);
  const refresh = (result) => { if (result !== undefined) context.again(); };
  const act = (text, action, done, properties) => button(text, () => attempt(action, done).then(refresh), properties);
  const only = select([['', 'all vendors'], ...vendors.map((vendor) => [vendor.vendor, vendor.title])], '');
  const rows = active.map((one) => {
    const { kind, name, ...more } = one.fault;
    return row(`${one.id} ${name ?? kind}`, kind, details(more), badge(`${one.fired} of ${one.seen}`, one.fired > 0 ? 'warn' : ''), one.note ?? '',
      act('Remove', () => call('DELETE', `${path}/${one.id}`), `Fault ${one.id} is gone.`, { 'aria-label': `Remove fault ${one.id}` }));
  });
  fill(view,
    el('h2', {}, 'Profiles'),
    el('div', { class: 'bar' }, field('Apply to', only)),
    el('div', { class: 'cards' }, profiles.map((profile) => el('div', { class: 'card' },
      el('h3', {}, profile.name), el('p', {}, profile.summary ?? ''), el('p', { class: 'empty' }, profile.faults.map((one) => one.kind).join(', ')),
      act('Switch on', () => post(`${path}/apply`, { profile: profile.name, ...(only.value ? { vendor: only.value } : {}) }), `${profile.name} is on.`,
        { class: 'first', 'aria-label': `Switch on ${profile.name}` })))),
    el('h2', {}, 'In force'),
    rows.length > 0 ? [table('Faults in force', ['Fault', 'Kind', 'What and when', 'Fired', 'Note', 'Action'], rows),
      el('p', {}, act('Remove all', () => call('DELETE', path), 'No fault is in force.'))] : empty('No fault is in force.'),
    el('h2', {}, 'Add one'),
    adding(path, vendors, refresh));
}

const details = (more) => Object.entries(more).map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`).join(', ');

/** What each kind takes besides where and when. */
const Kinds = {
  status: ['status', 'retryAfter'],
  refusal: ['refusal'],
  delay: ['milliseconds', 'toMilliseconds'],
  'slow-body': ['bytesPerSecond'],
  cut: [],
  'cut-body': [],
  reset: [],
  empty: [],
  timeout: [],
  malformed: [],
  'wrong-type': ['contentType'],
  stale: [],
  duplicate: [],
};

const Beginnings = { status: '503', refusal: 'too-many', milliseconds: '1000', bytesPerSecond: '100', contentType: 'text/html' };

const Texts = new Set(['refusal', 'contentType']);

function adding(path, vendors, refresh) {
  const own = el('div', { class: 'bar' });
  let inputs = new Map();
  const kind = select(Object.keys(Kinds).map((name) => [name]), 'status', draw);
  const vendor = select([['', 'all'], ...vendors.map((one) => [one.vendor, one.title])], '', operations);
  const operation = el('select', {});
  const times = el('input', { type: 'number', min: 1, placeholder: 'always' });
  const probability = el('input', { inputmode: 'decimal', placeholder: '1' });
  function operations() {
    const known = vendors.find((one) => one.vendor === vendor.value)?.operations ?? [];
    operation.replaceChildren(el('option', { value: '' }, 'all'), ...known.map((one) => el('option', { value: one.id }, one.id)));
  }
  function draw() {
    inputs = new Map(Kinds[kind.value].map((name) => [name, el('input', { value: Beginnings[name] ?? '' })]));
    own.replaceChildren(...[...inputs].map(([name, input]) => field(name, input)));
  }
  const submit = (event) => {
    event.preventDefault();
    const fault = { kind: kind.value };
    for (const [name, input] of inputs) if (input.value !== '') fault[name] = Texts.has(name) ? input.value : Number(input.value);
    if (vendor.value) fault.vendor = vendor.value;
    if (operation.value) fault.operation = operation.value;
    if (times.value) fault.times = Number(times.value);
    if (probability.value) fault.probability = Number(probability.value);
    attempt(() => post(path, fault), (one) => `Fault ${one.id} is in force.`).then(refresh);
  };
  draw();
  operations();
  return el('form', { class: 'card', submit },
    el('div', { class: 'bar' }, field('Kind', kind), field('Vendor', vendor), field('Operation', operation), field('Times', times), field('Probability', probability)),
    own, el('button', { class: 'first' }, 'Add'));
}
