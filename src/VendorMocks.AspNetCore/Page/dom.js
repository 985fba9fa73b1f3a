// Elements as values. Texts become text nodes and nothing here parses markup, so what a caller sent stays text.

/** Puts children into an element, lists of them as well; what is null or false is left out. */
export function fill(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  return element;
}

/** An element: attributes by name, listeners by the event's name. */
export function el(tag, properties = {}, ...children) {
  return fill(set(document.createElement(tag), properties), children);
}

export const button = (text, click, properties = {}) => el('button', { type: 'button', click, ...properties }, text);

export const badge = (text, kind = '', title = null) => el('span', { class: `badge ${kind}`, title }, text);

export const link = (text, href) => el('a', { href }, text);

/** A table with a caption that only screen readers need. */
export function table(caption, heads, rows) {
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', {},
      el('caption', { class: 'unseen' }, caption),
      el('thead', {}, el('tr', {}, heads.map((head, at) => el('th', { scope: 'col', class: rows[0]?.cells[at]?.className || null }, head)))),
      el('tbody', {}, rows)));
}

/** A row whose first cell names it; numbers stand below one another. */
export const row = (name, ...cells) => el('tr', {}, el('th', { scope: 'row' }, name), cells.map((cell) => (typeof cell === 'number' ? el('td', { class: 'number' }, String(cell)) : el('td', {}, cell))));

let count = 0;

/** A label with its control below it. */
export function field(label, control, note) {
  control.id ||= `f${++count}`;
  const hint = note ? el('small', { id: `${control.id}n` }, note) : null;
  if (hint) control.setAttribute('aria-describedby', hint.id);
  return el('div', { class: 'field' }, el('label', { for: control.id }, label), control, hint);
}

export function select(options, chosen, change) {
  return el('select', { change: (event) => change?.(event.target.value) },
    options.map(([value, text]) => el('option', { value, selected: value === chosen }, text ?? value)));
}

let saying;

/** Says something to everybody, those who hear the page included. */
export function say(text, failed = false) {
  const line = document.getElementById('said');
  // Beside an open dialog nothing is seen or heard.
  const place = document.querySelector('dialog[open]') ?? document.body;
  if (line.parentNode !== place) place.append(line);
  line.className = failed ? 'failed' : '';
  line.replaceChildren(text);
  clearTimeout(saying);
  saying = setTimeout(() => line.replaceChildren(), failed ? 20000 : 8000);
}

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers keep their clipboard from pages without TLS that are not on this machine.
    const area = el('textarea', { class: 'unseen', value: text, 'aria-label': what });
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  say(`Copied: ${what}.`);
}

export const copyButton = (text, what) => button('Copy', () => copy(typeof text === 'function' ? text() : text, what), { class: 'small', 'aria-label': `Copy ${what}` });

/** Runs what a person asked for; what goes wrong is said in the server's words. */
export async function attempt(action, done) {
  try {
    const result = await action();
    if (done) say(typeof done === 'function' ? done(result) : done);
    return result;
  } catch (problem) {
    say(problem.message, true);
    return undefined;
  }
}

/** A dialog that is gone once it is closed. */
export function open(title, content, closed) {
  const heading = el('h2', { id: `f${++count}`, tabindex: '-1' }, title);
  const sheet = el('dialog', { class: 'sheet', 'aria-labelledby': heading.id, close: () => { document.body.append(...sheet.querySelectorAll('#said')); sheet.remove(); closed?.(); } },
    el('header', {}, heading, button('Close', () => sheet.close())), content);
  document.body.append(sheet);
  sheet.showModal();
  heading.focus();
  return sheet;
}

/** Gives a text to the browser as a file. */
export function save(name, text, type = 'application/json') {
  const url = URL.createObjectURL(new Blob([text], { type }));
  el('a', { href: url, download: name }).click();
  URL.revokeObjectURL(url);
  say(`Saved: ${name}.`);
}

export const time = (text) => text.slice(0, 10) + ' ' + text.slice(11, 23).replace(/Z$/, '');

export const empty = (text) => el('p', { class: 'empty' }, text);
