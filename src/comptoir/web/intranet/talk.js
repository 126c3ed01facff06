// The messages of one room that are loaded: neighbours by their `seq`, which has no gap.
//
// Messages are never changed in place: another state is another object, so that only what changed is
// drawn again.

const PAGE = 50;
const KEPT = 150; // while one reads at the end
const MOST = 1_500; // loaded at once; then the other end is let go

export class Talk {
  #api;
  #path;

  /** Over `path`, where the service gives the pages. */
  constructor(api, path) {
    this.#api = api;
    this.#path = path;
    this.messages = [];
    /** Whether any page was read. */
    this.isRead = false;
    /** Whether what is said next follows on what is loaded. */
    this.isAtEnd = false;
    this.loading = null;
    this.revision = null;
  }

  get first() {
    return this.messages[0]?.seq ?? null;
  }

  get last() {
    return this.messages.at(-1)?.seq ?? 0;
  }

  get hasOlder() {
    return this.first !== null && this.first > 1;
  }

  has(seq) {
    return this.first !== null && seq >= this.first && seq <= this.last;
  }

  at(seq) {
    return this.has(seq) ? this.messages[seq - this.first] : null;
  }

  /** What a message that came means here: "added", "known", or "gap" when some before it did not. */
  add(message) {
    if (this.has(message.seq)) {
      this.change(message);
      return "known";
    }
    if (this.messages.length && message.seq !== this.last + 1) return "gap";
    if (!this.messages.length && message.seq !== 1) return "gap";
    this.messages = [...this.messages, message];
    if (this.messages.length > MOST + PAGE) this.messages = this.messages.slice(PAGE);
    return "added";
  }

  /** A message is otherwise now. */
  change(message) {
    const before = this.at(message.seq);
    if (!before) return;
    const { type: _, ...now } = message;
    this.messages = this.messages.with(
      this.messages.indexOf(before),
      before.clientId ? { ...now, clientId: before.clientId } : now,
    );
  }

  /** Let go of what is far above the end: a long page costs each message that comes. */
  letGo() {
    if (this.isAtEnd && this.messages.length > 2 * KEPT) this.messages = this.messages.slice(-KEPT);
  }

  /** Read the end of the room anew. */
  readEnd() {
    return this.#once("end", async () => this.#replace(await this.#page(null), true));
  }

  /** Read the messages around one of them. */
  readAround(seq) {
    return this.#once("around", async () => this.#replace(await this.#page(seq + PAGE / 2), false));
  }

  /** Read what is before what is loaded. */
  readOlder() {
    if (!this.hasOlder) return undefined;
    return this.#once("older", async () => {
      const { first } = this;
      const page = (await this.#page(first)).filter(({ seq }) => seq < first);
      if (this.first !== first || !page.length) return;
      const all = [...page, ...this.messages];
      if (all.length > MOST) this.isAtEnd = false;
      this.messages = all.slice(0, MOST);
    });
  }

  /** Read what is after what is loaded. */
  readNewer() {
    return this.#once("newer", async () => {
      const { last } = this;
      const page = (await this.#page(last + PAGE + 1)).filter(({ seq }) => seq > last);
      if (this.last !== last || page[0]?.seq !== last + 1) return;
      this.messages = [...this.messages, ...page].slice(-MOST);
    });
  }

  /** Read again what is loaded of the end, which may have been changed meanwhile. */
  async refresh() {
    const page = await this.#page(null, 100);
    for (const message of page) {
      const before = this.at(message.seq);
      if (before && JSON.stringify(before) !== JSON.stringify(message)) this.change(message);
    }
  }

  #replace(page, isAtEnd) {
    this.messages = page;
    this.isAtEnd = isAtEnd;
    this.isRead = true;
  }

  #page(before, limit = PAGE) {
    const asked = new URLSearchParams({ limit, ...(before !== null && { before }) });
    return this.#api.get(`${this.#path}?${asked}`);
  }

  // The same page is not asked for twice at once.
  #once(what, work) {
    if (this.loading?.what === what) return this.loading.done;
    const done = work().finally(() => {
      if (this.loading?.done === done) this.loading = null;
    });
    this.loading = { what, done };
    return done;
  }
}
