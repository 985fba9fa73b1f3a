// Worlds: which are open, and all that can be done to one.

import { attempt, badge, button, copyButton, el, empty, field, fill, link, row, save, say, select, table, time } from './dom.js';
import { call, get, offers, once, post, put, remove } from './api.js';
import { jsonField } from './editor.js';
import { Languages, snippet } from './snippets.js';
import { callsOf } from './openapi.js';

export async function show(view, context) {
  return context.rest[0] ? one(view, context, context.rest[0]) : all(view, context);
}

async function all(view, context) {
  const worlds = await get('/worlds');
  const rows = worlds.map((world) => row(link(world.name, context.address(world.name, 'worlds', world.name)),
    time(world.clock.now), badge(world.clock.running ? 'running' : 'frozen', world.clock.running ? 'good' : ''), world.size, String(world.seed), world.exchanges));
  fill(view,
    table('Open worlds', ['World', 'Clock (UTC)', 'Clock is', 'Size', 'Seed', 'Exchanges'], rows),
    el('h2', {}, 'Open a world'),
    opening(context),
    await fromDocument(context));
}

function opening(context) {
  const name = el('input', { pattern: '[a-z0-9\\-]{1,64}', placeholder: 'my-test' });
  const size = el('input', { value: 'default' });
  const seed = el('input', { inputmode: 'numeric', value: '1' });
  const start = el('input', { placeholder: '2026-01-01T12:00:00Z' });
  const running = el('input', { type: 'checkbox', checked: true });
  const submit = (event) => {
    event.preventDefault();
    const size_ = size.value.trim();
    const options = { seed: Number(seed.value), size: /^\d+$/.test(size_) ? Number(size_) : size_, running: running.checked };
    if (start.value) options.start = start.value.trim();
    attempt(() => (name.value ? put(`/worlds/${encodeURIComponent(name.value)}`, options) : post('/worlds', options)), (world) => {
      location.hash = context.address(world.name, 'worlds', world.name);
      return `World ${world.name} is open.`;
    });
  };
  return el('form', { class: 'card bar noted', submit },
    field('Name', name, 'Picked when left empty'), field('Size', size, 'empty, default, or a number of records'),
    field('Seed', seed), field('Start', start, 'the present when left empty'), field('Clock runs', running), el('button', { class: 'first' }, 'Open'));
}

/** A world as one document: all that the fields cannot say. */
async function fromDocument(context) {
  const [vendor] = await once('/vendors');
  const example = {
    seed: 1, size: 'empty', start: '2026-01-01T12:00:00Z', running: false, limits: true,
    vendors: { [vendor.vendor]: { size: 20, locale: 'de', rules: {}, entities: {} } },
    faults: [],
  };
  const text = jsonField('Document (JSON)', JSON.stringify(example, null, 2),
    'name, from (a world and its snapshot), seed, size, start, running, limits, vendors (size, locale, keys, rules, entities) and faults; all of it optional');
  const submit = async (event) => {
    event.preventDefault();
    try {
      const world = await post('/worlds', text.area.value);
      say(`World ${world.name} is open.`);
      location.hash = context.address(world.name, 'worlds', world.name);
    } catch (problem) {
      text.complain(problem);
    }
  };
  return el('details', { class: 'card' }, el('summary', {}, 'Open a world from a document'),
    el('form', { submit }, text.root, el('button', { class: 'first' }, 'Open from the document')));
}

async function one(view, context, name) {
  const world = await get(`/worlds/${name}`);
  const again = () => context.again();
  const act = (text, action, done, properties) => button(text, () => attempt(action, done).then((result) => (result === undefined ? null : again())), properties);
  view.querySelector('h1').textContent = `World ${name}`;
  fill(view,
    el('p', {}, link('All worlds', context.address(name, 'worlds'))),
    el('div', { class: 'bar' },
      act('Reset', () => post(`/worlds/${name}/reset`), `${name} is as it was opened.`),
      button(name === 'default' ? 'Close (resets default)' : 'Close', () => attempt(async () => (await remove(`/worlds/${name}`), true), () => {
        location.hash = context.address('default', 'worlds');
        return `${name} was closed.`;
      })),
      button('Empty the journal', () => attempt(async () => (await remove(`/worlds/${name}/journal`), true), 'The journal is empty.'))),
    el('div', { class: 'cards' },
      clock(world, act),
      await seeding(world, again),
      await limits(world, act)),
    await snapshots(world, act, context),
    el('h2', {}, 'Credentials'),
    credentials(world),
    el('h2', {}, 'Ready calls'),
    await snippets(world));
}

