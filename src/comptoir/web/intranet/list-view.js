// What the lists beside the rooms have in common: searched as one types, a page at a time.
import { html, live, nothing, repeat } from "./vendor/lit.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { settle } from "./shared/places.js";
import { View } from "./shared/view.js";
import { to } from "./routes.js";
import { rows } from "./rows.js";

const PAUSE_MS = 250;
const PAGE = 50;

export class ListView extends View {
  static properties = {
    office: { attribute: false },
    version: { type: Number },
    /** What an address asks for, `{q, …}`. */
    query: { attribute: false },
    list: { state: true },
    hasMore: { state: true },
  };

  static styles = [View.styles, fields, rows];

  #shown = null;
  #pause;
  #asked = null;

  constructor() {
    super();
    Object.assign(this, { query: {}, list: null, hasMore: false });
  }

  /** The name of the place, the path of its list; the words of each are `<name>.title` and so on. */
  get place() {
    return null;
  }

  updated() {
    const wanted = JSON.stringify(this.query);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    this.look();
  }

  /** Read the list anew, from its beginning. */
  async look() {
    clearTimeout(this.#pause);
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    if (this.list) await new Promise((resolve) => (this.#pause = setTimeout(resolve, PAUSE_MS)));
    if (asked !== this.#asked) return;
    const page = await this.during(() => this.#page(0, asked.signal));
    if (asked !== this.#asked || !page) return;
    this.list = page;
    this.hasMore = page.length === PAGE;
  }

  async #next() {
    const asked = this.#asked;
    const page = await this.during(() => this.#page(this.list.length, asked.signal));
    if (!page || asked !== this.#asked) return;
    const known = new Set(this.list.map(({ id }) => id));
    this.list = [...this.list, ...page.filter(({ id }) => !known.has(id))];
    this.hasMore = page.length === PAGE;
  }

  #page(offset, signal) {
    const asked = { q: this.query.q?.trim(), ...this.filter, limit: PAGE, offset };
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value || value === 0));
    return this.api.request("GET", `${this.place.path}?${query}`, { signal });
  }

  /** What is asked for besides `q`. */
  get filter() {
    return {};
  }

  /** Take in one that was added, or is otherwise now. */
  take(one) {
    const isKnown = this.list?.some(({ id }) => id === one.id);
    this.list = isKnown
      ? this.list.map((each) => (each.id === one.id ? one : each))
      : [one, ...(this.list ?? [])];
  }

  drop(one) {
    this.list = this.list.filter(({ id }) => id !== one.id);
  }

  search() {
    const { name } = this.place;
    return html`<search>
      <label class="search">
        <span class="visually-hidden">${t(`${name}.search`)}</span>
        ${icon("search")}
        <input
          type="search"
          autocomplete="off"
          enterkeyhint="search"
          maxlength="200"
          placeholder=${t(`${name}.search`)}
          .value=${live(this.query.q ?? "")}
          @input=${({ target }) => this.ask({ q: target.value })}
        />
      </label>
    </search>`;
  }

  /** Ask for something else, in the address too. */
  ask(more) {
    this.query = { ...this.query, ...more };
    settle(to(this.place.name, null, this.query));
    this.emit("asked", this.query);
  }

  rows(row) {
    const { name, shape } = this.place;
    return html`${this.trouble(() => this.look())}
    ${this.list === null
      ? this.problem
        ? nothing
        : html`<div class="rows" aria-hidden="true">
            ${Array.from({ length: 4 }, () => html`<div class="ghost"></div>`)}
          </div>`
      : this.list.length
        ? html`<ul class="rows" role="list" aria-busy=${this.loading}>
            ${repeat(this.list, ({ id }) => id, (one) => html`<li>${row(one)}</li>`)}
          </ul>`
        : html`<div class="empty">
            ${icon(shape, 40)}
            <p>${t(this.query.q ? `${name}.notFound` : `${name}.none`)}</p>
          </div>`}
    ${this.hasMore
      ? html`<button class="button more" ?disabled=${this.loading} @click=${this.#next}>${t("more")}</button>`
      : nothing}`;
  }
}
