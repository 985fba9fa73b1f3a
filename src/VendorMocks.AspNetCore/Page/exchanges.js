// What came in, kept up to date for as long as somebody looks: a stream tells what comes, and journals are asked for the rest.

import { follow, get } from './api.js';

const First = 50;
const Most = 1000;
// Of a body so much can be searched; the whole of it is asked for when an exchange is opened.
const Searched = 2000;
// What the server has dropped meanwhile stays here for as long as the view is open, within reason.
const Kept = 20000;
const Soonest = 250;
const Latest = 8000;

/** What a list needs to know of an exchange; the rest is asked for when it is opened. What nobody claimed is of no world, even if one's rules applied. */
function brief(exchange, world, came) {
  const { request, response } = exchange;
  return {
    id: exchange.id,
    at: exchange.at,
    world,
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
    came,
    text: [request.method, request.url, exchange.vendor, exchange.operation, world, response.status, exchange.why, request.body, response.body]
      .join(' ').toLowerCase(),
  };
}

const lastOf = (journal) => journal.items.at(-1)?.id ?? 0;

const pathOf = (name) => (name === '' ? '/unclaimed' : `/worlds/${name}/journal`);

/** Follows one world, or all of them and the calls that reached none when the name is '*'. */
export class Exchanges {
  #world;
  #changed;
  #journals = new Map();
  #stopped = false;
  #line = null;
  #lost = false;
  #count = 0;
  #connected = false;
  #hidden = () => { if (document.hidden) this.#line?.abort(); };

  constructor(world, changed) {
    this.#world = world;
    this.#changed = changed;
    // A browser has six connections for a server, so a tab that nobody sees holds none.
    document.addEventListener('visibilitychange', this.#hidden);
    this.#run();
  }

  /** Newest first: what came while somebody looked by its coming, since each world has its own clock. */
  get items() {
    const lists = [...this.#journals.values()].map((journal) => journal.items);
    if (lists.length === 1) return lists[0].toReversed();
    return lists.flat().sort((one, other) => other.came - one.came || (one.at < other.at ? 1 : one.at > other.at ? -1 : other.id - one.id));
  }

  /** What keeps it from knowing more; false while all is well. */
  get lost() {
    return this.#lost;
  }

  stop() {
    this.#stopped = true;
    this.#line?.abort();
    document.removeEventListener('visibilitychange', this.#hidden);
  }

  async #run() {
    let wait = Soonest;
    while (!this.#stopped) {
      if (document.hidden) await new Promise((seen) => document.addEventListener('visibilitychange', seen, { once: true }));
      this.#line = new AbortController();
      try {
        await this.#listen(() => { wait = Soonest; });
      } catch (problem) {
        if (this.#stopped) return;
        if (!this.#line.signal.aborted) {
          this.#lost = problem;
          this.#changed();
        }
      }
      await new Promise((on) => setTimeout(on, wait));
      wait = Math.min(Latest, wait * 2);
    }
  }

  async #listen(connected) {
    const signal = this.#line.signal;
    const all = this.#world === '*';
    const events = await follow(`${all ? '' : `/worlds/${this.#world}/journal`}/events?text=${Searched}`, signal);
    // What comes from here on is told; what came before is in the journals.
    const names = all ? ['', ...(await get('/worlds', signal)).map((world) => world.name)] : [this.#world];
    for (const name of this.#journals.keys()) if (!names.includes(name)) this.#journals.delete(name);
    await Promise.all(names.map((name) => this.#catchUp(name, signal)));
    this.#connected = true;
    connected();
    this.#lost = false;
    this.#changed();
    for await (const { event, data } of events) await this.#take(event === 'unclaimed' ? '' : data.world, data, signal);
  }

  async #take(name, exchange, signal) {
    const journal = this.#journals.get(name);
    if (journal && exchange.id === lastOf(journal) + 1) {
      this.#add(journal, [exchange]);
      this.#changed();
    } else if (!journal || exchange.id === 1 || exchange.id > lastOf(journal)) {
      // A world that was just opened, a journal that was emptied, or some that came too fast to be told. All else is known already.
      await this.#catchUp(name, signal);
    }
  }

  #add(journal, exchanges) {
    for (const exchange of exchanges) journal.items.push(brief(exchange, journal.name, ++this.#count));
    if (journal.items.length > Kept + Most) journal.items.splice(0, journal.items.length - Kept);
  }

  /** Asks for what is missing, from the last number that is known; numbers of another series say that the journal is another. */
  async #catchUp(name, signal) {
    const journal = this.#journals.get(name);
    if (!journal?.whole) return this.#begin(name, signal);
    for (;;) {
      const { exchanges, series } = await get(`${pathOf(name)}?text=${Searched}&limit=${Most}&after=${lastOf(journal)}`, signal);
      if (series !== journal.series) return this.#begin(name, signal);
      this.#add(journal, exchanges);
      this.#changed();
      if (exchanges.length < Most) return undefined;
    }
  }

  /** The latest at once, so that there is something to see; older ones behind them. */
  async #begin(name, signal) {
    const { exchanges, series, evicted } = await get(`${pathOf(name)}?text=${Searched}&limit=${First}`, signal);
    // What is there when somebody comes is in the order of its time, what comes then in the order of its coming.
    const came = this.#connected ? ++this.#count : 0;
    const known = (list) => list.map((one) => brief(one, name, came));
    const journal = { name, series, items: known(exchanges), whole: false };
    this.#journals.set(name, journal);
    this.#changed();
    while (journal.items[0]?.id > evicted + 1) {
      const lowest = journal.items[0].id;
      const older = await get(`${pathOf(name)}?text=${Searched}&limit=${Most}&after=${Math.max(0, lowest - 1 - Most)}`, signal);
      const missing = older.exchanges.filter((exchange) => exchange.id < lowest);
      if (missing.length === 0 || older.series !== series) break;
      journal.items.unshift(...known(missing));
      this.#changed();
    }
    journal.whole = true;
  }
}