function clock(world, act) {
  const path = `/worlds/${world.name}/clock`;
  const by = el('input', { value: 'PT1M', size: 8 });
  const to = el('input', { placeholder: world.clock.now.slice(0, 19) + 'Z', size: 20 });
  const now = (clock_) => `The clock shows ${time(clock_.now)}.`;
  return el('section', { class: 'card', 'aria-label': 'Clock' },
    el('h2', {}, 'Clock'),
    el('p', {}, el('b', { class: 'mono' }, time(world.clock.now)), ' UTC ', badge(world.clock.running ? 'running' : 'frozen')),
    el('div', { class: 'bar' }, world.clock.running
      ? act('Freeze', () => post(`${path}/freeze`), now) : act('Run', () => post(`${path}/run`), now),
    ...[['1 minute', 60], ['1 hour', 3600], ['1 day', 86400], ['30 days', 2592000]].map(([text, seconds]) => act(`+${text}`, () => post(`${path}/advance`, { seconds }), now))),
    el('div', { class: 'bar noted' }, field('Advance by', by, 'ISO 8601 duration'), act('Advance', () => post(`${path}/advance`, { by: by.value.trim() }), now)),
    el('div', { class: 'bar' }, field('Set forward to', to), act('Set', () => post(`${path}/set`, { to: to.value.trim() }), now)));
}

async function seeding(world, again) {
  const vendors = await once('/vendors');
  const vendor = select(vendors.map((one_) => [one_.vendor, one_.title]), vendors[0].vendor);
  const leads = el('input', { type: 'number', min: 1, value: '50' });
  const locale = el('input', { placeholder: 'de', size: 5 });
  const submit = (event) => {
    event.preventDefault();
    const wanted = { vendor: vendor.value, leads: Number(leads.value) };
    if (locale.value) wanted.locale = locale.value.trim();
    attempt(() => post(`/worlds/${world.name}/seed`, wanted), (seeded) => `${seeded.leads} leads were added to ${seeded.vendor}.`).then((seeded) => seeded && again());
  };
  return el('section', { class: 'card', 'aria-label': 'Seed more' }, el('h2', {}, 'Seed more'),
    el('p', {}, `Opened with seed ${world.seed}, size ${world.size}.`),
    el('form', { class: 'bar', submit }, field('Vendor', vendor), field('Leads', leads), field('Locale', locale), el('button', { class: 'first' }, 'Add')));
}

async function limits(world, act) {
  const now = await get(`/worlds/${world.name}/limits`);
  const windows = (now.vendors ?? []).flatMap((vendor) => vendor.windows.map((one_) => row(vendor.vendor, one_.kind, one_.used, time(one_.until))));
  return el('section', { class: 'card', 'aria-label': 'Request limits' }, el('h2', {}, 'Request limits'),
    el('p', {}, badge(now.enabled ? 'on' : 'off', now.enabled ? 'good' : 'warn'), ' ',
      act(now.enabled ? 'Switch off' : 'Switch on', () => put(`/worlds/${world.name}/limits`, { enabled: !now.enabled }), 'Switched.')),
    windows.length > 0 ? table('Windows in use', ['Vendor', 'Window', 'Used', 'Until'], windows) : null,
    windows.length > 0 ? act('Give every key its full number back', () => call('DELETE', `/worlds/${world.name}/limits/windows`), 'Every key has its full number again.') : null);
}

