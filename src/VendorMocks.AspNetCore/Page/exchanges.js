// What came in, world by world, kept up to date for as long as somebody looks.

import { get } from './api.js';

const Pause = 1000;
const First = 50;
const Most = 1000;
// What the server has dropped meanwhile stays here for as long as the view is open, within reason.
const Kept = 20000;

/** What a list needs to know of an exchange; the rest is asked for when it is opened. */
function brief(exchange) {
  const { request, response } = exchange;
  return {
    id: exchange.id,
    at: exchange.at,
    world: exchange.world ?? '',
    vendor: exchange.vendor ?? '',
    operation: exchange.operation ?? '',
    method: request.method,
    url: request.url,
    status: response.status,
    violations: exchange.violations ? exchange.violations.length : null,
    fault: exchange.fault,
    stub: exchange.stub,
    limited: exchange.limited,
    bug: exchange.bug,
    vendorSide: exchange.vendorSide,
    why: exchange.why,
    tookMs: exchange.tookMs,
    text: [request.method, request.url, exchange.vendor, exchange.operation, exchange.world, response.status, exchange.why, request.body?.slice(0, 2000), response.body?.slice(0, 2000)]
      .join(' ').toLowerCase(),
  };
}

/** Follows one world, or all of them and the calls that reached none when the name is '*'. */
export class Exchanges {
  #world;
  #changed;
  #sources = new Map();
  #stopped = new AbortController();
  #lost = false;

  constructor(world, changed) {
    this.#world = world;
    this.#changed = changed;
    this.#run();
  }

  /** Newest first. */
  get items() {
    const lists = [...this.#sources.values()].map((source) => source.items);
    if (lists.length === 1) return lists[0].toReversed();
    return lists.flat().sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : other.id - one.id));
  }

  get lost() {
    return this.#lost;
  }

  stop() {
    this.#stopped.abort();
  }

  async #run() {
    while (!this.#stopped.signal.aborted) {
      try {
        const changed = await this.#look();
        if (changed || this.#lost) {
          this.#lost = false;
          this.#changed();
        }
      } catch (problem) {
        if (this.#stopped.signal.aborted) return;
        // A server that comes back may be another one that counts from 1 again.
        this.#sources.clear();
        this.#lost = problem;
        this.#changed();
      }
      await new Promise((resolve) => setTimeout(resolve, Pause));
    }
  }

  async #look() {
    const signal = this.#stopped.signal;
    const worlds = this.#world === '*' ? await get('/worlds', signal) : [await get(`/worlds/${this.#world}`, signal)];
    const wanted = new Map(worlds.map((world) => [world.name, { path: `/worlds/${world.name}/journal`, total: world.exchanges }]));
    if (this.#world === '*') wanted.set('', { path: '/unclaimed', total: null });
    let changed = false;
    for (const name of this.#sources.keys()) {
      if (!wanted.has(name)) changed = this.#sources.delete(name);
    }
    for (const [name, { path, total }] of wanted) {
      if (total !== null && total === this.#sources.get(name)?.total) continue;
      changed = await this.#follow(name, path) || changed;
    }
    return changed;
  }

  async #follow(name, path) {
    const signal = this.#stopped.signal;
    let source = this.#sources.get(name);
    if (!source) return this.#begin(name, path);
    const last = source.items.at(-1)?.id ?? 0;
    const page = await get(`${path}?limit=${Most}&after=${last}`, signal);
    // Fewer than there were: it was emptied, or another server counts anew.
    if (page.total < source.total) return this.#begin(name, path);
    source.total = page.exchanges.length === Most ? -1 : page.total;
    source.items = source.items.concat(page.exchanges.map(brief)).slice(-Kept);
    return page.exchanges.length > 0;
  }

  /** The latest at once, so that there is something to see; older ones behind them. */
  async #begin(name, path) {
    const signal = this.#stopped.signal;
    const page = await get(`${path}?limit=${First}`, signal);
    const source = { total: page.total, items: page.exchanges.map(brief) };
    this.#sources.set(name, source);
    this.#changed();
    while (source.items.length > 0 && source.items[0].id > page.evicted + 1) {
      const lowest = source.items[0].id;
      const older = await get(`${path}?limit=${Most}&after=${Math.max(0, lowest - 1 - Most)}`, signal);
      const missing = older.exchanges.filter((exchange) => exchange.id < lowest).map(brief);
      if (missing.length === 0) break;
      source.items = missing.concat(source.items);
      this.#changed();
    }
    return true;
  }
}
