// <foyer-chats>: the chats one takes part in, and what was said in one's own.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { Regularly } from "./shared/regularly.js";
import { View } from "./shared/view.js";
import { to } from "./routes.js";
import { titleOf } from "./words.js";

const SEARCH_AFTER_MS = 400;
const LOOK_EVERY_MS = 60_000; // somebody may let one into theirs
const DAY_MS = 86_400_000;

class FoyerChats extends View {
  static properties = {
    chats: { attribute: false },
    /** The number of the chat that is open, or null. */
    chosen: { attribute: false },
    words: { state: true },
    found: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    css`
      :host {
        background: var(--surface);
      }
      .top {
        position: sticky;
        top: 0;
        z-index: 1;
        display: grid;
        gap: 0.6rem;
        padding: 0.8rem 0.8rem 0.6rem;
        background: var(--surface);
      }
      .search input {
        background: var(--ground);
      }
      .lists {
        display: grid;
        gap: 0.9rem;
        grid-template-columns: minmax(0, 1fr);
        padding: 0 0.5rem 1.5rem;
      }
      h2 {
        padding: 0.3rem 0.6rem 0.1rem;
        color: var(--ink-soft);
        font: 600 0.8rem var(--sans);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li a {
        display: grid;
        padding: 0.55rem 0.7rem;
        border-radius: var(--radius-small);
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        background: var(--surface-raised);
      }
      li a[aria-current] {
        background: var(--accent-soft);
      }
      li a:focus-visible {
        outline-offset: -3px;
      }
      b {
        font-weight: 500;
      }
      b,
      small {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      small {
        color: var(--ink-soft);
      }
      li p {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        overflow-wrap: anywhere;
      }
      mark {
        background: var(--mark);
        color: var(--on-mark);
      }
      .more {
        justify-self: center;
      }
      .none {
        padding: 1.5rem 0.9rem;
      }
      .ghost {
        height: 3rem;
      }
    `,
  ];

  #redraw = () => this.requestUpdate();
  #searching;

  constructor() {
    super();
    this.words = "";
    this.found = null;
    new Regularly(this, LOOK_EVERY_MS, () => this.chats.read().catch(() => {}));
  }

  connectedCallback() {
    super.connectedCallback();
    this.chats?.addEventListener("change", this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.chats.removeEventListener("change", this.#redraw);
    clearTimeout(this.#searching);
  }

  firstUpdated() {
    this.chats.addEventListener("change", this.#redraw);
    if (!this.chats.list) this.#read();
  }

  focusTitle() {
    this.renderRoot.querySelector("input").focus({ preventScroll: true });
  }

  #read() {
    return this.during(() => this.chats.read());
  }

  render() {
    return html`<div class="top">
        <a class="button primary" href=${to("start")}>${icon("plus", 20)} ${t("chats.new")}</a>
        <label class="search">
          <span class="visually-hidden">${t("chats.search")}</span>
          ${icon("search", 20)}
          <input
            type="search"
            maxlength="200"
            placeholder=${t("chats.searchShort")}
            .value=${this.words}
            @input=${this.#typed}
          />
        </label>
      </div>
      <div class="lists">
        ${this.trouble(() => (this.words.trim() ? this.#search() : this.#read()))}
        ${this.words.trim() ? this.#results() : this.#all()}
      </div>`;
  }

  #all() {
    const { list, total } = this.chats;
    if (!list) return this.problem ? nothing : [1, 2, 3].map(() => html`<div class="ghost"></div>`);
    if (!list.length) return html`<p class="none quiet">${t("chats.none")}</p>`;
    return html`${grouped(list).map(
      ([group, chats]) => html`<section>
        <h2>${t(`chats.${group}`)}</h2>
        <ul>
          ${repeat(
            chats,
            ({ id }) => id,
            (chat) => this.#chat(chat),
          )}
        </ul>
      </section>`,
    )}
    ${list.length < total
      ? html`<button class="button small more" ?disabled=${this.loading} @click=${() => this.during(() => this.chats.more())}>
          ${t("chats.more")}
        </button>`
      : nothing}`;
  }

  #chat(chat) {
    return html`<li>
      <a href=${to("chat", chat.id)} aria-current=${chat.id === this.chosen ? "page" : nothing}>
        <b title=${titleOf(chat)} dir="auto">${titleOf(chat)}</b>
        <small>${chat.agent.name}</small>
      </a>
    </li>`;
  }

  // Titles one has at hand, and messages as the service finds them.
  #results() {
    const wanted = folded(this.words.trim());
    const titled = (this.chats.list ?? []).filter((chat) => folded(titleOf(chat)).includes(wanted));
    const said = this.found ?? [];
    return html`${titled.length
      ? html`<section>
          <h2>${t("chats.titled")}</h2>
          <ul>
            ${titled.slice(0, 20).map((chat) => this.#chat(chat))}
          </ul>
        </section>`
      : nothing}
    ${said.length
      ? html`<section>
          <h2>${t("chats.said")}</h2>
          <ul>
            ${said.map(
              (message) => html`<li>
                <a href=${to("chat", message.chat_id, { message: message.id })}>
                  <b dir="auto">${message.chat_title}</b>
                  <p dir="auto">${excerpt(message.content, this.words)}</p>
                </a>
              </li>`,
            )}
          </ul>
        </section>`
      : nothing}
    <p class="none quiet" role="status">
      ${this.found === null
        ? t("chats.searching")
        : titled.length + said.length
          ? nothing
          : t("chats.nothing", this.words.trim())}
    </p>`;
  }

  #typed({ target }) {
    this.words = target.value;
    this.found = null;
    this.problem = null;
    clearTimeout(this.#searching);
    if (this.words.trim()) this.#searching = setTimeout(() => this.#search(), SEARCH_AFTER_MS);
  }

  async #search() {
    const words = this.words.trim();
    const path = `/api/messages/search?limit=30&q=${encodeURIComponent(words)}`;
    const answer = await this.during(() => this.api.get(path));
    if (words === this.words.trim()) this.found = answer?.messages ?? (this.problem ? [] : this.found);
  }
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The part of a message that has the first of the words, with all of them marked. */
function excerpt(content, words) {
  const wanted = folded(words).split(/\s+/).filter((word) => word.length > 1);
  const parts = content.split(/([\p{L}\p{N}]+)/u);
  const isFound = (part) => wanted.some((word) => folded(part).startsWith(word.slice(0, 6)));
  const first = parts.findIndex((part) => /[\p{L}\p{N}]/u.test(part) && isFound(part));
  const start = Math.max(0, first - 12);
  return html`${start > 0 ? "… " : nothing}${parts
    .slice(start, start + 80)
    .map((part) => (/[\p{L}\p{N}]/u.test(part) && isFound(part) ? html`<mark>${part}</mark>` : part))}`;
}

/** Chats by how long ago something was said in them: `[[group, chats]]`. */
function grouped(list) {
  const midnight = new Date().setHours(0, 0, 0, 0);
  const groups = new Map();
  for (const chat of list) {
    const at = new Date(chat.last_message_at ?? chat.created_at).getTime();
    const days = (midnight - at) / DAY_MS;
    const group = days <= 0 ? "today" : days <= 1 ? "yesterday" : days <= 7 ? "week" : "older";
    groups.set(group, [...(groups.get(group) ?? []), chat]);
  }
  return [...groups];
}

customElements.define("foyer-chats", FoyerChats);
