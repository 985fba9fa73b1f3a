// Answers in place of the vendors', as WireMock writes them.

import { attempt, badge, button, el, empty, fill, open, row, say, table } from './dom.js';
import { callAt } from './api.js';
import { jsonField } from './editor.js';
import { pretty } from './json.js';

const at = (world) => `/worlds/${world}/__admin/mappings`;

/** A world's stubs; null where the server has none over HTTP. */
async function stubsOf(world) {
  try {
    return JSON.parse(await callAt('GET', at(world))).mappings;
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}

export async function showStubs(view, context) {
  const mappings = await stubsOf(context.world);
  if (!mappings) return;
  const rows = mappings.map((stub) => row(stub.name ?? stub.id, wanted(stub.request), badge(String(stub.response?.status ?? 200)),
    el('div', { class: 'bar' },
      button('Look', () => open(stub.name ?? stub.id, pretty(stub)), { 'aria-label': `Look at stub ${stub.name ?? stub.id}` }),
      button('Remove', () => attempt(async () => (await callAt('DELETE', `${at(context.world)}/${stub.id}`), true), 'The stub is gone.').then((done) => done && context.again()), { 'aria-label': `Remove stub ${stub.name ?? stub.id}` }))));
  fill(view, el('h2', {}, 'Stubs'),
    el('p', { class: 'empty' }, 'Answers in place of a vendor\'s. Live requests show which stub answered.'),
    rows.length > 0 ? table('Stubs', ['Stub', 'Calls meant', 'Status', 'Actions'], rows) : empty('No stub is set.'),
    el('p', {}, button('Add a stub', () => edit(context.world, { request: { method: 'GET', urlPath: '/' }, response: { status: 200, jsonBody: {} } }, context.again))));
}

const wanted = (request) => [request?.method ?? 'ANY', request?.url ?? request?.urlPath ?? request?.urlPattern ?? request?.urlPathPattern ?? request?.urlPathTemplate ?? request?.operation ?? 'any URL'].join(' ');

/** A mapping to look over before it is set. */
function edit(world, mapping, done) {
  const text = jsonField('Mapping, as WireMock writes it', JSON.stringify(mapping, null, 2));
  const submit = async (event) => {
    event.preventDefault();
    try {
      await callAt('POST', at(world), text.area.value);
    } catch (problem) {
      text.complain(problem);
      return;
    }
    say('The stub answers from now on.');
    sheet.close();
    done?.();
  };
  const sheet = open('Make a stub', el('form', { class: 'fields', submit }, text.root, el('div', { class: 'bar' }, el('button', { class: 'first' }, 'Set it'))));
}

const Kept = new Set(['content-type', 'location', 'retry-after']);

/** A button that makes a stub of an exchange; null where this server has none. */
export async function stubButton(exchange, world) {
  if (!world || !await stubsOf(world)) return null;
  const { request, response } = exchange;
  const url = new URL(request.url, location.origin);
  const query = [...url.searchParams].filter(([, value]) => !value.includes('***'));
  const mapping = {
    name: `like exchange ${exchange.id}`,
    request: {
      method: request.method,
      urlPath: url.pathname,
      ...(query.length > 0 ? { queryParameters: Object.fromEntries(query.map(([name, value]) => [name, { equalTo: value }])) } : {}),
    },
    response: {
      status: response.status || 503,
      headers: Object.fromEntries(Object.entries(response.headers).filter(([name]) => Kept.has(name.toLowerCase()))),
      ...(response.body ? { body: response.body } : {}),
    },
  };
  return button('Make a stub', () => edit(world, mapping));
}
