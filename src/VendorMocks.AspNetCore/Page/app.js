// The frame: which view, which world, which theme, and the token where one is wanted.

import { el, field, button, say, select, open } from './dom.js';
import { get, forget, keepToken, once, takeToken } from './api.js';

const Views = [
  ['requests', 'Requests'],
  ['worlds', 'Worlds'],
  ['state', 'State'],
  ['faults', 'Faults and stubs'],
  ['webhooks', 'Webhooks'],
  ['fidelity', 'Fidelity'],
  ['reference', 'API reference'],
  ['start', 'Start'],
];

const Themes = { '': 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' };

const main = document.getElementById('main');
const start = [...main.childNodes];
const sample = main.querySelector('pre')?.textContent;
let leave = null;
let turn = 0;

/** Where the address leads: #/<world>/<view>/<more>. */
function here() {
  const [world, view, ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  return { world: world || 'default', view: Views.some(([name]) => name === view) ? view : 'requests', rest };
}

export const address = (...parts) => `#/${parts.map(encodeURIComponent).join('/')}`;

async function show() {
  const mine = ++turn;
  const place = here();
  leave?.();
  leave = null;
  document.querySelector('dialog[open]')?.close();
  // Only live requests can be those of all worlds.
  const world = place.world === '*' && place.view !== 'requests' ? 'default' : place.world;
  const context = { ...place, world, address, sample, again: show, tell: connection };
  drawNav(context);
  drawWorlds(context);
  const title = Views.find(([name]) => name === place.view)[1];
  document.title = `${title} · ${world === '*' ? 'all worlds' : world} · Mocks`;
  delete main.dataset.ready;
  if (place.view === 'start') {
    main.replaceChildren(...start);
    main.dataset.ready = 'true';
    return;
  }
  const waiting = el('p', { class: 'waiting', role: 'status' }, 'One moment…');
  const view = el('div', { class: 'view' }, el('h1', { tabindex: '-1' }, title), waiting);
  main.replaceChildren(view);
  try {
    // What most views ask first is on its way while the view itself is.
    once('/vendors').catch(() => {});
    const module = await load(place.view);
    const stop = await module.show(view, context);
    if (mine === turn) leave = stop ?? null;
    else stop?.();
  } catch (problem) {
    view.append(el('p', { role: 'alert' }, problem.message), el('p', {}, button('Try again', show)));
  }
  waiting.remove();
  if (mine === turn) main.dataset.ready = 'true';
}

const failed = new Map();

/** A view's module; browsers remember that one could not be fetched, so it is asked for under another address then. */
async function load(view) {
  const times = failed.get(view) ?? 0;
  try {
    return await import(`./${view}.js${times > 0 ? `?${times}` : ''}`);
  } catch {
    failed.set(view, times + 1);
    throw new Error('The server does not answer.');
  }
}

function drawNav(context) {
  const links = Views.map(([name, text]) => el('a', { href: address(context.world, name), 'aria-current': name === context.view ? 'page' : null }, text));
  const views = document.getElementById('views');
  views.replaceChildren(...links);
  // On a small screen the views are a line to be moved.
  const chosen = views.querySelector('[aria-current]');
  views.scrollLeft = chosen.offsetLeft - views.offsetLeft - 40;
}

async function drawWorlds(context) {
  const place = document.getElementById('worlds');
  try {
    const names = (await get('/worlds')).map((world) => [world.name]);
    if (context.view === 'requests') names.push(['*', 'all worlds']);
    if (!names.some(([name]) => name === context.world)) names.unshift([context.world]);
    const list = select(names, context.world, (name) => { location.hash = address(name, context.view); });
    list.setAttribute('aria-label', 'World');
    place.replaceChildren(list);
    connection(null);
  } catch (problem) {
    connection(problem);
  }
}

function connection(problem) {
  const line = document.getElementById('line');
  const text = problem ? `Not connected: ${problem.message}` : 'Connected';
  if (line.textContent === text) return;
  line.className = problem ? 'line lost' : 'line';
  line.textContent = text;
  line.title = text;
}

function drawTheme() {
  const root = document.documentElement;
  const names = Object.keys(Themes);
  const set = (name) => {
    if (name) root.dataset.theme = name;
    else delete root.dataset.theme;
    localStorage.setItem('mocks.theme', name);
    switcher.textContent = Themes[name];
  };
  const switcher = button('', () => set(names[(names.indexOf(root.dataset.theme ?? '') + 1) % names.length]), { id: 'theme' });
  document.getElementById('tools').append(switcher);
  set(Object.hasOwn(Themes, localStorage.getItem('mocks.theme') ?? '') ? localStorage.getItem('mocks.theme') ?? '' : '');
}

let asking = false;
let given = false;

function askToken() {
  if (asking) return;
  asking = true;
  const refused = given ? el('p', { role: 'alert' }, 'The server does not know that token.') : null;
  const token = el('input', { type: 'password', autocomplete: 'off', required: true });
  const form = el('form', {
    class: 'fields',
    submit: (event) => {
      event.preventDefault();
      keepToken(token.value.trim());
      given = true;
      forget();
      sheet.close();
      show();
    },
  }, refused, el('p', {}, 'This page is not opened from the machine of the server. The server printed its token at its start; MOCKS_TOKEN sets it.'),
  field('Token', token), el('p', {}, el('button', { class: 'first' }, 'Use this token')));
  const sheet = open('The control API wants its token', form, () => { asking = false; });
  token.focus();
}

takeToken();
drawTheme();
document.addEventListener('token-wanted', askToken);
addEventListener('hashchange', async () => {
  await show();
  say('');
  // Whoever hears the page is told where it went.
  if (!document.querySelector('dialog[open]')) main.querySelector('h1')?.focus({ preventScroll: true });
});
show();
