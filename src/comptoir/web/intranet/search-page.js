// <intranet-search>: the messages that say something, each a way to its place.
import { css, html, live, nothing, repeat } from "./vendor/lit.js";
import { fields } from "./shared/fields.js";
import { moment, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { settle } from "./shared/places.js";
import { View } from "./shared/view.js";
import "./avatar.js";
import { folded } from "./people.js";
import { to, toKey } from "./routes.js";
import { rows } from "./rows.js";

const PAUSE_MS = 300;
const MOST = 50;
const AROUND_CHARS = 120;

class IntranetSearch extends View {
  static properties = {
    office: { attribute: false },
    version: { type: Number },
    /** What an address asks for, `{q, salon}`. */
    query: { attribute: false },
    found: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    rows,
    css`
      a.row {
        align-items: start;
      }
      mark {
        border-radius: 0.2em;
        background: var(--accent-soft);
        color: inherit;
        font-weight: 600;
      }
      p.said {
        overflow-wrap: anywhere;
      }
    `,
  ];

  #shown = null;
  #pause;
  #asked = null;

  constructor() {
    super();
    Object.assign(this, { query: {}, found: null });
  }

  /** Put the keyboard where one asks. */
  focusTitle() {
    this.renderRoot.querySelector("input").focus();
  }

  updated() {
    const wanted = JSON.stringify(this.query);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    this.#look();
  }

  render() {
    const { q = "", salon } = this.query;
    const room = salon && this.office.rooms.get(`r${salon}`);
    return html`<div class="column">
      <h2 tabindex="-1">${t("search.title")}</h2>
      <search>
        <label class="search">
          <span class="visually-hidden">${t("search.hint")}</span>
          ${icon("search")}
          <input type="search" autocomplete="off" enterkeyhint="search" maxlength="200" placeholder=${t("search.hint")} .value=${live(q)} @input=${this.#typed} />
        </label>
      </search>
      ${room
        ? html`<nav class="chips" aria-label=${t("search.title")}>
            <a href=${to("search", null, { q })}>${t("search.everywhere")}</a>
            <a href=${to("search", null, { q, salon })} aria-current="true">${t("search.in", room.name)}</a>
          </nav>`
        : nothing}
      ${this.trouble(() => this.#look())}
      <p class="quiet" role="status">${this.#told(q)}</p>
      ${this.found?.length
        ? html`<ul class="rows" role="list" aria-busy=${this.loading}>
            ${repeat(this.found, ({ id }) => id, (message) => html`<li>${this.#row(message, q)}</li>`)}
          </ul>`
        : nothing}
    </div>`;
  }

  #told(q) {
    if (!q.trim()) return t("search.begin");
    if (!this.found) return "";
    return this.found.length ? t("search.found", this.found.length) : t("search.none");
  }

  #row(message, q) {
    const { me } = this.office;
    const other = message.from_user === me.id ? message.to_user : message.from_user;
    const key = message.to_user === undefined ? `r${message.room_id}` : `d${other}`;
    const where =
      message.to_user === undefined
        ? `# ${message.room}`
        : t("search.with", this.office.people.get(other)?.username ?? "?");
    return html`<a class="row" href=${toKey(key, message.seq)}>
      <person-avatar .name=${message.username ?? "?"}></person-avatar>
      <span class="words">
        <span><b dir="auto">${message.username ?? t("person.erased")}</b> <small>${where} · ${moment(message.timestamp)}</small></span>
        <p class="said" dir="auto">${marked(message.content, q)}</p>
      </span>
    </a>`;
  }

  #typed({ target }) {
    this.query = { ...this.query, q: target.value };
    settle(to("search", null, this.query));
    this.emit("asked", this.query);
  }

  async #look() {
    clearTimeout(this.#pause);
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const { q = "", salon } = this.query;
    if (!q.trim()) return void (this.found = null);
    await new Promise((resolve) => (this.#pause = setTimeout(resolve, this.found ? PAUSE_MS : 100)));
    if (asked !== this.#asked) return undefined;
    const query = new URLSearchParams({ q: q.trim(), limit: MOST, ...(salon && { room: salon }) });
    const found = await this.during(() =>
      this.api.request("GET", `/chat/search?${query}`, { signal: asked.signal }),
    );
    if (asked === this.#asked && found) this.found = found;
    return undefined;
  }
}

// The words that were asked for stand out, and so do the words around the first of them.
function marked(content, q) {
  const wanted = new Set(folded(q).split(/[^\p{L}\p{N}]+/u).filter(({ length }) => length > 1));
  const parts = content.split(/([\p{L}\p{N}\p{M}]+)/u);
  const isWanted = (part) => [...wanted].some((word) => folded(part).startsWith(word));
  const first = parts.findIndex((part, place) => place % 2 && isWanted(part));
  const before = parts.slice(0, Math.max(0, first)).join("").length;
  const from = Math.max(0, before - AROUND_CHARS);
  let at = 0;
  const shown = [];
  for (const [place, part] of parts.entries()) {
    at += part.length;
    if (at <= from) continue;
    if (at > from + 3 * AROUND_CHARS) {
      shown.push("…");
      break;
    }
    shown.push(place % 2 && isWanted(part) ? html`<mark>${part}</mark>` : part);
  }
  return from ? ["…", ...shown] : shown;
}

customElements.define("intranet-search", IntranetSearch);
