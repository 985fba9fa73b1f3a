// Live requests.

import { badge, button, copyButton, el, empty, field, fill, link, select, time } from './dom.js';
import { once } from './api.js';
import { Exchanges } from './exchanges.js';
import { virtualList } from './virtual.js';

const Statuses = [['', 'any'], ['2', '2xx'], ['3', '3xx'], ['4', '4xx'], ['5', '5xx'], ['0', 'cut']];

const Marks = {
  '': ['all', () => true],
  kept: ['contract kept', (one) => one.violations === 0],
  broken: ['contract broken', (one) => one.violations > 0],
  refused: ['refused', (one) => one.why],
  fault: ['with a fault', (one) => one.fault],
  stub: ['from a stub', (one) => one.stub],
  limited: ['over a limit', (one) => one.limited],
  vendor: ["vendor's side", (one) => one.vendorSide],
};

export function verdict(one) {
  if (one.violations === null || one.violations === undefined) return badge('no contract', '', 'No contract describes this exchange');
  const count = Array.isArray(one.violations) ? one.violations.length : one.violations;
  return count === 0 ? badge('contract kept', 'good') : badge(`${count} off contract`, 'bad');
}

export const badges = (one) => [
  one.vendorSide ? badge("vendor's side") : one.fault || one.stub ? null : verdict(one),
  one.fault ? badge(`fault: ${one.fault}`, 'warn') : null,
  one.stub ? badge(`stub: ${one.stub}`, 'warn') : null,
  one.limited ? badge('limit', 'warn') : null,
  one.why && !one.fault && !one.stub ? badge(one.why, '', 'The rule that refused it') : null,
  one.bug ? badge('bug of the fake', 'bad', one.bug) : null,
];

export const status = (code) => badge(code === 0 ? 'cut' : String(code), code === 0 || code >= 400 ? 'bad' : code >= 300 ? 'warn' : 'good');

export async function show(view, context) {
  const vendors = await once('/vendors');
  const filter = { words: [], vendor: '', status: '', mark: '' };
  let paused = null;
  let drawing = false;

  const count = el('p', { role: 'status', class: 'empty' }, 'Reading the journal…');
  const list = virtualList('Exchanges, newest first', ['No.', 'Vendor', 'Request', 'Status', 'Time (world)', 'World', 'Marks'], draw);
  const nothing = el('div', { hidden: true }, first(context));

  function draw(one) {
    const href = one.world ? context.address(context.world, 'requests', one.world, one.id) : context.address(context.world, 'requests', '', one.id);
    return el('div', { class: 'one', role: 'row' },
      el('span', { role: 'cell', class: 'number' }, el('a', { href, 'aria-label': `Exchange ${one.id}: ${one.method} ${one.operation || one.url}` }, `#${one.id}`)),
      el('span', { role: 'cell', class: 'vendor' }, one.vendor || 'nobody'),
      el('span', { role: 'cell', class: 'what', title: `${one.method} ${one.url}` }, el('b', {}, one.operation || one.method), ` ${one.operation ? one.method : ''} ${one.url}`),
      el('span', { role: 'cell', class: 'status' }, status(one.status)),
      el('span', { role: 'cell', class: 'when' }, time(one.at)),
      el('span', { role: 'cell', class: 'world' }, one.world || '–'),
      el('span', { role: 'cell', class: 'badges' }, badges(one)));
  }

  function matches(one) {
    return (!filter.vendor || one.vendor === filter.vendor)
      && (!filter.status || (filter.status === '0' ? one.status === 0 : String(one.status)[0] === filter.status))
      && Marks[filter.mark][1](one)
      && filter.words.every((word) => one.text.includes(word));
  }

  function update() {
    drawing = false;
    const all = exchanges.items;
    const items = paused ?? all;
    const shown = items.filter(matches);
    list.show(shown);
    nothing.hidden = items.length > 0 || Boolean(exchanges.lost);
    const waiting = paused ? Math.max(0, all.length - paused.length) : 0;
    count.textContent = `${shown.length} of ${items.length} exchanges${paused ? `; paused, ${waiting} more came in` : ''}`;
    context.tell(exchanges.lost || null);
    view.dataset.count = all.length;
  }

  // Many changes at once are drawn once.
  function changed() {
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(update);
  }

  const pause = button('Pause', () => {
    paused = paused ? null : exchanges.items;
    pause.setAttribute('aria-pressed', Boolean(paused));
    pause.textContent = paused ? 'Go on' : 'Pause';
    changed();
  }, { 'aria-pressed': 'false' });
  const search = el('input', { type: 'search', input: () => { filter.words = search.value.trim().toLowerCase().split(' '); changed(); } });
  const choose = (name, options) => select(options, '', (value) => { filter[name] = value; changed(); });
  fill(view,
    el('div', { class: 'bar' },
      el('div', { class: 'grow' }, field('Search', search)),
      field('Vendor', choose('vendor', [['', 'all'], ...vendors.map((vendor) => [vendor.vendor, vendor.title])])),
      field('Status', choose('status', Statuses)),
      field('Show', choose('mark', Object.entries(Marks).map(([name, [text]]) => [name, text]))),
      pause),
    count, nothing, list.root);

  let exchanges;
  await new Promise((known) => {
    exchanges = new Exchanges(context.world, () => { changed(); known(); });
  });
  update();
  const resized = new ResizeObserver(() => list.paint());
  resized.observe(list.root);
  if (context.rest.length === 2) import('./exchange.js').then((one) => one.showExchange(context.rest[0], context.rest[1], context));
  return () => {
    exchanges.stop();
    resized.disconnect();
  };
}

/** What to do where nothing has come in yet. */
function first(context) {
  const world = context.world === '*' ? 'default' : context.world;
  const sample = world === 'default' ? context.sample : null;
  return [
    empty(`Nothing has come in yet. Point the code under test at a vendor of this server${sample ? ', or try:' : '.'}`),
    sample ? el('p', { class: 'bar' }, el('code', {}, sample), copyButton(sample, 'the call')) : null,
    el('p', {}, link('Base URLs, credentials and calls to copy', context.address(world, 'worlds', world))),
  ];
}
