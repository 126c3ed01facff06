// <staff-queue>: the claims to work on, the late ones first, with their clocks.
import { css, html, live, nothing, repeat } from "../vendor/lit.js";
import { named, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { status, statusStyle } from "../claim-status.js";
import { fields } from "../shared/fields.js";
import { settle } from "../shared/places.js";
import { View } from "../shared/view.js";
import { clocksStyle, shortClock, urgencyOf } from "./clocks.js";
import { marksStyle, priority, warnings } from "./marks.js";
import { Regularly } from "../shared/regularly.js";
import { to } from "./routes.js";

const PAGE = 100;
const PAUSE_MS = 300; // between two letters of one word
const LOOK_EVERY_MS = 20_000;
const TICK_MS = 10_000;
const STATUSES = [
  "nouveau",
  "en_attente_preuves",
  "en_analyse",
  "en_attente_validation",
  "intervention_planifiee",
  "resolu",
  "rejete",
  "clos",
];
const PRIORITIES = ["P1", "P2", "P3"];
const CATEGORIES = [
  "Defaut_structural",
  "Defaut_mecanisme",
  "Defaut_electrique",
  "Defaut_revetement",
  "Defaut_confort",
  "Dommage_livraison",
  "Piece_manquante",
  "Erreur_produit",
  "Probleme_montage",
  "Odeur_hygiene",
  "Usure_normale",
  "Dommage_accidentel",
  "Autre",
];

class StaffQueue extends View {
  static properties = {
    /** What is asked for, `{statut, priorite, nature, pour, q}`. */
    query: { attribute: false },
    colleagues: { attribute: false },
    claims: { state: true },
    total: { state: true },
    late: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    statusStyle,
    marksStyle,
    clocksStyle,
    css`
      .column {
        gap: 0.9rem;
        max-width: 84rem;
      }
      .heading {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 1.25rem;
        align-items: baseline;
        justify-content: space-between;
      }
      .late-count {
        color: var(--danger);
        font-weight: 600;
      }
      form {
        display: grid;
        gap: 0.6rem;
        grid-template-columns: repeat(auto-fit, minmax(min(10.5rem, 45%), 1fr));
        align-items: end;
      }
      form .search {
        grid-column: 1 / -1;
      }
      form label:not(.search) {
        font-size: 0.85rem;
      }
      ol {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li a {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.5rem 1.25rem;
        padding: 0.75rem 1rem;
        border: 1px solid var(--line);
        border-inline-start: 5px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--surface);
        color: inherit;
        text-decoration: none;
      }
      li a.P1 {
        border-inline-start-color: var(--danger);
      }
      li a.P2 {
        border-inline-start-color: var(--warm);
      }
      li a.danger {
        background: var(--danger-soft);
      }
      li a:hover {
        border-color: var(--accent);
      }
      .what {
        display: grid;
        gap: 0.3rem;
        min-width: 0;
      }
      .what strong {
        font: 600 1.05rem/1.3 var(--serif);
        overflow-wrap: anywhere;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 0.6rem;
        align-items: center;
        font-size: 0.9rem;
      }
      .code {
        font-family: var(--mono);
        font-size: 0.9em;
      }
      .clocks {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.4rem 1rem;
      }
      .who {
        display: flex;
        gap: 0.4rem;
        align-items: center;
        font-size: 0.9rem;
        color: var(--ink-soft);
      }
      .ghost {
        height: 5.2rem;
      }
      @media (min-width: 60rem) {
        li a {
          grid-template-columns: minmax(0, 1fr) 23rem 10rem;
          align-items: center;
        }
        form {
          grid-template-columns: 1.6fr repeat(4, 1fr);
        }
        form .search {
          grid-column: auto;
        }
      }
    `,
  ];

  #pause;
  #shown = null;
  #asked = null;
  #readAt = Date.now();

  constructor() {
    super();
    this.query = {};
    this.colleagues = [];
    this.claims = null;
    this.total = this.late = 0;
    new Regularly(this, LOOK_EVERY_MS, () => this.#load());
    new Regularly(this, TICK_MS, () => this.requestUpdate());
  }

  updated() {
    const wanted = JSON.stringify(this.query);
    if (wanted === this.#shown) return;
    const isTyped = this.#shown !== null;
    this.#shown = wanted;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#load(), isTyped ? PAUSE_MS : 0);
  }

  render() {
    return html`<div class="column">
      <div class="heading">
        <h2 tabindex="-1">${t("main.queue")}</h2>
        <p role="status">
          ${this.claims
            ? html`${t("queue.count", this.total)}
                ${this.late ? html`<span class="late-count">${t("queue.late", this.late)}</span>` : nothing}`
            : nothing}
        </p>
      </div>
      <search>${this.#filters()}</search>
      ${this.trouble(() => this.#load())}
      ${this.claims ? this.#list() : this.loading ? this.#ghosts() : nothing}
    </div>`;
  }

  #filters() {
    const { q = "" } = this.query;
    return html`<form @submit=${(event) => event.preventDefault()}>
      <label class="search">
        <span class="visually-hidden">${t("queue.search")}</span>
        ${icon("search")}
        <input
          type="search"
          placeholder=${t("queue.searchHint")}
          .value=${live(q)}
          autocomplete="off"
          enterkeyhint="search"
          maxlength="200"
          @input=${({ target }) => this.#ask({ q: target.value })}
        />
      </label>
      ${this.#choice("statut", [
        ["", t("queue.open")],
        ["all", t("queue.all")],
        ...STATUSES.map((each) => [each, named("status", each)]),
      ])}
      ${this.#choice("priorite", [
        ["", t("queue.anyPriority")],
        ...PRIORITIES.map((each) => [each, named("priority", each)]),
      ])}
      ${this.#choice("nature", [
        ["", t("queue.anyCategory")],
        ...CATEGORIES.map((each) => [each, named("category", each)]),
      ])}
      ${this.#choice("pour", [
        ["", t("queue.anyone")],
        ["me", t("queue.mine")],
        ["none", t("queue.nobodys")],
        ...this.colleagues.map(({ id, name }) => [id, name]),
      ])}
    </form>`;
  }

  #choice(name, options) {
    const chosen = this.query[name] ?? "";
    return html`<label>
      ${t(`queue.${name}`)}
      <select name=${name} @change=${({ target }) => this.#ask({ [name]: target.value })}>
        ${options.map(
          ([value, label]) =>
            html`<option value=${value} .selected=${value === chosen}>${label}</option>`,
        )}
      </select>
    </label>`;
  }

  #ask(more) {
    const query = { ...this.query, ...more };
    this.query = Object.fromEntries(Object.entries(query).filter(([, value]) => value));
    settle(to("queue", null, this.query));
  }

  #list() {
    if (!this.claims.length) return this.problem ? nothing : this.#none();
    return html`<ol role="list" @keydown=${this.#walk}>
        ${repeat(
          this.claims,
          ({ ticket_id: id }) => id,
          (claim) => html`<li>${this.#claim(claim)}</li>`,
        )}
      </ol>
      ${this.claims.length < this.total
        ? html`<p class="quiet">${t("queue.notAll", this.claims.length)}</p>`
        : html`<p class="quiet visually-hidden">${t("queue.keys")}</p>`}`;
  }

  #claim(claim) {
    const { ticket_id: id, product_name: name, problem_category: category } = claim;
    const classes = `${claim.computed_priority} ${claim.danger ? "danger" : ""}`;
    return html`<a class=${classes} href=${to("claim", id)}>
      <span class="what">
        <span class="facts">${priority(claim)} ${warnings(claim)} ${status(claim.status)}</span>
        <strong>${name ?? t("claims.unnamed")}</strong>
        <span class="facts quiet">
          <span class="code">${id}</span>
          ${category ? html`<span>${named("category", category)}</span>` : nothing}
          ${claim.order_number ? html`<span class="code">${claim.order_number}</span>` : nothing}
        </span>
      </span>
      <span class="clocks">
        ${shortClock(claim, "response", this.#readAt)} ${shortClock(claim, "intervention", this.#readAt)}
      </span>
      <span class="who">${icon("person", 16)} ${claim.assigned_to?.name ?? t("queue.unassigned")}</span>
    </a>`;
  }

  #none() {
    const isNarrowed = Object.keys(this.query).length > 0;
    return html`<div class="empty panel">
      ${icon(isNarrowed ? "search" : "check", 44)}
      <p>${t(isNarrowed ? "queue.noneFound" : "queue.none")}</p>
      ${isNarrowed
        ? html`<button class="button" @click=${() => this.#clear()}>${t("queue.clear")}</button>`
        : nothing}
    </div>`;
  }

  #clear() {
    this.query = {};
    settle(to("queue"));
  }

  #ghosts() {
    return html`<ol role="list" aria-hidden="true">
      ${Array.from({ length: 6 }, () => html`<li class="ghost"></li>`)}
    </ol>`;
  }

  // Arrows go from claim to claim once the keyboard is among them.
  #walk(event) {
    const links = [...this.renderRoot.querySelectorAll("li a")];
    const at = links.indexOf(this.renderRoot.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (next === undefined || at < 0 || !links[next]) return;
    event.preventDefault();
    links[next].focus();
  }

  // The service lists by age; what is late is asked for apart, so that no page hides it.
  async #load() {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const read = (overdue) =>
      this.api.request("GET", `/api/tickets/?${this.#wanted(overdue)}`, { signal: asked.signal });
    const found = await this.during(() => Promise.all([read(true), read(false)]));
    if (!found || asked !== this.#asked) return;
    const [late, others] = found;
    this.#readAt = Date.now();
    this.claims = [...inOrder(late.tickets, this.#readAt), ...inOrder(others.tickets, this.#readAt)];
    this.late = late.total;
    this.total = late.total + others.total;
  }

  #wanted(overdue) {
    const { statut = "open", priorite, nature, pour, q } = this.query;
    const asked = {
      status: statut === "all" ? "" : statut,
      priority: priorite,
      category: nature,
      assigned_to: pour,
      q: q?.trim(),
      overdue: String(overdue),
      limit: PAGE,
    };
    return new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  }
}

// Danger first, then what is due soonest; what has ended comes last.
const inOrder = (claims, readAt) =>
  claims
    .map((claim) => ({ claim, ...urgencyOf(claim, readAt) }))
    .sort(
      (a, b) =>
        b.claim.danger - a.claim.danger ||
        (a.leftMs === b.leftMs ? 0 : a.leftMs - b.leftMs) ||
        b.claim.created_at.localeCompare(a.claim.created_at),
    )
    .map(({ claim }) => claim);

customElements.define("staff-queue", StaffQueue);
