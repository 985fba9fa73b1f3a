// One exchange: what came, what it meant, what it changed.

import { badge, button, copy, el, fill, link, open, row, table, time } from './dom.js';
import { get, once } from './api.js';
import { body, query, wording } from './json.js';
import { badges, status } from './requests.js';
import { callOf, snippet } from './snippets.js';
import { actionsOf } from './keep.js';
import { ruleCard } from './rules.js';

const type = (headers) => Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];

const headerTable = (caption, headers) => el('details', {}, el('summary', {}, caption),
  table(caption, ['Name', 'Value'], Object.entries(headers).map(([name, value]) => row(name, value))));

const leftOver = (violations) => (violations.length === 0 ? null
  : el('ul', {}, violations.map((violation) => el('li', {}, el('mark', {}, violation.pointer || 'body'), ` ${wording(violation)}`))));

export async function showExchange(world, id, context) {
  const back = () => {
    if (location.hash.startsWith(context.address(context.world, 'requests', world, id))) history.replaceState(null, '', context.address(context.world, 'requests'));
  };
  const content = el('div', {});
  const sheet = open(`Exchange #${id}`, content, back);
  try {
    const exchange = world === '' ? await unclaimed(id) : await get(`/worlds/${world}/journal/${id}`);
    sheet.querySelector('h2').textContent = `#${exchange.id} ${exchange.request.method} ${exchange.operation ?? exchange.request.url}`;
    fill(content, await draw(exchange, world, context));
  } catch (problem) {
    content.append(el('p', { role: 'alert' }, problem.message));
  }
}

async function unclaimed(id) {
  const found = (await get(`/unclaimed?limit=1&after=${Number(id) - 1}`)).exchanges[0];
  if (String(found?.id) === id) return found;
  throw new Error(`There is no call ${id} among those that nobody claimed.`);
}

async function draw(exchange, world, context) {
  const { request, response } = exchange;
  const violations = exchange.violations ?? [];
  const wrong = { request: violations.filter((one) => one.in === 'request'), response: violations.filter((one) => one.in === 'response') };
  const [asked, afterQuery] = query(request.url, wrong.request);
  const [sent, afterBody] = body('Request body', request.body, type(request.headers), afterQuery);
  const [answered, afterAnswer] = body('Response body', response.body, type(response.headers), wrong.response);
  return [
    el('p', {}, status(response.status), ' ', badges(exchange).flatMap((one) => [one, ' '])),
    await actions(exchange, world),
    el('h3', {}, 'Request'),
    el('pre', { tabindex: '0', role: 'region', 'aria-label': 'Request line' }, `${request.method} ${request.url}`),
    asked, headerTable('Request headers', request.headers), sent, leftOver(afterBody),
    el('h3', {}, 'Response'),
    el('p', {}, response.status === 0 ? 'The line was cut before the answer.' : `Status ${response.status}`),
    headerTable('Response headers', response.headers), answered, leftOver(afterAnswer),
    el('h3', {}, 'What it changed'),
    changes(exchange, context),
    el('h3', {}, 'What it rests on'),
    await grounds(exchange),
  ];
}

async function actions(exchange, world) {
  const credentials = world === '' ? [] : (await get(`/worlds/${world}`)).vendors.find((vendor) => vendor.vendor === exchange.vendor)?.credentials ?? [];
  const call = callOf(exchange, credentials);
  return el('p', { class: 'bar' },
    button('Copy as curl', () => copy(snippet('curl', call), 'the call as curl')),
    await actionsOf(exchange, world));
}

const shown = (value) => (value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value));

function changes(exchange, context) {
  if (exchange.changes.length === 0) return el('p', { class: 'empty' }, 'Nothing.');
  return exchange.changes.map((change, at) => {
    const name = `${change.table} ${change.id}`;
    return el('div', { class: 'change' },
      el('p', {}, badge(change.did, change.did === 'removed' ? 'bad' : change.did === 'added' ? 'good' : 'warn'), ' ',
        change.did === 'removed' ? name : link(name, context.address(exchange.world, 'state', exchange.vendor, change.table, change.id))),
      change.fields ? table(`Fields of ${name}, change ${at + 1}`, ['Field', 'Before', 'After'],
        Object.entries(change.fields).map(([field, value]) => row(field, shown(value.before), shown(value.after)))) : null);
  });
}

/** The operation, and the rules that it keeps to, the one that refused before all others. */
async function grounds(exchange) {
  const facts = [['World', exchange.world ?? 'none'], ['Time on its clock', `${time(exchange.at)} UTC`]];
  if (exchange.tookMs !== undefined) facts.push(['Took', `${exchange.tookMs} ms`]);
  if (exchange.detail) facts.push(['Why', exchange.detail]);
  if (exchange.faultNote) facts.push(['Fault', exchange.faultNote]);
  if (exchange.bug) facts.push(['Bug of the fake', exchange.bug]);
  const vendor = exchange.vendor ? (await once('/vendors')).find((one) => one.vendor === exchange.vendor) : null;
  const operation = vendor?.operations.find((one) => one.id === exchange.operation);
  // What a stub or a fault answered rests on no rule of the vendor.
  const known = vendor && !exchange.stub && !exchange.fault ? await once(`/vendors/${vendor.vendor}/rules`) : [];
  const refusing = known.filter((rule) => rule.id === exchange.why);
  const kept = known.filter((rule) => rule.operations.includes(exchange.operation) && rule.id !== exchange.why);
  return [
    el('dl', {}, facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
    operation ? el('p', {}, badge(operation.source, operation.source.toLowerCase()), ` ${vendor.title}: ${operation.id}, ${operation.summary}`) : null,
    refusing.length > 0 ? [el('h4', {}, 'Refused by'), refusing.map(ruleCard)] : null,
    kept.length > 0 ? [el('h4', {}, `Rules that ${exchange.operation} keeps`), kept.map(ruleCard)] : null,
  ];
}
