// What a vendor remembers: its collections, their records, and what can be done about them.

import { button, el, empty, field, fill, link, row, select, table } from './dom.js';
import { get } from './api.js';
import { pretty } from './json.js';
import { hookButton, hooksOf, partsOf } from './hooks.js';
import { tabs } from './tabs.js';

const PageSize = 50;

/** The singular of a collection's name, as fields spell it. */
const singular = (name) => (name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, ''));

export async function show(view, context) {
  const vendors = (await get(`/worlds/${context.world}`)).vendors;
  const vendor = vendors.find((one) => one.vendor === context.rest[0])?.vendor ?? vendors[0].vendor;
  const [{ collections }, hooks] = await Promise.all([get(`/worlds/${context.world}/${vendor}/state`), hooksOf(vendor)]);
  const place = { ...context, vendor, hooks, collections };
  const chosen = collections.find((one) => one.collection === context.rest[1]);
  fill(view, await tabs(context, 'state', vendor));
  if (!chosen) return overview(view, place);
  if (context.rest[2] && context.rest[2] !== 'by') return entity(view, place, chosen, context.rest[2]);
  return list(view, place, chosen, context.rest.slice(3));
}

function overview(view, place) {
  const rows = place.collections.map((one) => row(link(one.collection, place.address(place.world, 'state', place.vendor, one.collection)), one.count, one.fields.join(', ')));
  fill(view, table(`Collections of ${place.vendor}`, ['Collection', 'Records', 'Fields'], rows),
    el('h2', {}, "The vendor's part"),
    el('p', { class: 'empty' }, 'What happens on the vendor\'s side, played by you. Each button opens a form.'),
    buttons(place, place.hooks.filter((hook) => hook.method !== 'GET'), null));
}

const buttons = (place, hooks, known) => el('div', { class: 'bar hooks' }, hooks.map((hook) => hookButton(hook, place.world, known?.(hook), place.again)));

const structured = (value) => value !== null && typeof value === 'object';

