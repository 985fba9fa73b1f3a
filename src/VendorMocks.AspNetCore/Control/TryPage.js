'use strict';
// Draws a form for each call of the OpenAPI document. Whatever the server says is shown as text, never as markup.

const byId = (id) => document.getElementById(id);

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function headers(more) {
  const token = byId('token').value;
  return token ? { ...more, Authorization: 'Bearer ' + token } : more;
}

async function send(path, method, call, form, output) {
  const query = new URLSearchParams();
  let url = path;
  for (const parameter of call.parameters ?? []) {
    const value = form.elements[parameter.in + ' ' + parameter.name].value;
    if (parameter.in === 'path') url = url.replace('{' + parameter.name + '}', encodeURIComponent(value));
    else if (value !== '') query.append(parameter.name, value);
  }
  if ([...query].length > 0) url += '?' + query;
  const body = form.elements.body?.value.trim();
  output.textContent = method.toUpperCase() + ' ' + url + ' …';
  try {
    const answer = await fetch(url, {
      method: method.toUpperCase(),
      headers: headers(body ? { 'Content-Type': 'application/json' } : {}),
      body: body || undefined,
    });
    output.textContent = method.toUpperCase() + ' ' + url + '\n' + answer.status + ' ' + answer.statusText + '\n\n' + await answer.text();
  } catch (failure) {
    output.textContent = 'No answer: ' + failure.message;
  }
}

function fill(form, path, method, call) {
  for (const parameter of call.parameters ?? []) {
    const id = method + path + parameter.in + parameter.name;
    const input = make('input', { id, name: parameter.in + ' ' + parameter.name, required: parameter.in === 'path' || parameter.required });
    input.value = parameter.in === 'path' && parameter.name === 'name' ? byId('world').value : parameter.example ?? '';
    form.append(make('label', { htmlFor: id, textContent: parameter.name }), input, make('small', { textContent: parameter.description ?? '' }));
  }
  const content = call.requestBody?.content['application/json'];
  if (content) {
    const id = method + path + 'body';
    form.append(make('label', { htmlFor: id, textContent: 'body' }));
    form.append(make('textarea', { id, name: 'body', value: JSON.stringify(content.example ?? {}, null, 2), spellcheck: false }));
    for (const [name, field] of Object.entries(content.schema.properties ?? {})) {
      const needed = (content.schema.required ?? []).includes(name) ? ', required' : '';
      form.append(make('small', {}, make('code', { textContent: name }), ' ' + [field.type].flat().join(' or ') + needed + ': ' + (field.description ?? '')));
    }
  }
  const output = make('pre', { hidden: true, tabIndex: 0 });
  form.append(make('button', { textContent: 'Send' }), output);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    output.hidden = false;
    send(path, method, call, form, output);
  });
}

function draw(api) {
  const rooms = new Map();
  for (const [path, item] of Object.entries(api.paths)) {
    for (const [method, call] of Object.entries(item)) {
      const room = call.tags[0];
      if (!rooms.has(room)) rooms.set(room, []);
      const form = make('form', {});
      const details = make('details', {},
        make('summary', {}, make('span', { className: 'method', textContent: method.toUpperCase() }), make('code', { textContent: path }), ' ' + call.summary),
        form);
      details.dataset.words = (method + ' ' + path + ' ' + call.summary).toLowerCase();
      // Forms are drawn when they are opened: there are hundreds.
      details.addEventListener('toggle', () => { if (details.open && !form.hasChildNodes()) fill(form, path, method, call); });
      rooms.get(room).push(details);
    }
  }
  const sections = [...rooms].map(([room, calls]) => make('section', {}, make('h2', { textContent: room }), ...calls));
  byId('calls').replaceChildren(...sections);
}

function find() {
  const words = byId('find').value.toLowerCase().split(' ').filter(Boolean);
  for (const section of document.querySelectorAll('main section')) {
    let any = false;
    for (const details of section.querySelectorAll('details')) {
      details.hidden = !words.every((word) => details.dataset.words.includes(word));
      any ||= !details.hidden;
    }
    section.hidden = !any;
  }
}

async function load() {
  const answer = await fetch('openapi.json', { headers: headers({}) });
  if (answer.ok) draw(await answer.json());
  else byId('calls').replaceChildren(make('pre', { textContent: await answer.text() }));
}

const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given) byId('token').value = given;
byId('find').addEventListener('input', find);
byId('token').addEventListener('change', load);
load();
