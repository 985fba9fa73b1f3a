// What the vendors send to others.

import { attempt, badge, button, el, empty, fill, row, table, time } from './dom.js';
import { get, once, post } from './api.js';
import { body } from './json.js';
import { hookButton, hooksOf, partsOf } from './hooks.js';

const Kinds = { Delivered: 'good', Failed: 'bad', Queued: 'warn', Sending: 'warn' };

export async function show(view, context) {
  const { vendors } = await get(`/worlds/${context.world}`);
  const titles = new Map((await once('/vendors')).map((one) => [one.vendor, one.title]));
  let any = false;
  for (const { vendor } of vendors) {
    const hooks = await hooksOf(vendor);
    const lister = hooks.find((hook) => hook.id === `${vendor}.deliveries.list`);
    if (!lister) continue;
    any = true;
    fill(view, el('h2', {}, titles.get(vendor)), await endpoints(context, vendor, hooks), await deliveries(context, vendor));
  }
  if (!any) fill(view, empty('No vendor here sends anything.'));
}

const at = (context, vendor) => `/worlds/${context.world}/${vendor}`;

/** Collections whose hooks take a URL are where endpoints are kept. */
async function endpoints(context, vendor, hooks) {
  const takers = hooks.filter((hook) => hook.method !== 'GET' && hook.fields.length <= 4 && hook.fields.some((one) => one.name.endsWith('url')));
  const { collections } = await get(`${at(context, vendor)}/state`);
  const names = new Set(takers.map((hook) => partsOf(hook)[0]));
  const rows = [];
  for (const { collection, fields } of collections.filter((one) => names.has(one.collection))) {
    const field = fields.find((name) => /url$/i.test(name));
    const { records } = await get(`${at(context, vendor)}/state/${collection}?limit=1000`);
    rows.push(...records.filter((record) => record[field]).map((record) => row(record[field], `${collection} ${record.id}`, record.event ?? 'all')));
  }
  return [
    rows.length > 0 ? table(`Endpoints of ${vendor}`, ['URL', 'Kept in', 'Events'], rows) : empty('No endpoint is set.'),
    el('div', { class: 'bar' }, takers.map((hook) => hookButton(hook, context.world, null, context.again))),
  ];
}

async function deliveries(context, vendor) {
  const all = (await get(`${at(context, vendor)}/deliveries/list`)).toReversed();
  if (all.length === 0) return empty('Nothing was sent yet.');
  return all.map((delivery) => {
    const [sent] = body(`What delivery ${delivery.id} sends`, delivery.body?.text, delivery.body?.contentType, []);
    return el('details', { class: 'delivery' },
      el('summary', {}, `#${delivery.id} `, badge(delivery.state, Kinds[delivery.state] ?? ''), ` ${delivery.event} · ${delivery.subject} · ${delivery.method} ${delivery.url} · ${delivery.attempts.length} ${delivery.attempts.length === 1 ? 'attempt' : 'attempts'}`),
      el('p', {}, button('Send again', () => attempt(() => post(`${at(context, vendor)}/deliveries/redeliver`, { id: delivery.id }), (again) => `Sent again as #${again.id}.`).then((again) => again && context.again()), { 'aria-label': `Send delivery ${delivery.id} again` })),
      delivery.redeliveryOf ? el('p', {}, `A repetition of #${delivery.redeliveryOf}.`) : null,
      delivery.refused ? el('p', {}, delivery.refused) : null,
      sent,
      delivery.attempts.length > 0 ? table(`Attempts of delivery ${delivery.id}`, ['Time (UTC)', 'Status', 'Answer'],
        delivery.attempts.map((attempt_) => row(time(attempt_.at), String(attempt_.status ?? 'none'), attempt_.error ?? attempt_.answer))) : empty('Not tried yet.'));
  });
}
