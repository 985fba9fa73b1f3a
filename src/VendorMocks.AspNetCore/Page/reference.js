// The vendors' APIs as their OpenAPI documents describe them, to be called from here. Calls go to the fake.

import { badge, copyButton, el, field, fill, row, say, select, table } from './dom.js';
import { get, once } from './api.js';
import { body as showBody } from './json.js';
import { callsOf } from './openapi.js';
import { Languages, snippet } from './snippets.js';
import { tabs } from './tabs.js';

export async function show(view, context) {
  const world = await get(`/worlds/${context.world}`);
  const vendor = world.vendors.find((one) => one.vendor === context.rest[0]) ?? world.vendors[0];
  const [calls, vendors] = await Promise.all([callsOf(vendor.vendor), once('/vendors')]);
  const { operations } = vendors.find((one) => one.vendor === vendor.vendor);
  // Where one path serves several calls, its own summary is of all of them.
  for (const call of calls) call.summary = operations.find((one) => one.id === call.id)?.summary ?? call.operation.summary;
  const role = select(vendor.credentials.map((one, at) => [String(at), one.role]), '0');
  const values = () => vendor.credentials[Number(role.value)].values;
  const find = el('input', { type: 'search', input: filter });
  const entries = calls.map((call) => entry(call, context.world, vendor.vendor, values));
  function filter() {
    const words = find.value.toLowerCase().split(' ');
    calls.forEach((call, at) => {
      const text = `${call.title} ${call.summary}`.toLowerCase();
      entries[at].hidden = !words.every((word) => text.includes(word));
    });
  }
  fill(view, await tabs(context, 'reference', vendor.vendor),
    el('p', {}, el('code', {}, vendor.baseUrl)),
    el('div', { class: 'bar' }, field('Find', find), field('Call as', role)),
    el('div', { class: 'card' }, entries));
}

function entry(call, world, vendor, values) {
  const content = el('div', {});
  const details = el('details', { toggle: () => { if (details.open && !content.hasChildNodes()) fill(content, ...form(call, world, vendor, values)); } },
    el('summary', {}, el('b', { class: 'mono' }, call.method), ' ', el('code', {}, call.path), ` ${call.summary} `,
      call.example ? badge(call.example) : null, badge(call.operation['x-provenance'] ?? '', call.operation['x-provenance']?.toLowerCase())),
    content);
  return details;
}

function form(call, world, vendor, values) {
  const inputs = new Map(call.parameters.map((parameter) => [parameter.name, el('input', { value: parameter.value, placeholder: String(parameter.hint), required: parameter.in === 'path' })]));
  const area = el('textarea', { spellcheck: 'false' });
  let body = call.bodies[0];
  const fillBody = (name) => { area.value = call.bodyText(body, name, values()) ?? ''; };
  const type = select(call.bodies.map((one) => [one.type]), body?.type, (chosen) => { body = call.bodies.find((one) => one.type === chosen); drawBody(); });
  const examples = el('div', {});
  function drawBody() {
    examples.replaceChildren(field('Example', select(body.examples.map(([name]) => [name]), null, fillBody)));
    examples.hidden = body.examples.length < 2;
    fillBody(body.examples[0]?.[0]);
  }
  const output = el('div', { 'aria-live': 'polite' });
  const made = () => call.send(location.origin, world, vendor, values(), {
    type: body?.type,
    body: area.value,
    parameters: Object.fromEntries([...inputs].map(([name, input]) => [name, input.value])),
  });
  const language = select(Languages.map((one) => [one]), 'curl');
  if (body) drawBody();
  return [
    el('form', { class: 'fields', submit: (event) => { event.preventDefault(); send(made(), output); } },
      [...inputs].map(([name, input]) => {
        const { description, schema, in: place } = call.parameters.find((parameter) => parameter.name === name);
        return field(name, input, [place, words(schema), description].filter(Boolean).join(' · '));
      }),
      body ? [field('Content-Type', type), examples, field('Body', area)] : null,
      el('div', { class: 'bar' }, el('button', { class: 'first' }, 'Send to the fake'), field('As code', language), copyButton(() => snippet(language.value, made()), `the call ${call.id}`))),
    output,
    ...(body ? [describe('Fields of the body', body.schema, call)] : []),
    ...answers(call),
  ];
}

async function send(request, output) {
  output.replaceChildren('…');
  try {
    const answer = await fetch(request.url, { method: request.method, headers: request.headers, body: request.body ?? undefined, credentials: 'omit' });
    const text = await answer.text();
    const [shown] = showBody('Answer', text, answer.headers.get('content-type'), []);
    const why = answer.headers.get('x-mocks-why');
    output.replaceChildren(el('p', {}, badge(String(answer.status), answer.ok ? 'good' : 'bad'), ` exchange ${answer.headers.get('x-mocks-exchange') ?? 'none'}`, why ? `, refused by ${why}` : ''), shown);
  } catch (failure) {
    output.replaceChildren();
    say(`No answer: ${failure.message}`, true);
  }
}

/** A schema in a few words. */
function words(schema) {
  const kinds = [schema.type, ...(schema.anyOf ?? schema.oneOf ?? []).map((one) => one.type)].flat().filter(Boolean);
  return [[...new Set(kinds)].join(' or '), schema.enum ? `one of ${schema.enum.join(', ')}` : null, schema.pattern ? `like ${schema.pattern}` : null, schema.format].filter(Boolean).join(', ');
}

function describe(title, schema, call) {
  const needed = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const resolved = call.resolve(property);
    return row(name, needed.has(name) ? 'required' : '', words(resolved), resolved.description ?? '');
  });
  return el('details', {}, el('summary', {}, title), schema.description ? el('p', {}, schema.description) : null, table(title, ['Field', '', 'Type', 'Meaning'], rows));
}

function answers(call) {
  return Object.entries(call.operation.responses ?? {}).map(([code, response]) => {
    let schema = call.resolve(Object.values(response.content ?? {})[0]?.schema ?? {});
    if (schema.type === 'array' && schema.items) schema = call.resolve(schema.items);
    return describe(`Answer ${code}: ${response.description}`, schema, call);
  });
}
