// How much of each vendor is known, and how this run stands to the contracts.

import { attempt, badge, button, el, empty, fill, row, table } from './dom.js';
import { get, once } from './api.js';
import { bars } from './charts.js';
import { ruleCard } from './rules.js';
import { tabs } from './tabs.js';

const Words = ['Documented', 'Observed', 'Assumed'];

const key = () => el('p', {}, Words.map((word) => [el('span', { class: `key ${word.toLowerCase()}` }), word]));

export async function show(view, context) {
  const vendors = await once('/vendors');
  const vendor = vendors.find((one) => one.vendor === context.rest[0]) ?? vendors[0];
  const [rules, document] = await Promise.all([once(`/vendors/${vendor.vendor}/rules`), once(`/vendors/${vendor.vendor}/openapi.json`)]);
  const report = el('div', { class: 'cards', 'aria-label': 'Contract report', role: 'group' });
  fill(view, await tabs(context, 'fidelity', vendor.vendor),
    el('h2', {}, 'Contract report of this run'), report, el('p', {}, button('Read again', () => attempt(draw, 'Read again.'))),
    el('h2', {}, 'How its behaviour is known'), key(),
    bars('Rules by how they are known', vendors.map((one) => ({
      name: one.title,
      parts: [['documented', one.rules.documented], ['observed', one.rules.observed], ['assumed', one.rules.assumed]],
    })), Words),
    el('h2', {}, `Operations of ${vendor.title}`), operations(vendor, document),
    el('h2', {}, 'Known limits'),
    el('p', { class: 'empty' }, 'What neither documents nor recordings say, and what the fake does instead. Switches change it.'),
    el('div', { class: 'card' }, rules.filter((rule) => rule.provenance === 'Assumed').map(ruleCard)));
  const draw = async () => { report.replaceChildren(...await contract(vendor, context)); };
  await draw();
}

function operations(vendor, document) {
  const fixtures = new Map();
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) {
      const names = Object.values(operation['x-fixtures'] ?? {});
      for (const one of vendor.operations) {
        // A post form of a reading call has the call's own name before it; where one path serves several, fixtures tell them apart.
        const mine = operation.operationId === one.id || operation.operationId === `${one.id}.post` ? names : names.filter((name) => name.startsWith(`${one.id}.`));
        fixtures.set(one.id, new Set([...fixtures.get(one.id) ?? [], ...mine]));
      }
    }
  }
  return table(`Operations of ${vendor.title}`, ['Operation', 'Call', 'Documented', 'Observed', 'Assumed', 'Tests (fixtures)'], vendor.operations.map((one) => row(one.id,
    `${one.method} ${one.path}`, ...Words.map((word) => (word === one.source ? badge('●', word.toLowerCase(), word) : '')), fixtures.get(one.id)?.size ?? 0)));
}

const middle = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

async function contract(vendor, context) {
  const world = `/worlds/${context.world}`;
  const [{ exchanges }, { checked, unchecked, violations }] = await Promise.all([get(`${world}/journal?limit=1000&vendor=${vendor.vendor}`), get(`${world}/contracts`)]);
  const mine = exchanges.filter((one) => !one.vendorSide);
  const of = (id) => mine.filter((one) => one.operation === id);
  const counted = vendor.operations.map((one) => ({ id: one.id, calls: of(one.id) }));
  const called = counted.filter((one) => one.calls.length > 0);
  const own = violations.filter((one) => one.vendor === vendor.vendor);
  const byOperation = Object.entries(Object.groupBy(own, (one) => one.operation ?? 'none'));
  const times = called.map((one) => ({ id: one.id, took: one.calls.map((call) => call.tookMs).filter((ms) => ms !== undefined).sort((a, b) => a - b) })).filter((one) => one.took.length > 0);
  const rounded = (ms) => Number(ms.toFixed(2));
  return [
    bars(`Operations called: ${called.length} of ${counted.length}`, counted.map((one) => ({
      name: one.id,
      parts: [[one.calls.length > 0 ? 'documented' : 'none', one.calls.length]],
      text: one.calls.length > 0 ? String(one.calls.length) : 'never called',
    })), ['Calls']),
    el('div', {},
      el('p', {}, `${checked} exchanges of the world were held against their contract, ${unchecked} could not be.`),
      byOperation.length > 0 ? bars('Violations by operation', byOperation.map(([name, list]) => ({ name, parts: [['bad', list.length]] })), ['Violations'])
        : empty(`No exchange with ${vendor.title} departs from its contract.`),
      times.length > 0 ? bars('Latency of the fake in ms: median / 95 % stay below', times.map((one) => ({
        name: one.id,
        parts: [['observed', rounded(middle(one.took, 0.5))]],
        text: `${rounded(middle(one.took, 0.5))} / ${rounded(middle(one.took, 0.95))}`,
      })), ['Median, ms']) : null),
  ];
}
