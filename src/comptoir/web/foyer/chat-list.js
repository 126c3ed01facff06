// The chats one takes part in, as the service lists them, shared by the places that show them.

const PAGE = 40;

export class Chats extends EventTarget {
  #api;
  #reading = null;

  constructor(api) {
    super();
    this.#api = api;
    this.forget();
  }

  /** Know nothing: somebody else signs in. */
  forget() {
    this.list = null;
    this.total = 0;
    this.#told();
  }

  /** Read the latest again; how many were shown stay shown. Throws `Problem`. */
  read() {
    const shown = Math.min(100, Math.max(PAGE, this.list?.length ?? 0));
    this.#reading ??= this.#page(shown, 0)
      .then((chats) => this.#become(chats))
      .finally(() => (this.#reading = null));
    return this.#reading;
  }

  /** Read those before the ones that are shown. Throws `Problem`. */
  async more() {
    const older = await this.#page(PAGE, this.list.length);
    const known = new Set(this.list.map(({ id }) => id));
    this.#become([...this.list, ...older.filter(({ id }) => !known.has(id))]);
  }

  /** Show what is known anew of a chat. */
  put(chat) {
    if (!this.list) return;
    const isKnown = this.list.some(({ id }) => id === chat.id);
    if (!isKnown) this.total += 1;
    const others = this.list.filter(({ id }) => id !== chat.id);
    this.#become([...others, chat].sort((one, other) => latest(other).localeCompare(latest(one))));
  }

  /** Show a chat no more. */
  drop(chatId) {
    if (!this.list?.some(({ id }) => id === chatId)) return;
    this.total -= 1;
    this.#become(this.list.filter(({ id }) => id !== chatId));
  }

  async #page(limit, offset) {
    const page = await this.#api.get(`/api/chats?limit=${limit}&offset=${offset}`);
    this.total = page.total;
    return page.chats;
  }

  #become(list) {
    this.list = list;
    this.#told();
  }

  #told() {
    this.dispatchEvent(new Event("change"));
  }
}

const latest = (chat) => chat.last_message_at ?? chat.created_at;