const text = (value) => (value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** The collection that a field's value is a record of, if it is of one. */
const targetOf = (collection, name) => collection.links[name] ?? collection.links[`${name}.id`];

/** A value of a field; the id of another record is a link to it, and of a copy of another record its id is. */
function cell(place, collection, name, value) {
  const target = targetOf(collection, name);
  const one = (id) => (Number.isInteger(id) && id > 0 ? link(String(id), place.address(place.world, 'state', place.vendor, target, id)) : text(id));
  if (!target || value === null || value === undefined) return typeof value === 'number' ? value : text(value);
  return Array.isArray(value) ? value.flatMap((id) => [one(id), ' ']) : one(value.id ?? value);
}

const crumbs = (place, ...more) => el('p', {}, link(place.vendor, place.address(place.world, 'state', place.vendor)), more.flatMap((one) => [' › ', one]));

function list(view, place, chosen, [by, is]) {
  const state = { offset: 0, sort: '', by: by ?? '', is: is ?? '' };
  const body = el('div', {});
  const said = el('p', { class: 'empty', role: 'status' });
  const fields = ['id', ...chosen.fields.filter((name) => name !== 'id')];
  const value = el('input', { value: state.is });
  const choice = select([['', 'nothing'], ...[...new Set([...fields, ...(by ? [by] : [])])].map((name) => [name])], state.by, (name) => { state.by = name; });
  async function draw() {
    const asked = new URLSearchParams({ limit: PageSize, offset: state.offset });
    if (state.sort) asked.set('sort', state.sort);
    if (state.by) asked.append(state.by, state.is);
    const page = await get(`/worlds/${place.world}/${place.vendor}/state/${chosen.collection}?${asked}`);
    const heads = fields.map((name) => {
      const order = state.sort === name ? 'ascending' : state.sort === `-${name}` ? 'descending' : null;
      return el('th', { scope: 'col', 'aria-sort': order }, button(`${name}${order === 'ascending' ? ' ▲' : order ? ' ▼' : ''}`, () => {
        Object.assign(state, { sort: order === 'ascending' ? `-${name}` : name, offset: 0 });
        draw().then(() => [...body.querySelectorAll('th button')].find((one) => one.textContent.startsWith(name))?.focus());
      }, { 'aria-label': `Sort by ${name}` }));
    });
    const rows = page.records.map((record, at) => row(link(String(record.id), place.address(place.world, 'state', place.vendor, chosen.collection, page.ids[at])),
      ...fields.slice(1).map((name) => cell(place, chosen, name, record[name]))));
    said.textContent = page.total === 0 ? 'No record matches.' : `${page.offset + 1} to ${page.offset + page.records.length} of ${page.total}`;
    const turn = (label, step, possible) => button(label, () => { state.offset += step * PageSize; draw(); }, { disabled: !possible });
    const shown = table(chosen.collection, [], rows);
    heads.forEach((head, at) => head.classList.toggle('number', rows[0]?.cells[at].className === 'number'));
    shown.querySelector('thead tr').append(...heads);
    shown.classList.add('state');
    body.replaceChildren(shown, el('div', { class: 'bar' }, turn('Earlier', -1, page.offset > 0), turn('Later', 1, page.offset + page.records.length < page.total)));
  }
  fill(view, crumbs(place, chosen.collection),
    el('form', { class: 'bar', submit: (event) => { event.preventDefault(); Object.assign(state, { is: value.value.trim(), offset: 0 }); draw(); } },
      field('Only where', choice), field('is', value), el('button', { class: 'first' }, 'Filter')),
    buttons(place, place.hooks.filter((hook) => hook.method !== 'GET' && partsOf(hook)[0] === chosen.collection), null),
    said, body);
  return draw();
}

async function entity(view, place, chosen, id) {
  const path = `/worlds/${place.world}/${place.vendor}/state/${chosen.collection}/${encodeURIComponent(id)}`;
  const record = await get(path);
  const one = singular(chosen.collection);
  // Hooks of this collection take a record by its id or by its own name; those of others by its name.
  const pointers = new Set(['id', one, `${one}_id`, `${one}Id`]);
  const about = place.hooks.filter((hook) => hook.method !== 'GET' && hook.fields.some((known) => pointers.has(known.name) && (known.name !== 'id' || partsOf(hook)[0] === chosen.collection)));
  const known = (hook) => {
    const filled = partsOf(hook)[0] === chosen.collection ? { ...record } : {};
    for (const { name, type } of hook.fields) {
      if (!pointers.has(name)) continue;
      if (name !== 'id') filled[name] = type === 'string' ? record.code ?? record.email ?? String(record.id) : record.id;
      else if (partsOf(hook)[0] === chosen.collection) filled[name] = record.id;
    }
    return filled;
  };
  const from = place.collections.flatMap((other) => Object.entries(other.links).filter(([, target]) => target === chosen.collection).map(([name]) => [other.collection, name]));
  fill(view, crumbs(place, link(chosen.collection, place.address(place.world, 'state', place.vendor, chosen.collection)), id),
    el('div', { class: 'card' }, el('h2', {}, `${one} ${id}`),
      el('dl', {}, chosen.fields.filter((name) => record[name] !== undefined).flatMap((name) => [
        el('dt', {}, name),
        el('dd', {}, targetOf(chosen, name) || !structured(record[name]) ? cell(place, chosen, name, record[name]) : null,
          structured(record[name]) && !chosen.links[name] ? pretty(record[name]) : null),
      ]))),
    el('h2', {}, 'What can be done'),
    about.length > 0 ? buttons(place, about, known) : empty('No control call takes such a record.'),
    from.length > 0 ? [el('h2', {}, 'Records that point here'),
      el('ul', {}, from.map(([collection, name]) => el('li', {},
        link(`${collection} where ${name} is ${id}`, place.address(place.world, 'state', place.vendor, collection, 'by', name, id)))))] : null);
}
