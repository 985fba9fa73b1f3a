// Calls to the control API, with the token that the page was opened with.

const Key = 'mocks.token';

/** Takes the token out of the address, so that it stands neither there nor in the history. */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null) return;
  keepToken(given);
  history.replaceState(null, '', location.pathname);
}

export const keepToken = (token) => sessionStorage.setItem(Key, token);

export class Problem extends Error {
  constructor(status, text) {
    let problem = {};
    try {
      problem = JSON.parse(text);
    } catch {
      // Whoever answered was not the control API.
    }
    super(problem.detail ?? problem.errors?.[0]?.detail ?? `The server answered ${status}.`);
    this.status = status;
    this.field = problem.field;
    this.pointer = problem.pointer;
  }
}

export function headers(more = {}) {
  const token = sessionStorage.getItem(Key);
  return token ? { ...more, Authorization: `Bearer ${token}` } : more;
}

/** Sends a call; whatever is no success is thrown in the server's words. */
async function reach(method, path, body, signal) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      signal,
      headers: headers(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, '{"detail":"The server does not answer."}');
  }
  if (answer.ok) return answer;
  if (answer.status === 401) document.dispatchEvent(new CustomEvent('token-wanted'));
  throw new Problem(answer.status, await answer.text());
}

/** A control call; its answer's text. */
export const call = (method, path, body, signal) => callAt(method, `/__mocks${path}`, body, signal);

/** The same for paths that stand beside the control API. */
export const callAt = async (method, path, body, signal) => (await reach(method, path, body, signal)).text();

/** Server-sent events, from the moment that the server says them; a browser's EventSource could not carry the token. */
export async function follow(path, signal) {
  const answer = await reach('GET', `/__mocks${path}`, undefined, signal);
  return eventsOf(answer.body.pipeThrough(new TextDecoderStream()).getReader());
}

async function* eventsOf(reader) {
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read().catch((failure) => {
      if (failure.name === 'AbortError') throw failure;
      return { done: true };
    });
    if (done) throw new Problem(0, '{"detail":"The server has ended the line."}');
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split('\n');
      const of = (name) => lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2)).join('\n');
      if (of('data')) yield { event: of('event'), data: JSON.parse(of('data')) };
    }
  }
}

const read = (text) => (text.trim() === '' ? null : JSON.parse(text));

export const get = async (path, signal) => read(await call('GET', path, undefined, signal));
export const post = async (path, body) => read(await call('POST', path, body));
export const put = async (path, body) => read(await call('PUT', path, body));
export const patch = async (path, body) => read(await call('PATCH', path, body));
export const remove = async (path) => read(await call('DELETE', path));

const known = new Map();

/** What never changes while a server runs is asked for once. */
export function once(path) {
  if (!known.has(path)) {
    known.set(path, get(path).catch((problem) => {
      known.delete(path);
      throw problem;
    }));
  }
  return known.get(path);
}

export const forget = () => known.clear();

let paths;

/** Whether this server has a call, by its path as GET /__mocks lists it. */
export async function offers(template) {
  paths ??= once('').then((routes) => new Set(routes.map((route) => route.path)));
  return (await paths).has(template);
}