async function snapshots(world, act, context) {
  const path = `/worlds/${world.name}/snapshots`;
  if (!await offers('/__mocks/worlds/{name}/snapshots')) return null;
  const taken = await get(path);
  const name = el('input', { value: `before-${taken.length + 1}`, pattern: '[A-Za-z0-9._\\-]{1,64}' });
  const result = el('div', { 'aria-live': 'polite' });
  const compare = (since) => attempt(() => get(`/worlds/${world.name}/diff${since ? `?since=${encodeURIComponent(since)}` : ''}`)).then((diff) => diff && result.replaceChildren(...drawDiff(diff, world, context)));
  const rows = taken.map((one_) => {
    const at = `${path}/${encodeURIComponent(one_.name)}`;
    return row(one_.name, time(one_.takenAt), el('div', { class: 'bar' },
      button('Diff', () => compare(one_.name), { 'aria-label': `Diff since ${one_.name}` }),
      act('Restore', () => post(`${at}/restore`), `${world.name} is as it was at ${one_.name}.`, { 'aria-label': `Restore ${one_.name}` }),
      act('Delete', () => call('DELETE', at), `${one_.name} is forgotten.`, { 'aria-label': `Delete ${one_.name}` })));
  });
  return el('section', { class: 'card', 'aria-label': 'Snapshots' }, el('h2', {}, 'Snapshots and diff'),
    el('div', { class: 'bar' }, field('Name', name), act('Take a snapshot', () => post(path, { name: name.value.trim() }), (one_) => `${one_.name} is taken.`, { class: 'first' }),
      button('Diff since the opening', () => compare(null)),
      button('Export', () => attempt(() => call('GET', `/worlds/${world.name}/export?secrets=shown`)).then((text) => text && save(`${world.name}.json`, text)))),
    taken.length > 0 ? table('Snapshots taken', ['Name', 'Taken at', 'Actions'], rows) : empty('No snapshot has been taken.'),
    result);
}

const shown = (value) => (value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value));

function drawDiff(diff, world, context) {
  const records = diff.records.map((record) => {
    const fields = Object.entries(record.fields);
    return el('details', {},
      el('summary', {}, badge(record.did, record.did === 'removed' ? 'bad' : record.did === 'added' ? 'good' : 'warn'), ` ${record.vendor} ${record.table} ${record.id} `,
        record.did === 'changed' ? fields.map(([name]) => name).join(', ') : null),
      table(`Fields of ${record.table} ${record.id}`, ['Field', 'Before', 'After'], fields.map(([name, value]) => row(name, shown(value.before), shown(value.after)))),
      record.did === 'removed' ? null : link('Open in the state browser', context.address(world.name, 'state', record.vendor, record.table, record.id)));
  });
  return [el('p', { class: 'diff' }, `Since ${diff.since}: ${diff.added} added, ${diff.changed} changed, ${diff.removed} removed.`), ...records];
}

function credentials(world) {
  return el('div', { class: 'cards' }, world.vendors.map((vendor) => el('div', { class: 'card' },
    el('h3', {}, vendor.vendor),
    el('p', { class: 'bar' }, el('code', {}, vendor.baseUrl), copyButton(vendor.baseUrl, `base URL of ${vendor.vendor}`)),
    table(`Credentials of ${vendor.vendor}`, ['Role', 'Values'], vendor.credentials.map((credential) => row(credential.role,
      Object.entries(credential.values).map(([name, value]) => el('div', { class: 'bar' },
        el('code', {}, `${name}: ${value}`), copyButton(value, `${name} of ${vendor.vendor} ${credential.role}`)))))))));
}

async function snippets(world) {
  const chosen = { vendor: world.vendors[0], role: 0, operation: 0, language: Languages[0] };
  const place = el('div', {});
  const code = el('pre', { tabindex: '0', role: 'region', 'aria-label': 'Code' });
  async function draw() {
    const calls = await callsOf(chosen.vendor.vendor);
    const credential = chosen.vendor.credentials[chosen.role];
    code.textContent = snippet(chosen.language, calls[chosen.operation].fill(chosen.vendor, credential.values));
    const pick = (label, name, options) => field(label, select(options, String(chosen[name]), (value) => { chosen[name] = Number(value); draw(); }));
    place.replaceChildren(
      field('Vendor', select(world.vendors.map((one_) => [one_.vendor]), chosen.vendor.vendor, (value) => {
        Object.assign(chosen, { vendor: world.vendors.find((one_) => one_.vendor === value), role: 0, operation: 0 });
        draw();
      })),
      pick('As', 'role', chosen.vendor.credentials.map((one_, at) => [String(at), one_.role])),
      pick('Call', 'operation', calls.map((one_, at) => [String(at), one_.title])),
      field('Language', select(Languages.map((one_) => [one_]), chosen.language, (value) => { chosen.language = value; draw(); })),
      copyButton(() => code.textContent, `the call in ${chosen.language}`));
  }
  place.className = 'bar';
  await draw();
  return el('section', { class: 'card', 'aria-label': 'Ready calls' }, place, code);
}
